#include "zonefile/fingerprint.h"

#include <string.h>

enum { LANES = 4, STEP = LANES * sizeof(uint64_t) };

/* Odd, so that multiplying by it loses nothing; its bits are a fair mixture. */
static const uint64_t ODD = 0x9e3779b97f4a7c15u; /* 2^64 / golden ratio */

static uint64_t turn(uint64_t v, unsigned bits)
{
    return v << bits | v >> (64 - bits);
}

/* One word into one number: for a given word no two numbers become equal, and
 * for a given number no two words do. */
static uint64_t stir(uint64_t number, uint64_t word)
{
    return turn(number ^ word, 29) * ODD;
}

static void take(uint64_t lanes[LANES], const uint8_t *at)
{
    uint64_t words[LANES];
    memcpy(words, at, STEP);
    for (int i = 0; i < LANES; i++)
        lanes[i] = stir(lanes[i], words[i]);
}

uint64_t fingerprint(uint64_t before, const void *at, size_t n)
{
    uint64_t lanes[LANES] = { 1, 2, 3, 4 };
    const uint8_t *p = at, *end = p + n;
    for (; (size_t)(end - p) >= STEP; p += STEP)
        take(lanes, p);
    uint8_t rest[STEP] = { 0 };
    if (p < end)
        memcpy(rest, p, (size_t)(end - p));
    take(lanes, rest);
    uint64_t all = stir(before, n);
    for (int i = 0; i < LANES; i++) {
        all = stir(all, lanes[i]);
        all ^= all >> 32; /* the upper half has felt every bit */
    }
    return all ? all : 1;
}
