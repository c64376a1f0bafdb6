/*
 * What the fuzz targets share: their questions, and the one judgement over any
 * reply.
 */
#ifndef TWIG_TESTS_FUZZ_H
#define TWIG_TESTS_FUZZ_H

#include "resolver/answer.h"
#include "tests/fuzz_world.h"

#include <ldns/ldns.h>

/* What libFuzzer, or tests/replay.c, calls.  `data` ends where it ends: the
 * next octet must not be read, and ASan or a page sees to that. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* ---- questions and replies ---- */

/* A question for a type at `prefix` + `name`, with OPT; its length, or 0 when
 * that is too long for a name.  `out` has room for 300 octets. */
static inline size_t fuzz_question(uint8_t *out, struct bytes prefix,
                                   struct bytes name, uint16_t type)
{
    static const uint8_t head[] = { 1, 2, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1 };
    static const uint8_t opt[OPT_FIXED] = { 0, 0, TYPE_OPT, 0x04, 0xd0 };
    struct writer w = writer_over(out, 300);
    if (prefix.n + name.n > DNS_NAME_MAX)
        return 0;
    write_bytes(&w, head, sizeof head);
    write_bytes(&w, prefix.at, prefix.n);
    write_bytes(&w, name.at, name.n);
    write_u16(&w, type);
    write_u16(&w, CLASS_IN);
    write_bytes(&w, opt, sizeof opt);
    return (size_t)(w.at - out);
}

static inline void fuzz_unique(const ldns_rr_list *section)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++)
        for (size_t k = 0; k < i; k++)
            must(ldns_rr_compare(ldns_rr_list_rr(section, i),
                                 ldns_rr_list_rr(section, k)) != 0,
                 "no record is twice in a section");
}

static inline bool fuzz_has(const ldns_rr_list *section, ldns_rr_type type)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++)
        if (ldns_rr_get_type(ldns_rr_list_rr(section, i)) == type)
            return true;
    return false;
}

static inline bool fuzz_within(const ldns_rdf *name, const ldns_rdf *top)
{
    return ldns_dname_compare(name, top) == 0 ||
           ldns_dname_is_subdomain(name, top);
}

/* Does a record of the section hold that name in its data? */
static inline bool fuzz_holds(const ldns_rr_list *section, const ldns_rdf *name)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++) {
        const ldns_rr *rr = ldns_rr_list_rr(section, i);
        for (size_t k = 0; k < ldns_rr_rd_count(rr); k++) {
            const ldns_rdf *data = ldns_rr_rdf(rr, k);
            if (ldns_rdf_get_type(data) == LDNS_RDF_TYPE_DNAME &&
                ldns_dname_compare(data, name) == 0)
                return true;
        }
    }
    return false;
}

/* From the question along the aliases: every owner is where it belongs. */
static inline void fuzz_owners(const ldns_pkt *p)
{
    const ldns_rr_list *answers = ldns_pkt_answer(p);
    const ldns_rr_list *authority = ldns_pkt_authority(p);
    const ldns_rr_list *more = ldns_pkt_additional(p);
    if (ldns_pkt_qdcount(p) == 0)
        return;
    const ldns_rdf *name =
        ldns_rr_owner(ldns_rr_list_rr(ldns_pkt_question(p), 0));
    for (size_t i = 0; i < ldns_rr_list_rr_count(answers); i++) {
        const ldns_rr *rr = ldns_rr_list_rr(answers, i);
        if (ldns_rr_get_type(rr) == LDNS_RR_TYPE_DNAME)
            must(fuzz_within(name, ldns_rr_owner(rr)),
                 "a DNAME is above the name it changes");
        else
            must(ldns_dname_compare(name, ldns_rr_owner(rr)) == 0,
                 "an answer is of the name asked, or where its alias leads");
        if (ldns_rr_get_type(rr) == LDNS_RR_TYPE_CNAME)
            name = ldns_rr_rdf(rr, 0);
    }
    for (size_t i = 0; i < ldns_rr_list_rr_count(authority); i++)
        must(fuzz_within(name, ldns_rr_owner(ldns_rr_list_rr(authority, i))),
             "authority is at or above the name");
    for (size_t i = 0; i < ldns_rr_list_rr_count(more); i++) {
        const ldns_rdf *owner = ldns_rr_owner(ldns_rr_list_rr(more, i));
        must(fuzz_holds(answers, owner) || fuzz_holds(authority, owner) ||
                 ldns_dname_compare(owner, name) == 0,
             "what goes along is mentioned");
    }
}

