#include "tools/tree.h"

#include <stdlib.h>

/* ---- the order of names ---- */

static unsigned labels_of(const uint8_t *wire, const uint8_t **labels)
{
    unsigned n = 0;
    for (; *wire; wire += *wire + 1u)
        labels[n++] = wire;
    return n;
}

static int label_order(const uint8_t *a, const uint8_t *b)
{
    int order = memcmp(a + 1, b + 1, *a < *b ? *a : *b);
    return order ? order : *a - *b;
}

int tree_order(const uint8_t *a, const uint8_t *b)
{
    const uint8_t *of_a[DNS_LABELS_MAX], *of_b[DNS_LABELS_MAX];
    unsigned n = labels_of(a, of_a), m = labels_of(b, of_b);
    for (unsigned i = 1; i <= n && i <= m; i++) {
        int order = label_order(of_a[n - i], of_b[m - i]);
        if (order)
            return order;
    }
    return (int)n - (int)m;
}

static int compare_names(const void *a, const void *b)
{
    const struct node *const *x = a, *const *y = b;
    return tree_order(node_name(*x), node_name(*y));
}

/* ---- what there is ---- */

static void count(struct tree *t, const struct node *node, bool glue)
{
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        t->records += set->records;
    t->names += !glue;
    t->empty += !glue && node->rrsets_n == 0;
    t->cuts += !glue && (node->flags & NODE_CUT);
}

/* The nodes of names that may be asked for, ordered; NULL: no memory. */
static const struct node **collect(struct tree *t)
{
    const struct node **all = calloc(t->img->head->names_n + 1u, sizeof *all);
    const struct node *node = all ? image_first(t->img) : NULL;
    for (; node; node = image_next(t->img, node)) {
        bool glue = image_is_glue(t->img, node);
        if (!glue)
            all[t->names] = node;
        count(t, node, glue);
    }
    if (all)
        qsort(all, t->names, sizeof *all, compare_names);
    return all;
}

/* ---- what of it is drawn ---- */

/* The names from the last top down to the last name, and their children. */
struct open_name {
    const struct node *node;
    uint32_t item; /* TREE_NONE: it is not drawn */
    uint32_t seen, hidden, last_child;
};

struct drawing {
    struct tree *t;
    const struct tree_wish *wish;
    struct open_name open[DNS_LABELS_MAX + 2]; /* [0]: above all tops */
    unsigned open_n;
};

static uint8_t step_of(const struct tree_wish *wish, const struct node *node)
{
    for (size_t i = 0; i < wish->way_n; i++)
        if (wish->way[i].node == node)
            return wish->way[i].step;
    return 0;
}

static uint32_t add_item(struct drawing *d, struct open_name *above,
                         struct tree_item item)
{
    uint32_t number = (uint32_t)d->t->n++;
    item.parent = above->item;
    item.level = (uint8_t)(d->open_n - 1);
    if (above->item != TREE_NONE)
        d->t->items[above->item].children_n++;
    d->t->items[number] = item;
    above->last_child = number;
    return number;
}

/* No more names come below the last of the open ones. */
static void close_name(struct drawing *d)
{
    struct open_name *o = &d->open[d->open_n - 1];
    if (o->hidden > 0 && o->item != TREE_NONE)
        add_item(d, o, (struct tree_item){ .more = o->hidden });
    if (o->last_child != TREE_NONE)
        d->t->items[o->last_child].is_last = true;
    d->open_n--;
}

static bool is_drawn(const struct drawing *d, const struct open_name *above,
                     uint8_t step)
{
    bool top = d->open_n == 1;
    if (step || top)
        return true;
    return above->item != TREE_NONE && d->open_n - 1 <= d->wish->depth &&
           above->seen < d->wish->siblings;
}

static void draw(struct drawing *d, const struct node *node)
{
    while (
        d->open_n > 1 &&
        !name_within(node_name(node), node_name(d->open[d->open_n - 1].node)))
        close_name(d);
    struct open_name *above = &d->open[d->open_n - 1];
    unsigned taken = above->node ? above->node->name_len : 0;
    uint8_t step = step_of(d->wish, node);
    struct open_name o = { node, TREE_NONE, 0, 0, TREE_NONE };
    if (is_drawn(d, above, step))
        o.item = add_item(
            d, above,
            (struct tree_item){ .node = node,
                                .own = (uint8_t)(node->name_len - taken),
                                .step = step });
    else
        above->hidden++;
    above->seen++;
    d->open[d->open_n++] = o;
}

static void draw_all(struct tree *t, const struct tree_wish *wish,
                     const struct node *const *all)
{
    struct drawing d = { .t = t, .wish = wish, .open_n = 1 };
    d.open[0] = (struct open_name){ NULL, TREE_NONE, 0, 0, TREE_NONE };
    for (uint32_t i = 0; i < t->names; i++)
        draw(&d, all[i]);
    while (d.open_n > 0)
        close_name(&d);
}

/* ---- finding a node again ---- */

static int compare_places(const void *a, const void *b, void *tree)
{
    const struct tree *t = tree;
    const uint32_t *x = a, *y = b;
    uintptr_t p = (uintptr_t)t->items[*x].node;
    uintptr_t q = (uintptr_t)t->items[*y].node;
    return (p > q) - (p < q);
}

static void list_nodes(struct tree *t)
{
    for (uint32_t i = 0; i < t->n; i++)
        if (t->items[i].node)
            t->by_node[t->by_node_n++] = i;
    qsort_r(t->by_node, t->by_node_n, sizeof *t->by_node, compare_places, t);
}

uint32_t tree_find(const struct tree *t, const struct node *node)
{
    size_t low = 0, high = t->by_node_n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct node *there = t->items[t->by_node[middle]].node;
        if (there == node)
            return t->by_node[middle];
        if ((uintptr_t)there < (uintptr_t)node)
            low = middle + 1;
        else
            high = middle;
    }
    return TREE_NONE;
}

bool tree_build(struct tree *t, const struct image *img,
                const struct tree_wish *wish)
{
    *t = (struct tree){ .img = img };
    const struct node **all = collect(t);
    /* each name may have one that stands for its other children */
    t->items = calloc(2u * (size_t)t->names + 1, sizeof *t->items);
    t->by_node = calloc((size_t)t->names + 1, sizeof *t->by_node);
    bool done = all && t->items && t->by_node;
    if (done) {
        draw_all(t, wish, all);
        list_nodes(t);
    }
    free(all);
    return done;
}

void tree_free(struct tree *t)
{
    free(t->items);
    free(t->by_node);
}
