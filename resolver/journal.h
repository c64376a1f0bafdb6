/*
 * What a worker keeps of each request: it counts it and, if the queries are
 * logged, puts what there is to tell into a ring, from where a process of its
 * own makes lines of it.  Nothing waits: when the ring is full, the line is
 * lost, and that is counted.  Pure.
 */
#ifndef TWIG_JOURNAL_H
#define TWIG_JOURNAL_H

#include "resolver/query.h"
#include "resolver/ring.h"
#include "resolver/stats.h"
#include "resolver/way.h"

enum fate {
    FATE_ANSWERED,
    FATE_SILENT, /* it gets no reply */
    FATE_CUT,    /* rate limited: the reply is cut short, or ... */
    FATE_LIMITED /* ... not sent */
};

/* Of a request: */
enum {
    FACT_RD = 1,
    FACT_CD = 2,
    FACT_EDNS = 4,
    FACT_DO = 8,
    FACT_COOKIE = 16, /* the client's; with ours behind it: */
    FACT_COOKIE_FULL = 32,
    /* and of its reply: */
    FACT_AA = 64,
    FACT_TC = 128
};

/* An entry of the ring, as long as its name and its walk are. */
struct fact {
    uint32_t seconds; /* since 1970, modulo 2^32, and ... */
    uint16_t ms;      /* ... of that second */
    uint16_t port;    /* the client's */
    uint32_t generation;
    uint16_t type, class; /* of the question; unless name_n is 0 */
    uint16_t answers;     /* records in the answer section */
    uint16_t octets;      /* of the reply as sent; 0: none */
    uint8_t by;           /* enum transport */
    uint8_t fate;
    uint8_t opcode;
    uint8_t rcode; /* all of it; unless FATE_SILENT */
    uint8_t flags;
    uint8_t address_n; /* 4 or 16 */
    uint8_t name_n;    /* 0: there is no question */
    uint8_t walk_n;    /* 0: it is not told */
    uint8_t address[16];
    /* wire, in the case that was asked; right behind it the walk, of way.h */
    uint8_t name[DNS_NAME_MAX + WAY_MAX];
};

struct journal {
    struct counts *counts;   /* the worker's place */
    struct ring_end to;      /* .ring == NULL: nothing is logged */
    bool failed_only;        /* what is not NOERROR or NXDOMAIN */
    unsigned generation;     /* of the image that answers */
    enum walk_told walk;     /* unless untold: by ... */
    const struct image *img; /* ... that image */
};

/* journal_count(j, counter): one more of something that is no request. */
static inline void journal_count(struct journal *j, enum counter counter)
{
    if (j)
        stats_add(j->counts, counter, 1);
}

/*
 * journal_note(from, q, reply, fate): keep of the request *q what
 * from->journal asks for; NULL: nothing.  `reply` is as it was sent, or would
 * have been.
 */
void journal_note(const struct client *from, const struct query *q,
                  struct bytes reply, enum fate fate);

#endif
