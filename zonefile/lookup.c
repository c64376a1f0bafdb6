#include "zonefile/lookup.h"

#include "zonefile/reverse.h"

/* ANY gets the smallest RRset there is: RFC 8482 4.1. */
static const struct rrset *smallest(const struct node *node)
{
    const struct rrset *best = NULL, *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
        if (!best || set->len < best->len)
            best = set;
    return best;
}

static struct found found(const struct image *img, enum found_kind kind,
                          const struct node *node, const struct rrset *set)
{
    return (struct found){
        .kind = kind, .node = node, .set = set, .zone = &img->zones[node->zone]
    };
}

static struct found referral(const struct image *img, const struct node *node)
{
    return found(img, FOUND_REFERRAL, node, node_rrset(node, TYPE_NS));
}

/* DS is the one type that the zone above answers: RFC 4035 3.1.4.1.  Unless
 * what is above is delegated to somebody else. */
static struct found find_ds(const struct image *img, const struct node *node,
                            const struct name *name)
{
    const struct rrset *set = node_rrset(node, TYPE_DS);
    struct found f = found(img, set ? FOUND_SET : FOUND_NODATA, node, set);
    if (!(node->flags & NODE_APEX) || !f.zone->parent)
        return f;
    f.zone = &img->zones[f.zone->parent - 1];
    for (unsigned depth = name->labels; !set && depth-- > 0;) {
        const struct node *above = image_find(img, name, depth);
        if (above)
            return above->flags & NODE_CUT ? referral(img, above) : f;
    }
    return f;
}

static struct found found_ptr(const struct image *img, const struct node *zone,
                              const struct reverse *r)
{
    struct found f = found(img, FOUND_PTR, r->node, NULL);
    f.zone = &img->zones[zone->zone];
    f.ttl = r->ttl;
    return f;
}

/* The node of the name itself, or of the wildcard that stands for it. */
static struct found find_at(const struct image *img, const struct node *node,
                            const struct name *name, uint16_t type)
{
    if (type == TYPE_DS && node->flags & (NODE_APEX | NODE_CUT))
        return find_ds(img, node, name);
    if (node->flags & NODE_CUT)
        return referral(img, node);
    const struct rrset *set =
        type == TYPE_ANY ? smallest(node) : node_rrset(node, type);
    if (set)
        return found(img, FOUND_SET, node, set);
    if (node->flags & NODE_CNAME)
        return found(img, FOUND_ALIAS, node, node_rrset(node, TYPE_CNAME));
    if (type == TYPE_PTR || type == TYPE_ANY) {
        struct reverse r = reverse_find(img, name);
        if (r.node)
            return found_ptr(img, node, &r);
    }
    return found(img, FOUND_NODATA, node, NULL);
}

/* The name is not in the table; `node`, `depth` labels deep, is its closest
 * encloser there: RFC 4592 3.3.1. */
static struct found find_below(const struct image *img, const struct node *node,
                               unsigned depth, const struct name *name,
                               uint16_t type)
{
    if (node->flags & NODE_CUT)
        return referral(img, node);
    if (node->flags & NODE_DNAME)
        return found(img, FOUND_DNAME, node, node_rrset(node, TYPE_DNAME));
    struct reverse r = reverse_find(img, name);
    if (r.node && (type == TYPE_PTR || type == TYPE_ANY))
        return found_ptr(img, node, &r);
    if (r.depth == name->labels)
        return found(img, FOUND_NODATA, node, NULL);
    if (r.depth <= depth && node->flags & NODE_STAR) {
        const struct node *star = image_star(img, node, name->hash[depth]);
        if (star)
            return find_at(img, star, name, type);
    }
    return found(img, FOUND_NOTHING, node, NULL);
}

struct found lookup(const struct image *img, const struct name *name,
                    uint16_t type)
{
    unsigned depth = name->labels;
    if (depth > img->head->depth_max)
        depth = img->head->depth_max; /* nothing is deeper: do not look */
    for (;; depth--) {
        const struct node *node = image_find(img, name, depth);
        if (node && depth == name->labels)
            return find_at(img, node, name, type);
        if (node)
            return find_below(img, node, depth, name, type);
        if (depth == 0)
            return (struct found){ .kind = FOUND_FOREIGN };
    }
}
