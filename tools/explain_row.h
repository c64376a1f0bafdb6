/*
 * One row of the explanation, in columns:
 *
 *      0029 00 00 02 58            TTL      600 s = 10 minutes: may be
 *     |    |                      |        |kept that long
 *     0    6                      29       38                              80
 *
 * More octets, and more text, go on below; the text is last, so that Chinese
 * moves nothing.
 */
#ifndef TWIG_EXPLAIN_ROW_H
#define TWIG_EXPLAIN_ROW_H

#include "tools/messages.h"
#include "zonefile/wire.h"

#include <stdio.h>

struct row {
    size_t at;          /* of the first octet */
    struct bytes bytes; /* none: a remark */
    bool folded;        /* only where the octets begin and end */
    const char *name;   /* NULL: none */
    const char *text;
    const char *mark; /* that something is wrong here; NULL: nothing is */
    const char *rule; /* with a mark: what is wrong */
};

struct paper {
    FILE *out;
    bool colour;
    unsigned turn; /* of the colours */
};

/* Print one row, the next one in another colour. */
void row_print(struct paper *p, const struct row *row);

/* The line that names the columns. */
void row_print_head(struct paper *p, enum lang lang);

/* Plain text from column `indent` on, cut at column 80. */
void row_print_text(struct paper *p, const char *text, unsigned indent);

#endif
