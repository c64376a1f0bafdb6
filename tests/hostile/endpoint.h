/* An address and port to be asked. */
#ifndef TWIG_HOSTILE_ENDPOINT_H
#define TWIG_HOSTILE_ENDPOINT_H

#include <stdbool.h>
#include <sys/socket.h>

struct endpoint {
    struct sockaddr_storage address;
    socklen_t len;
};

/* False: no such address, or port. */
bool endpoint_parse(struct endpoint *e, const char *address, const char *port);

/* The same address and port? */
bool endpoint_same(const struct endpoint *a, const struct endpoint *b);

/* As bind, connect and sendto want it. */
static inline const struct sockaddr *endpoint_any(const struct endpoint *e)
{
    const void *any = &e->address;
    return any;
}

#endif
