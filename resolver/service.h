/*
 * What the server knows of itself, and of who asks.  Both are arguments of
 * answer(), so it needs no clock, no host name and no memory of its own.
 */
#ifndef TWIG_SERVICE_H
#define TWIG_SERVICE_H

#include "resolver/cookie.h"

enum {
    /* So long that it fits a reply of 512 octets beside the longest question
       and all other options. */
    NSID_MAX = 128,
    IDLE_SECONDS =
        10 /* a TCP connection without a query ends: RFC 7766 6.2.3 */
};

/* --walk: is it told how a name is found, and in which language? */
enum walk_told { WALK_UNTOLD, WALK_ENGLISH, WALK_CHINESE };

/* The same for all processes of a server. */
struct service {
    struct bytes nsid;    /* RFC 5001; .n == 0: it has none */
    struct bytes version; /* CH TXT version.bind; .n == 0: refused */
    struct bytes name;    /* CH TXT id.server, hostname.bind: RFC 4892 */
    struct cookie_secrets cookies;
    enum walk_told walk;
    /* For loopback clients, CH TXT stats.twigd; NULL: refused.  The one thing
       here that others change meanwhile, and only that reply shows it. */
    const struct stats *stats;
};

enum transport { BY_UDP, BY_TCP };

/* Of one request. */
struct client {
    enum transport by;
    uint32_t now;         /* seconds since 1970, modulo 2^32 */
    struct bytes address; /* 4 octets, or 16: cookies are bound to it */
    /* For the journal alone, which answer() does not know: */
    uint16_t port, ms;       /* its port; milliseconds behind `now` */
    struct journal *journal; /* NULL: none is kept */
};

#endif
