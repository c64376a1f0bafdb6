/*
 * Names for tests: wire form as a string, and the names at the limits of
 * RFC 1035 2.3.4, 63 octets a label and 255 a name.
 */
#ifndef TWIG_TESTS_NAMES_H
#define TWIG_TESTS_NAMES_H

#include <stddef.h>
#include <stdint.h>

/* A name in wire form as a string: its final NUL is the root's zero. */
#define WIRE(s) ((const uint8_t *)(s))

/* Sizes of labels, and the octets of the name that they make. */
struct limit {
    uint8_t sizes[130]; /* up to the first 0 */
    uint16_t len;
};

enum { LIMITS = 10, LIMITS_FINE = 6 /* those in front may be */ };

extern const struct limit limits[LIMITS];

enum { LIMIT_ROOM = 300 };

/*
 * limit_wire(out, sizes): a name of labels of these sizes, all of the letter
 * a, into `out` of LIMIT_ROOM octets.  Returns its length.
 */
size_t limit_wire(uint8_t *out, const uint8_t *sizes);

/* limit_text(out, sizes): the same as text, with the final dot. */
size_t limit_text(char *out, const uint8_t *sizes);

#endif
