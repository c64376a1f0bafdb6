/*
 * Text on a terminal: UTF-8 taken apart, and how many columns a character
 * takes.  Chinese characters take two, combining marks none.
 */
#ifndef TWIG_WIDTH_H
#define TWIG_WIDTH_H

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

/* The columns of a character that is plain: 0, 1 or 2. */
unsigned width_char(uint32_t c);

/* The columns of a text in UTF-8; what is no character counts one. */
size_t width_text(const char *text);
size_t width_bytes(struct bytes text);

/*
 * width_fit(text, columns): how many octets of the text go on a line of so
 * many columns.  A line ends at its '\n'; or else before the word that does
 * not fit, Chinese between any two characters; or else in the middle.  At
 * least one character is taken.
 */
size_t width_fit(const char *text, size_t columns);

#endif
