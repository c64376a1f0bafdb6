/*
 * Who is connected: a bounded number in all, and of each client.  Everybody
 * stands in two queues, that of all and that of his own client's, the idlest
 * first, so who has to go is known at once:
 *
 *     all        3 -> 1 -> 4 -> 2 -> 5
 *     client a   3 -------> 4 -> 2
 *     client b        1 ------------> 5
 *
 * A client is an IPv4 address, or an IPv6 network of 64 bits, which is what a
 * single host may have to itself.  Knows no sockets; `now` is any clock that
 * does not go back.
 */
#ifndef TWIG_GUESTS_H
#define TWIG_GUESTS_H

#include "zonefile/wire.h"

struct guests;

/*
 * guests_new(most, each): for up to `most` guests, `each` of one client.  This
 * is all the memory they need.  NULL with errno.
 */
struct guests *guests_new(unsigned most, unsigned each);
void guests_free(struct guests *g);

/* What stands for the client at that address, of 4 octets or 16. */
uint64_t guests_client(struct bytes address);

/*
 * guests_in_the_way(g, client): who must leave before another of this client
 * can come: the idlest of the client's, if it has enough, or of all.  0: there
 * is room.
 */
unsigned guests_in_the_way(const struct guests *g, uint64_t client);

/*
 * guests_admit(g, client, now): the newcomer's number, from 1 to `most`.  There
 * must be room.
 */
unsigned guests_admit(struct guests *g, uint64_t client, uint64_t now);

/* Guest `i` has done something: nobody is less idle. */
void guests_touch(struct guests *g, unsigned i, uint64_t now);

/* Guest `i` goes; the number is free. */
void guests_leave(struct guests *g, unsigned i);

/* The idlest of all; 0: there is nobody. */
unsigned guests_idlest(const struct guests *g);

/* When guest `i` came, or was touched. */
uint64_t guests_since(const struct guests *g, unsigned i);

#endif
