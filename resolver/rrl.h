/*
 * Response rate limiting: who forges an address can have us send what we have
 * to say to a victim, but not much of it.
 *
 * Replies are counted for the client's network (/24, IPv6 /56) and the kind of
 * reply, in token buckets: a bucket fills by `rate` replies a second, holds at
 * most what comes in one second, and a reply takes one out.  So a network gets
 * at most (t + 1) * rate whole replies of a kind in t seconds, however it is
 * flooded, and goes on getting them.  When its bucket is empty a reply is
 * dropped or, each `slip`-th, cut: as short as the request, it makes a real
 * client ask again by TCP, which needs no limit, nor does a good cookie.
 *
 * The name asked is not looked at: whoever knows a thousand names would have a
 * thousand buckets.
 *
 *     SipHash(secret; kind, network) = | tag, 32 bits | ... set, 14 bits |
 *
 *     set 0     | bucket | bucket | bucket | bucket |   64 octets, a cache line
 *     set 1     | bucket | bucket | bucket | bucket |
 *     ...
 *
 * The table does not grow.  A newcomer to a set takes over the bucket that has
 * most in it now, with what is in it.  One that nobody asked of for a second is
 * full, so mostly nothing is lost or gained by that; when all four are nearly
 * empty, those who share the set share what is left, so a set never lets pass
 * more than four buckets do.  The secret is ours alone: nobody can find out who
 * shares a set with whom.
 *
 * Each worker has a table of its own.  The kernel spreads clients over the
 * workers by address and port, those who forge and good resolvers use many
 * ports, so each worker gets its share of the rate; a client that sends all
 * from one port has one worker's share.
 *
 * The clock is handed in; but for rrl_create and rrl_free this is pure.
 */
#ifndef TWIG_RRL_H
#define TWIG_RRL_H

#include "zonefile/wire.h"

enum {
    RRL_SECRET = 16,        /* octets */
    RRL_SETS = 1 << 14,     /* of four buckets of 16 octets: 1 MB */
    RRL_RATE_MAX = 1000000, /* so that sums stay within 32 bits */
    RRL_SLIP_DEFAULT = 2 /* half as many packets as came, and as NSD and BIND */
};

struct rrl_config {
    unsigned rate; /* replies a second, of all workers: 1 to RRL_RATE_MAX */
    unsigned slip; /* cut each slip-th limited reply; 0: none, 1: all */
    bool spare_loopback; /* no limit for 127.0.0.0/8 and ::1 */
};

enum rrl_kind { RRL_ANSWER, RRL_NODATA, RRL_NXDOMAIN, RRL_REFERRAL, RRL_ERROR };

enum rrl_verdict {
    RRL_SEND,
    RRL_SLIP, /* send what rrl_slip makes of it */
    RRL_DROP
};

struct rrl;

/*
 * rrl_create(config, workers, secret): the table of one of so many workers.
 * It takes memory only as far as it is used.  NULL with errno.
 */
struct rrl *rrl_create(const struct rrl_config *config, unsigned workers,
                       const uint8_t secret[RRL_SECRET]);

/* rrl_free(NULL) does nothing. */
void rrl_free(struct rrl *r);

/*
 * rrl_kind(reply): of what kind a reply of ours is.  Its header says that; one
 * cut short counts as an answer.
 */
enum rrl_kind rrl_kind(struct bytes reply);

/*
 * rrl_check(r, address, kind, now): may a reply of this kind go by UDP to the
 * client at `address`, of 4 or 16 octets?  It is counted.  `now` is in
 * milliseconds, modulo 2^32, by a clock that never goes back.
 */
enum rrl_verdict rrl_check(struct rrl *r, struct bytes address,
                           enum rrl_kind kind, uint32_t now);

/*
 * rrl_slip(reply, n): cut a reply of ours in place: header with TC, question,
 * and OPT (RFC 6891 7) as it was, with the cookie that the client may need.
 * An error has no records and stays: TCP would bring the same.  Returns its
 * length now.
 */
size_t rrl_slip(uint8_t *reply, size_t n);

#endif
