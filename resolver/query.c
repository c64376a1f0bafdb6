#include "resolver/query.h"

#include <ldns/ldns.h>

/* Begin: the header's place, and nothing known yet. */
static struct reader begin(struct query *q, struct bytes request)
{
    q->verdict = ASK_FORMERR;
    q->header = request.at;
    q->question = (struct bytes){ NULL, 0 };
    q->edns = q->dnssec_ok = false;
    q->size = DNS_UDP_PLAIN;
    return reader_over(request.at + DNS_HEADER, request.n - DNS_HEADER);
}

/* The question's name, uncompressed, into q->name, lower case. */
static void read_name(struct query *q, struct reader *r)
{
    struct name *n = &q->name;
    const uint8_t *from = r->at;
    unsigned labels = 0;
    for (;;) {
        size_t at = (size_t)(r->at - from);
        uint8_t len = read_u8(r);
        if (r->bad || len > DNS_LABEL_MAX || at >= DNS_NAME_MAX) {
            r->bad = true;
            return;
        }
        n->at[labels] = (uint8_t)at;
        if (len == 0)
            break;
        labels++;
        read_bytes(r, len);
    }
    n->labels = (uint8_t)labels;
    n->len = (uint8_t)(r->at - from);
    name_lower(n->wire, from, n->len);
    name_hash(n);
}

/* The question section's one question, RFC 1035 4.1.2. */
static bool read_question(struct query *q, struct reader *r)
{
    const uint8_t *from = r->at;
    read_name(q, r);
    q->type = read_u16(r);
    q->class = read_u16(r);
    if (r->bad)
        return false;
    q->question = (struct bytes){ from, (size_t)(r->at - from) };
    return true;
}

/* An OPT record behind its owner, type and options included: RFC 6891 6.1. */
static bool read_opt(struct query *q, struct reader *r)
{
    uint16_t size = read_u16(r);
    read_u8(r); /* the upper rcode bits: of replies only */
    uint8_t version = read_u8(r);
    uint16_t flags = read_u16(r);
    uint16_t len = read_u16(r);
    const uint8_t *options = read_bytes(r, len);
    if (r->bad)
        return false;
    q->edns = true;
    q->dnssec_ok = flags & OPT_DO << 8;
    q->size = size > DNS_UDP_PLAIN ? size : DNS_UDP_PLAIN; /* RFC 6891 6.2.3 */
    q->verdict = version == 0 ? ASK_OK : ASK_BADVERS;
    struct reader o = reader_over(options, len);
    while (reader_left(&o) && !o.bad) {
        read_u16(&o); /* code: none is known yet, unknown ones are ignored */
        read_bytes(&o, read_u16(&o));
    }
    return !o.bad;
}

bool query_plain(struct query *q, struct bytes request)
{
    const uint8_t *h = request.at;
    struct reader r = begin(q, request);
    if (LDNS_OPCODE_WIRE(h) != LDNS_PACKET_QUERY || LDNS_QDCOUNT(h) != 1 ||
        LDNS_ANCOUNT(h) != 0 || LDNS_NSCOUNT(h) != 0 || LDNS_ARCOUNT(h) > 1 ||
        !read_question(q, &r))
        return false;
    q->verdict = ASK_OK;
    if (LDNS_ARCOUNT(h) == 1 &&
        (read_u8(&r) != 0 || read_u16(&r) != TYPE_OPT || !read_opt(q, &r)))
        return false;
    return reader_left(&r) == 0 && !r.bad;
}

/* Step over `n` records, none of which may be an OPT here. */
static bool skip_records(struct reader *r, unsigned n)
{
    for (; n > 0 && !r->bad; n--) {
        name_skip(r);
        if (read_u16(r) == TYPE_OPT)
            return false; /* RFC 6891 6.1.1: in the additional section only */
        read_bytes(r, 6); /* class and TTL */
        read_bytes(r, read_u16(r));
    }
    return !r->bad;
}

/* The OPT among the `n` last records into *q.  False: more than one (RFC 6891
 * 6.1.1), or not of the root; or more than one TSIG (RFC 8945 5.1). */
static bool find_opt(struct query *q, struct reader *r, unsigned n)
{
    unsigned tsigs = 0;
    while (n-- > 0) {
        const uint8_t *owner = r->at;
        name_skip(r);
        uint16_t type = read_u16(r);
        if (type == TYPE_OPT) {
            if (r->bad || q->edns || *owner != 0 || !read_opt(q, r))
                return false;
            continue;
        }
        tsigs += type == TYPE_TSIG;
        read_bytes(r, 6); /* class and TTL */
        read_bytes(r, read_u16(r));
    }
    return !r->bad && tsigs <= 1;
}

/* The question section; true when it is one question: RFC 9619. */
static bool read_questions(struct query *q, struct reader *r, unsigned n)
{
    if (n == 1)
        return read_question(q, r);
    for (; n > 0 && !r->bad; n--) {
        name_skip(r);
        read_bytes(r, 4);
    }
    return false;
}

/* Is every record of the message well-formed?  Only for a message whose OPT
 * and TSIG are single: ldns leaks the first of two. */
static bool is_formed(struct bytes request)
{
    ldns_pkt *pkt = NULL;
    ldns_status status = ldns_wire2pkt(&pkt, request.at, request.n);
    ldns_pkt_free(pkt);
    return status == LDNS_STATUS_OK;
}

void query_whole(struct query *q, struct bytes request)
{
    const uint8_t *h = request.at;
    struct reader r = begin(q, request);
    q->verdict = ASK_OK; /* until an OPT says otherwise */
    bool one = read_questions(q, &r, LDNS_QDCOUNT(h));
    unsigned before_opt = LDNS_ANCOUNT(h) + LDNS_NSCOUNT(h);
    bool whole =
        skip_records(&r, before_opt) && find_opt(q, &r, LDNS_ARCOUNT(h));
    if (r.bad || (whole && !is_formed(request)))
        q->edns = whole = false; /* what seemed its OPT may be anything */
    if (!one || !whole)
        q->verdict = ASK_FORMERR;
    if (LDNS_OPCODE_WIRE(h) != LDNS_PACKET_QUERY)
        q->verdict = ASK_NOTIMP; /* however its message is formed */
}

void query_parse(struct query *q, struct bytes request)
{
    q->verdict = ASK_DROP;
    if (request.n < DNS_HEADER || LDNS_QR_WIRE(request.at))
        return;
    if (!query_plain(q, request))
        query_whole(q, request);
}
