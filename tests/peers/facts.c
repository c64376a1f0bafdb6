#include "tests/peers/facts.h"

bool is_content(const struct difference *d)
{
    return d->part == PART_RECORD || d->part == PART_TTL ||
           d->part == PART_ORDER;
}

/* Is the CNAME one that a DNAME in the reply makes?  ANY follows no other. */
static bool is_made(const struct reply *r, const struct rr *cname)
{
    for (unsigned i = 0; i < r->n; i++)
        if (r->rr[i].type == T_DNAME && r->rr[i].section == ANSWER &&
            cname->owner.len > r->rr[i].owner.len &&
            dname_within(&cname->owner, &r->rr[i].owner))
            return true;
    return false;
}

struct chain chain_of(const struct reply *r, const struct question *q,
                      const struct batch *b)
{
    struct chain c = { .last = q->name };
    const struct zone *z = batch_find(b, &q->name);
    for (;;) {
        const struct rr *link = reply_find(r, ANSWER, &c.last, T_CNAME);
        if (!link || q->type == T_CNAME ||
            (q->type == T_ANY && !is_made(r, link)) ||
            !rr_target(link, &c.last))
            return c;
        c.links++;
        c.leaves |= batch_find(b, &c.last) != z;
        if (c.links > r->n) {
            c.loops = true;
            return c;
        }
    }
}

bool is_in_order(const struct reply *r, const struct question *q)
{
    struct dname at = q->name;
    unsigned place = 0;
    for (unsigned links = 0; links <= r->n; links++) {
        const struct rr *link = reply_find(r, ANSWER, &at, T_CNAME);
        if (!link)
            link = reply_find(r, ANSWER, &at, q->type);
        if (!link)
            return true;
        if (link->place < place)
            return false;
        place = link->place;
        if (link->type != T_CNAME || !rr_target(link, &at))
            return true;
    }
    return true; /* a circle */
}

const struct reply *side_with(const struct comparison *c,
                              const struct difference *d)
{
    return d->ours ? c->ours : c->theirs;
}

const struct reply *side_without(const struct comparison *c,
                                 const struct difference *d)
{
    return d->ours ? c->theirs : c->ours;
}

static bool is_direct_target(const struct reply *r, const struct dname *name)
{
    struct dname target;
    for (unsigned i = 0; i < r->n; i++) {
        const struct rr *rr = &r->rr[i];
        if (!rr_target(rr, &target))
            continue;
        if ((rr->type == T_SVCB || rr->type == T_HTTPS) && target.len == 1)
            target = rr->owner; /* RFC 9460 2.5.2 */
        if (dname_equal(&target, name))
            return true;
    }
    return false;
}

/* Types whose target has more records to add. */
static bool leads_on(uint16_t type)
{
    return type == T_CNAME || type == T_SVCB || type == T_HTTPS ||
           type == T_SRV || type == T_NAPTR || type == T_MX;
}

/* Does the owner stand for a name in the data of a record in the reply? */
static bool is_wildcard_target(const struct reply *r, const struct dname *owner)
{
    struct dname above = dname_strip(owner, 1), target;
    for (unsigned i = 0; i < r->n && dname_is_wildcard(owner); i++)
        if (rr_target(&r->rr[i], &target) && dname_within(&target, &above))
            return true;
    return false;
}

static bool is_target_within(const struct reply *r, const struct batch *b,
                             const struct dname *name, unsigned links)
{
    uint32_t hash = dname_hash(name);
    if (is_direct_target(r, name))
        return true;
    for (unsigned i = 0; links > 0 && i < b->zones_n; i++)
        for (unsigned k = 0; k < b->zones[i].records_n; k++) {
            const struct record *rec = &b->zones[i].records[k];
            if (b->zones[i].digests[k].target == hash && leads_on(rec->type) &&
                dname_equal(&rec->names[0], name) &&
                (is_wildcard_target(r, &rec->owner) ||
                 is_target_within(r, b, &rec->owner, links - 1)))
                return true;
        }
    return false;
}

bool is_target(const struct reply *r, const struct batch *b,
               const struct dname *name)
{
    enum { LINKS = 6 };
    return is_target_within(r, b, name, LINKS);
}

bool zone_has(const struct zone *z, const struct dname *d)
{
    for (unsigned i = 0; i < z->records_n; i++)
        if (dname_within(&z->records[i].owner, d))
            return true;
    return false;
}

const struct zone *parent_of(const struct batch *b, const struct dname *apex)
{
    struct dname above = dname_strip(apex, 1);
    return apex->len > 1 ? batch_find(b, &above) : NULL;
}

bool is_glue_above(const struct batch *b, const struct dname *name)
{
    const struct zone *own = batch_find(b, name);
    for (unsigned i = 0; own && i < b->zones_n; i++)
        if (&b->zones[i] != own && !b->zones[i].left_out &&
            zone_find(&b->zones[i], name, T_ANY))
            return true;
    return false;
}

/* Does an outer zone's name make one exist that blocks or covers this: one on
 * the way to it, or a wildcard beside it? */
