#include "resolver/reply.h"

enum { FIXED = 10 /* type, class, TTL, length: RFC 1035 3.2.1 */ };

void reply_begin(struct reply *r, const struct query *q, uint8_t *buf,
                 size_t limit)
{
    r->buf = buf;
    r->limit = limit;
    r->reserved = q->edns ? OPT_FIXED : 0;
    r->count[ANSWER] = r->count[AUTHORITY] = r->count[ADDITIONAL] = 0;
    r->flags = 0;
    r->rcode = NOERROR;
    r->why = 0;
    r->len = DNS_HEADER + q->question.n;
    if (q->question.n)
        memcpy(buf + DNS_HEADER, q->question.at, q->question.n);
}

/* Room for `n` more octets: where, or 0. */
static size_t take(struct reply *r, size_t n)
{
    size_t at = r->len;
    if (r->limit - r->reserved < at + n)
        return 0;
    r->len += n;
    return at;
}

static unsigned follow(const struct reply *r, unsigned at)
{
    while (r->buf[at] >= DNS_POINTER)
        at = get_u16(r->buf + at) & DNS_POINTER_MAX;
    return at;
}

struct named reply_suffix(const struct reply *r, struct named name,
                          unsigned len)
{
    unsigned at = name.at, left = name.len;
    while (left > len) {
        at = follow(r, at);
        if (r->buf[at] == 0)
            break; /* the root: an image that lies has no such suffix */
        left -= r->buf[at] + 1u;
        at += r->buf[at] + 1u;
    }
    return (struct named){ follow(r, at), len };
}

static uint16_t pointer(unsigned at)
{
    return (uint16_t)(DNS_POINTER_BITS | at);
}

/*
 * Records that are not where the image has them - for the owner at 12, right
 * behind the question - need their pointers moved.
 */
static void relocate(struct reply *r, const struct rrset *set, size_t at,
                     struct named owner, unsigned frame)
{
    uint8_t *records = r->buf + at, *p = records;
    for (unsigned i = 0; i < set->records; i++) {
        put_u16(p, pointer(owner.at));
        p += 2 + FIXED + get_u16(p + 2 + FIXED - 2);
    }
    if (!set->tail)
        return;
    const struct tail *tail = rrset_tail(set);
    const uint16_t *fixup = tail_fixups(tail);
    for (unsigned i = 0; i < tail->fixups_n; i++) {
        unsigned to = get_u16(records + fixup[i]) & DNS_POINTER_MAX;
        unsigned in_owner = to - DNS_QNAME_AT;
        if (in_owner < frame)
            to = reply_suffix(r, owner, frame - in_owner).at;
        else
            to = (unsigned)at + in_owner - frame - 4;
        put_u16(records + fixup[i], pointer(to));
    }
}

size_t reply_put(struct reply *r, enum section s, const struct rrset *set,
                 struct named owner, unsigned frame)
{
    size_t at = take(r, set->len);
    if (at == 0)
        return 0;
    memcpy(r->buf + at, rrset_records(set), set->len);
    r->count[s] = (uint16_t)(r->count[s] + set->records);
    if (owner.at != DNS_QNAME_AT || owner.len != frame ||
        at != DNS_QNAME_AT + frame + 4)
        relocate(r, set, at, owner, frame);
    return at;
}

bool reply_put_extras(struct reply *r, const struct image *img,
                      const struct rrset *set, size_t at, struct named owner)
{
    bool all = true;
    if (!set->tail)
        return true;
    const struct tail *tail = rrset_tail(set);
    const struct extra *extra = tail_extras(tail);
    for (unsigned i = 0; i < tail->extras_n; i++) {
        struct named name = { (unsigned)at + extra[i].name_at, 0 };
        if (extra[i].name_at == EXTRA_OWNER)
            name = owner;
        if (name.at > DNS_POINTER_MAX ||
            !reply_put(r, ADDITIONAL, image_at(img, extra[i].rrset), name, 0))
            all &= !extra[i].required;
    }
    return all;
}

size_t reply_put_name(struct reply *r, uint16_t type, struct named owner,
                      uint32_t ttl, struct bytes name)
{
    size_t at = take(r, 2 + FIXED + name.n);
    if (at == 0)
        return 0;
    uint8_t *p = r->buf + at;
    put_u16(p, pointer(owner.at));
    put_u16(p + 2, type);
    put_u16(p + 4, CLASS_IN);
    put_u32(p + 6, ttl);
    put_u16(p + 10, (uint16_t)name.n);
    memcpy(p + 2 + FIXED, name.at, name.n);
    r->count[ANSWER]++;
    return at + 2 + FIXED;
}

/* OPT: version 0, the size we take, DO as asked (RFC 6891 6.1.3, RFC 3225);
 * and why, if there is more to say than the rcode, and it fits: RFC 8914. */
static void put_opt(struct reply *r, const struct query *q)
{
    enum { EDE = 6 };
    uint8_t *p = r->buf + r->len;
    bool why = r->why && r->limit - r->len >= OPT_FIXED + EDE;
    p[0] = 0;
    put_u16(p + 1, TYPE_OPT);
    put_u16(p + 3, DNS_UDP_EDNS);
    p[5] = (uint8_t)(r->rcode >> 4);
    p[6] = 0;
    p[7] = q->dnssec_ok ? OPT_DO : 0;
    p[8] = 0;
    put_u16(p + 9, why ? EDE : 0);
    if (why) {
        put_u16(p + 11, EDE_OPTION);
        put_u16(p + 13, EDE - 4);
        put_u16(p + 15, r->why);
    }
    r->len += why ? OPT_FIXED + EDE : OPT_FIXED;
    r->count[ADDITIONAL]++;
}

void reply_end(struct reply *r, const struct query *q)
{
    uint8_t *h = r->buf;
    if (q->edns)
        put_opt(r, q);
    h[0] = q->header[0];
    h[1] = q->header[1];
    /* opcode and RD as asked; AD and Z clear; CD as asked, as others do */
    h[2] = (uint8_t)(HEAD_QR | r->flags | (q->header[2] & (0x78 | HEAD_RD)));
    h[3] = (uint8_t)((q->header[3] & HEAD_CD) | (r->rcode & 0xf));
    put_u16(h + 4, q->question.n ? 1 : 0);
    put_u16(h + 6, r->count[ANSWER]);
    put_u16(h + 8, r->count[AUTHORITY]);
    put_u16(h + 10, r->count[ADDITIONAL]);
}
