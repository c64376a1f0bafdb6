/*
 * The nodes of an image: a name and its RRsets, one node behind the other
 * (image.h has the picture).  They are written as they are made.
 */
#ifndef TWIG_NODES_H
#define TWIG_NODES_H

#include "zonefile/citation.h"
#include "zonefile/pack.h"

struct nodes {
    struct pack pack;
    struct record_list set;     /* scratch: the records of one RRset */
    struct citations citations; /* for citation_begin, if they are wanted */
};

/* Begin at offset `at` of the file.  nodes_free gives back what it takes. */
void nodes_begin(struct nodes *n, const struct records *r, int fd, uint64_t at);
void nodes_free(struct nodes *n);

/* The place where the next node will stand.  It must be below 2^32. */
static inline uint64_t nodes_next(const struct nodes *n)
{
    return spool_end(&n->pack.out) / IMAGE_UNIT;
}

/* nodes_put(n, o): the owner's node.  0, or -1 with errno. */
int nodes_put(struct nodes *n, const struct owner *o);

/*
 * nodes_put_negative(n, apex, soa, place): the SOA as it goes into negative
 * answers, in a node that no slot leads to: RFC 2308 5.  The place of its RRset
 * into *place; 0, or -1 with errno.
 */
int nodes_put_negative(struct nodes *n, const struct owner *apex,
                       struct record *soa, uint32_t *place);

/* The numbers of a SOA: its data ends in serial, the three times, minimum. */
uint32_t nodes_soa_serial(const struct record *soa);

#endif
