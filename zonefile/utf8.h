/*
 * Characters in UTF-8, RFC 3629.
 */
#ifndef TWIG_UTF8_H
#define TWIG_UTF8_H

#include "zonefile/wire.h"

enum { UTF8_BAD = 0xffffffff };

/*
 * utf8_next(r): take the next character, or UTF8_BAD for one octet that
 * begins none (RFC 3629: nothing overlong, no surrogates).  There must be an
 * octet left.
 */
uint32_t utf8_next(struct reader *r);

/*
 * May a character from the network go to a terminal?  No controls, no line or
 * paragraph ends, nothing that turns the direction of what follows, nothing
 * that cannot be seen, no characters that are none.
 */
bool utf8_is_plain(uint32_t c);

/*
 * utf8_shown(text): octets of the character at the beginning; 0: there is none,
 * or one that moves the cursor or turns the line around: controls, and the
 * overrides of writing from right to left.
 */
size_t utf8_shown(struct bytes text);

#endif
