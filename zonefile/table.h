/*
 * A hash table with open addressing: an array of slots, each holding a hash
 * and the place of what it belongs to.  It knows nothing of DNS.
 *
 *     hash 0 ........................................ 2^32-1
 *          |  scaled down, not masked: any size will do  |
 *     slot 0 | 1 | 2 | ............................ | n-1
 *
 * A look-up starts at the scaled slot and walks on while slots are taken, so
 * nearly always it costs one cache line of slots and one of the thing itself.
 * Slots stand roughly in the order of their hashes, which lets a table be
 * copied into a bigger one in one sweep, without looking at the keys.
 *
 * At least one slot must stay empty: that is what ends a walk.
 */
#ifndef TWIG_TABLE_H
#define TWIG_TABLE_H

#include <stdbool.h>
#include <stdint.h>

struct slot {
    uint32_t hash;
    uint32_t place; /* 0: the slot is empty */
};

struct table {
    const struct slot *slots;
    uint32_t n;
};

/* Is the thing at `place` the one that `key` asks for? */
typedef bool table_same(const void *key, uint32_t place);

/* The slot where a walk for `hash` starts. */
static inline uint32_t table_home(uint32_t n, uint32_t hash)
{
    return (uint32_t)((uint64_t)hash * n >> 32);
}

/* The place filed under `hash` that is `same` as `key`, or 0. */
static inline uint32_t table_find(struct table t, uint32_t hash,
                                  table_same *same, const void *key)
{
    for (uint32_t i = table_home(t.n, hash); t.slots[i].place;) {
        if (t.slots[i].hash == hash && same(key, t.slots[i].place))
            return t.slots[i].place;
        if (++i == t.n)
            i = 0;
    }
    return 0;
}

/* The first place filed under `hash`, looking at no key: a guess, or 0. */
static inline uint32_t table_guess(struct table t, uint32_t hash)
{
    for (uint32_t i = table_home(t.n, hash); t.slots[i].place;) {
        if (t.slots[i].hash == hash)
            return t.slots[i].place;
        if (++i == t.n)
            i = 0;
    }
    return 0;
}

/*
 * table_put(slots, n, s): file `s`, whose key is not in the table yet.  One
 * slot must be free beyond it.
 */
void table_put(struct slot *slots, uint32_t n, struct slot s);

/* table_copy(to, n, from): file all of `from` in the empty slots `to`. */
void table_copy(struct slot *to, uint32_t n, struct table from);

#endif
