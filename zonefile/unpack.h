/*
 * The records of an RRset one at a time, as they were before pack.h made them
 * short: every name in the data whole again.
 */
#ifndef TWIG_UNPACK_H
#define TWIG_UNPACK_H

#include "zonefile/image.h"
#include "zonefile/rdata.h"

struct unpack {
    struct rdata_shape shape;
    struct reader records;
    unsigned left;
    /* of the record that unpack_next took: */
    uint32_t ttl;
    struct bytes data; /* in the image or in `room`; until the next record */
    /* how a reply with this RRset begins, if names in it are compressed */
    uint8_t message[DNS_QNAME_AT + DNS_NAME_MAX + 4 + DNS_MESSAGE_MAX];
    uint8_t room[2 * DNS_NAME_MAX + DNS_MESSAGE_MAX];
};

/* unpack_begin(u, node, set): the RRset of that node, from its first record. */
void unpack_begin(struct unpack *u, const struct node *node,
                  const struct rrset *set);

/* Take the next record; false: there is none. */
bool unpack_next(struct unpack *u);

#endif
