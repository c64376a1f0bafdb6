/*
 * One end of a socket, as the kernel has it: an address of IPv4 or IPv6, and a
 * port.
 */
#ifndef TWIG_ENDPOINT_H
#define TWIG_ENDPOINT_H

#include "zonefile/wire.h"

#include <netinet/in.h>
#include <sys/socket.h>

union endpoint {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* Its address: 4 octets, or 16, which are part of *e. */
static inline struct bytes endpoint_address(const union endpoint *e)
{
    if (e->any.sa_family == AF_INET6)
        return (struct bytes){ e->v6.sin6_addr.s6_addr, 16 };
    const void *v4 = &e->v4.sin_addr;
    return (struct bytes){ v4, 4 };
}

/* Its port, in the machine's own order. */
static inline uint16_t endpoint_port(const union endpoint *e)
{
    return ntohs(e->any.sa_family == AF_INET6 ? e->v6.sin6_port
                                              : e->v4.sin_port);
}

#endif
