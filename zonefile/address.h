/*
 * The PTR records that nobody wrote: every address of the flat format leads
 * back to the first name that has it.  They are no nodes - a million addresses
 * would be a million more - but two sorted arrays, which also tell which names
 * above an address exist (in-addr.arpa's empty non-terminals).
 */
#ifndef TWIG_ADDRESS_H
#define TWIG_ADDRESS_H

#include "zonefile/image.h"
#include "zonefile/records.h"

struct addresses {
    uint32_t v4_n, v6_n; /* how many at the most; then, how many */
    struct addr4 *v4;    /* .node: an owner */
    struct addr6 *v6;
};

/*
 * address_expect(a, r): how many there can be, into v4_n and v6_n.  None of a
 * family without a zone for its reverse names.
 */
void address_expect(struct addresses *a, const struct records *r);

/*
 * address_gather(a, r): the addresses of all that exists, in order, each once,
 * into v4 and v6, where there is room for what was expected; v4_n and v6_n are
 * how many there are.  Returns 0, or -1 with errno ENOMEM.
 */
int address_gather(struct addresses *a, const struct records *r);

#endif
