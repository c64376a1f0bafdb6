/*
 * Octets to a server and back, over UDP or TCP.  A socket is connected to its
 * server: nobody else's datagram is seen, and an ICMP message that nobody
 * listens there arrives at once.  What the octets mean is not known here.
 */
#ifndef TWIG_ASK_H
#define TWIG_ASK_H

#include "tools/endpoint.h"
#include "zonefile/wire.h"

struct route {
    const struct endpoint *server;
    const struct endpoint *source; /* NULL: any */
    bool tcp;
};

/* Microseconds of a clock that is never set. */
uint64_t ask_clock(void);

/* Such a time in microseconds since 1970. */
uint64_t ask_date(uint64_t clock);

/*
 * ask_open(route, until): a connected socket, which the caller closes, or -1
 * with errno.  `until` is a time of ask_clock; past it is ETIMEDOUT.
 */
int ask_open(const struct route *route, uint64_t until);

/* Send a message; over TCP its length goes in front.  -1 with errno. */
int ask_send(int fd, bool tcp, struct bytes message, uint64_t until);

/*
 * ask_receive(fd, tcp, room, until): the next message, at most 65535 octets,
 * into `out`.  Returns its length, or -1 with errno; ENODATA when the other
 * side closed the connection.
 */
ssize_t ask_receive(int fd, bool tcp, uint8_t *out, uint64_t until);

/* errno in dig's words. */
const char *ask_reason(int error);

#endif
