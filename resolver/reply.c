#include "resolver/reply.h"

enum { FIXED = 10 /* type, class, TTL, length: RFC 1035 3.2.1 */ };

/* The largest reply that may be: RFC 6891 6.2.5, RFC 9715 3. */
static size_t limit(const struct query *q, enum transport by)
{
    if (by == BY_TCP)
        return DNS_MESSAGE_MAX;
    return q->edns.size < DNS_UDP_EDNS ? q->edns.size : DNS_UDP_EDNS;
}

void reply_begin(struct reply *r, const struct query *q,
                 const struct service *self, const struct client *from,
                 uint8_t *buf)
{
    r->buf = buf;
    r->limit = limit(q, from->by);
    r->reserved = edns_room(&q->edns, self, from->by);
    r->count[ANSWER] = r->count[AUTHORITY] = r->count[ADDITIONAL] = 0;
    r->flags = 0;
    r->says.self = self;
    r->says.to = from;
    r->says.rcode = NOERROR;
    r->says.why = EDE_NONE;
    r->says.walk.n = 0;
    r->says.has_zone = r->says.has_expire = false;
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

/* An RRset of addresses whose owner, the name at `at`, is too far behind for
 * a pointer: it is written out before each record. */
static bool put_spelled(struct reply *r, const struct rrset *set, size_t at)
{
    uint8_t owner[DNS_NAME_MAX];
    struct bytes message = { r->buf, r->len };
    size_t len = name_unpack(owner, message, at);
    size_t to = take(r, set->len + set->records * (len - 2));
    struct reader in = reader_over(rrset_records(set), set->len);
    if (to == 0)
        return false;
    struct writer out = writer_over(r->buf + to, r->len - to);
    for (unsigned i = 0; i < set->records; i++) {
        read_bytes(&in, 2);
        const uint8_t *fixed = read_bytes(&in, FIXED);
        size_t n = get_u16(fixed + FIXED - 2);
        write_bytes(&out, owner, len);
        write_bytes(&out, fixed, FIXED);
        write_bytes(&out, read_bytes(&in, n), n);
    }
    r->count[ADDITIONAL] = (uint16_t)(r->count[ADDITIONAL] + set->records);
    return true;
}

/* One RRset that goes with another, for the name at `name`. */
static bool put_extra(struct reply *r, const struct rrset *set,
                      struct named name)
{
    if (name.at > DNS_POINTER_MAX)
        return put_spelled(r, set, name.at);
    return reply_put(r, ADDITIONAL, set, name, 0) != 0;
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
        if (!put_extra(r, image_at(img, extra[i].rrset), name))
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

bool reply_put_strings(struct reply *r, struct bytes strings)
{
    size_t end = r->len; /* of the question, which ends with the class */
    size_t at = take(r, 2 + FIXED + strings.n);
    if (at == 0)
        return false;
    struct writer w = writer_over(r->buf + at, r->len - at);
    write_u16(&w, pointer(DNS_QNAME_AT));
    write_u16(&w, TYPE_TXT);
    write_bytes(&w, r->buf + end - 2, 2);
    write_u32(&w, 0);
    write_u16(&w, (uint16_t)strings.n);
    write_bytes(&w, strings.at, strings.n);
    r->count[ANSWER]++;
    return true;
}

static void put_opt(struct reply *r, const struct query *q)
{
    struct writer w = writer_over(r->buf + r->len, r->limit - r->len);
    r->says.before = r->len;
    edns_write(&w, &q->edns, &r->says);
    r->len = (size_t)(w.at - r->buf);
    r->count[ADDITIONAL]++;
}

void reply_end(struct reply *r, const struct query *q)
{
    uint8_t *h = r->buf;
    if (q->edns.here)
        put_opt(r, q);
    h[0] = q->header[0];
    h[1] = q->header[1];
    /* opcode and RD as asked; AD and Z clear; CD as asked, as others do */
    h[2] = (uint8_t)(HEAD_QR | r->flags | (q->header[2] & (0x78 | HEAD_RD)));
    h[3] = (uint8_t)((q->header[3] & HEAD_CD) | (r->says.rcode & 0xf));
    put_u16(h + 4, q->question.n ? 1 : 0);
    put_u16(h + 6, r->count[ANSWER]);
    put_u16(h + 8, r->count[AUTHORITY]);
    put_u16(h + 10, r->count[ADDITIONAL]);
}
