/*
 * Characters in UTF-8, RFC 3629.
 */
#ifndef TWIG_UTF8_H
#define TWIG_UTF8_H

#include "zonefile/wire.h"

/* Octets of the character at the beginning; 0: there is none. */
size_t utf8_length(struct bytes text);

/* The same, but 0 for those that move the cursor or turn the line around:
 * controls, and the overrides of writing from right to left. */
size_t utf8_shown(struct bytes text);

#endif
