/*
 * The tree of names as a page: the picture, how to read it, the way to the name
 * in words, and below, folded, a table of all records.  One file, no script.
 */
#ifndef TWIG_TREE_HTML_H
#define TWIG_TREE_HTML_H

#include "tools/tree_words.h"

/* tree_html(out, t, way, lang): `way` is lines of words, or NULL. */
void tree_html(struct text *out, const struct tree *t, const char *way,
               enum lang lang);

#endif
