/*
 * DNS over TCP (RFC 7766, RFC 9210): a bounded number of connections around
 * the same answer().
 *
 * Nobody is waited for and nobody is locked out: a connection that completes
 * no query, or takes no replies, for ten seconds is closed; a newcomer who
 * finds no room gets that of the idlest.  After tcp_new nothing is allocated.
 */
#ifndef TWIG_TCP_H
#define TWIG_TCP_H

#include "resolver/clock.h"
#include "resolver/journal.h"
#include "resolver/service.h"
#include "zonefile/image.h"

enum {
    TCP_LISTENERS_MAX = 16,
    TCP_CONNECTIONS_MAX = 100000,
    TCP_IDLE_MS = IDLE_SECONDS * 1000
};

struct tcp_limits {
    unsigned connections; /* in all */
    unsigned per_client;  /* of one IPv4 address, or IPv6 network of 64 bits */
};

struct tcp;

/* tcp_new(limits, journal): `journal`, or NULL for none, stays the caller's and
 * is used until tcp_free.  NULL with errno. */
struct tcp *tcp_new(const struct tcp_limits *limits, struct journal *journal);

/* Close all connections, and give the memory back. */
void tcp_free(struct tcp *t);

/*
 * tcp_listen(t, fd): take connections from this listening socket, which does
 * not block, and stays the caller's.  At most TCP_LISTENERS_MAX.  Returns 0,
 * or -1 with errno.
 */
int tcp_listen(struct tcp *t, int fd);

/*
 * tcp_wait(t, now): until there is something to do, be it that time has come.
 * Returns 0, or -1 with errno: EINTR, or trouble.
 */
int tcp_wait(struct tcp *t, struct moment now);

/*
 * tcp_turn(t, img, self, now): do it: read, answer and write as far as that can
 * be done at once, and not more for one connection than is fair to the others.
 */
void tcp_turn(struct tcp *t, const struct image *img,
              const struct service *self, struct moment now);

#endif
