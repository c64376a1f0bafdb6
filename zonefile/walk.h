/*
 * How a name is found, label by label from the root, as a reader would follow
 * it in the zone file; and then on, where an alias leads.
 *
 *     . -> com -> cctv -> wild -> x? no such child -> * : found, A
 *     |    |      |       |       |                   |
 *     steps[0]    [2]     [3]     [4] WALK_MISSING    [5] WALK_STAR
 *
 * The outcome is what lookup() says, so it is what the server answers.  Pure:
 * it reads the image and nothing else; walkline.h puts it in words.
 */
#ifndef TWIG_WALK_H
#define TWIG_WALK_H

#include "zonefile/lookup.h"

enum walk_at {
    WALK_ABOVE,   /* outside or above the zones of this server */
    WALK_NAME,    /* there, with records */
    WALK_EMPTY,   /* there without, as something is below: RFC 8020 */
    WALK_MISSING, /* there is no such child */
    WALK_STAR     /* the wildcard that stands for it: RFC 4592 */
};

struct walk_step {
    enum walk_at at;
    unsigned depth;          /* the last so many labels of the name */
    const struct node *node; /* NULL: none is there, or one by an address */
};

enum walk_end {
    WALK_FOUND,   /* found.set, or with type 0 all of found.node */
    WALK_PTR,     /* a PTR made from the address of found.node */
    WALK_ALIAS,   /* CNAME */
    WALK_DNAME,   /* found.node and all below it are elsewhere */
    WALK_CUT,     /* delegated at found.node */
    WALK_NODATA,  /* the name is empty */
    WALK_NO_TYPE, /* it has records, of other types */
    WALK_NO_NAME, /* NXDOMAIN */
    WALK_FOREIGN  /* outside every zone */
};

struct walk {
    const struct image *img;
    struct name name;
    uint16_t type; /* 0: whatever there is */
    struct walk_step steps[DNS_LABELS_MAX + 2];
    unsigned steps_n;
    enum walk_end end;
    struct found found;
    uint8_t target[DNS_NAME_MAX]; /* of WALK_ALIAS and WALK_DNAME */
    size_t target_len;            /* 0: it would be too long, RFC 6672 2.2 */
    unsigned links;               /* aliases so far */
    uint64_t seen[LINKS_MAX];     /* hashes of the names so far */
};

/* walk_begin(w, img, name, type): the way to that name. */
void walk_begin(struct walk *w, const struct image *img,
                const struct name *name, uint16_t type);

/*
 * walk_on(w): the way to where the alias leads.  False: it is none, or leads to
 * where we were, or there were too many: here the server stops.
 */
bool walk_on(struct walk *w);

/*
 * walk_near(w, near): a name that was perhaps meant, where WALK_NO_NAME is the
 * end.  False: there is none.
 */
bool walk_near(const struct walk *w, struct name *near);

/*
 * walk_decider(w): the RRset that decided, or the node without any, as
 * image_citation wants it; NULL: it is what is not there.
 */
const void *walk_decider(const struct walk *w);

#endif
