/*
 * Text for SVG and HTML.  What a zone holds is text of strangers: nothing of it
 * is ever a tag, an entity or a character that XML 1.0 does not have.
 */
#ifndef TWIG_SVG_H
#define TWIG_SVG_H

#include "tools/text.h"

/* svg_escape(out, s, n): `n` octets; what cannot be shown is U+FFFD. */
void svg_escape(struct text *out, const char *s, size_t n);

/*
 * svg_width(s, n, size): about how wide that is in letters of that size: an em
 * for a Chinese character, 0.62 em for what is narrow in a fixed-width font.
 */
int svg_width(const char *s, size_t n, int size);

#endif
