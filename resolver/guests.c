#include "resolver/guests.h"

#include <stdlib.h>

enum queue { ALL, OWN, QUEUES };

/* Numbers of guests; 0: none. */
struct line {
    unsigned first, last; /* idlest, newest */
};

struct guest {
    unsigned before[QUEUES], behind[QUEUES];
    unsigned group; /* its number */
    uint64_t since;
};

/* The guests of one client. */
struct group {
    uint64_t key;
    unsigned n;
    struct line own;
    unsigned next; /* of the same bucket, or of those that are free */
};

/* Numbers begin with 1.  A guest is in one group, so there are never more
 * groups than guests. */
struct guests {
    unsigned most, each, n;
    struct line all;
    unsigned free_guest, free_group; /* first of a list */
    struct guest *guest;             /* [1 + most] */
    struct group *group;             /* [1 + most] */
    unsigned *bucket;                /* [1 << bits]: first group */
    unsigned bits;
};

struct guests *guests_new(unsigned most, unsigned each)
{
    struct guests *g = calloc(1, sizeof *g);
    if (!g)
        return NULL;
    g->most = most;
    g->each = each;
    for (g->bits = 1; 1u << g->bits < most; g->bits++)
        ;
    g->guest = calloc(most + 1, sizeof *g->guest);
    g->group = calloc(most + 1, sizeof *g->group);
    g->bucket = calloc(1u << g->bits, sizeof *g->bucket);
    if (!g->guest || !g->group || !g->bucket) {
        guests_free(g);
        return NULL;
    }
    for (unsigned i = 1; i < most; i++) {
        g->guest[i].behind[ALL] = i + 1;
        g->group[i].next = i + 1;
    }
    g->free_guest = g->free_group = 1;
    return g;
}

void guests_free(struct guests *g)
{
    if (!g)
        return;
    free(g->guest);
    free(g->group);
    free(g->bucket);
    free(g);
}

/* ---- groups ---- */

uint64_t guests_client(struct bytes address)
{
    if (address.n == 4) /* 0:1::/32 is nobody's: RFC 4291 2.4 */
        return (uint64_t)1 << 32 | get_u32(address.at);
    return (uint64_t)get_u32(address.at) << 32 | get_u32(address.at + 4);
}

/* The first of the groups among which this one is.  Whoever wants many to meet
 * there must hold a connection from each. */
static unsigned *bucket(const struct guests *g, uint64_t key)
{
    return &g->bucket[key * 0x9e3779b97f4a7c15 >> (64 - g->bits)];
}

static unsigned find_group(const struct guests *g, uint64_t key)
{
    unsigned c = *bucket(g, key);
    while (c && g->group[c].key != key)
        c = g->group[c].next;
    return c;
}

static unsigned add_group(struct guests *g, uint64_t key)
{
    unsigned c = g->free_group, *first = bucket(g, key);
    g->free_group = g->group[c].next;
    g->group[c] = (struct group){ .key = key, .next = *first };
    *first = c;
    return c;
}

static void drop_group(struct guests *g, unsigned c)
{
    unsigned *at = bucket(g, g->group[c].key);
    while (*at != c)
        at = &g->group[*at].next;
    *at = g->group[c].next;
    g->group[c].next = g->free_group;
    g->free_group = c;
}

/* ---- queues ---- */

static struct line *line(struct guests *g, enum queue q, unsigned i)
{
    return q == ALL ? &g->all : &g->group[g->guest[i].group].own;
}

static void append(struct guests *g, enum queue q, unsigned i)
{
    struct line *l = line(g, q, i);
    g->guest[i].before[q] = l->last;
    g->guest[i].behind[q] = 0;
    if (l->last)
        g->guest[l->last].behind[q] = i;
    else
        l->first = i;
    l->last = i;
}

static void take_out(struct guests *g, enum queue q, unsigned i)
{
    struct line *l = line(g, q, i);
    unsigned before = g->guest[i].before[q], behind = g->guest[i].behind[q];
    if (before)
        g->guest[before].behind[q] = behind;
    else
        l->first = behind;
    if (behind)
        g->guest[behind].before[q] = before;
    else
        l->last = before;
}

/* ---- guests ---- */

unsigned guests_in_the_way(const struct guests *g, uint64_t client)
{
    unsigned c = find_group(g, client);
    if (c && g->group[c].n >= g->each)
        return g->group[c].own.first;
    return g->n >= g->most ? g->all.first : 0;
}

unsigned guests_admit(struct guests *g, uint64_t client, uint64_t now)
{
    unsigned i = g->free_guest, c = find_group(g, client);
    g->free_guest = g->guest[i].behind[ALL];
    g->guest[i].group = c ? c : add_group(g, client);
    g->guest[i].since = now;
    g->group[g->guest[i].group].n++;
    g->n++;
    for (enum queue q = ALL; q < QUEUES; q++)
        append(g, q, i);
    return i;
}

void guests_touch(struct guests *g, unsigned i, uint64_t now)
{
    if (g->guest[i].since == now)
        return; /* among equals the order does not matter */
    g->guest[i].since = now;
    for (enum queue q = ALL; q < QUEUES; q++) {
        take_out(g, q, i);
        append(g, q, i);
    }
}

void guests_leave(struct guests *g, unsigned i)
{
    unsigned c = g->guest[i].group;
    for (enum queue q = ALL; q < QUEUES; q++)
        take_out(g, q, i);
    if (--g->group[c].n == 0)
        drop_group(g, c);
    g->guest[i].behind[ALL] = g->free_guest;
    g->free_guest = i;
    g->n--;
}

unsigned guests_idlest(const struct guests *g)
{
    return g->all.first;
}

uint64_t guests_since(const struct guests *g, unsigned i)
{
    return g->guest[i].since;
}
