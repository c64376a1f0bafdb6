#include "zonefile/walk.h"

#include "zonefile/neighbour.h"
#include "zonefile/reverse.h"
#include "zonefile/unpack.h"

static void step(struct walk *w, enum walk_at at, unsigned depth,
                 const struct node *node)
{
    w->steps[w->steps_n++] = (struct walk_step){ at, depth, node };
}

/* How many labels of the name are in the table, in its deepest node; -1. */
static int deepest(const struct walk *w)
{
    int depth = w->name.labels;
    while (depth >= 0 && !image_find(w->img, &w->name, (unsigned)depth))
        depth--;
    return depth;
}

/* From the root to the deepest node. */
static const struct node *walk_down(struct walk *w, unsigned depth)
{
    const struct node *node = NULL;
    for (unsigned d = 0; d <= depth; d++) {
        node = image_find(w->img, &w->name, d);
        enum walk_at at = !node            ? WALK_ABOVE
                          : node->rrsets_n ? WALK_NAME
                                           : WALK_EMPTY;
        step(w, at, d, node);
    }
    return node;
}

/* What is below the deepest node: names by their addresses, or nothing, or the
 * wildcard. */
static void walk_below(struct walk *w, const struct node *node, unsigned depth)
{
    struct reverse r = reverse_find(w->img, &w->name);
    if (depth == w->name.labels || node->flags & (NODE_CUT | NODE_DNAME))
        return;
    for (unsigned d = depth + 1; d <= r.depth; d++)
        step(w, d == w->name.labels && r.node ? WALK_NAME : WALK_EMPTY, d,
             NULL);
    if (r.depth == w->name.labels)
        return;
    step(w, WALK_MISSING, (r.depth > depth ? r.depth : depth) + 1, NULL);
    const struct node *star =
        r.depth <= depth && node->flags & NODE_STAR
            ? image_star(w->img, node, w->name.hash[depth])
            : NULL;
    if (star)
        step(w, WALK_STAR, depth + 1, star);
}

/* ---- the outcome ---- */

/* The name is there, without that type; or no type was asked for. */
static enum walk_end end_there(struct walk *w)
{
    enum walk_at at = w->steps[w->steps_n - 1].at;
    const struct node *node = w->steps[w->steps_n - 1].node;
    if (w->type)
        return at == WALK_NAME || (node && node->rrsets_n) ? WALK_NO_TYPE
                                                           : WALK_NODATA;
    if (node && node->rrsets_n)
        return WALK_FOUND;
    struct found ptr = lookup(w->img, &w->name, TYPE_PTR);
    if (ptr.kind != FOUND_PTR)
        return WALK_NODATA;
    w->found = ptr;
    return WALK_PTR;
}

static enum walk_end end_of(struct walk *w)
{
    switch (w->found.kind) {
    case FOUND_SET:
        return WALK_FOUND;
    case FOUND_PTR:
        return WALK_PTR;
    case FOUND_ALIAS:
        return WALK_ALIAS;
    case FOUND_DNAME:
        return WALK_DNAME;
    case FOUND_REFERRAL:
        return WALK_CUT;
    case FOUND_NODATA:
        return end_there(w);
    case FOUND_NOTHING:
        return WALK_NO_NAME;
    case FOUND_FOREIGN:
        break;
    }
    return WALK_FOREIGN;
}

/* Where the alias leads: its data; for a DNAME, behind the labels in front. */
static void set_target(struct walk *w)
{
    struct unpack u; /* large: only what is used is set */
    struct writer out = writer_over(w->target, sizeof w->target);
    w->target_len = 0;
    if (w->end != WALK_ALIAS && w->end != WALK_DNAME)
        return;
    unpack_begin(&u, w->found.node, w->found.set);
    unpack_next(&u);
    if (w->end == WALK_DNAME)
        write_bytes(&out, w->name.wire,
                    (size_t)(w->name.len - w->found.node->name_len));
    write_bytes(&out, u.data.at, u.data.n);
    size_t n = (size_t)(out.at - w->target);
    if (!out.bad && name_valid(w->target, n) == n)
        w->target_len = n;
}

static void find(struct walk *w)
{
    int depth = deepest(w);
    w->steps_n = 0;
    w->found = lookup(w->img, &w->name, w->type);
    if (depth < 0)
        for (unsigned d = 0; d <= w->name.labels; d++)
            step(w, WALK_ABOVE, d, NULL);
    else
        walk_below(w, walk_down(w, (unsigned)depth), (unsigned)depth);
    w->end = end_of(w);
    set_target(w);
}

void walk_begin(struct walk *w, const struct image *img,
                const struct name *name, uint16_t type)
{
    w->img = img;
    w->name = *name;
    w->type = type;
    w->links = 0;
    find(w);
}

bool walk_on(struct walk *w)
{
    bool made = w->end == WALK_DNAME && w->type == TYPE_CNAME;
    if (w->target_len == 0 || made || w->links == LINKS_MAX)
        return false;
    w->seen[w->links++] = w->name.hash[w->name.labels];
    struct name target;
    name_set(&target, w->target);
    for (unsigned i = 0; i < w->links; i++)
        if (w->seen[i] == target.hash[target.labels])
            return false;
    w->name = target;
    find(w);
    return true;
}

bool walk_near(const struct walk *w, struct name *near)
{
    if (w->end != WALK_NO_NAME)
        return false;
    return neighbour_find(w->img, &w->name, w->steps[w->steps_n - 1].depth,
                          near);
}

/* The address that a PTR was made from: its name says of which kind. */
static const void *address_of(const struct walk *w)
{
    static const uint8_t ip6[] = "\3ip6";
    const uint8_t *label = w->name.wire + name_suffix(&w->name, 2);
    bool six = memcmp(label, ip6, sizeof ip6 - 1) == 0;
    return node_rrset(w->found.node, six ? TYPE_AAAA : TYPE_A);
}

const void *walk_decider(const struct walk *w)
{
    const struct node *last = w->steps[w->steps_n - 1].node;
    switch (w->end) {
    case WALK_FOUND:
    case WALK_ALIAS:
    case WALK_DNAME:
    case WALK_CUT:
        if (w->found.set)
            return w->found.set;
        break;
    case WALK_PTR:
        return address_of(w);
    case WALK_NODATA:
    case WALK_NO_TYPE:
        break;
    case WALK_NO_NAME:
    case WALK_FOREIGN:
        return NULL;
    }
    return last && last->rrsets_n ? (const void *)node_rrsets(last) : last;
}
