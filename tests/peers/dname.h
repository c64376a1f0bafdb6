/*
 * Domain names of the comparison: in wire form, in the case that they were made
 * in.  Apart from twigd's own module on purpose: what is compared must not
 * check itself.
 */
#ifndef TWIG_PEERS_DNAME_H
#define TWIG_PEERS_DNAME_H

#include "tests/peers/rng.h"

#include <stddef.h>

enum {
    DNAME_MAX = 255,                   /* RFC 1035 2.3.4 */
    DNAME_TEXT_MAX = 4 * DNAME_MAX + 2 /* each octet as \DDD, and the end */
};

struct dname {
    uint8_t len;
    uint8_t wire[DNAME_MAX];
};

/* From text without escapes, with its final dot. */
struct dname dname_from(const char *text);

/* From uncompressed wire form of at most DNAME_MAX octets. */
struct dname dname_wire(const uint8_t *wire);

/* Put a label of n octets in front; false: too long, *d is as it was. */
bool dname_push(struct dname *d, const uint8_t *label, size_t n);

/* Put the first n octets of `front`, whole labels, in front; likewise. */
bool dname_push_labels(struct dname *d, const uint8_t *front, size_t n);

unsigned dname_labels(const struct dname *d);

/* Without its first n labels; at most the root is left. */
struct dname dname_strip(const struct dname *d, unsigned n);

/* The same for equal names. */
uint32_t dname_hash(const struct dname *d);

bool dname_equal(const struct dname *a, const struct dname *b);

/* Is d the name `top` or a name below it? */
bool dname_within(const struct dname *d, const struct dname *top);

/* How many labels at their ends are the same? */
unsigned dname_common(const struct dname *a, const struct dname *b);

/* Is its first label `*`? */
bool dname_is_wildcard(const struct dname *d);

/* Give each letter a case of its own. */
void dname_mix_case(struct dname *d, struct rng *r);

/* As text, escaped, absolute; returns `out` of DNAME_TEXT_MAX octets. */
char *dname_text(char *out, const struct dname *d);

/* ---- names that zones and questions are made of ---- */

/* Put a random label in front: mostly one of a few, so that names meet. */
bool dname_push_random(struct dname *d, struct rng *r);

/* Put letters in front until only about `room` octets are left. */
void dname_push_long(struct dname *d, struct rng *r, unsigned room);

/* A name near this one: itself, below, above, beside, a wildcard of it. */
struct dname dname_near(const struct dname *d, struct rng *r);

#endif
