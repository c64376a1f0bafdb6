#include "tests/peers/allow.h"

#include "tests/peers/facts.h"

/* Differences in what goes along, beside the answer. */

/* Addresses; RFC 9460 4.1: and what an alias leads to; RFC 3403 4.1: SRV. */
static bool is_additional_type(uint16_t type)
{
    return type == T_A || type == T_AAAA || type == T_SVCB || type == T_HTTPS ||
           type == T_CNAME || type == T_SRV;
}

bool allow_additional(const struct comparison *c, const struct difference *d)
{
    if (d->part != PART_RECORD || d->rr->section != ADDITIONAL ||
        !is_additional_type(d->rr->type) ||
        !is_target(side_with(c, d), c->batch, &d->rr->owner))
        return false;
    const struct reply *without = side_without(c, d);
    if (reply_find(without, ADDITIONAL, &d->rr->owner, d->rr->type))
        return false; /* an RRset is whole: RFC 2181 5.1 */
    const struct rr *ns = referral_of(without, c->batch);
    return !ns || !dname_within(&d->rr->owner, &ns->owner);
}

/* _25._tcp.TARGET, for those who verify mail servers: RFC 7672 3.1.3. */
bool allow_additional_tlsa(const struct comparison *c,
                           const struct difference *d)
{
    struct dname target;
    if (d->part != PART_RECORD || d->rr->section != ADDITIONAL || d->ours ||
        d->rr->type != T_TLSA)
        return false;
    target = dname_strip(&d->rr->owner, 2);
    return is_target(c->theirs, c->batch, &target);
}

/* The addresses that both add are of another zone: the one that delegates. */
bool allow_additional_glue(const struct comparison *c,
                           const struct difference *d)
{
    const struct zone *from = batch_find(c->batch, &c->q->name);
    return (d->part == PART_RECORD || d->part == PART_TTL) &&
           d->rr->section == ADDITIONAL &&
           is_target(c->ours, c->batch, &d->rr->owner) &&
           (is_glue_above(c->batch, &d->rr->owner) ||
            (from && is_within_undelegated(c->batch, from, &d->rr->owner)));
}

/* Glue of a name that the zone does not have. */
static bool is_made_glue(const struct comparison *c, const struct rr *rr)
{
    const struct rr *ns = referral_of(c->theirs, c->batch);
    const struct zone *z = ns ? batch_find(c->batch, &ns->owner) : NULL;
    return rr->section == ADDITIONAL && z &&
           dname_within(&rr->owner, &ns->owner) &&
           is_target(c->theirs, c->batch, &rr->owner) &&
           !zone_has(z, &rr->owner);
}

/* A wildcard below the cut stands for no name server: it is not of the zone.
 * And what is taken from it may not fit. */
bool allow_glue_wildcard(const struct comparison *c, const struct difference *d)
{
    if (d->part == PART_RECORD)
        return !d->ours && is_made_glue(c, d->rr);
    bool made = false;
    for (unsigned i = 0; i < c->theirs->n; i++)
        made |= is_made_glue(c, &c->theirs->rr[i]);
    return d->part == PART_TC && c->theirs->tc && made;
}

/* The name that a wildcard stands for: NSD takes the rest for one label, Knot
 * adds the wildcard as it stands in the zone. */
bool allow_additional_wildcard(const struct comparison *c,
                               const struct difference *d)
{
    struct dname above, star, target;
    if (d->part != PART_RECORD || d->rr->section != ADDITIONAL || d->ours)
        return false;
    above = star = dname_strip(&d->rr->owner, 1);
    dname_push(&star, (const uint8_t *)"*", 1);
    const struct zone *z = batch_find(c->batch, &star);
    if (!z || !zone_find(z, &star, d->rr->type))
        return false;
    for (unsigned i = 0; i < c->theirs->n; i++)
        if (rr_target(&c->theirs->rr[i], &target) &&
            dname_within(&target, &above))
            return true;
    return false;
}

bool allow_authority_ns(const struct comparison *c, const struct difference *d)
{
    return d->part == PART_RECORD && d->rr->section == AUTHORITY && !d->ours &&
           d->rr->type == T_NS && is_apex(c->batch, &d->rr->owner) &&
           reply_find(c->theirs, ANSWER, NULL, T_ANY) &&
           !reply_find(c->ours, AUTHORITY, &d->rr->owner, T_NS);
}

/* BIND sends what it has of one name together. */
bool allow_order(const struct comparison *c, const struct difference *d)
{
    return d->part == PART_ORDER && is_in_order(c->ours, c->q);
}

/* A record that both have, and they twice. */
bool allow_repeated(const struct comparison *c, const struct difference *d)
{
    return d->part == PART_RECORD && !d->ours &&
           is_repeated(c->theirs, d->rr) &&
           reply_find(c->ours, d->rr->section, &d->rr->owner, d->rr->type);
}
