#include "tools/tree_layout.h"

#include <stdlib.h>

enum { GAP_DOWN = 14, GAP_RIGHT = 8 /* between neighbours */ };

static bool is_down(const struct tree *t)
{
    size_t leaves = 0;
    for (size_t i = 0; i < t->n; i++)
        leaves += t->items[i].children_n == 0;
    return leaves <= LAYOUT_LEAVES;
}

bool layout_begin(struct tree_layout *l, const struct tree *t)
{
    *l = (struct tree_layout){ .tree = t, .down = is_down(t) };
    l->boxes = calloc(t->n + 1, sizeof *l->boxes);
    return l->boxes != NULL;
}

void layout_free(struct tree_layout *l)
{
    free(l->boxes);
}

static int size_across(const struct tree_layout *l, const struct tree_box *b)
{
    return l->down ? b->wide : b->high;
}

static struct tree_box *parent_of(const struct tree_layout *l, size_t i)
{
    uint32_t parent = l->tree->items[i].parent;
    return parent == TREE_NONE ? NULL : &l->boxes[parent];
}

/* Children come behind their parents in the list, so they are done first. */
static void measure(struct tree_layout *l)
{
    for (size_t i = l->tree->n; i-- > 0;) {
        struct tree_box *b = &l->boxes[i], *parent = parent_of(l, i);
        int size = size_across(l, b) + (l->down ? GAP_DOWN : GAP_RIGHT);
        b->extent = b->below > size ? b->below : size;
        if (parent)
            parent->below += b->extent;
    }
}

/* Each child behind the one before it, all in the middle of their place. */
static void spread(struct tree_layout *l)
{
    int next_top = LAYOUT_MARGIN;
    for (size_t i = 0; i < l->tree->n; i++) {
        struct tree_box *b = &l->boxes[i], *parent = parent_of(l, i);
        int *next = parent ? &parent->below : &next_top;
        b->from = *next;
        *next += b->extent;
        b->below = b->from + (b->extent - b->below) / 2;
    }
}

static int between(int least, int n, int most)
{
    if (n < least)
        return least;
    return n > most ? most : n;
}

static void centre(struct tree_layout *l)
{
    for (size_t i = l->tree->n; i-- > 0;) {
        struct tree_box *b = &l->boxes[i], *parent = parent_of(l, i);
        int half = size_across(l, b) / 2;
        b->middle = b->from + b->extent / 2;
        if (l->tree->items[i].children_n > 0)
            b->middle = between(b->from + half, (b->first + b->last) / 2,
                                b->from + b->extent - half);
        if (parent) {
            parent->first = b->middle;
            parent->last = parent->last ? parent->last : b->middle;
        }
    }
}

/* One level behind the other, each as deep as its deepest box. */
static void stack(struct tree_layout *l)
{
    int deep[DNS_LABELS_MAX + 2] = { 0 }, at[DNS_LABELS_MAX + 2];
    for (size_t i = 0; i < l->tree->n; i++) {
        const struct tree_box *b = &l->boxes[i];
        int *d = &deep[l->tree->items[i].level];
        int n = l->down ? b->high : b->wide;
        *d = n > *d ? n : *d;
    }
    at[0] = LAYOUT_MARGIN;
    for (int level = 0; level < DNS_LABELS_MAX + 1; level++)
        at[level + 1] = at[level] + deep[level] + LAYOUT_LEVEL;
    for (size_t i = 0; i < l->tree->n; i++) {
        struct tree_box *b = &l->boxes[i];
        int level = at[l->tree->items[i].level];
        b->x = l->down ? b->middle - b->wide / 2 : level;
        b->y = l->down ? level : b->middle - b->high / 2;
    }
}

void layout_place(struct tree_layout *l)
{
    measure(l);
    spread(l);
    centre(l);
    stack(l);
    for (size_t i = 0; i < l->tree->n; i++) {
        const struct tree_box *b = &l->boxes[i];
        int right = b->x + b->wide, bottom = b->y + b->high;
        l->wide = right > l->wide ? right : l->wide;
        l->high = bottom > l->high ? bottom : l->high;
    }
    l->wide += LAYOUT_MARGIN + (l->down ? 0 : LAYOUT_LEVEL);
    l->high += LAYOUT_MARGIN + (l->down ? LAYOUT_LEVEL : 0);
}

int layout_turn(const struct tree_layout *l, const struct tree_box *child)
{
    return (l->down ? child->y : child->x) - LAYOUT_LEVEL / 2;
}
