/*
 * What the server has done so far, as numbers in memory that its processes
 * share.
 *
 *     place 0     | udp4 | udp6 | ... | rcodes | types |   worker 1's
 *     place 1     | udp4 | udp6 | ... | rcodes | types |   worker 2's
 *     ...
 *
 * Each place has one process that writes, with plain stores, and whoever wants
 * to know adds them up: nothing is locked.  A place outlives the process that
 * has it, and the next one there goes on counting.  But for stats_new and
 * stats_free this is pure.
 */
#ifndef TWIG_STATS_H
#define TWIG_STATS_H

#include "zonefile/wire.h"

#include <stdatomic.h>

enum counter {
    /* Requests, by how they came: */
    STAT_UDP4,
    STAT_UDP6,
    STAT_TCP4,
    STAT_TCP6,
    /* What became of some: */
    STAT_SILENT,      /* no reply: too short, or itself a reply */
    STAT_TRUNCATED,   /* did not fit */
    STAT_CUT,         /* rate limited: cut short, or ... */
    STAT_LIMITED,     /* ... dropped */
    STAT_COOKIE_GOOD, /* looked at while rates are limited */
    STAT_COOKIE_BAD,
    /* TCP connections: */
    STAT_TCP_OPENED,
    STAT_TCP_CLOSED,
    STAT_TCP_EVICTED, /* of these: a newcomer needed the room */
    STAT_TCP_IDLE,    /* of these: nothing came for too long */
    /* Lines of the query log: */
    STAT_LOGGED,
    STAT_LOST,
    STAT_LOST_TOLD, /* lost lines that the log itself tells of */
    /* Replies sent, by rcode: */
    STAT_RCODE,
    STATS_RCODES = 24, /* up to BADCOOKIE */
    /* Questions, by type; 0: any that is not below STATS_TYPES */
    STAT_TYPE = STAT_RCODE + STATS_RCODES,
    STATS_TYPES = 258, /* up to CAA */
    STATS_ALL = STAT_TYPE + STATS_TYPES
};

/* What one process counts: a place. */
struct counts {
    _Alignas(64) _Atomic uint64_t n[STATS_ALL];
};

struct stats {
    uint32_t started; /* seconds since 1970, modulo 2^32 */
    /* What workers were told of last: the image, and what is in it. */
    atomic_uint generation, names, zones;
    atomic_uint serial; /* if that is one zone */
    unsigned places_n;
    struct counts places[];
};

/* stats_new(places, now): all zero.  NULL with errno. */
struct stats *stats_new(unsigned places, uint32_t now);
void stats_free(struct stats *s);

static inline void stats_set(struct counts *c, unsigned stat, uint64_t n)
{
    atomic_store_explicit(&c->n[stat], n, memory_order_relaxed);
}

static inline uint64_t stats_get(const struct counts *c, unsigned stat)
{
    return atomic_load_explicit(&c->n[stat], memory_order_relaxed);
}

/* By the one process whose place it is. */
static inline void stats_add(struct counts *c, unsigned stat, uint64_t n)
{
    stats_set(c, stat, stats_get(c, stat) + n);
}

/* The sum of all places. */
uint64_t stats_sum(const struct stats *s, unsigned stat);

enum { STATS_TEXT_MAX = 4096 };

/*
 * stats_json(w, s, now): all as one JSON object, without a newline, in groups:
 * {"start":"2026-11-23T20:31:05Z","uptime":7,"generation":1,"names":20,...
 */
void stats_json(struct writer *w, const struct stats *s, uint32_t now);

/*
 * stats_strings(w, s, now): all as character-strings of RFC 1035 3.3, each
 * behind its length: uptime=7 generation=1 names=20 zones=1 serial=42 udp4=12
 * ...
 */
void stats_strings(struct writer *w, const struct stats *s, uint32_t now);

#endif
