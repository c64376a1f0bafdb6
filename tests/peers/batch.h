/*
 * A batch: the zones that the servers have at one time, record by record, and
 * the names that questions are made from.  It knows which records may stand
 * together; what is in a zone is zonegen's choice.
 */
#ifndef TWIG_PEERS_BATCH_H
#define TWIG_PEERS_BATCH_H

#include "tests/peers/dname.h"

enum {
    DATA_MAX = 1100, /* of a record's data as text */
    NAME_PLACE = 1   /* in that text: the next of the record's names */
};

/* Types that the generator or the rules know: RFC 1035 3.2.2 and others. */
enum {
    T_A = 1,
    T_NS = 2,
    T_CNAME = 5,
    T_SOA = 6,
    T_PTR = 12,
    T_HINFO = 13,
    T_MX = 15,
    T_TXT = 16,
    T_RP = 17,
    T_AFSDB = 18,
    T_RT = 21,
    T_AAAA = 28,
    T_LOC = 29,
    T_SRV = 33,
    T_NAPTR = 35,
    T_KX = 36,
    T_DNAME = 39,
    T_OPT = 41,
    T_DS = 43,
    T_SSHFP = 44,
    T_RRSIG = 46,
    T_TLSA = 52,
    T_SVCB = 64,
    T_HTTPS = 65,
    T_TSIG = 250,
    T_AXFR = 252,
    T_ANY = 255,
    T_URI = 256,
    T_CAA = 257,
    T_UNKNOWN = 65280 /* and up: RFC 6895 3.1, private use */
};

struct record {
    struct dname owner;
    uint16_t type;
    uint32_t ttl;
    char data[DATA_MAX]; /* words with one blank between them */
    struct dname names[2];
};

/* Of a record's owner and first name: most comparisons end here. */
struct digest {
    uint32_t owner, target;
};

struct zone {
    struct dname origin;
    struct record *records; /* the SOA is the first */
    struct digest *digests; /* of each record */
    unsigned records_n, records_cap;
    bool left_out; /* a server refused it */
};

struct batch {
    struct zone *zones;
    unsigned zones_n;
    bool occluding;     /* data below DNAMEs, which NSD and Knot do not like */
    struct dname *pool; /* owners and targets */
    unsigned pool_n, pool_cap;
};

void batch_free(struct batch *b);

/* A new zone with no records; the pointer is good until the next. */
struct zone *batch_zone(struct batch *b, const struct dname *origin);

/* How many zones are not left out. */
unsigned batch_served(const struct batch *b);

/* Another name to make questions and targets from. */
void batch_pool(struct batch *b, const struct dname *d);

/* The zone that speaks for the name: the deepest; NULL: none. */
const struct zone *batch_find(const struct batch *b, const struct dname *d);

/* What a record is added by. */
struct draft {
    struct batch *batch;
    struct zone *zone;
    struct rng *rng;
};

/*
 * zone_add(d, r): add the record, unless it must not stand where it would
 * (CNAME beside data, below a DNAME, out of the zone, ...: false).  An RRset
 * has one TTL: that of its first record.
 */
bool zone_add(const struct draft *d, const struct record *r);

/* Drop the i-th record. */
void zone_remove(struct zone *z, unsigned i);

/* The first record of that owner and type, any type for T_ANY; or NULL. */
const struct record *zone_find(const struct zone *z, const struct dname *owner,
                               uint16_t type);

#endif