static bool shadows(const struct zone *z, const struct dname *other,
                    const struct dname *d)
{
    unsigned top = dname_labels(&z->origin), labels = dname_labels(other);
    unsigned n = dname_common(other, d);
    struct dname shared = dname_strip(other, labels - n);
    if (n > top && !zone_has(z, &shared))
        return true;
    if (n < top || labels == n)
        return false;
    struct dname next = dname_strip(other, labels - n - 1);
    return dname_is_wildcard(&next) && !zone_has(z, &next);
}

bool is_shadowed(const struct batch *b, const struct dname *d)
{
    const struct zone *z = batch_find(b, d);
    for (unsigned i = 0; z && i < b->zones_n; i++) {
        const struct zone *outer = &b->zones[i];
        if (outer == z || outer->left_out ||
            !dname_within(&z->origin, &outer->origin))
            continue;
        for (unsigned k = 0; k < outer->records_n; k++)
            if (shadows(z, &outer->records[k].owner, d))
                return true;
    }
    return false;
}

bool is_above_undelegated(const struct batch *b, const struct dname *d)
{
    const struct zone *z = batch_find(b, d);
    unsigned top = z ? dname_labels(&z->origin) : 0, labels = dname_labels(d);
    for (unsigned i = 0; z && i < b->zones_n; i++) {
        unsigned n = dname_common(&b->zones[i].origin, d);
        struct dname shared = dname_strip(d, labels - n);
        if (!b->zones[i].left_out && n > top && !zone_has(z, &shared))
            return true;
    }
    return false;
}

static bool is_below(const struct dname *d, const struct dname *top)
{
    return d->len > top->len && dname_within(d, top);
}

bool is_within_undelegated(const struct batch *b, const struct zone *z,
                           const struct dname *d)
{
    if (batch_find(b, d) == z || !dname_within(d, &z->origin))
        return false;
    unsigned below = dname_labels(d) - dname_labels(&z->origin);
    for (unsigned i = 0; i < below; i++) {
        struct dname above = dname_strip(d, i);
        if (zone_find(z, &above, T_NS))
            return false;
    }
    return true;
}

bool is_below_dname(const struct zone *z, const struct dname *d)
{
    for (unsigned i = 0; i < z->records_n; i++)
        if (z->records[i].type == T_DNAME && is_below(d, &z->records[i].owner))
            return true;
    return false;
}

bool is_occluded(const struct batch *b, const struct dname *d)
{
    const struct zone *z = batch_find(b, d);
    for (unsigned i = 0; z && i < z->records_n; i++) {
        const struct record *dname = &z->records[i];
        if (dname->type != T_DNAME || !is_below(d, &dname->owner))
            continue;
        for (unsigned k = 0; k < z->records_n; k++)
            if (is_below(&z->records[k].owner, &dname->owner))
                return true;
    }
    return false;
}

bool is_repeated(const struct reply *r, const struct rr *rr)
{
    unsigned n = 0;
    for (unsigned i = 0; i < r->n; i++)
        n += rr_compare(&r->rr[i], rr) == 0;
    return n > 1;
}

bool is_apex(const struct batch *b, const struct dname *d)
{
    const struct zone *z = batch_find(b, d);
    return z && dname_equal(&z->origin, d);
}

const struct rr *referral_of(const struct reply *r, const struct batch *b)
{
    const struct rr *ns = reply_find(r, AUTHORITY, NULL, T_NS);
    return ns && !is_apex(b, &ns->owner) ? ns : NULL;
}

static bool lacks(const struct reply *r, const struct zone *z,
                  const struct dname *server, uint16_t type)
{
    const struct record *glue = zone_find(z, server, type);
    unsigned n = 0, m = 0;
    for (unsigned i = 0; i < z->records_n; i++)
        n += z->records[i].type == type &&
             dname_equal(&z->records[i].owner, server);
    for (unsigned i = 0; i < r->n; i++)
        m += r->rr[i].section == ADDITIONAL && r->rr[i].type == type &&
             dname_equal(&r->rr[i].owner, server);
    return glue && (m == 0 || m + 1 < n); /* one may stand there twice */
}

bool referral_lacks_glue(const struct reply *r, const struct batch *b)
{
    const struct rr *ns = referral_of(r, b);
    const struct zone *z = ns ? batch_find(b, &ns->owner) : NULL;
    struct dname server;
    for (unsigned i = 0; z && i < r->n; i++)
        if (r->rr[i].section == AUTHORITY && r->rr[i].type == T_NS &&
            rr_target(&r->rr[i], &server) &&
            dname_within(&server, &ns->owner) &&
            (lacks(r, z, &server, T_A) || lacks(r, z, &server, T_AAAA)))
            return true;
    return false;
}

size_t full_size(const struct reply *r, enum section last)
{
    enum { POINTER = 2, FIXED = 10 };
    size_t n = 0;
    for (unsigned i = 0; i < r->n; i++) {
        const struct rr *rr = &r->rr[i];
        if (rr->section > last)
            continue;
        n += rr->owner.len > POINTER ? rr->owner.len : (size_t)POINTER;
        n += FIXED + rr->data.n;
    }
    return n;
}
