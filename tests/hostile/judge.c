#include "tests/hostile/judge.h"

#include "tests/hostile/message.h"

#include <ldns/ldns.h>

enum { UDP_PLAIN = 512, UDP_EDNS = 1232, NAME_MAX_OCTETS = 255 };

/* What a message says, as far as it can be followed. */
struct reading {
    struct bytes question; /* of one question; none, if .n == 0 */
    unsigned opts;         /* how many OPT records, wherever they are */
    unsigned size;         /* the greatest size they offer */
    uint64_t options;      /* bits: their codes, all above 62 as 63 */
    bool twice;            /* the same option */
    bool cut;              /* the last option */
    bool whole;            /* it ends where its last record does */
};

static void skip_name(struct reader *r)
{
    uint8_t len;
    while ((len = read_u8(r)) != 0) {
        if (len >= 0xc0) {
            read_u8(r);
            return;
        }
        r->bad |= len > 63;
        read_bytes(r, len);
    }
}

static void read_options(struct reading *m, struct reader r)
{
    while (reader_left(&r) && !r.bad) {
        unsigned code = read_u16(&r);
        uint64_t bit = (uint64_t)1 << (code < 63 ? code : 63);
        read_bytes(&r, read_u16(&r));
        m->twice |= (m->options & bit) != 0;
        m->options |= bit;
    }
    m->cut |= r.bad;
}

static void read_record(struct reading *m, struct reader *r)
{
    skip_name(r);
    uint16_t type = read_u16(r);
    uint16_t size = read_u16(r);
    read_u32(r);
    uint16_t len = read_u16(r);
    const uint8_t *data = read_bytes(r, len);
    if (!data || type != LDNS_RR_TYPE_OPT)
        return;
    read_options(m, reader_over(data, len));
    m->opts++;
    m->size = size > m->size ? size : m->size;
}

/* A name of labels, no pointers, and of a name's length. */
static bool is_plain_name(const uint8_t *p, const uint8_t *end)
{
    const uint8_t *from = p;
    while (p<end && * p> 0 && *p < 64)
        p += *p + 1;
    return p < end && *p == 0 && p + 1 - from <= NAME_MAX_OCTETS;
}

static struct reading reading_of(struct bytes message)
{
    struct reading m = { .size = 0 };
    struct reader r = reader_over(message.at, message.n);
    read_bytes(&r, QDCOUNT);
    unsigned questions = read_u16(&r), records = read_u16(&r);
    records += read_u16(&r);
    records += read_u16(&r);
    const uint8_t *first = r.at;
    for (unsigned i = 0; i < questions && !r.bad; i++) {
        skip_name(&r);
        read_u32(&r);
    }
    if (questions == 1 && !r.bad && is_plain_name(first, r.end))
        m.question = (struct bytes){ first, (size_t)(r.at - first) };
    while (records-- > 0 && !r.bad)
        read_record(&m, &r);
    m.whole = !r.bad && reader_left(&r) == 0;
    return m;
}

bool judge_due(struct bytes query)
{
    return query.n >= HEADER && !(query.at[2] & 0x80);
}

static const char *judge_oracle(struct bytes reply)
{
    ldns_pkt *parsed = NULL;
    ldns_status status = ldns_wire2pkt(&parsed, reply.at, reply.n);
    ldns_pkt_free(parsed);
    return status == LDNS_STATUS_OK ? NULL : ldns_get_errorstr_by_id(status);
}

static size_t limit_of(const struct reading *query, enum channel channel)
{
    if (channel == STREAMS)
        return MESSAGE_MAX;
    if (query->opts == 0 || query->size < UDP_PLAIN)
        return UDP_PLAIN;
    return query->size < UDP_EDNS ? query->size : UDP_EDNS;
}

static bool same_question(struct bytes a, struct bytes b)
{
    return a.n == b.n && memcmp(a.at, b.at, a.n) == 0;
}

/* Only what was asked for, and why it went wrong (EDE: RFC 8914 2). */
static const char *judge_options(const struct reading *asked,
                                 const struct reading *got)
{
    const uint64_t ede = 1 << 15, unknown = (uint64_t)1 << 63;
    if (got->opts > (asked->opts > 0))
        return "an OPT that was not asked for";
    if (got->cut)
        return "an option longer than its OPT";
    if (got->twice)
        return "an option twice";
    if (got->options & ~(asked->options | ede) || got->options & unknown)
        return "an option that was not asked for";
    return NULL;
}

const char *judge_reply(struct bytes query, struct bytes reply,
                        enum channel channel)
{
    const uint8_t *q = query.at, *r = reply.at;
    if (!judge_due(query))
        return "a reply to what wants none";
    if (reply.n < HEADER)
        return "a reply without a header";
    struct reading asked = reading_of(query), got = reading_of(reply);
    if (memcmp(q, r, 2) != 0)
        return "another ID";
    if (!(r[2] & 0x80))
        return "a reply without QR";
    if ((q[2] & 0x78) != (r[2] & 0x78))
        return "another opcode";
    if (r[3] & 0x40)
        return "a reply with Z";
    if (asked.question.n && !same_question(asked.question, got.question))
        return "another question";
    if (reply.n > limit_of(&asked, channel))
        return "a reply beyond its limit";
    if (!got.whole)
        return "a reply that does not end with its last record";
    const char *why = judge_options(&asked, &got);
    return why ? why : judge_oracle(reply);
}
