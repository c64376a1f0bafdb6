#include "tests/peers/zonegen.h"

#include "tests/peers/content.h"

#include <stdio.h>
#include <string.h>

/* ---- names ---- */

static struct dname outside(struct rng *rng)
{
    struct dname d = dname_from("elsewhere.example.");
    dname_push_random(&d, rng);
    return d;
}

/* An owner that the zone has. */
static struct dname known(const struct draft *d)
{
    return d->zone->records[rng_below(d->rng, d->zone->records_n)].owner;
}

/* A name in the zone, near one that it has. */
static struct dname owner(const struct draft *d)
{
    for (unsigned tries = 0; tries < 4; tries++) {
        struct dname from = rng_chance(d->rng, 40) ? d->zone->origin : known(d);
        struct dname n = dname_near(&from, d->rng);
        if (dname_within(&n, &d->zone->origin))
            return n;
    }
    struct dname n = d->zone->origin;
    dname_push_random(&n, d->rng);
    return n;
}

/* A name to lead to: here, near something anywhere, or nowhere. */
static struct dname target(const struct draft *d)
{
    enum { KNOWN, NEAR, HERE, AWAY };
    static const uint8_t weights[] = { 45, 35, 12, 8 };
    struct dname n = known(d);
    switch (rng_weighted(d->rng, weights, sizeof weights)) {
    case KNOWN:
        break;
    case NEAR:
        n = d->batch->pool[rng_below(d->rng, d->batch->pool_n)];
        n = dname_near(&n, d->rng);
        break;
    case HERE:
        n = owner(d);
        break;
    case AWAY:
        n = outside(d->rng);
        break;
    }
    if (rng_chance(d->rng, 20))
        dname_mix_case(&n, d->rng);
    return n;
}

static uint32_t ttl(struct rng *rng)
{
    static const uint32_t often[] = { 0, 1, 60, 300, 3600, 86400, 2147483647 };
    return often[rng_below(rng, sizeof often / sizeof *often)];
}

/* ---- records ---- */

static bool add_to(const struct draft *d, const struct dname *who,
                   uint16_t type, const struct dname *to)
{
    struct record r = { .owner = *who, .ttl = ttl(d->rng) };
    content_make(&r, type, to, d->rng);
    return zone_add(d, &r);
}

static bool add(const struct draft *d, const struct dname *who, uint16_t type)
{
    struct dname to = target(d);
    return add_to(d, who, type, &to);
}

static void add_addresses(const struct draft *d, const struct dname *who)
{
    unsigned n = 1 + rng_below(d->rng, 3);
    for (unsigned i = 0; i < n; i++)
        add(d, who, rng_chance(d->rng, 65) ? T_A : T_AAAA);
}

static void add_service(const struct draft *d, const struct dname *who)
{
    static const uint16_t types[] = { T_MX,    T_MX,   T_SRV,   T_NAPTR,
                                      T_SVCB,  T_SVCB, T_HTTPS, T_HTTPS,
                                      T_AFSDB, T_RT,   T_KX,    T_PTR };
    uint16_t type = types[rng_below(d->rng, sizeof types / sizeof *types)];
    unsigned n = 1 + rng_below(d->rng, 3);
    for (unsigned i = 0; i < n; i++)
        add(d, who, type);
}

static void add_plain(const struct draft *d, const struct dname *who)
{
    static const uint16_t types[] = { T_TXT, T_TXT, T_HINFO, T_LOC, T_RP,
                                      T_URI, T_CAA, T_SSHFP, T_TLSA };
    uint16_t type = types[rng_below(d->rng, sizeof types / sizeof *types)];
    if (rng_chance(d->rng, 20))
        type = (uint16_t)(T_UNKNOWN + rng_below(d->rng, 4));
    add(d, who, type);
}

static void add_big(const struct draft *d, const struct dname *who)
{
    static const uint16_t types[] = { T_TXT, T_A, T_AAAA, T_MX, T_SRV };
    uint16_t type = types[rng_below(d->rng, sizeof types / sizeof *types)];
    unsigned n = 10 + rng_below(d->rng, 50);
    for (unsigned i = 0; i < n; i++) {
        /* where a large RRset has much to add, Knot 3.2 does not end */
        struct dname to = outside(d->rng);
        add_to(d, who, type, &to);
    }
}

