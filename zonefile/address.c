#include "zonefile/address.h"

#include <arpa/inet.h>
#include <stdlib.h>

/* Entries of `each` octets, ordered by their first `key` octets. */
struct list {
    uint8_t *base;
    size_t n, each, key;
};

static bool in_order(const struct list *l)
{
    for (size_t i = 1; i < l->n; i++)
        if (memcmp(l->base + (i - 1) * l->each, l->base + i * l->each, l->key) >
            0)
            return false;
    return true;
}

/* One pass of a radix sort, stable: from `l` to `to` by octet `k`.  Returns
 * false, with nothing done, when all have the same octet there. */
static bool sort_octet(const struct list *l, uint8_t *to, size_t k)
{
    size_t at[256] = { 0 }, sum = 0;
    for (size_t i = 0; i < l->n; i++)
        at[l->base[i * l->each + k]]++;
    if (at[l->base[k]] == l->n)
        return false;
    for (size_t i = 0; i < 256; i++) {
        size_t count = at[i];
        at[i] = sum;
        sum += count;
    }
    for (size_t i = 0; i < l->n; i++) {
        const uint8_t *entry = l->base + i * l->each;
        memcpy(to + at[entry[k]]++ * l->each, entry, l->each);
    }
    return true;
}

/* Least significant octet first, so the order read is kept among equals. */
static int sort(struct list l)
{
    if (l.n < 2 || in_order(&l))
        return 0;
    struct arena spare = { .base = NULL };
    uint8_t *other = arena_take(&spare, l.n * l.each), *home = l.base;
    if (!other)
        return -1;
    for (size_t k = l.key; k--;) {
        if (!sort_octet(&l, other, k))
            continue;
        uint8_t *swap = l.base;
        l.base = other;
        other = swap;
    }
    if (l.base != home)
        memcpy(home, l.base, l.n * l.each);
    arena_free(&spare);
    return 0;
}

/* The owner's record of that address, its offset: the lowest was read first. */
static uint32_t find_record(const struct records *r, uint32_t owner,
                            struct bytes address)
{
    uint32_t ref = records_owner(r, owner)->first;
    for (const struct record *rec; (rec = records_get(r, ref)); ref = rec->next)
        if (rec->flags == RECORD_REVERSE && rec->len == address.n &&
            !memcmp(record_data(rec).at, address.at, address.n))
            return ref;
    return UINT32_MAX;
}

/* Of equals keep the one that was read first; returns how many are left. */
static size_t keep_first(const struct records *r, struct list l)
{
    size_t kept = 0;
    for (size_t i = 0; i < l.n; i++) {
        uint8_t *entry = l.base + i * l.each;
        uint8_t *last = kept ? l.base + (kept - 1) * l.each : NULL;
        struct bytes address = { entry, l.key };
        uint32_t owner, before;
        if (!last || memcmp(last, entry, l.key) != 0) {
            memmove(l.base + kept++ * l.each, entry, l.each);
            continue;
        }
        memcpy(&owner, entry + l.key, sizeof owner);
        memcpy(&before, last + l.key, sizeof before);
        if (find_record(r, owner, address) < find_record(r, before, address))
            memcpy(last, entry, l.each);
    }
    return kept;
}

/* Is a zone of ours at, above or below the top of the reverse names? */
static bool is_served(const struct records *r, const uint8_t *top)
{
    for (uint32_t i = 0; i < r->zones_n; i++) {
        const uint8_t *apex =
            records_name(r, records_owner(r, records_zone_at(r, i)->apex));
        if (name_within(apex, top) || name_within(top, apex))
            return true;
    }
    return false;
}

void address_expect(struct addresses *a, const struct records *r)
{
    bool want4 = r->reverse4_n && is_served(r, NAME_IN_ADDR_ARPA);
    bool want6 = r->reverse6_n && is_served(r, NAME_IP6_ARPA);
    *a = (struct addresses){ .v4_n = want4 ? r->reverse4_n : 0,
                             .v6_n = want6 ? r->reverse6_n : 0 };
}

static void add4(struct addresses *a, const struct record *rec, uint32_t owner)
{
    struct addr4 *one = &a->v4[a->v4_n++];
    memcpy(&one->address, record_data(rec).at, 4); /* a number once sorted */
    one->node = owner;
}

static void add6(struct addresses *a, const struct record *rec, uint32_t owner)
{
    struct addr6 *one = &a->v6[a->v6_n++];
    memcpy(one->address, record_data(rec).at, 16);
    one->node = owner;
}

static void gather(struct addresses *a, const struct records *r, bool want4,
                   bool want6)
{
    static const uint8_t star[] = { 1, '*' };
    for (uint32_t i = 0; i < r->names_n; i++) {
        const struct owner *o = records_owner(r, i);
        if (!(o->flags & OWNER_LIVE) ||
            !memcmp(records_name(r, o), star, sizeof star))
            continue;
        const struct record *rec = records_get(r, o->first);
        for (; rec; rec = records_get(r, rec->next)) {
            if (rec->flags != RECORD_REVERSE)
                continue;
            if (rec->type == TYPE_A && want4)
                add4(a, rec, i);
            if (rec->type == TYPE_AAAA && want6)
                add6(a, rec, i);
        }
    }
}

int address_gather(struct addresses *a, const struct records *r)
{
    bool want4 = a->v4_n, want6 = a->v6_n;
    a->v4_n = a->v6_n = 0;
    if (want4 || want6)
        gather(a, r, want4, want6);
    void *p4 = a->v4, *p6 = a->v6;
    struct list v4 = { p4, a->v4_n, sizeof *a->v4, sizeof a->v4->address };
    struct list v6 = { p6, a->v6_n, sizeof *a->v6, sizeof a->v6->address };
    if (sort(v4) < 0 || sort(v6) < 0)
        return -1;
    a->v4_n = (uint32_t)keep_first(r, v4);
    a->v6_n = (uint32_t)keep_first(r, v6);
    for (uint32_t i = 0; i < a->v4_n; i++)
        a->v4[i].address = ntohl(a->v4[i].address);
    return 0;
}
