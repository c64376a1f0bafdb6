#include "tests/peers/rng.h"

/* SplitMix64 (Steele, Lea, Flood 2014): a counter and a good mixer. */
uint64_t rng_next(struct rng *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

unsigned rng_below(struct rng *r, unsigned n)
{
    return (unsigned)((rng_next(r) >> 32) * n >> 32);
}

bool rng_chance(struct rng *r, unsigned percent)
{
    return rng_below(r, 100) < percent;
}

unsigned rng_weighted(struct rng *r, const uint8_t *weights, unsigned n)
{
    unsigned sum = 0, i = 0;
    for (unsigned k = 0; k < n; k++)
        sum += weights[k];
    for (unsigned at = rng_below(r, sum); at >= weights[i]; i++)
        at -= weights[i];
    return i;
}
