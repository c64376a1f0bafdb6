#include "tools/zone_lost.h"

#include "zonefile/reverse.h"
#include "zonefile/rrline.h"
#include "zonefile/walk.h"

struct lost {
    struct text *out;
    const struct image *before, *after;
    size_t n;
    struct walk was, is;
};

/* To the end of the aliases; type 0 asks for anything. */
static void walk_all(struct walk *w, const struct image *img,
                     const struct name *name, uint16_t type)
{
    walk_begin(w, img, name, type);
    while (walk_on(w))
        ;
}

/* Are the data elsewhere: behind an alias, or is the name itself delegated? */
static bool leads_away(const struct walk *w)
{
    if (w->links > 0)
        return w->end == WALK_FOREIGN || w->end == WALK_CUT;
    return w->end == WALK_CUT && w->found.node->name_len == w->name.len;
}

/* The outcome as a resolver sees it; NULL: data, or an alias to elsewhere. */
static const char *outcome(const struct walk *w)
{
    switch (w->end) {
    case WALK_NODATA:
    case WALK_NO_TYPE:
        return "NODATA";
    case WALK_NO_NAME:
        return "NXDOMAIN";
    case WALK_FOREIGN:
        return w->links ? NULL : "REFUSED";
    case WALK_CUT:
        return "delegated";
    case WALK_FOUND:
    case WALK_PTR:
    case WALK_ALIAS:
    case WALK_DNAME:
        break;
    }
    return NULL;
}

static void tell(struct lost *l, const struct name *name, uint16_t type)
{
    char text[NAME_TEXT_MAX], mnemonic[RRLINE_TYPE];
    const char *why = outcome(&l->is);
    if (!why)
        return;
    text_format(l->out, "%s %s: %s\n", rrline_name(text, name->wire),
                rrline_type(mnemonic, type), why);
    l->n++;
}

static void compare(struct lost *l, const struct name *name, uint16_t type)
{
    walk_all(&l->is, l->after, name, type);
    tell(l, name, type);
}

/* Anything will do in the place of data that were elsewhere. */
static void compare_away(struct lost *l, const struct name *name)
{
    walk_all(&l->is, l->after, name, 0);
    if (l->is.end != WALK_CUT)
        tell(l, name, l->was.links > 0 ? TYPE_CNAME : TYPE_NS);
}

/* The types that the name had, by itself or by an alias or a wildcard. */
static void compare_types(struct lost *l, const struct name *name)
{
    walk_all(&l->was, l->before, name, 0);
    if (leads_away(&l->was))
        compare_away(l, name);
    if (l->was.end == WALK_PTR)
        compare(l, name, TYPE_PTR);
    if (l->was.end != WALK_FOUND)
        return;
    const struct node *node = l->was.steps[l->was.steps_n - 1].node;
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        compare(l, name, set->type);
}

/* Was the name made by a wildcard, and has a node of its own now?  Then what
 * is below it is no longer made, either. */
static void compare_blocked(struct lost *l, const struct node *node)
{
    static const uint8_t star[] = { 1, '*' };
    uint8_t wire[DNS_NAME_MAX + sizeof star];
    struct name name;
    name_set(&name, node_name(node));
    if (image_find(l->before, &name, name.labels))
        return;
    compare_types(l, &name);
    memcpy(wire, star, sizeof star);
    memcpy(wire + sizeof star, node_name(node), node->name_len);
    if (!name_valid(wire, DNS_NAME_MAX))
        return;
    name_set(&name, wire);
    compare_types(l, &name);
}

/* Of a PTR that was made nobody wrote a line. */
static void compare_reverse(struct lost *l, const struct name *name)
{
    if (lookup(l->before, name, TYPE_PTR).kind == FOUND_PTR &&
        lookup(l->after, name, TYPE_PTR).kind != FOUND_PTR)
        compare(l, name, TYPE_PTR);
}

static void compare_all_reverse(struct lost *l)
{
    const struct image *img = l->before;
    struct name name;
    for (uint32_t i = 0; i < img->head->addr4_n; i++) {
        reverse_name4(&name, img->addr4[i].address);
        compare_reverse(l, &name);
    }
    for (uint32_t i = 0; i < img->head->addr6_n; i++) {
        reverse_name6(&name, img->addr6[i].address);
        compare_reverse(l, &name);
    }
}

size_t zone_lost(struct text *out, const struct image *before,
                 const struct image *after)
{
    struct lost l = { .out = out, .before = before, .after = after };
    const struct node *node = image_first(before);
    for (; node; node = image_next(before, node)) {
        struct name name;
        name_set(&name, node_name(node));
        if (!image_is_glue(before, node))
            compare_types(&l, &name);
    }
    for (node = image_first(after); node; node = image_next(after, node))
        if (!image_is_glue(after, node))
            compare_blocked(&l, node);
    compare_all_reverse(&l);
    return l.n;
}