/* A SOA stands at the top of one of the zones. */
static inline void fuzz_apex(const ldns_rr_list *section,
                             const struct image *img)
{
    for (size_t i = 0; i < ldns_rr_list_rr_count(section); i++) {
        const ldns_rr *rr = ldns_rr_list_rr(section, i);
        struct name owner;
        if (ldns_rr_get_type(rr) != LDNS_RR_TYPE_SOA)
            continue;
        name_set(&owner, ldns_rdf_data(ldns_rr_owner(rr)));
        const struct node *node = image_find(img, &owner, owner.labels);
        must(node && node->flags & NODE_APEX, "a SOA is of a zone's top");
    }
}

/* Of another class than the zones', or without a question: RFC 4892, RFC 7873
 * 5.4. */
static inline void fuzz_no_zone(const ldns_pkt *p, const struct query *q,
                                unsigned rcode)
{
    bool cookie = q->verdict == ASK_COOKIE;
    const ldns_rr_list *answers = ldns_pkt_answer(p);
    must(rcode == NOERROR || rcode == (cookie ? BADCOOKIE : REFUSED),
         "there is something to tell, or it is kept back");
    must(ldns_pkt_nscount(p) == 0 && !ldns_pkt_tc(p) &&
             ldns_pkt_ancount(p) <= (rcode == NOERROR && !cookie),
         "there is one record at most");
    for (size_t i = 0; i < ldns_rr_list_rr_count(answers); i++) {
        const ldns_rr *rr = ldns_rr_list_rr(answers, i);
        must(ldns_rr_get_class(rr) == LDNS_RR_CLASS_CH &&
                 ldns_rr_get_type(rr) == LDNS_RR_TYPE_TXT &&
                 ldns_rr_ttl(rr) == 0,
             "it is a text of class CH, for no time");
    }
}

/* What the rcode says, the sections show; unless the reply was cut. */
static inline void fuzz_sections(const ldns_pkt *p, const struct query *q,
                                 unsigned rcode)
{
    const ldns_rr_list *authority = ldns_pkt_authority(p);
    bool soa = fuzz_has(authority, LDNS_RR_TYPE_SOA);
    bool empty = ldns_pkt_ancount(p) == 0;
    bool any_class = q->verdict == ASK_OK && q->class == CLASS_ANY;
    fuzz_owners(p);
    fuzz_unique(ldns_pkt_answer(p));
    fuzz_unique(authority);
    fuzz_unique(ldns_pkt_additional(p));
    if (ldns_pkt_tc(p))
        return;
    switch (rcode) {
    case NOERROR:
        if (empty && ldns_pkt_aa(p))
            must(soa, "no data comes with the SOA");
        else if (empty && !any_class)
            must(fuzz_has(authority, LDNS_RR_TYPE_NS),
                 "an empty answer without authority is a referral");
        return;
    case NXDOMAIN:
        must(soa, "NXDOMAIN comes with the SOA");
        return;
    case YXDOMAIN:
        must(!empty, "YXDOMAIN comes with the DNAME");
        return;
    default:
        must(empty && ldns_pkt_nscount(p) == 0, "an error has no records");
    }
}

/* ---- options ---- */

/* Who answers, and who asks: the server has all that can be asked for. */
static const uint8_t fuzz_text[] = "fuzz", fuzz_address[] = { 192, 0, 2, 1 };
static const struct service fuzz_self = {
    .nsid = { fuzz_text, 4 },
    .version = { fuzz_text, 4 },
    .name = { fuzz_text, 4 },
    .cookies = { { { 1, 2, 3 } }, 1 },
};

