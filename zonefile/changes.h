/*
 * What differs between two images: names that came, went or have other
 * records, each with the records that make the difference.
 *
 * Both are read from one end to the other, side by side: in what is mostly the
 * same text, names stand in the same order, and only one that does not needs to
 * be looked up.  So a million names take tens of milliseconds.
 *
 * What follows from other records is no difference of its own: made PTRs, names
 * that exist because something is below them, in which order records stand.
 */
#ifndef TWIG_CHANGES_H
#define TWIG_CHANGES_H

#include "zonefile/unpack.h"

/* One of the two images. */
struct change_side {
    const struct image *img;
    const struct node *at; /* the next node; NULL: none */
    struct table glue;     /* the names that its own table leaves out */
    uint32_t nodes_n;
};

struct changes {
    struct change_side before, after;
    bool gone;         /* `after` is read to its end: now what is not in it */
    uint32_t common_n; /* nodes of names that are in both */
};

enum change_kind { CHANGE_ADDED, CHANGE_GONE, CHANGE_OTHER };

/* A name, and how its records changed. */
struct change {
    enum change_kind kind;     /* records where were none; none where were */
    const struct node *before; /* NULL: there was no such name */
    const struct node *after;  /* NULL: there is none any more */
    bool serial;               /* nothing but the serial of its SOA differs */
};

/*
 * changes_begin(c, before, after): compare two images that were checked.
 * Returns 0, or -1 with errno ENOMEM.  changes_end gives back what it took.
 */
int changes_begin(struct changes *c, const struct image *before,
                  const struct image *after);
void changes_end(struct changes *c);

/*
 * changes_next(c, change): the next name whose records differ; false: there is
 * none.  The names come in no order that means something: first those that
 * are in `after`, then those that are not.
 */
bool changes_next(struct changes *c, struct change *change);

/* The name that changed. */
static inline const uint8_t *change_name(const struct change *c)
{
    return node_name(c->after ? c->after : c->before);
}

/* The records that make a change: those that went, then those that came. */
struct change_records {
    struct change change;
    bool added;           /* this one came */
    bool serial;          /* of its SOA nothing but the serial differs */
    uint16_t type;        /* of this record, as the TTL and the data in */
    struct unpack record; /* here */
    const struct rrset *set;
    unsigned sets_left;
};

void change_records_begin(struct change_records *r, const struct change *c);
bool change_records_next(struct change_records *r);

#endif
