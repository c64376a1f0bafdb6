#include "tools/hostname.h"

#include <netdb.h>
#include <string.h>

static unsigned ask_system(struct target *out, unsigned room, const char *host,
                           uint16_t port)
{
    struct addrinfo hints = { .ai_socktype = SOCK_DGRAM }, *list = NULL;
    unsigned n = 0;
    if (getaddrinfo(host, NULL, &hints, &list) != 0)
        return 0;
    for (struct addrinfo *a = list; a && n < room; a = a->ai_next) {
        struct endpoint *e = &out[n].at;
        if (a->ai_addrlen > sizeof e->at)
            continue;
        memset(e, 0, sizeof *e);
        memcpy(&e->at, a->ai_addr, a->ai_addrlen);
        e->len = a->ai_addrlen;
        endpoint_set_port(e, port);
        out[n++].name = host;
    }
    freeaddrinfo(list);
    return n;
}

unsigned hostname_find(const char **wrong, struct target *out, unsigned room,
                       const char *text, struct kept **kept)
{
    uint16_t port = 0;
    char *copy = keep(kept, text, strlen(text)), *host;
    *wrong = "one server too many";
    if (room == 0)
        return 0;
    if (endpoint_read(&out->at, copy, 0)) {
        out->name = copy;
        return 1;
    }
    host = endpoint_split(copy, &port);
    if (host && endpoint_read(&out->at, host, port)) {
        out->name = host;
        return 1;
    }
    *wrong = "couldn't get address of the server";
    if (host)
        return ask_system(out, room, host, port);
    bool closed = *text != '[' || strchr(text, ']');
    *wrong = closed ? "not a port from 1 to 65535 behind the address"
                    : "no ] behind the address";
    return 0;
}
