/*
 * A flat world cut into the zones that hold it in the real tree: the root,
 * every top-level domain, and every name below one that has names below it -
 * and whatever the file itself calls a zone.
 *
 *     com            203.0.113.1       zone .       the delegations of com, cn
 *     cctv.com       203.0.113.10      zone com     its address, of cctv.com
 *     news.cctv.com  203.0.113.11      zone cctv.com
 *
 * Each zone becomes a flat file of its own.  Lines of the one file go into it
 * as they stand, with the comment above them; what is new are the delegations,
 * the names of the servers, and glue.
 */
#ifndef TWIG_SPLIT_H
#define TWIG_SPLIT_H

#include "zonefile/records.h"

#include <stdio.h>

enum {
    SPLIT_MAX = 214,      /* zones: each has an address of its own */
    SPLIT_FIRST_HOST = 41 /* 127.0.0.41 is the root's server */
};

struct split_zone {
    uint32_t apex;  /* owner, in the records */
    unsigned above; /* the zone that delegates it; the root's is itself */
};

struct split {
    struct records *records;
    uint32_t *zone_of;                  /* [owner]: which zone answers for it */
    struct split_zone zones[SPLIT_MAX]; /* the root's is the first */
    unsigned zones_n;
    unsigned left_out; /* that would be zones, if there were more addresses */
};

/* What is wrong with a delegation, on purpose. */
enum split_break {
    BREAK_NOTHING,
    BREAK_LAME,   /* it leads to an address where no server is */
    BREAK_NOGLUE, /* the address of its server is left out */
    BREAK_LOOP    /* it names the server that gives it */
};

struct split_style {
    bool literal; /* a server's name is its address: 127.0.0.42. */
    enum split_break breaks[SPLIT_MAX]; /* [zone]: of its delegation */
};

/*
 * split_begin(s, r): plan the zones for records that are read and settled, of
 * one source.  They stay the caller's, and must stay.  Returns 0, or -1 with
 * errno ENOMEM; split_end gives back what it took.
 */
int split_begin(struct split *s, struct records *r);
void split_end(struct split *s);

/* Which zone has that apex, in wire form, any case; or SPLIT_MAX. */
unsigned split_find(const struct split *s, const uint8_t *apex);

/* split_name(s, zone, text): the zone's name into `text` of NAME_TEXT_MAX
 * octets, with its final dot.  Returns `text`. */
char *split_name(const struct split *s, unsigned zone, char *text);

/* The last number of the address of that zone's server, 127.0.0.x. */
static inline unsigned split_host(unsigned zone)
{
    return SPLIT_FIRST_HOST + zone;
}

/*
 * split_write(s, zone, style, to): that zone as a flat file.  Whether all was
 * written, ferror tells.
 */
void split_write(const struct split *s, unsigned zone,
                 const struct split_style *style, FILE *to);

#endif
