/*
 * Memory with an edge: what is copied here ends right before a page that must
 * not be touched, so that reading or writing one octet too far ends the test
 * at once.  At the other side up to 4095 octets of 0xa5 stand before it.
 */
#ifndef TWIG_TESTS_GUARD_H
#define TWIG_TESTS_GUARD_H

#include <stddef.h>
#include <stdint.h>

/*
 * guarded(bytes, n): a copy of `n` octets right before the untouchable page;
 * with NULL for `bytes`, `n` zeroes.  It may be written to.  Never NULL: the
 * test ends when memory runs out.
 */
uint8_t *guarded(const void *bytes, size_t n);

/* Give back one copy; guard_free(NULL) does nothing. */
void guard_free(uint8_t *copy);

/* Give back all of them: a cmocka teardown, or between the rows of a table. */
int guard_reset(void **state);

#endif
