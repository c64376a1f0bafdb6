#include "resolver/answer.h"

#include "resolver/chaos.h"
#include "resolver/reply.h"
#include "resolver/way.h"
#include "zonefile/lookup.h"

/* What is being looked for now: the question, then what aliases lead to. */
struct chase {
    const struct name *name;
    struct named place; /* of that name, in the reply */
    uint16_t type;
    unsigned links;           /* aliases so far */
    uint64_t seen[LINKS_MAX]; /* hashes of the names so far: a loop ends */
    unsigned dnames_n;
    struct {
        const struct node *node;
        size_t at;
    } dnames[LINKS_MAX + 1]; /* that are in the reply, and where */
    struct name target;      /* the name that the last alias led to */
};

enum step { DONE, GO_ON };

/* All that was required did not fit: RFC 2181 9. */
static enum step truncate(struct reply *r)
{
    r->flags |= HEAD_TC;
    return DONE;
}

/* Turn to the name that an alias's data holds, at offset `at` of the reply. */
static enum step chase_target(struct reply *r, struct chase *c, size_t at)
{
    uint8_t wire[DNS_NAME_MAX];
    struct bytes message = { r->buf, r->len };
    size_t len = name_unpack(wire, message, at);
    if (len == 0 || c->links == LINKS_MAX)
        return DONE;
    c->seen[c->links++] = c->name->hash[c->name->labels];
    name_set(&c->target, wire);
    c->name = &c->target;
    c->place = (struct named){ (unsigned)at, (unsigned)len };
    for (unsigned i = 0; i < c->links; i++)
        if (c->seen[i] == c->target.hash[c->target.labels])
            return DONE; /* we were here before */
    return GO_ON;
}

/* Where the node's DNAME is in the reply, or 0. */
static size_t told_dname(const struct chase *c, const struct node *node)
{
    for (unsigned i = 0; i < c->dnames_n; i++)
        if (c->dnames[i].node == node)
            return c->dnames[i].at;
    return 0;
}

static enum step put_set(struct reply *r, const struct image *img,
                         const struct chase *c, const struct found *f)
{
    if (f->set->type == TYPE_DNAME && told_dname(c, f->node))
        return DONE; /* an alias that it made led to itself */
    size_t at = reply_put(r, ANSWER, f->set, c->place, f->node->name_len);
    if (at == 0)
        return truncate(r);
    reply_put_extras(r, img, f->set, at, c->place); /* what fits of them */
    return DONE;
}

static enum step put_alias(struct reply *r, struct chase *c,
                           const struct found *f)
{
    enum { DATA = 12 }; /* behind owner, type, class, TTL, length */
    size_t at = reply_put(r, ANSWER, f->set, c->place, f->node->name_len);
    return at ? chase_target(r, c, at + DATA) : truncate(r);
}

/* The DNAME into the reply, if it is not there; where, or 0. */
static size_t put_dname_once(struct reply *r, struct chase *c,
                             const struct found *f)
{
    size_t at = told_dname(c, f->node);
    if (at)
        return at;
    unsigned frame = f->node->name_len;
    struct named owner = reply_suffix(r, c->place, frame);
    at = reply_put(r, ANSWER, f->set, owner, frame);
    c->dnames[c->dnames_n].node = f->node;
    c->dnames[c->dnames_n++].at = at;
    return at;
}

/* A DNAME, and the CNAME that it makes for this name: RFC 6672 3.1. */
static enum step put_dname(struct reply *r, struct chase *c,
                           const struct found *f)
{
    enum { TTL = 6, DATA = 12 };
    uint8_t target[2 * DNS_NAME_MAX];
    unsigned head = c->name->len - f->node->name_len;
    size_t at = put_dname_once(r, c, f);
    if (at == 0)
        return truncate(r);
    struct bytes message = { r->buf, r->len };
    /* the labels above the DNAME, in the case that they were asked in */
    name_unpack(target, message, c->place.at);
    size_t tail = name_unpack(target + head, message, at + DATA);
    if (tail == 0 || head + tail > DNS_NAME_MAX) {
        r->says.rcode = YXDOMAIN; /* RFC 6672 2.2 */
        return DONE;
    }
    struct bytes name = { target, head + tail };
    uint32_t ttl = get_u32(r->buf + at + TTL);
    at = reply_put_name(r, TYPE_CNAME, c->place, ttl, name);
    if (at == 0)
        return truncate(r);
    return c->type == TYPE_CNAME ? DONE : chase_target(r, c, at);
}

static enum step put_ptr(struct reply *r, const struct chase *c,
                         const struct found *f)
{
    struct bytes name = { node_name(f->node), f->node->name_len };
    size_t at = reply_put_name(r, TYPE_PTR, c->place, f->ttl, name);
    return at ? DONE : truncate(r);
}

/* RFC 1034 4.3.2 step 3b: the name servers of the zone below, and glue. */
static enum step put_referral(struct reply *r, const struct image *img,
                              const struct chase *c, const struct found *f)
{
    unsigned frame = f->node->name_len;
    struct named owner = reply_suffix(r, c->place, frame);
    size_t at = reply_put(r, AUTHORITY, f->set, owner, frame);
    if (at == 0 || !reply_put_extras(r, img, f->set, at, owner))
        return truncate(r);
    return DONE;
}

/* The zone's SOA, so that the answer may be kept: RFC 2308 2 and 5. */
static enum step put_negative(struct reply *r, const struct image *img,
                              const struct chase *c, const struct found *f)
{
    const struct node *apex = image_at(img, f->zone->apex);
    const struct rrset *soa = image_at(img, f->zone->negative);
    struct named owner = reply_suffix(r, c->place, apex->name_len);
    if (!reply_put(r, AUTHORITY, soa, owner, apex->name_len))
        return truncate(r);
    return DONE;
}

