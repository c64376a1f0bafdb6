/*
 * What the fuzz targets share: must() for their properties, zones with every
 * kind of data, and the one judgement over any reply.
 */
#ifndef TWIG_TESTS_FUZZ_H
#define TWIG_TESTS_FUZZ_H

#include "resolver/answer.h"
#include "zonefile/zonefile.h"

#include <ldns/ldns.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* What libFuzzer, or tests/replay.c, calls.  `data` ends where it ends: the
 * next octet must not be read, and ASan or a page sees to that. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

/* A property, in words.  It stays on, whatever NDEBUG says. */
static inline void must(bool holds, const char *what)
{
    if (holds)
        return;
    fprintf(stderr, "fuzz: it must hold that %s\n", what);
    abort();
}

/* ---- zones ---- */

static const char fuzz_master[] =
    "$ORIGIN t.test.\n"
    "$TTL 3600\n"
    "@ SOA ns1.t.test. root.t.test. 42 7200 3600 1209600 300\n"
    "@ NS ns1\n@ NS ns2\n@ MX 10 mail\n@ TXT \"hello\"\n"
    "ns1 A 127.0.0.1\nns1 AAAA ::1\nns2 A 127.0.0.2\n"
    "mail A 10.0.0.1\nwww A 10.0.0.2\nMiXeD A 10.0.0.10\n"
    "a.b.ent A 10.0.0.3\n"
    "*.wild A 10.0.0.4\n*.wild TXT \"w\"\n*.wild MX 5 mail\n"
    "x.y.wild A 10.0.0.5\n*.cw CNAME www\n*.cd CNAME a.dn\n"
    "c1 CNAME c2\nc2 CNAME www\ncbad CNAME nope\n"
    "cext CNAME www.example.org.\ncother CNAME w.f.test.\n"
    "cloop CNAME cloop2\ncloop2 CNAME cloop\ncself CNAME cself\n"
    "dn DNAME target\na.target A 10.0.0.6\ndloop DNAME dloop\n"
    "dlong DNAME aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    ".bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
    ".cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc\n"
    "sub NS ns.sub\nsub DS 1 8 2 "
    "0000000000000000000000000000000000000000000000000000000000000000\n"
    "ns.sub A 10.0.0.7\n"
    "sib NS ns.sub2\nsub2 NS ns.sub2\nns.sub2 A 10.0.0.8\n"
    "ext NS ns.example.org.\nn NS ns1.n\n"
    "many A 10.1.0.1\nmany A 10.1.0.2\nmany A 10.1.0.3\n"
    "unk TYPE65280 \\# 4 0a000001\n"
    "https HTTPS 1 svc alpn=h2\nown SVCB 1 .\nown A 10.0.0.12\n"
    "svc A 10.0.0.9\nsvc AAAA fd00::9\n"
    "_s._tcp SRV 0 0 80 www\n_s._tcp SRV 1 0 80 svc\n"
    "np NAPTR 1 1 \"S\" \"x\" \"\" _s._tcp\n"
    "rp RP a.rp b.rp\nmi MINFO a.mi b.mi\nafs AFSDB 1 svc\n";

static const char fuzz_nested[] =
    "$ORIGIN n.t.test.\n"
    "$TTL 60\n"
    "@ SOA ns1 root 7 7200 3600 1209600 300\n"
    "@ NS ns1\nns1 A 10.2.0.1\nwww CNAME www.t.test.\n";

static const char fuzz_flat[] =
    "$ZONE f.test\n$ZONE 10.in-addr.arpa\n$ZONE ip6.arpa\n"
    "$ZONE deep.label.of.f.test\n$ZONE *.star.f.test\n"
    "f.test 10.3.0.1\nw.f.test 10.3.0.2 fd00::2\n"
    "test -> f -> path 10.3.0.3\n"
    "10.3.0.4 h1.f.test h2.f.test\n"
    "*.st.f.test 10.3.0.5\n"
    "back.f.test CNAME c1.t.test\n"
    "\xe6\x96\xb0.f.test fd00::3\n"
    "9.9.9.10.in-addr.arpa PTR w.f.test\n"
    "deep.label.of.f.test SOA ns.test root.test 1 2 3 4 5\n"
    "*.star.f.test MX 1 x.*.star.f.test\n";

