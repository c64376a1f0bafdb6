/*
 * Numbers that look random and are the same again for the same seed.  One
 * state, handed in; nothing here knows what the numbers are for.
 */
#ifndef TWIG_PEERS_RNG_H
#define TWIG_PEERS_RNG_H

#include <stdbool.h>
#include <stdint.h>

struct rng {
    uint64_t state;
};

/* The next 64 bits. */
uint64_t rng_next(struct rng *r);

/* One of 0..n-1; n is not 0. */
unsigned rng_below(struct rng *r, unsigned n);

/* True in `percent` of a hundred cases. */
bool rng_chance(struct rng *r, unsigned percent);

/* An index below `n`, i as often as weights[i] says. */
unsigned rng_weighted(struct rng *r, const uint8_t *weights, unsigned n);

#endif
