/*
 * The plain line, at memory speed:
 *
 *     name [ttl] [IN] A|AAAA address        (and, bare: name [ttl] address)
 *
 * Nearly every line of a big file is one.  Whatever is not - an escape, a
 * wildcard, a second address, a mistake - is left to the full reader, which
 * tells what is wrong.
 */
#ifndef TWIG_PLAIN_H
#define TWIG_PLAIN_H

#include "zonefile/name.h"

enum {
    PLAIN_BATCH = 16 /* lines read ahead of their look-ups; 8..32 are alike */
};

struct plain {
    const struct name *origin; /* ends names without final dot; NULL: none */
    bool bare; /* the flat format: no type needed, names absolute, # comments */
    /* what was read: */
    const char *from; /* where the line begins */
    struct name owner;
    bool has_ttl;
    uint32_t ttl;
    uint16_t type; /* TYPE_A or TYPE_AAAA */
    uint16_t len;
    uint8_t data[16];
};

/*
 * plain_line(p, at, end): if the text at *at begins with a plain line, read
 * it, move *at behind its newline and return true.
 */
bool plain_line(struct plain *p, const char **at, const char *end);

/* An address in text; its octets into `out`.  Returns its type, or 0. */
uint16_t plain_address(struct bytes text, uint8_t out[16]);

#endif
