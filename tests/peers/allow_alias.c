#include "tests/peers/allow.h"

#include "tests/peers/facts.h"

/* Differences in how far aliases are followed. */

/* They stopped where the aliases leave the zone; ours goes on. */
bool allow_across_zones(const struct comparison *c, const struct difference *d)
{
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    struct chain theirs = chain_of(c->theirs, c->q, c->batch);
    if (!theirs.leaves || (theirs.links > ours.links && !c->ours->tc) ||
        reply_find(c->theirs, ANSWER, &theirs.last, T_ANY))
        return false;
    if (c->ours->tc || c->theirs->tc)
        return d->part == PART_TC || d->part == PART_RCODE || is_content(d);
    return d->part == PART_RCODE ||
           (d->part == PART_RECORD && (d->ours || d->rr->section != ANSWER));
}

/* They follow five links and no more. */
bool allow_chain_limit(const struct comparison *c, const struct difference *d)
{
    enum { LINKS = 5 };
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    struct chain theirs = chain_of(c->theirs, c->q, c->batch);
    return theirs.links == LINKS && (ours.links >= LINKS || c->ours->tc) &&
           !reply_find(c->theirs, ANSWER, &theirs.last, T_ANY) &&
           (d->part == PART_RCODE || d->part == PART_TC ||
            (d->part == PART_RECORD && (d->ours || d->rr->section != ANSWER)));
}

/* The alias is of the child, so they ask the child: it has none. */
bool allow_ds_behind_alias(const struct comparison *c,
                           const struct difference *d)
{
    struct chain ours = chain_of(c->ours, c->q, c->batch);
    return d->part == PART_RECORD && c->q->type == T_DS && ours.links > 0 &&
           is_apex(c->batch, &ours.last) &&
           (d->rr->section == AUTHORITY || d->rr->type == T_DS);
}

bool allow_alias_loop(const struct comparison *c, const struct difference *d)
{
    return (d->part == PART_RCODE || d->part == PART_EDE) &&
           c->theirs->rcode == SERVFAIL &&
           (chain_of(c->ours, c->q, c->batch).loops ||
            chain_of(c->theirs, c->q, c->batch).loops);
}

/* A DNAME that leads below itself, or two in a circle: names grow. */
bool allow_growing(const struct comparison *c, const struct difference *d)
{
    enum { MANY = 12 };
    struct dname target;
    bool found = chain_of(c->ours, c->q, c->batch).links >= MANY;
    for (unsigned i = 0; i < c->ours->n && !found; i++) {
        const struct rr *rr = &c->ours->rr[i];
        found = rr->type == T_DNAME && rr_target(rr, &target) &&
                dname_within(&target, &rr->owner);
    }
    return found && (d->part == PART_RCODE || d->part == PART_EDE ||
                     d->part == PART_TC || is_content(d));
}

bool allow_yxdomain(const struct comparison *c, const struct difference *d)
{
    return c->ours->rcode == YXDOMAIN &&
           (d->part == PART_TC || d->part == PART_RCODE ||
            (d->part == PART_RECORD && !d->ours));
}

/* Types that are about the CNAME itself, in signed zones. */
bool allow_beside_cname(const struct comparison *c, const struct difference *d)
{
    static const uint16_t types[] = { 24 /* SIG */, 25 /* KEY */, 30 /* NXT */,
                                      T_RRSIG, 47 /* NSEC */ };
    for (unsigned i = 0; i < sizeof types / sizeof *types; i++)
        if (c->q->type == types[i])
            return d->part == PART_RCODE || d->part == PART_TC || is_content(d);
    return false;
}

/* Both have some RRset of the name; which, is the server's choice. */
bool allow_any(const struct comparison *c, const struct difference *d)
{
    if (c->q->type != T_ANY)
        return false;
    if (d->part == PART_TC && c->theirs->tc)
        return true;
    if ((d->part == PART_RCODE || d->part == PART_TC ||
         (d->part == PART_RECORD && d->ours)) &&
        reply_find(c->ours, ANSWER, NULL, T_DNAME) &&
        reply_find(c->theirs, ANSWER, NULL, T_DNAME))
        return true; /* the CNAME that a DNAME makes is an answer to ANY */
    return d->part == PART_RECORD && d->rr->section == ANSWER &&
           (reply_find(side_without(c, d), ANSWER, &d->rr->owner, T_ANY) ||
            c->theirs->tc);
}
