#include "tools/keep.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"

struct kept {
    struct kept *next;
    char octets[];
};

char *keep(struct kept **list, const void *octets, size_t n)
{
    struct kept *k = memory_need(malloc(sizeof *k + n + 1));
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
    char *kept = keep(list, memory_need(n < 0 ? NULL : text), (size_t)n);
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