static inline struct client fuzz_client(enum transport by)
{
    return (struct client){ .by = by,
                            .now = 1000000,
                            .address = { fuzz_address, 4 } };
}

static inline bool fuzz_is_good(struct bytes cookie)
{
    struct client from = fuzz_client(BY_UDP);
    return cookie_is_good(&fuzz_self.cookies, cookie, from.address, from.now);
}

/* What an option is judged by. */
struct fuzz_reply {
    const struct image *img;
    const struct query *q;
    const ldns_pkt *p;
    struct bytes wire;
    size_t most; /* octets that it may have */
    enum transport by;
    unsigned rcode;
};

/* RFC 9660 3.2: it is the version of a zone that the name is in. */
static inline bool fuzz_is_version(const struct fuzz_reply *r, const uint8_t *p)
{
    const struct name *name = &r->q->name;
    if (p[0] > name->labels || p[1] != 0)
        return false;
    const struct node *node = image_find(r->img, name, p[0]);
    return node && node->flags & NODE_APEX &&
           r->img->zones[node->zone].serial == get_u32(p + 2);
}

/* RFC 7314 3.2: it is what the SOA in the answer says. */
static inline bool fuzz_is_expire(const struct fuzz_reply *r, const uint8_t *p)
{
    const ldns_rr *soa = ldns_rr_list_rr(ldns_pkt_answer(r->p), 0);
    return soa && ldns_rr_get_type(soa) == LDNS_RR_TYPE_SOA &&
           ldns_rdf2native_int32(ldns_rr_rdf(soa, 5)) == get_u32(p);
}

/* RFC 7830 and RFC 8467: nothing but zeroes, to the end of a block. */
static inline bool fuzz_is_padding(const struct fuzz_reply *r, struct bytes b)
{
    for (size_t i = 0; i < b.n; i++)
        if (b.at[i] != 0)
            return false;
    return r->by == BY_TCP && (r->wire.n % 468 == 0 || r->wire.n == r->most);
}

/* One option: what asked for it - its number there for the reason, which needs
 * none - or 0 when it is not as it should be. */
static inline unsigned fuzz_option(const struct fuzz_reply *r, unsigned code,
                                   struct bytes b)
{
    enum { ASKS_NO_REASON = 64 };
    switch (code) {
    case OPTION_NSID:
        return b.n == 4 && !memcmp(b.at, fuzz_text, 4) ? ASKS_NSID : 0;
    case OPTION_EXPIRE:
        return b.n == 4 && fuzz_is_expire(r, b.at) ? ASKS_EXPIRE : 0;
    case OPTION_COOKIE:
        return b.n == COOKIE_FULL && fuzz_is_good(b) && r->q->edns.cookie.n &&
                       !memcmp(b.at, r->q->edns.cookie.at, COOKIE_CLIENT)
                   ? ASKS_COOKIE
                   : 0;
    case OPTION_KEEPALIVE:
        return b.n == 2 && r->by == BY_TCP ? ASKS_KEEPALIVE : 0;
    case OPTION_PADDING:
        return fuzz_is_padding(r, b) ? ASKS_PADDING : 0;
    case OPTION_ZONEVERSION:
        return b.n == 6 && fuzz_is_version(r, b.at) ? ASKS_VERSION : 0;
    case OPTION_EDE:
        return b.n == 2 && (r->rcode == REFUSED || r->rcode == NOTIMP)
                   ? ASKS_NO_REASON
                   : 0;
    default:
        return 0;
    }
}

/* The data of the OPT, which is the last record. */
static inline struct reader fuzz_opt(const struct fuzz_reply *f)
{
    const uint8_t *h = f->wire.at, *data = h;
    struct reader r = reader_over(h + DNS_HEADER, f->wire.n - DNS_HEADER);
    unsigned n = 1u + LDNS_ANCOUNT(h) + LDNS_NSCOUNT(h) + LDNS_ARCOUNT(h);
    uint16_t len = 0;
    read_bytes(&r, f->q->question.n);
    while (--n > 0) {
        name_skip(&r);
        read_bytes(&r, 8);
        len = read_u16(&r);
        data = read_bytes(&r, len);
    }
    must(data && !r.bad && reader_left(&r) == 0, "the records are the message");
    return reader_over(data, len);
}

