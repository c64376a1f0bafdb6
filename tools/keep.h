/*
 * Octets that are needed as long as the program runs: names of servers, data
 * of options, the lines of files that words point into.
 */
#ifndef TWIG_KEEP_H
#define TWIG_KEEP_H

#include <stddef.h>

struct kept;

/* A copy of `n` octets with a NUL behind them, at the front of the list. */
char *keep(struct kept **list, const void *octets, size_t n);

/* A text, likewise. */
char *keep_format(struct kept **list, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Give all of them back. */
void keep_free(struct kept **list);

#endif
