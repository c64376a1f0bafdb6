#include "tools/keep.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXIT_MEMORY = 10 };

struct kept {
    struct kept *next;
    char octets[];
};

/* No memory: there is nothing that could be done without. */
static void need(bool good)
{
    if (good)
        return;
    perror("twig");
    exit(EXIT_MEMORY);
}

char *keep(struct kept **list, const void *octets, size_t n)
{
    struct kept *k = malloc(sizeof *k + n + 1);
    need(k);
    memcpy(k->octets, octets, n);
    k->octets[n] = '\0';
    k->next = *list;
    *list = k;
    return k->octets;
}

char *keep_format(struct kept **list, const char *format, ...)
{
    char *text;
    va_list args;
    va_start(args, format);
    int n = vasprintf(&text, format, args);
    va_end(args);
    need(n >= 0);
    char *kept = keep(list, text, (size_t)n);
    free(text);
    return kept;
}

void keep_free(struct kept **list)
{
    while (*list) {
        struct kept *next = (*list)->next;
        free(*list);
        *list = next;
    }
}
