#include "tools/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_MEMORY = 10 };

struct kept {
    struct kept *next;
    char octets[];
};

char *keep(struct kept **list, const void *octets, size_t n)
{
    struct kept *k = malloc(sizeof *k + n + 1);
    if (!k) {
        perror("twig");
        exit(EXIT_MEMORY);
    }
    memcpy(k->octets, octets, n);
    k->octets[n] = '\0';
    k->next = *list;
    *list = k;
    return k->octets;
}

void keep_free(struct kept **list)
{
    while (*list) {
        struct kept *next = (*list)->next;
        free(*list);
        *list = next;
    }
}