/* An alias and, often, one to that: chains and circles. */
static void add_alias(const struct draft *d, const struct dname *who)
{
    add(d, who, T_CNAME);
    unsigned links = rng_chance(d->rng, 40) ? rng_below(d->rng, 6) : 0;
    struct dname to = *who;
    for (unsigned i = 0; i < links; i++) {
        struct dname from = owner(d);
        if (add_to(d, &from, T_CNAME, &to))
            to = from;
    }
}

/* A name server for the zone below `cut`, with an address or without. */
static void add_server(const struct draft *d, const struct dname *cut)
{
    enum { IN_DOMAIN, DEEP, SIBLING, HERE, ANY, AWAY };
    static const uint8_t weights[] = { 45, 8, 15, 12, 10, 10 };
    unsigned kind = rng_weighted(d->rng, weights, sizeof weights);
    struct dname server = kind <= DEEP      ? *cut
                          : kind == SIBLING ? known(d)
                                            : target(d);
    if (kind == AWAY)
        server = outside(d->rng);
    if (kind <= SIBLING)
        dname_push_random(&server, d->rng);
    if (kind == DEEP)
        dname_push_random(&server, d->rng);
    if (kind == IN_DOMAIN && rng_chance(d->rng, 10))
        server = *cut;
    if (add_to(d, cut, T_NS, &server) && rng_chance(d->rng, 75) &&
        dname_within(&server, &d->zone->origin))
        add_addresses(d, &server);
}

/* A delegation; with DS, and data that it hides, sometimes. */
static void add_cut(const struct draft *d, const struct dname *cut)
{
    unsigned n = rng_chance(d->rng, 5) ? 12 : 1 + rng_below(d->rng, 4);
    for (unsigned i = 0; i < n; i++)
        add_server(d, cut);
    struct dname above = dname_strip(cut, 1);
    bool hidden_cut = dname_within(&above, &d->zone->origin) &&
                      !dname_equal(&above, &d->zone->origin) &&
                      zone_find(d->zone, &above, T_NS);
    /* BIND takes a DS below a cut for one at the top, sometimes */
    if (zone_find(d->zone, cut, T_NS) && !hidden_cut && rng_chance(d->rng, 35))
        add(d, cut, T_DS);
    if (!rng_chance(d->rng, 30))
        return;
    struct dname hidden = dname_near(cut, d->rng);
    if (!dname_within(&hidden, &d->zone->origin))
        return;
    if (rng_chance(d->rng, 30))
        add_server(d, &hidden);
    else
        add_plain(d, &hidden);
}

static void add_something(const struct draft *d)
{
    enum { ADDRESSES, ALIAS, DNAME, CUT, SERVICE, PLAIN, BIG, MIXED };
    static const uint8_t weights[] = { 26, 20, 6, 9, 14, 13, 2, 10 };
    struct dname who = owner(d);
    switch (rng_weighted(d->rng, weights, sizeof weights)) {
    case ADDRESSES:
        add_addresses(d, &who);
        break;
    case ALIAS:
        add_alias(d, &who);
        break;
    case DNAME:
        add(d, &who, T_DNAME);
        break;
    case CUT:
        add_cut(d, &who);
        break;
    case SERVICE:
        add_service(d, &who);
        break;
    case PLAIN:
        add_plain(d, &who);
        break;
    case BIG:
        add_big(d, &who);
        break;
    case MIXED:
        add_addresses(d, &who);
        add_service(d, &who);
        add_plain(d, &who);
        break;
    }
}

/* ---- zones ---- */

static void add_apex(const struct draft *d)
{
    struct zone *z = d->zone;
    struct dname primary = z->origin, mailbox = z->origin;
    dname_push_random(&primary, d->rng);
    dname_push_random(&mailbox, d->rng);
    struct record soa = { .owner = z->origin, .ttl = ttl(d->rng) };
    content_soa(&soa, &primary, &mailbox, d->rng);
    zone_add(d, &soa);
    add_to(d, &z->origin, T_NS, &primary);
    add_addresses(d, &primary);
    for (unsigned n = rng_below(d->rng, 3); n > 0; n--)
        add_server(d, &z->origin);
    if (rng_chance(d->rng, 40))
        add_service(d, &z->origin);
    if (rng_chance(d->rng, 3))
        add(d, &z->origin, T_DNAME);
}

