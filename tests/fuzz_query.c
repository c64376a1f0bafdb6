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
             a->edns.version == b->edns.version &&
             a->edns.size == b->edns.size && a->edns.asks == b->edns.asks &&
             a->edns.cookie.at == b->edns.cookie.at &&
             a->edns.cookie.n == b->edns.cookie.n,
         "both ways find the same OPT");
    if (a->question.n == 0 || a->verdict == ASK_FORMERR)
        return;
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

/* Every option, as ldns finds it, is asked for; no other is. */
static void check_options(const struct query *q, ldns_pkt *p)
{
    static const uint8_t asks[] = {
        [OPTION_NSID] = ASKS_NSID,       [OPTION_EXPIRE] = ASKS_EXPIRE,
        [OPTION_COOKIE] = ASKS_COOKIE,   [OPTION_KEEPALIVE] = ASKS_KEEPALIVE,
        [OPTION_PADDING] = ASKS_PADDING, [OPTION_ZONEVERSION] = ASKS_VERSION
    };
    const ldns_edns_option_list *all = ldns_pkt_edns_get_option_list(p);
    unsigned found = 0;
    for (size_t i = 0; i < ldns_edns_option_list_get_count(all); i++) {
        ldns_edns_option *one = ldns_edns_option_list_get_option(all, i);
        unsigned code = ldns_edns_get_code(one);
        size_t n = ldns_edns_get_size(one);
        if (code == OPTION_COOKIE && !(found & ASKS_COOKIE))
            must(n == q->edns.cookie.n &&
                     !memcmp(ldns_edns_get_data(one), q->edns.cookie.at, n),
                 "the cookie is the first");
        must(code != OPTION_ZONEVERSION || n == 0, "this one is empty");
        found |= code < sizeof asks ? asks[code] : 0;
    }
    must(found == q->edns.asks, "what is asked for is what ldns finds");
}

/* What holds of any message, well-formed or not. */
static void check_sense(const struct query *q, struct bytes request)
{
    const struct edns *e = &q->edns;
    const uint8_t *h = request.at;
    size_t n = e->cookie.n;
    must(e->here || (!e->asks && e->size == DNS_UDP_PLAIN && !e->dnssec_ok),
         "without OPT nothing is asked for");
    must(e->size >= DNS_UDP_PLAIN, "the UDP size is at least 512");
    must((n > 0) == !!(e->asks & ASKS_COOKIE), "a cookie is asked with one");
    must(n == 0 || n == 8 || (n >= 16 && n <= 40), "it is 8, or 16 to 40 long");
    must(n == 0 || (e->cookie.at > request.at &&
                    e->cookie.at + n <= request.at + request.n),
         "it is in the message");
    must(q->verdict != ASK_BADVERS || e->version != 0,
         "BADVERS is for versions other than 0");
    must((q->verdict != ASK_OK && q->verdict != ASK_COOKIE) ||
             (e->version == 0 &&
              LDNS_ANCOUNT(h) + LDNS_NSCOUNT(h) + LDNS_ARCOUNT(h) <= 8),
         "what is answered is of version 0, with 8 records at most");
    must(q->verdict != ASK_COOKIE || (n > 0 && LDNS_QDCOUNT(h) == 0),
         "a cookie alone has no question");
    must(q->verdict != ASK_OK || LDNS_QDCOUNT(h) == 1, "there is one question");
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
    if (q->verdict == ASK_OK && q->edns.here)
        check_options(q, p);
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
    check_sense(&parsed, request);
    if (query_plain(&plain, request)) {
        must(plain.verdict == ASK_OK || plain.verdict == ASK_BADVERS,
             "what has the plain shape is formed");
        check_same(&plain, &whole);
        check_same(&plain, &parsed);
        check_ldns(&plain, request);
    } else {
        check_same(&whole, &parsed);
    }
    return 0;
}
