/*
 * Where domain names stand in the data of a record, for the few types where
 * it matters to a name server: to compress them (RFC 3597 4 allows that for
 * the types of RFC 1035 only), to compare them without case, to find the name
 * whose addresses go along.  All other data is octets (RFC 3597).
 */
#ifndef TWIG_RDATA_H
#define TWIG_RDATA_H

#include "zonefile/wire.h"

struct rdata_shape {
    uint16_t type;
    uint16_t skip;  /* octets in front of the first name */
    uint8_t names;  /* how many follow one another; 0: none known */
    bool compress;  /* may be sent compressed */
    bool addresses; /* additional section: the addresses of the last name */
};

/* The shape of a type; { .names = 0 } when it holds no names. */
struct rdata_shape rdata_shape(uint16_t type);

/* Does data of that type name somebody whose addresses go along? */
bool rdata_refers(uint16_t type);

/*
 * rdata_target(type, rdata): the name in well-formed data whose addresses go
 * along: the exchange of an MX, the target of a SRV.  NULL: there is none.
 */
const uint8_t *rdata_target(uint16_t type, struct bytes rdata);

/*
 * rdata_compare(type, a, b): order two well-formed data of one type; names
 * count without case (RFC 4034 6.3 in effect).  0: they are the same.
 */
int rdata_compare(uint16_t type, struct bytes a, struct bytes b);

#endif
