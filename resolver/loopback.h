/*
 * Does an address mean this machine itself?  127.0.0.0/8 and ::1.
 */
#ifndef TWIG_LOOPBACK_H
#define TWIG_LOOPBACK_H

#include "zonefile/wire.h"

/* `address` is of 4 octets, or 16. */
static inline bool is_loopback(struct bytes address)
{
    static const uint8_t one[16] = { [15] = 1 };
    if (address.n == 4)
        return address.at[0] == 127;
    return memcmp(address.at, one, sizeof one) == 0;
}

#endif
