/*
 * Text on a terminal: how many columns a character of UTF-8 takes.  Chinese
 * ones take two, combining marks none.
 */
#ifndef TWIG_WIDTH_H
#define TWIG_WIDTH_H

#include "zonefile/wire.h"

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

/* width_cut(text, columns): the octets of it that take no more columns. */
size_t width_cut(const char *text, size_t columns);

#endif
