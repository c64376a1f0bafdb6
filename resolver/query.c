#include "resolver/query.h"

#include <ldns/ldns.h>

enum {
    /* Of a query there are OPT, TSIG and the SOA of IXFR.  Names that lead
       from one to the next make each record dear: with 64 of them a message
       cost 50 times what it does with none, with 8 no more for each octet. */
    RECORDS_MAX = 8
};

/* Begin: the header's place, and nothing known yet. */
static struct reader begin(struct query *q, struct bytes request)
{
    q->verdict = ASK_FORMERR;
    q->header = request.at;
    q->question = (struct bytes){ NULL, 0 };
    q->edns = edns_none();
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

/* An OPT record behind its owner and type. */
static bool read_opt(struct query *q, struct reader *r)
{
    bool good = edns_read(&q->edns, r);
    if (!r->bad)
        q->verdict = q->edns.version == 0 ? ASK_OK : ASK_BADVERS;
    return good;
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

/*
 * Step over a name, wherever it is.  ldns follows a pointer that leads to
 * itself 65,535 times; here a name whose pointers do not lead back, and back
 * only, is none.
 */
static void skip_name(struct reader *r, struct bytes request)
{
    uint8_t wire[DNS_NAME_MAX];
    r->bad |= !name_unpack(wire, request, (size_t)(r->at - request.at));
    name_skip(r);
}

/* Do the names in the data of a record lead back, too?  By ldns' list of the
 * type's fields; behind one without a fixed place there are no names. */
static bool data_is_sound(struct reader data, uint16_t type,
                          struct bytes request)
{
    const ldns_rr_descriptor *d = ldns_rr_descript(type);
    for (size_t i = 0; i < ldns_rr_descriptor_maximum(d); i++) {
        if (reader_left(&data) == 0)
            return true;
        switch ((int)ldns_rr_descriptor_field_type(d, i)) {
        case LDNS_RDF_TYPE_DNAME:
            skip_name(&data, request);
            break;
        case LDNS_RDF_TYPE_INT8:
        case LDNS_RDF_TYPE_ALG:
            read_bytes(&data, 1);
            break;
        case LDNS_RDF_TYPE_INT16:
        case LDNS_RDF_TYPE_TYPE:
            read_bytes(&data, 2);
            break;
        case LDNS_RDF_TYPE_INT32:
        case LDNS_RDF_TYPE_TIME:
            read_bytes(&data, 4);
            break;
        case LDNS_RDF_TYPE_STR:
            read_bytes(&data, read_u8(&data));
            break;
        case LDNS_RDF_TYPE_HIP: /* names behind it, after all: RFC 8005 5 */
            return false;
        default:
            return true;
        }
        if (data.bad)
            return false;
    }
    return true;
}

/* Step over a record, other than OPT, whose owner and type are read; `deep`:
 * with a look into its data. */
static void skip_rest(struct reader *r, uint16_t type, struct bytes request,
                      bool deep)
{
    read_bytes(r, 6); /* class and TTL */
    uint16_t len = read_u16(r);
    const uint8_t *data = read_bytes(r, len);
    if (data && deep)
        r->bad |= !data_is_sound(reader_over(data, len), type, request);
}

/*
 * Step over all records, the OPT into *q.  False: one is cut off, or with
 * `deep` has a name that does not end; or OPT or TSIG is not where it may be:
 * in the additional section, OPT once and of the root (RFC 6891 6.1.1), TSIG
 * behind all others (RFC 8945 5.1).
 */
static bool skip_records(struct query *q, struct reader *r,
                         struct bytes request, bool deep)
{
    const uint8_t *h = request.at;
    unsigned before = LDNS_ANCOUNT(h) + LDNS_NSCOUNT(h);
    unsigned all = before + LDNS_ARCOUNT(h);
    for (unsigned i = 0; i < all && !r->bad; i++) {
        bool root = reader_left(r) && *r->at == 0;
        if (deep)
            skip_name(r, request);
        else
            name_skip(r);
        uint16_t type = read_u16(r);
        if (type == TYPE_TSIG && (i < before || i + 1 < all))
            return false;
        if (type != TYPE_OPT)
            skip_rest(r, type, request, deep);
        else if (i < before || !root || q->edns.here || !read_opt(q, r))
            return false;
    }
    return !r->bad;
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

/*
 * Are the `n` records from the reader on well-formed by their types?  Each
 * goes to ldns alone: ldns_wire2pkt leaks the first of two TSIGs, which can
 * hide in the data of another record, because it goes on where the fields of
 * the type end and not where the data does.
 */
static bool is_formed(struct reader r, unsigned n, struct bytes request)
{
    for (; n > 0; n--) {
        size_t at = (size_t)(r.at - request.at);
        name_skip(&r);
        read_bytes(&r, 8); /* type, class and TTL */
        read_bytes(&r, read_u16(&r));
        ldns_rr *rr = NULL;
        ldns_status status = ldns_wire2rr(&rr, request.at, request.n, &at,
                                          LDNS_SECTION_ADDITIONAL);
        ldns_rr_free(rr);
        if (status != LDNS_STATUS_OK || request.at + at != r.at)
            return false;
    }
    return true;
}

/* The records behind the questions: are they well-formed?  OPT into *q.  Of too
 * many only the OPT matters: it stands in the reply that says so. */
static bool read_records(struct query *q, struct reader *r,
                         struct bytes request)
{
    const uint8_t *h = request.at;
    bool query = LDNS_OPCODE_WIRE(h) == LDNS_PACKET_QUERY;
    unsigned n = 0u + LDNS_ANCOUNT(h) + LDNS_NSCOUNT(h) + LDNS_ARCOUNT(h);
    bool few = n <= RECORDS_MAX;
    struct reader first = *r;
    bool good = skip_records(q, r, request, few) && few;
    if (r->bad || (good && query && !is_formed(first, n, request))) {
        q->edns = edns_none(); /* what seemed its OPT may be anything */
        return false;
    }
    return good;
}

void query_whole(struct query *q, struct bytes request)
{
    const uint8_t *h = request.at;
    struct reader r = begin(q, request);
    q->verdict = ASK_OK; /* until an OPT says otherwise */
    bool one = read_questions(q, &r, LDNS_QDCOUNT(h));
    bool none = LDNS_QDCOUNT(h) == 0;
    bool formed = read_records(q, &r, request);
    if (!formed || !(one || none))
        q->verdict = ASK_FORMERR;
    else if (none && q->verdict == ASK_OK)
        q->verdict = q->edns.cookie.n ? ASK_COOKIE : ASK_FORMERR;
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
