/*
 * Bytes that only grow.  What is in an arena is named by its offset, since
 * growing may move it; a pointer holds only until the next arena_take.  They
 * may be forgotten again, from the first on.
 */
#ifndef TWIG_ARENA_H
#define TWIG_ARENA_H

#include <stddef.h>
#include <stdint.h>

struct arena {
    uint8_t *base;
    size_t len, cap; /* used, mapped */
    size_t forgotten;
};

/*
 * arena_take(a, n): `n` more octets, zero, at the end.  Returns NULL with errno
 * ENOMEM, the arena unchanged.  Cost: O(1); the kernel moves pages, not bytes.
 */
void *arena_take(struct arena *a, size_t n);

/*
 * arena_forget(a, n): the first `n` octets will not be looked at again: their
 * memory goes back, as far as it is whole pages.  What is behind them stays
 * where it is.
 */
void arena_forget(struct arena *a, size_t n);

/* Give everything back. */
void arena_free(struct arena *a);

#endif
