/*
 * What stands in front of a record's data, in both formats: [TTL] [class],
 * in any order (RFC 1035 5.1); and the directive $TTL (RFC 2308 4).
 */
#ifndef TWIG_FRONT_H
#define TWIG_FRONT_H

#include "zonefile/scan.h"

struct front {
    bool has_ttl;
    uint32_t ttl; /* if has_ttl */
    size_t at;    /* the word behind; the number of words: there is none */
};

/*
 * front_read(s, at, f): TTL and class from word `at` of the entry on.  False:
 * it was complained of a TTL too long, or a class that is not IN.
 */
bool front_read(struct scan *s, size_t at, struct front *f);

/*
 * front_type(s, at, bare): the type that word `at` names.  0: it was complained
 * that it is none; where `bare`, an address might have stood there as well.
 */
uint16_t front_type(struct scan *s, size_t at, bool bare);

/* front_ttl(s, ttl): the entry `$TTL 1h`.  False: complained of. */
bool front_ttl(struct scan *s, uint32_t *ttl);

#endif
