#include "tests/hostile/endpoint.h"

#include <netdb.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>

bool endpoint_parse(struct endpoint *e, const char *address, const char *port)
{
    struct addrinfo want = { .ai_flags = AI_NUMERICHOST | AI_NUMERICSERV,
                             .ai_socktype = SOCK_DGRAM };
    struct addrinfo *found;
    if (getaddrinfo(address, port, &want, &found) != 0)
        return false;
    memset(e, 0, sizeof *e);
    memcpy(&e->address, found->ai_addr, found->ai_addrlen);
    e->len = found->ai_addrlen;
    freeaddrinfo(found);
    return true;
}

bool endpoint_same(const struct endpoint *a, const struct endpoint *b)
{
    const void *x = &a->address, *y = &b->address;
    const struct sockaddr_in *x4 = x, *y4 = y;
    const struct sockaddr_in6 *x6 = x, *y6 = y;
    if (a->address.ss_family != b->address.ss_family)
        return false;
    if (a->address.ss_family == AF_INET)
        return x4->sin_port == y4->sin_port &&
               x4->sin_addr.s_addr == y4->sin_addr.s_addr;
    return x6->sin6_port == y6->sin6_port &&
           memcmp(&x6->sin6_addr, &y6->sin6_addr, sizeof x6->sin6_addr) == 0;
}
