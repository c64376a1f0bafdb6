/*
 * The lines of a file, with their numbers.
 */
#ifndef TWIG_LINES_H
#define TWIG_LINES_H

#include "tools/mistake.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct lines {
    FILE *f;
    struct whence place; /* of the line that was read last */
    char *text;          /* it, of any length, with its end */
    size_t room;
};

/*
 * lines_open(l, path): path - is standard input, and a pipe is a file, too.
 * Returns 0, or -1 with errno.  `path` must live as long as the places.
 */
int lines_open(struct lines *l, const char *path);

/* The next line; false: there is none, or it cannot be read. */
bool lines_next(struct lines *l);

/* Returns 0, or -1 with errno when not all could be read. */
int lines_close(struct lines *l);

#endif