/* Does the zone itself say so?  RFC 1035 4.1.1: AA. */
static bool is_authoritative(enum found_kind kind)
{
    return kind != FOUND_REFERRAL && kind != FOUND_FOREIGN;
}

static enum step put_found(struct reply *r, const struct image *img,
                           struct chase *c, const struct found *f)
{
    if (c->links == 0 && is_authoritative(f->kind))
        r->flags |= HEAD_AA; /* it is about the first name */
    switch (f->kind) {
    case FOUND_SET:
        return put_set(r, img, c, f);
    case FOUND_PTR:
        return put_ptr(r, c, f);
    case FOUND_ALIAS:
        return put_alias(r, c, f);
    case FOUND_DNAME:
        return put_dname(r, c, f);
    case FOUND_REFERRAL:
        return put_referral(r, img, c, f);
    case FOUND_NOTHING:
        r->says.rcode = NXDOMAIN; /* of the last in the chain: RFC 6604 3 */
        return put_negative(r, img, c, f);
    case FOUND_NODATA:
        return put_negative(r, img, c, f);
    case FOUND_FOREIGN:
        if (c->links == 0)
            reply_refuse(r, REFUSED, EDE_NOT_AUTHORITATIVE);
        return DONE;
    }
    return DONE;
}

static uint8_t count_labels(const uint8_t *name)
{
    uint8_t n = 0;
    for (; *name; name += *name + 1)
        n++;
    return n;
}

/* What options ask of the zone that answers: RFC 9660 and RFC 7314. */
static void tell_zone(struct reply *r, const struct image *img,
                      const struct query *q, const struct found *f)
{
    enum { EXPIRE_BEFORE_END = 8 /* and the minimum behind it */ };
    const struct node *apex = image_at(img, f->zone->apex);
    r->says.has_zone = true;
    r->says.serial = f->zone->serial;
    r->says.zone_labels = count_labels(node_name(apex));
    r->says.has_expire = f->kind == FOUND_SET && q->type == TYPE_SOA;
    if (r->says.has_expire)
        r->says.expire =
            get_u32(rrset_records(f->set) + f->set->len - EXPIRE_BEFORE_END);
}

static void answer_question(struct reply *r, const struct image *img,
                            const struct query *q)
{
    struct chase c; /* large: the target and the list of names stay unset */
    c.name = &q->name;
    c.place = (struct named){ DNS_QNAME_AT, q->name.len };
    c.type = q->type;
    c.links = c.dnames_n = 0;
    if (q->type == TYPE_AXFR || q->type == TYPE_IXFR) {
        reply_refuse(r, NOTIMP, EDE_NOT_SUPPORTED);
        return;
    }
    enum step step = GO_ON;
    while (step == GO_ON) {
        struct found f = lookup(img, c.name, c.type);
        if (q->edns.asks & ASKS_ZONE && c.links == 0 && f.kind != FOUND_FOREIGN)
            tell_zone(r, img, q, &f);
        step = put_found(r, img, &c, &f);
    }
    if (q->class == CLASS_ANY)
        r->flags &= (uint8_t)~HEAD_AA; /* RFC 1034 3.7.1: never, for `*` */
}

static void answer_class(struct reply *r, const struct image *img,
                         const struct query *q)
{
    switch (q->class) {
    case CLASS_IN:
    case CLASS_ANY:
        answer_question(r, img, q);
        return;
    case CLASS_CH:
        chaos_answer(r, img, q);
        return;
    default:
        reply_refuse(r, REFUSED, EDE_NOT_AUTHORITATIVE);
    }
}

/* The way to the name, behind the answer: for who can read it. */
static void tell_walk(struct reply *r, const struct image *img,
                      const struct query *q, uint8_t *room)
{
    size_t n = way_line(room, img, q, r->says.self->walk);
    r->says.walk = (struct bytes){ room, n };
}

/* No question, but a cookie: RFC 7873 5.4. */
static enum rcode judge_cookie(const struct service *self,
                               const struct client *from, struct bytes cookie)
{
    if (self->cookies.n == 0)
        return FORMERR;
    if (cookie.n == COOKIE_CLIENT ||
        cookie_is_good(&self->cookies, cookie, from->address, from->now))
        return NOERROR;
    return BADCOOKIE;
}

size_t answer_query(const struct image *img, const struct service *self,
                    const struct client *from, const struct query *q,
                    uint8_t *out)
{
    struct reply r;
    uint8_t walk[WAY_MAX];
    if (q->verdict == ASK_DROP)
        return 0;
    reply_begin(&r, q, self, from, out);
    switch (q->verdict) {
    case ASK_DROP:
        break;
    case ASK_OK:
        answer_class(&r, img, q);
        break;
    case ASK_COOKIE:
        r.says.rcode = judge_cookie(self, from, q->edns.cookie);
        break;
    case ASK_FORMERR:
        r.says.rcode = FORMERR;
        break;
    case ASK_NOTIMP:
        reply_refuse(&r, NOTIMP, EDE_NOT_SUPPORTED);
        break;
    case ASK_BADVERS:
        r.says.rcode = BADVERS;
        break;
    }
    if (self->walk && q->edns.here)
        tell_walk(&r, img, q, walk);
    reply_end(&r, q);
    return r.len;
}

size_t answer(const struct image *img, const struct service *self,
              const struct client *from, struct bytes request, uint8_t *out)
{
    struct query q;
    query_parse(&q, request);
    return answer_query(img, self, from, &q, out);
}
