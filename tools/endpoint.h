/*
 * Where a server listens: an address and a port.
 */
#ifndef TWIG_ENDPOINT_H
#define TWIG_ENDPOINT_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

struct endpoint {
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } at;
    socklen_t len; /* 0: there is none */
};

enum { ENDPOINT_TEXT = INET6_ADDRSTRLEN + 24, ADDRESS_TEXT = 64 };

/* An address as it is written: 127.0.0.1, ::1, fe80::1%eth0. */
bool endpoint_read(struct endpoint *e, const char *text, uint16_t port);

/*
 * endpoint_split(text, port): cut ADDR#PORT, ADDR:PORT, [V6]:PORT, [V6]#PORT
 * or [V6] in two, in place.  Returns the host and sets *port when there is
 * one; NULL when what stands there is no port.
 */
char *endpoint_split(char *text, uint16_t *port);

/* A decimal number of 1 to 65535. */
bool endpoint_port(uint16_t *port, const char *text);

uint16_t endpoint_port_of(const struct endpoint *e);
void endpoint_set_port(struct endpoint *e, uint16_t port);

/* 127.0.0.1, into `out` of ADDRESS_TEXT. */
char *endpoint_address(char *out, const struct endpoint *e);

/* 127.0.0.1#53, into `out` of ENDPOINT_TEXT. */
char *endpoint_text(char *out, const struct endpoint *e);

#endif
