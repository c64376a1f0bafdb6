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
    struct arena v4, v6; /* struct addr4[], struct addr6[]; .node: an owner */
};

/*
 * address_gather(a, r): the addresses of all that exists, in order, each once.
 * Those of a family without a zone for its reverse names are left out.
 * Returns 0, or -1 with errno ENOMEM.
 */
int address_gather(struct addresses *a, const struct records *r);

void address_free(struct addresses *a);

static inline uint32_t address_count4(const struct addresses *a)
{
    return (uint32_t)(a->v4.len / sizeof(struct addr4));
}

static inline uint32_t address_count6(const struct addresses *a)
{
    return (uint32_t)(a->v6.len / sizeof(struct addr6));
}

#endif
