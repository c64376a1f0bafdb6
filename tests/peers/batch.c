#include "tests/peers/batch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *resize(void *at, size_t n, size_t size)
{
    at = realloc(at, n * size);
    if (!at) {
        perror("peers");
        exit(2);
    }
    return at;
}

void batch_free(struct batch *b)
{
    for (unsigned i = 0; i < b->zones_n; i++) {
        free(b->zones[i].records);
        free(b->zones[i].digests);
    }
    free(b->zones);
    free(b->pool);
    *b = (struct batch){ 0 };
}

struct zone *batch_zone(struct batch *b, const struct dname *origin)
{
    b->zones = resize(b->zones, b->zones_n + 1, sizeof *b->zones);
    struct zone *z = &b->zones[b->zones_n++];
    *z = (struct zone){ .origin = *origin };
    return z;
}

unsigned batch_served(const struct batch *b)
{
    unsigned n = 0;
    for (unsigned i = 0; i < b->zones_n; i++)
        n += !b->zones[i].left_out;
    return n;
}

void batch_pool(struct batch *b, const struct dname *d)
{
    if (b->pool_n == b->pool_cap) {
        b->pool_cap = 2 * b->pool_cap + 64;
        b->pool = resize(b->pool, b->pool_cap, sizeof *b->pool);
    }
    b->pool[b->pool_n++] = *d;
}

const struct zone *batch_find(const struct batch *b, const struct dname *d)
{
    const struct zone *best = NULL;
    for (unsigned i = 0; i < b->zones_n; i++) {
        const struct zone *z = &b->zones[i];
        if (!z->left_out && dname_within(d, &z->origin) &&
            (!best || z->origin.len > best->origin.len))
            best = z;
    }
    return best;
}

const struct record *zone_find(const struct zone *z, const struct dname *owner,
                               uint16_t type)
{
    uint32_t hash = dname_hash(owner);
    for (unsigned i = 0; i < z->records_n; i++) {
        const struct record *r = &z->records[i];
        if (z->digests[i].owner == hash && (type == T_ANY || r->type == type) &&
            dname_equal(&r->owner, owner))
            return r;
    }
    return NULL;
}

static bool is_below(const struct dname *d, const struct dname *top)
{
    return d->len > top->len && dname_within(d, top);
}

/* Data below a DNAME: RFC 6672 2.4 forbids it, and NSD refuses the zone. */
static bool is_occluding(const struct zone *z, const struct record *r)
{
    for (unsigned i = 0; i < z->records_n; i++) {
        const struct record *other = &z->records[i];
        if (other->type == T_DNAME && is_below(&r->owner, &other->owner))
            return true;
        if (r->type == T_DNAME && is_below(&other->owner, &r->owner))
            return true;
    }
    return false;
}

/* RFC 1034 3.6.2, RFC 2181 10.1, RFC 6672 2.3 and 2.4, RFC 4592 4.2. */
static bool may_stand(const struct draft *d, const struct record *r)
{
    const struct zone *z = d->zone;
    bool apex = dname_equal(&r->owner, &z->origin);
    if (!dname_within(&r->owner, &z->origin) ||
        zone_find(z, &r->owner, T_CNAME))
        return false;
    if (r->type == T_CNAME && zone_find(z, &r->owner, T_ANY))
        return false;
    if (r->type == T_DNAME && (zone_find(z, &r->owner, T_DNAME) ||
                               (!apex && zone_find(z, &r->owner, T_NS))))
        return false;
    if (r->type == T_NS && ((!apex && zone_find(z, &r->owner, T_DNAME)) ||
                            dname_is_wildcard(&r->owner)))
        return false; /* BIND refuses NS at a wildcard */
    if (r->type == T_DS && apex)
        return false;
    bool may = d->batch->occluding && rng_chance(d->rng, 30);
    return may || !is_occluding(z, r);
}

bool zone_add(const struct draft *d, const struct record *r)
{
    struct zone *z = d->zone;
    if (!may_stand(d, r))
        return false;
    const struct record *first = zone_find(z, &r->owner, r->type);
    uint32_t ttl = first ? first->ttl : r->ttl;
    if (z->records_n == z->records_cap) {
        z->records_cap = 2 * z->records_cap + 64;
        z->records = resize(z->records, z->records_cap, sizeof *z->records);
        z->digests = resize(z->digests, z->records_cap, sizeof *z->digests);
    }
    z->digests[z->records_n] =
        (struct digest){ dname_hash(&r->owner), dname_hash(&r->names[0]) };
    z->records[z->records_n] = *r;
    z->records[z->records_n++].ttl = ttl;
    if (!first)
        batch_pool(d->batch, &r->owner);
    return true;
}

void zone_remove(struct zone *z, unsigned i)
{
    unsigned behind = --z->records_n - i;
    memmove(z->records + i, z->records + i + 1, behind * sizeof *z->records);
    memmove(z->digests + i, z->digests + i + 1, behind * sizeof *z->digests);
}