/* Every option was asked for, once, and what the server has is told. */
static inline void fuzz_options(const struct fuzz_reply *f)
{
    struct reader r = fuzz_opt(f);
    unsigned told = 0, asked = f->q->edns.asks;
    while (f->q->edns.here && reader_left(&r)) {
        uint16_t code = read_u16(&r), len = read_u16(&r);
        const uint8_t *data = read_bytes(&r, len);
        must(data, "options end where the record does");
        unsigned one = fuzz_option(f, code, (struct bytes){ data, len });
        must(one, "each option is one of a reply, and formed");
        must(!(told & one), "no option is there twice");
        told |= one;
    }
    must(!(told & 63 & ~asked), "no option comes unasked, but the reason");
    unsigned always = ASKS_NSID | ASKS_COOKIE;
    if (f->by == BY_TCP)
        always |= ASKS_KEEPALIVE;
    must(!(asked & always & ~told), "name, cookie and keepalive are told");
}

/* ---- the reply ---- */

/* answer() of a server that knows every option. */
static inline size_t fuzz_answer(const struct image *img, struct bytes request,
                                 enum transport by, uint8_t *out)
{
    const struct client from = fuzz_client(by);
    return answer(img, &fuzz_self, &from, request, out);
}

/* The judgement over any reply; it returns the rcode. */
static inline unsigned fuzz_judge(const struct image *img,
                                  const struct query *q, struct bytes reply,
                                  enum transport by)
{
    ldns_pkt *p = NULL;
    size_t most = by == BY_TCP                  ? DNS_MESSAGE_MAX
                  : q->edns.size > DNS_UDP_EDNS ? DNS_UDP_EDNS
                                                : q->edns.size;
    const uint8_t *h = q->header;
    must(reply.n >= DNS_HEADER && reply.n <= most, "the length is in bounds");
    must(memcmp(h, reply.at, 2) == 0, "the ID is kept");
    must(LDNS_QR_WIRE(reply.at), "a reply has QR set");
    must(LDNS_OPCODE_WIRE(h) == LDNS_OPCODE_WIRE(reply.at) &&
             !LDNS_RD_WIRE(h) == !LDNS_RD_WIRE(reply.at),
         "opcode and RD are kept");
    must(LDNS_QDCOUNT(reply.at) == (q->question.n > 0) &&
             reply.n >= DNS_HEADER + q->question.n,
         "the question is there");
    if (q->question.n)
        must(memcmp(q->question.at, h + DNS_HEADER, q->question.n) == 0 &&
                 memcmp(reply.at + DNS_HEADER, h + DNS_HEADER, q->question.n) ==
                     0,
             "the question is echoed bit for bit");
    must(ldns_wire2pkt(&p, reply.at, reply.n) == LDNS_STATUS_OK,
         "ldns can read the reply");
    must(ldns_pkt_edns(p) == q->edns.here,
         "OPT is there when it was asked for");
    must(!q->edns.here || ldns_pkt_edns_do(p) == q->edns.dnssec_ok,
         "DO is copied");
    unsigned rcode =
        ldns_pkt_get_rcode(p) | (unsigned)ldns_pkt_edns_extended_rcode(p) << 4;
    fuzz_apex(ldns_pkt_authority(p), img);
    struct fuzz_reply r = { img, q, p, reply, most, by, rcode };
    fuzz_options(&r);
    if (q->verdict == ASK_COOKIE)
        must((rcode == NOERROR) == (q->edns.cookie.n == COOKIE_CLIENT ||
                                    fuzz_is_good(q->edns.cookie)),
             "a cookie is good, or it is BADCOOKIE");
    if (q->verdict == ASK_COOKIE ||
        (q->verdict == ASK_OK && q->class == CLASS_CH))
        fuzz_no_zone(p, q, rcode);
    else
        fuzz_sections(p, q, rcode);
    ldns_pkt_free(p);
    return rcode;
}

#endif
