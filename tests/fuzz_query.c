/* Two ways to read a request: in place, and through ldns.  Where the first is
 * taken, both and ldns' own fields say the same. */
#include "tests/fuzz.h"

static void check_same(const struct query *a, const struct query *b)
{
    const struct name *m = &a->name, *n = &b->name;
    must(a->verdict == b->verdict, "both ways come to the same verdict");
    must(a->header == b->header && a->question.at == b->question.at &&
             a->question.n == b->question.n,
         "both ways find the same question");
    must(a->edns.here == b->edns.here &&
             a->edns.dnssec_ok == b->edns.dnssec_ok &&
             a->edns.size == b->edns.size && a->edns.asks == b->edns.asks &&
             a->edns.cookie.at == b->edns.cookie.at,
         "both ways find the same OPT");
    must(a->type == b->type && a->class == b->class, "of the same type");
    must(m->len == n->len && m->labels == n->labels &&
             memcmp(m->wire, n->wire, m->len) == 0 &&
             memcmp(m->at, n->at, m->labels + 1u) == 0 &&
             memcmp(m->hash, n->hash, (m->labels + 1u) * sizeof *m->hash) == 0,
         "both ways read the same name");
}

static void check_flags(const uint8_t *h, const ldns_pkt *p)
{
    must(ldns_pkt_id(p) == get_u16(h), "the ID is what ldns says");
    must(ldns_pkt_get_opcode(p) == LDNS_PACKET_QUERY, "the opcode is QUERY");
    must(!ldns_pkt_qr(p) && ldns_pkt_aa(p) == !!(h[2] & HEAD_AA) &&
             ldns_pkt_tc(p) == !!(h[2] & HEAD_TC) &&
             ldns_pkt_rd(p) == !!(h[2] & HEAD_RD) &&
             ldns_pkt_cd(p) == !!(h[3] & HEAD_CD),
         "the flags are what ldns says");
}

static void check_opt(const struct query *q, const ldns_pkt *p)
{
    must(ldns_pkt_edns(p) == q->edns.here, "OPT is there when ldns says so");
    if (!q->edns.here)
        return;
    uint16_t size = ldns_pkt_edns_udp_size(p);
    must(q->edns.size == (size < DNS_UDP_PLAIN ? DNS_UDP_PLAIN : size),
         "the UDP size is what ldns says");
    must((q->verdict == ASK_BADVERS) == (ldns_pkt_edns_version(p) != 0),
         "the EDNS version is what ldns says");
    must(q->edns.dnssec_ok == ldns_pkt_edns_do(p), "DO is what ldns says");
}

static void check_ldns(const struct query *q, struct bytes request)
{
    ldns_pkt *p = NULL;
    must(ldns_wire2pkt(&p, request.at, request.n) == LDNS_STATUS_OK,
         "ldns takes what is read in place");
    must(ldns_pkt_qdcount(p) == 1, "there is one question");
    const ldns_rr *question = ldns_rr_list_rr(ldns_pkt_question(p), 0);
    ldns_rdf *owner =
        ldns_rdf_new_frm_data(LDNS_RDF_TYPE_DNAME, q->name.len, q->name.wire);
    must(ldns_dname_compare(owner, ldns_rr_owner(question)) == 0,
         "the name is what ldns says, whatever the case");
    must(q->type == ldns_rr_get_type(question) &&
             q->class == ldns_rr_get_class(question),
         "type and class are what ldns says");
    check_flags(request.at, p);
    check_opt(q, p);
    ldns_rdf_deep_free(owner);
    ldns_pkt_free(p);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    struct query plain, whole, parsed;
    struct bytes request = { data, n };
    query_parse(&parsed, request);
    bool drop = n < DNS_HEADER || LDNS_QR_WIRE(data);
    must((parsed.verdict == ASK_DROP) == drop,
         "short messages and replies are dropped, and no other");
    if (drop)
        return 0;
    query_whole(&whole, request);
    if (query_plain(&plain, request)) {
        must(plain.verdict == ASK_OK || plain.verdict == ASK_BADVERS,
             "what has the plain shape is formed");
        check_same(&plain, &whole);
        check_same(&plain, &parsed);
        check_ldns(&plain, request);
    } else if (whole.verdict == ASK_OK || whole.verdict == ASK_BADVERS) {
        check_same(&whole, &parsed);
    } else {
        must(parsed.verdict == whole.verdict, "the verdict is ldns' then");
    }
    return 0;
}
