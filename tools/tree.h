/*
 * The names of an image as the tree that they are, as a list to draw from:
 * each name before those below it, siblings in the order of RFC 4034 6.1.
 *
 *     .          level 0
 *     com        level 1, parent .
 *     cctv       level 2, parent com
 *     news       level 3, parent cctv
 *     … 480 more level 3, parent cctv: no node
 *
 * What is not to be drawn is not in the list, but it is counted.  Where zones
 * begin below the root there are several tops, at level 0.
 */
#ifndef TWIG_TREE_H
#define TWIG_TREE_H

#include "zonefile/walk.h"

enum { TREE_NONE = 0xffffffff /* no item */ };

struct tree_item {
    const struct node *node; /* in the image; NULL: siblings that are left out,
                                ... */
    uint32_t more;           /* ... so many of them */
    uint32_t parent;         /* an item; TREE_NONE: it is a top */
    uint32_t children_n;     /* items */
    uint8_t level;           /* below its top */
    uint8_t own;  /* octets of its name that its parent's has not; of a top, all
                     of them */
    uint8_t step; /* on the way to the name: which; 0: it is not */
    bool is_last; /* of its siblings */
};

/* Where a way leads: the nodes of it, with their steps counted from 1. */
struct tree_way {
    const struct node *node;
    uint8_t step;
};

struct tree_wish {
    uint32_t siblings; /* how many at most; those on the way come too */
    unsigned depth;    /* how many levels below a top, at most */
    const struct tree_way *way;
    size_t way_n;
};

struct tree {
    const struct image *img;
    struct tree_item *items;
    size_t n;
    uint32_t *by_node; /* the items with nodes, in the order of those */
    size_t by_node_n;
    /* what there is, drawn or not: */
    uint32_t names, records, empty, cuts;
};

/*
 * tree_build(t, img, wish): of an image that was checked and outlives it.
 * False with errno ENOMEM.  tree_free gives back what it took, in any case.
 */
bool tree_build(struct tree *t, const struct image *img,
                const struct tree_wish *wish);
void tree_free(struct tree *t);

/* A wildcard: RFC 4592. */
static inline bool tree_is_star(const struct node *node)
{
    return memcmp(node_name(node), "\1*", 2) == 0;
}

/* Which item is that node?  TREE_NONE: none. */
uint32_t tree_find(const struct tree *t, const struct node *node);

/* tree_order(a, b): compare two names in wire form, lower case: RFC 4034 6.1 */
int tree_order(const uint8_t *a, const uint8_t *b);

#endif
