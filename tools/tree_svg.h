/*
 * The tree of names as a picture: one piece of SVG, without script, font or
 * anything else from elsewhere; light or dark as the reader's screen is.
 *
 * A thick border: a zone begins here; dashed: an empty name; round: a wildcard;
 * a dashed line with scissors: delegated; a dotted arrow: an alias.
 */
#ifndef TWIG_TREE_SVG_H
#define TWIG_TREE_SVG_H

#include "tools/tree_words.h"

void tree_svg(struct text *out, const struct tree *t, enum lang lang);

#endif
