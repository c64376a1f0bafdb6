/*
 * Numbers that look random and are the same for the same seed on any machine:
 * splitmix64.
 */
#ifndef TWIG_HOSTILE_RANDOM_H
#define TWIG_HOSTILE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *r)
{
    uint64_t z = r->state += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
}

/* 0 to n-1. */
static inline unsigned random_below(struct random *r, size_t n)
{
    return (unsigned)(random_next(r) % n);
}

static inline void random_fill(struct random *r, uint8_t *to, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = (uint8_t)random_next(r);
}

#endif
