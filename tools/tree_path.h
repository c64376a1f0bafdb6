/*
 * The way to a name through the tree, over the aliases on it.
 */
#ifndef TWIG_TREE_PATH_H
#define TWIG_TREE_PATH_H

#include "tools/text.h"
#include "tools/tree.h"

enum { TREE_PATH_MAX = (LINKS_MAX + 1) * (DNS_LABELS_MAX + 2) };

struct tree_path {
    struct tree_way way[TREE_PATH_MAX]; /* for struct tree_wish */
    size_t way_n;
    struct text lines; /* a line in words for the name and each alias */
};

/* Fill *p, which is all zero; tree_path_free gives back what it took. */
void tree_path_find(struct tree_path *p, const struct image *img,
                    const struct name *name, bool chinese);
void tree_path_free(struct tree_path *p);

#endif
