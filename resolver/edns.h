/*
 * EDNS, RFC 6891: what the OPT record of a request asks for, and the OPT
 * record of the reply.  Pure.
 */
#ifndef TWIG_EDNS_H
#define TWIG_EDNS_H

#include "resolver/service.h"
#include "zonefile/dns.h"

/* The options that are known here; all others are ignored: RFC 6891 6.1.2. */
enum edns_asks {
    ASKS_NSID = 1,
    ASKS_EXPIRE = 2,
    ASKS_COOKIE = 4,
    ASKS_KEEPALIVE = 8,
    ASKS_PADDING = 16,
    ASKS_VERSION = 32, /* of the zone */
    ASKS_ZONE = ASKS_EXPIRE | ASKS_VERSION
};

struct edns {
    bool here;       /* there is an OPT, so the reply has one */
    bool dnssec_ok;  /* RFC 3225 */
    uint8_t version; /* RFC 6891 6.1.3: we know 0 */
    uint8_t asks;    /* enum edns_asks; 0 unless the OPT is well-formed */
    uint16_t size;   /* the UDP size it offers, at least 512; without: 512 */
    struct bytes cookie; /* with ASKS_COOKIE: 8 octets, or 16 to 40 */
};

/* edns_none(): of a message without OPT. */
static inline struct edns edns_none(void)
{
    return (struct edns){ .size = DNS_UDP_PLAIN };
}

/*
 * edns_read(e, r): fill *e from an OPT record, whose owner and type are read.
 * False: it is malformed, and *e is unchanged when it is cut off, or says all
 * but the options.  Those of another version are malformed never, and ask for
 * nothing but a cookie.  The cookie points into the record.
 */
bool edns_read(struct edns *e, struct reader *r);

/* What the OPT of a reply says. */
struct edns_reply {
    const struct service *self;
    const struct client *to;
    size_t before; /* octets of the reply that stand before it */
    enum rcode rcode;
    enum ede why;
    struct bytes walk; /* .n == 0: it is not told */
    bool has_zone;     /* the one that answers for the name: RFC 9660 3.2 */
    uint8_t zone_labels;
    uint32_t serial;
    bool has_expire; /* an SOA was asked for: RFC 7314 3.2 */
    uint32_t expire;
};

/*
 * edns_room(asked, self, by): how many octets the OPT record of the reply
 * needs at most, so that they can be kept free.  What is not counted - why,
 * the walk, and padding - is left out when the reply is full.
 */
size_t edns_room(const struct edns *asked, const struct service *self,
                 enum transport by);

/*
 * edns_write(w, asked, says): the OPT record, to the writer, whose end is that
 * of the largest reply allowed.
 */
void edns_write(struct writer *w, const struct edns *asked,
                const struct edns_reply *says);

#endif
