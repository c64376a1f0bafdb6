/*
 * Is it the same text as before?  64 bits that tell, at the speed of memory:
 * four numbers take eight octets each in turn, so that a step need not wait
 * for the one before.
 *
 * Against chance, not against malice: who writes the zone files may do so.
 */
#ifndef TWIG_FINGERPRINT_H
#define TWIG_FINGERPRINT_H

#include <stddef.h>
#include <stdint.h>

/*
 * fingerprint(before, at, n): of `n` octets that follow what has the
 * fingerprint `before`; 0 is that of nothing.  Where one text ends and the next
 * begins counts.  Never 0.
 */
uint64_t fingerprint(uint64_t before, const void *at, size_t n);

#endif
