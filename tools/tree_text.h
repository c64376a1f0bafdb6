/*
 * The tree of names on a terminal, a line for each:
 *
 *     .            zone .   SOA serial 1   NS .
 *     └─ com       A 203.0.113.1
 *        └─ cctv   A 203.0.113.10
 */
#ifndef TWIG_TREE_TEXT_H
#define TWIG_TREE_TEXT_H

#include "tools/tree_words.h"

struct tree_terminal {
    bool colour;    /* the way to the name */
    size_t columns; /* lines end there; 0: they are as long as they are */
};

/* tree_text(out, t, style, terminal): the lines, and the sum. */
void tree_text(struct text *out, const struct tree *t,
               const struct tree_style *style,
               const struct tree_terminal *terminal);

#endif
