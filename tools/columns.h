/*
 * One record on a line, in dig's columns: tabs of eight, at least one blank.
 */
#ifndef TWIG_COLUMNS_H
#define TWIG_COLUMNS_H

#include "tools/message.h"
#include "tools/rdtext.h"

struct columns {
    bool no_ttl, no_class;
    bool ttl_units; /* 1h30m */
    struct rdstyle data;
};

/* The record `rr` of a message, and a new line. */
void columns_record(struct text *t, const struct columns *c,
                    const struct message *m, const struct record *rr);

/* A question: ; in front, which takes no column. */
void columns_question(struct text *t, const struct columns *c,
                      const struct message *m, const struct record *q);

/* The data of a record alone. */
void columns_data(struct text *t, const struct rdstyle *style,
                  const struct message *m, const struct record *rr);

#endif
