/*
 * From 7.113.0.203.in-addr.arpa (RFC 1035 3.5) or its IPv6 twin under ip6.arpa
 * (RFC 3596 2.5) to the name that has the address, through the image's sorted
 * addresses; and from an address to that name.
 */
#ifndef TWIG_REVERSE_H
#define TWIG_REVERSE_H

#include "zonefile/image.h"

struct reverse {
    unsigned depth;          /* labels of the deepest ancestor, or the name
                                itself, that exists through an address; 0 */
    const struct node *node; /* who has the address, when all of it is there */
    uint32_t ttl;            /* of that address */
};

/* reverse_find(img, name): works for any name; mostly it is not reverse. */
struct reverse reverse_find(const struct image *img, const struct name *name);

/* The reverse name of an address: a number in host order, 16 octets. */
void reverse_name4(struct name *name, uint32_t address);
void reverse_name6(struct name *name, const uint8_t *address);

#endif
