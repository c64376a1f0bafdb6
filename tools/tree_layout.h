/*
 * Where each box of a drawn tree stands.  From the top down while there are few
 * leaves, else from left to right:
 *
 *              .              . ─┬─ cn
 *         ┌────┴────┐            └─ com ─── cctv
 *         cn       com
 *
 * A leaf takes the next place, a parent stands in the middle of its children.
 */
#ifndef TWIG_TREE_LAYOUT_H
#define TWIG_TREE_LAYOUT_H

#include "tools/tree.h"

struct tree_box {
    int wide, high; /* set by who draws */
    int x, y;       /* its upper left corner */
    /* across the direction in which the tree grows: */
    int extent;      /* what it and all below it take */
    int from;        /* where that begins */
    int below;       /* what its children take; then where the next begins */
    int middle;      /* of the box */
    int first, last; /* the middles of its children */
};

struct tree_layout {
    const struct tree *tree;
    bool down;              /* else to the right */
    struct tree_box *boxes; /* one for each item */
    int wide, high;         /* of all, with a margin */
};

enum {
    LAYOUT_MARGIN = 24,
    LAYOUT_LEVEL = 44, /* between levels: lines and an alias's arrow */
    LAYOUT_LEAVES = 12 /* more are too wide for a page */
};

/*
 * layout_begin(l, t): boxes of no size, or false with errno ENOMEM.  Give them
 * their sizes, then layout_place.  layout_free gives back what it took.
 */
bool layout_begin(struct tree_layout *l, const struct tree *t);
void layout_place(struct tree_layout *l);
void layout_free(struct tree_layout *l);

/* Where the children of a level begin: half of LAYOUT_LEVEL before it lines
 * turn. */
int layout_turn(const struct tree_layout *l, const struct tree_box *child);

#endif