static bool is_below_dname(const struct zone *z, const struct dname *d)
{
    for (unsigned i = 0; i < z->records_n; i++)
        if (z->records[i].type == T_DNAME &&
            !dname_equal(&z->records[i].owner, d) &&
            dname_within(d, &z->records[i].owner))
            return true;
    return false;
}

/* BIND refuses a zone of whose own name servers one has no address. */
static void mend_servers(const struct draft *d)
{
    struct zone *z = d->zone;
    for (unsigned i = z->records_n; i-- > 0;) {
        const struct record *r = &z->records[i];
        const struct dname *server = &r->names[0];
        bool own = r->type == T_NS && dname_equal(&r->owner, &z->origin) &&
                   dname_within(server, &z->origin);
        if (own &&
            (is_below_dname(z, server) ||
             (!zone_find(z, server, T_A) && !zone_find(z, server, T_AAAA))))
            zone_remove(z, i);
    }
}

/* A label of letters and digits: it goes into configurations and paths. */
static void push_plain(struct dname *d, struct rng *rng)
{
    char label[24];
    int n = snprintf(label, sizeof label, "%s%u",
                     rng_chance(rng, 50) ? "Zone" : "z",
                     (unsigned)rng_below(rng, 1000000));
    dname_push(d, (const uint8_t *)label, (size_t)n);
}

/* The origin of the next zone: a new one, or within one that is there. */
static struct dname origin(const struct batch *b, struct rng *rng)
{
    static const char *const tops[] = { "test.", "example.", "a.b.test.",
                                        "TEST." };
    struct dname d = dname_from(tops[rng_below(rng, 4)]);
    if (b->zones_n && rng_chance(rng, 40))
        d = b->zones[rng_below(rng, b->zones_n)].origin;
    for (unsigned n = rng_chance(rng, 15) ? 2 : 1; n > 0; n--)
        push_plain(&d, rng);
    return d;
}

/* The zone that holds this one should delegate it; sometimes it does not. */
static void delegate(struct batch *b, struct zone *child, struct rng *rng)
{
    struct zone *parent = NULL;
    for (unsigned i = 0; i < b->zones_n; i++) {
        struct zone *z = &b->zones[i];
        if (z != child && dname_within(&child->origin, &z->origin) &&
            (!parent || z->origin.len > parent->origin.len))
            parent = z;
    }
    if (!parent || rng_chance(rng, 25))
        return;
    struct draft d = { b, parent, rng };
    if (rng_chance(rng, 70)) { /* what the zone itself says, and its glue */
        for (unsigned i = 0; i < child->records_n; i++)
            if (child->records[i].type == T_NS &&
                dname_equal(&child->records[i].owner, &child->origin))
                add_to(&d, &child->origin, T_NS, &child->records[i].names[0]);
    }
    add_cut(&d, &child->origin);
}

void zonegen(struct batch *b, unsigned zones_n, struct rng *rng)
{
    if (rng_chance(rng, 15)) {
        struct dname top = dname_from(rng_chance(rng, 50) ? "." : "test.");
        batch_zone(b, &top);
    }
    while (b->zones_n < zones_n) {
        struct dname d = origin(b, rng);
        bool there = false;
        for (unsigned i = 0; i < b->zones_n; i++)
            there |= dname_equal(&d, &b->zones[i].origin);
        if (!there)
            batch_zone(b, &d);
    }
    for (unsigned i = 0; i < b->zones_n; i++) {
        struct draft d = { b, &b->zones[i], rng };
        add_apex(&d);
    }
    for (unsigned i = 0; i < b->zones_n; i++) {
        struct draft d = { b, &b->zones[i], rng };
        delegate(b, d.zone, rng);
        for (unsigned n = 12 + rng_below(rng, 25); n > 0; n--)
            add_something(&d);
        mend_servers(&d);
    }
}
