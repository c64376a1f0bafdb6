/*
 * Datagrams out, replies in.  Each goes from a socket of its own, and behind
 * it a good query, the fence: one socket is served by one worker, in order, so
 * when the fence's reply is there, the datagram has had its reply, or none.
 * So silence is told from slowness without waiting.
 */
#ifndef TWIG_HOSTILE_DATAGRAM_H
#define TWIG_HOSTILE_DATAGRAM_H

#include "tests/hostile/endpoint.h"
#include "tests/hostile/tally.h"

struct datagrams;

/* Sockets to that address; what happens is told to the tally.  NULL: none. */
struct datagrams *datagrams_open(const struct endpoint *to, struct tally *t);
void datagrams_close(struct datagrams *d);

/* Send a message of 65,507 octets at most; its ID becomes one of ours. */
void datagrams_send(struct datagrams *d, struct bytes message);

/* Wait for the replies of all that was sent. */
void datagrams_settle(struct datagrams *d);

/* Send it, and wait for nothing, ever. */
void datagrams_shout(struct datagrams *d, struct bytes message);

#endif
