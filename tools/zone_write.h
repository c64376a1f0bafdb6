/*
 * The records of a zone as the text of a zone file: flat, hosts or master.
 */
#ifndef TWIG_ZONE_WRITE_H
#define TWIG_ZONE_WRITE_H

#include "tools/text.h"
#include "tools/zone_command.h"
#include "zonefile/records.h"

enum { LOST_SHOWN = 5 };

struct zone_writing {
    enum zone_target target;
    const struct records *records; /* settled */
    const struct image *image;     /* of the same */
    struct text out;
    struct text lost; /* the first LOST_SHOWN lines that cannot be carried */
    size_t lost_n;
    uint32_t ttl;  /* of $TTL */
    bool reverse;  /* the last $PTR */
    uint32_t zone; /* the one that a master file can hold */
};

/* zone_write_all(w): fill out and lost; text_free gives both back. */
void zone_write_all(struct zone_writing *w);

#endif