/* RRsets too big for some transports: `big` 6 kB, `bigns` with its glue. */
static inline void fuzz_put_big(FILE *to)
{
    for (unsigned i = 0; i < 59; i++)
        fprintf(to, "big TXT \"%03u%088u\"\n", i, 0u);
    for (unsigned i = 0; i < 24; i++)
        fprintf(to,
                "bigns NS ns%02u.bigns\nns%02u.bigns A 10.9.0.%u\n"
                "ns%02u.bigns AAAA fd00::%u\n",
                i, i, i, i, i);
}

/* The text in a file without a name, always of the same age; its path. */
static inline void fuzz_file(char path[32], const void *text, size_t n)
{
    int fd = memfd_create("zone", 0);
    const struct timespec age[2] = { { .tv_sec = 1 }, { .tv_sec = 1 } };
    must(fd >= 0 && write(fd, text, n) == (ssize_t)n && !futimens(fd, age),
         "there is a memfd");
    snprintf(path, 32, "/proc/self/fd/%d", fd);
}

/* All of these zones as an image in a memfd; `big`: with the big RRsets. */
static inline int fuzz_world(bool big)
{
    char master[32], nested[32], flat[32], *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    fputs(fuzz_master, to);
    if (big)
        fuzz_put_big(to);
    fclose(to);
    fuzz_file(master, text, n);
    free(text);
    fuzz_file(nested, fuzz_nested, sizeof fuzz_nested - 1);
    fuzz_file(flat, fuzz_flat, sizeof fuzz_flat - 1);
    char *zones[] = { master, nested, flat };
    struct complaints c = { .text = NULL };
    int fd = memfd_create("image", 0);
    const struct zonefile_request q = { .zones = zones, .zones_n = 3 };
    if (zonefile_load(&q, fd, &c) < 0)
        fputs(c.text, stderr);
    must(c.errors == 0, "the zones of the fuzzers load");
    complaint_free(&c);
    return fd;
}

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

/* What the rcode says, the sections show; unless the reply was cut. */
static inline void fuzz_sections(const ldns_pkt *p, unsigned rcode,
                                 bool any_class)
{
    const ldns_rr_list *authority = ldns_pkt_authority(p);
    bool soa = fuzz_has(authority, LDNS_RR_TYPE_SOA);
    bool empty = ldns_pkt_ancount(p) == 0;
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

/* A server that knows every option, and somebody who asks it. */
static inline const struct service *fuzz_service(void)
{
    static const uint8_t text[] = "fuzz";
    static const struct service self = {
        { text, 4 }, { text, 4 }, { text, 4 }, { { { 1, 2, 3 } }, 1 }
    };
    return &self;
}

static inline struct client fuzz_client(enum transport by)
{
    static const uint8_t address[] = { 192, 0, 2, 1 };
    return (struct client){ by, 1000000, { address, 4 } };
}

static inline size_t fuzz_answer(const struct image *img, struct bytes request,
                                 enum transport by, uint8_t *out)
{
    const struct client from = fuzz_client(by);
    return answer(img, fuzz_service(), &from, request, out);
}

/* The judgement over any reply; it returns the rcode. */
static inline unsigned fuzz_judge(const struct image *img,
                                  const struct query *q, struct bytes reply,
                                  enum transport by)
{
    ldns_pkt *p = NULL;
    size_t most = by == BY_TCP   ? DNS_MESSAGE_MAX
                  : q->edns.here ? DNS_UDP_EDNS
                                 : DNS_UDP_PLAIN;
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
    fuzz_sections(p, rcode, q->verdict == ASK_OK && q->class == CLASS_ANY);
    ldns_pkt_free(p);
    return rcode;
}

#endif
