/*
 * What a piece of a message means, in words: 600 s = 10 minutes.  Whatever
 * came from the network is escaped.
 */
#ifndef TWIG_EXPLAIN_VALUE_H
#define TWIG_EXPLAIN_VALUE_H

#include "tools/explain_piece.h"
#include "tools/text.h"

/* A number as text; it lives to the end of the statement it is made in. */
struct digits {
    char at[24];
};

struct digits digits(unsigned long value);

/* "600 s = 10 minutes"; with `alone` only "10 minutes". */
void value_duration(struct text *t, enum lang lang, uint32_t seconds,
                    bool alone);

/* Octets between quotes, escaped as in zone files. */
void value_quoted(struct text *t, struct bytes octets);

/* UTF-8 from the network between quotes: what may harm becomes \xNN. */
void value_utf8(struct text *t, struct bytes octets);

/* An address of 4 or 16 octets. */
void value_address(struct text *t, struct bytes octets);

/* The words for a type, or SAY_NOTHING. */
enum saying value_type_means(uint16_t type);

/* The meaning of a piece, lines parted by '\n'. */
void value_add(struct text *t, enum lang lang, const struct walked *w,
               const struct piece *p);

#endif
