#include "tests/peers/allow.h"

#include "tests/peers/facts.h"

/* Differences in what exists: data of other zones, and below DNAMEs. */

static bool is_near_undelegated(const struct comparison *c,
                                const struct dname *d)
{
    const struct zone *from = batch_find(c->batch, &c->q->name);
    return is_above_undelegated(c->batch, d) ||
           (from && is_within_undelegated(c->batch, from, d));
}

/* The parent has no delegation there, though both zones are served. */
bool allow_ds_undelegated(const struct comparison *c,
                          const struct difference *d)
{
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    const struct zone *parent = parent_of(c->batch, &ours.last);
    return (d->part == PART_RCODE || d->part == PART_TC ||
            d->part == PART_EDE || is_content(d)) &&
           c->q->type == T_DS && is_apex(c->batch, &ours.last) &&
           c->ours->rcode == 0 && parent && !zone_has(parent, &ours.last);
}

/* A DNAME at a wildcard. */
bool allow_wildcard_dname(const struct comparison *c,
                          const struct difference *d)
{
    const struct reply *r[] = { c->ours, c->theirs };
    for (unsigned s = 0; s < 2; s++)
        for (unsigned i = 0; i < r[s]->n; i++) {
            const struct rr *rr = &r[s]->rr[i];
            struct dname star = dname_strip(&rr->owner, 1);
            dname_push(&star, (const uint8_t *)"*", 1);
            const struct zone *z = batch_find(c->batch, &rr->owner);
            if (rr->type == T_DNAME && z && zone_find(z, &star, T_DNAME))
                return d->part == PART_RCODE || d->part == PART_TC ||
                       is_content(d);
        }
    return false;
}

/* The name is not there in the zone's own data, but a zone below it is; or an
 * alias leads into such a zone, and they go by the data of the one above. */
bool allow_undelegated(const struct comparison *c, const struct difference *d)
{
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    struct chain theirs = chain_of(c->theirs, c->q, c->batch);
    return (d->part == PART_RCODE || d->part == PART_TC || is_content(d)) &&
           (is_near_undelegated(c, &ours.last) ||
            is_near_undelegated(c, &theirs.last) ||
            is_near_undelegated(c, &c->q->name));
}

/* Knot answers from what is below a DNAME. */
bool allow_occluded(const struct comparison *c, const struct difference *d)
{
    bool found = is_occluded(c->batch, &c->q->name);
    struct dname target;
    for (unsigned i = 0; i < c->ours->n && !found; i++)
        found = rr_target(&c->ours->rr[i], &target) &&
                is_occluded(c->batch, &target);
    return found && (d->part == PART_RCODE || d->part == PART_AA ||
                     d->part == PART_TC || is_content(d));
}

/* A delegation below a DNAME, and its zone: what has the parent of it? */
bool allow_occluded_ds(const struct comparison *c, const struct difference *d)
{
    const struct zone *parent = parent_of(c->batch, &c->q->name);
    return c->q->type == T_DS && is_apex(c->batch, &c->q->name) && parent &&
           is_below_dname(parent, &c->q->name) &&
           (d->part == PART_RCODE || d->part == PART_AA || d->part == PART_TC ||
            d->part == PART_EDE || is_content(d));
}

/* The name's closest encloser is below one whose wildcard they take. */
bool allow_blocked_wildcard(const struct comparison *c,
                            const struct difference *d)
{
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    const struct zone *z = batch_find(c->batch, &ours.last);
    struct dname above = dname_strip(&ours.last, 1);
    if (!z || c->ours->rcode != NXDOMAIN || c->theirs->rcode == NXDOMAIN)
        return false;
    while (above.len > z->origin.len && !zone_has(z, &above))
        above = dname_strip(&above, 1);
    while (above.len > z->origin.len) {
        above = dname_strip(&above, 1);
        struct dname star = above;
        dname_push(&star, (const uint8_t *)"*", 1);
        if (zone_find(z, &star, T_ANY))
            return d->part == PART_RCODE || d->part == PART_TC || is_content(d);
    }
    return false;
}

bool allow_nsec3(const struct comparison *c, const struct difference *d)
{
    enum { T_NSEC3 = 50 };
    return c->q->type == T_NSEC3 &&
           (d->part == PART_RCODE || d->part == PART_TC || is_content(d));
}

/* NSD has the names of all its zones in one tree. */
bool allow_shadowed(const struct comparison *c, const struct difference *d)
{
    struct chain theirs = chain_of(c->theirs, c->q, c->batch);
    return (d->part == PART_RCODE || d->part == PART_TC || is_content(d)) &&
           is_shadowed(c->batch, &theirs.last) &&
           (c->theirs->rcode == 3 ||
            !reply_find(c->theirs, ANSWER, &theirs.last, T_ANY));
}
