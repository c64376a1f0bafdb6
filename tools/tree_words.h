/*
 * What is written of a name in a picture of the tree: its records, a sign for
 * what has none or is elsewhere, and a remark.
 *
 *     www    → news.cctv.com.                    (CNAME)
 *     wild   ·                                   (empty)
 *     cn     ✂ delegated to ns.cn. (192.0.2.1)   (not our data below this line)
 */
#ifndef TWIG_TREE_WORDS_H
#define TWIG_TREE_WORDS_H

#include "tools/messages.h"
#include "tools/tree.h"

struct tree_style {
    enum lang lang;
    bool ascii;   /* signs of letters */
    bool unicode; /* names in their own script */
    bool all;     /* all records, and to their ends */
};

struct tree_words {
    struct text said; /* pieces, each a line */
    struct text note; /* without brackets; empty: none */
};

/*
 * tree_words_write(w, t, item, style): of an item that has a node.  *w holds
 * only that; tree_words_free gives back what it took.
 */
void tree_words_write(struct tree_words *w, const struct tree *t,
                      const struct tree_item *item,
                      const struct tree_style *style);
void tree_words_free(struct tree_words *w);

/* The name without what its parent says already; or "… 480 more". */
void tree_words_label(struct text *out, const struct tree_item *item,
                      const struct tree_style *style);

/* "14 names, 5 levels below the root, ..." */
void tree_words_sum(struct text *out, const struct tree *t, enum lang lang);

#endif
