#include "resolver/reply.h"

#include "resolver/answer.h"
#include "tests/shared/guard.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

#include <ldns/ldns.h>
#include <stdlib.h>

/* Replies put together by hand, out of an image, at places where answer()
 * seldom puts them. */

struct bench {
    struct zone_load load;
    struct query query;
    struct client from; /* nobody in particular, by UDP */
    uint8_t *buf;
    size_t limit;
    struct reply reply;
};

static const struct node *find(const struct bench *b, const char *text)
{
    static const uint8_t root[1];
    struct name name;
    uint8_t wire[DNS_NAME_MAX];
    size_t len;
    struct bytes bytes = { (const uint8_t *)text, strlen(text) };
    assert_int_equal(name_parse(wire, &len, bytes, root), NAME_FINE);
    name_set(&name, wire);
    const struct node *node = image_find(&b->load.image, &name, name.labels);
    assert_non_null(node);
    return node;
}

static const struct rrset *find_set(const struct bench *b, const char *name,
                                    uint16_t type)
{
    const struct rrset *set = node_rrset(find(b, name), type);
    assert_non_null(set);
    return set;
}

/* Begin the reply to a question, with room for `limit` octets and no more. */
static void begin(struct bench *b, const char *ask, size_t limit)
{
    struct exchange e = { .name = ask, .ask = ask, .see = "" };
    struct question q;
    exchange_ask(&e, &q);
    query_parse(&b->query, (struct bytes){ guarded(q.wire, q.n), q.n });
    assert_int_equal(b->query.verdict, ASK_OK);
    b->buf = guarded(NULL, limit);
    b->limit = limit;
    reply_begin(&b->reply, &b->query, &serve_self, &b->from, b->buf);
    b->reply.limit = limit;
}

static struct named asked(const struct bench *b)
{
    return (struct named){ DNS_QNAME_AT, b->query.name.len };
}

/* End it; it must be what ldns reads as this. */
static void finish(struct bench *b, const char *answer, const char *additional)
{
    ldns_pkt *pkt = NULL;
    reply_end(&b->reply, &b->query);
    assert_true(b->reply.len <= b->limit);
    assert_int_equal(ldns_wire2pkt(&pkt, b->buf, b->reply.len), LDNS_STATUS_OK);
    char *got = ldns_rr_list2str(ldns_pkt_answer(pkt));
    if (answer)
        assert_string_equal(got, answer);
    free(got);
    got = ldns_rr_list2str(ldns_pkt_additional(pkt));
    if (additional)
        assert_string_equal(got, additional);
    free(got);
    ldns_pkt_free(pkt);
}

static int open_bench(void **state)
{
    static struct bench b;
    b.load = world_load(&world_extra);
    *state = &b;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    zone_free(&b->load);
    return guard_reset(NULL);
}

/* ---- header ---- */

static void the_smallest_reply_is_a_header_and_a_question(void **state)
{
    struct bench *b = *state;
    static const uint8_t header[] = { 0xbe, 0xef, 0x80, 0x00, 0, 1,
                                      0,    0,    0,    0,    0, 0 };
    begin(b, "x A +norec +ad +z", DNS_UDP_PLAIN);
    finish(b, "", "");
    assert_int_equal(b->reply.len, 12 + 3 + 4);
    assert_memory_equal(b->buf, header, sizeof header);
}

static void flags_rcode_and_opt_are_put_in_at_the_end(void **state)
{
    struct bench *b = *state;
    static const uint8_t header[] = { 0xbe, 0xef, 0x87, 0x10, 0, 1,
                                      0,    0,    0,    0,    0, 1 };
    static const uint8_t opt[] = { 0, 0, 41, 0x04, 0xd0, 1, 0, 0x80, 0, 0, 0 };
    begin(b, "x A +cd +do", DNS_UDP_PLAIN);
    b->reply.flags = HEAD_AA | HEAD_TC;
    b->reply.says.rcode = BADVERS;
    finish(b, "", "");
    assert_memory_equal(b->buf, header, sizeof header);
    assert_memory_equal(b->buf + b->reply.len - sizeof opt, opt, sizeof opt);
}

/* ---- RRsets ---- */

static void an_rrset_where_the_image_has_it(void **state)
{
    struct bench *b = *state;
    const struct rrset *set = find_set(b, "h.e.test", TYPE_A);
    begin(b, "H.e.test A", DNS_UDP_PLAIN);
    size_t at = reply_put(&b->reply, ANSWER, set, asked(b), b->query.name.len);
    assert_int_equal(at, 12 + 10 + 4);
    assert_memory_equal(b->buf + at, rrset_records(set), set->len);
    finish(b, "H.e.test.\t3600\tIN\tA\t10.0.0.1\n", "");
}

/* The names inside - compressed against the owner, and against one another -
 * are the same wherever the records stand. */
static void records_can_be_moved(void **state)
{
    struct bench *b = *state;
    static const char *const asks[] = { "mx.e.test MX", "z.e.test MX",
                                        "mx.somewhere.else.example MX" };
    static const char data[] = "MX\t10 h.e.test.\n";
    const struct rrset *set = find_set(b, "mx.e.test", TYPE_MX);
    static const uint8_t mx[] = "\2mx\1e\4test";
    for (size_t i = 0; i < ITEMS(asks); i++) {
        begin(b, asks[i], 1232);
        size_t name_at = reply_put_name(&b->reply, TYPE_CNAME, asked(b), 60,
                                        (struct bytes){ mx, sizeof mx });
        struct named owner = { (unsigned)name_at, sizeof mx };
        size_t at = reply_put(&b->reply, ANSWER, set, owner, sizeof mx);
        assert_true(at > name_at);
        reply_put_extras(&b->reply, &b->load.image, set, at, owner);
        reply_end(&b->reply, &b->query);
        ldns_pkt *pkt = NULL;
        assert_int_equal(ldns_wire2pkt(&pkt, b->buf, b->reply.len),
                         LDNS_STATUS_OK);
        char *got = ldns_rr_list2str(ldns_pkt_answer(pkt));
        assert_non_null(strstr(got, "mx.e.test.\t3600\tIN\tMX\t10 h.e.test."));
        assert_non_null(strstr(got, "mx.e.test.\t3600\tIN\tMX\t20 i.e.test."));
        assert_non_null(strstr(got, "mx.e.test.\t3600\tIN\tMX\t30 h.e.test."));
        assert_non_null(strstr(got, data));
        free(got);
        got = ldns_rr_list2str(ldns_pkt_additional(pkt));
        assert_string_equal(got, "h.e.test.\t3600\tIN\tA\t10.0.0.1\n"
                                 "h.e.test.\t3600\tIN\tAAAA\t2001:db8::1\n"
                                 "i.e.test.\t60\tIN\tA\t10.0.0.2\n");
        free(got);
        ldns_pkt_free(pkt);
    }
}

/* ---- what does not fit ---- */

static void an_rrset_comes_whole_or_not_at_all(void **state)
{
    struct bench *b = *state;
    const struct rrset *set = find_set(b, "mx.e.test", TYPE_MX);
    for (int edns = 0; edns < 2; edns++) {
        size_t opt = edns ? OPT_FIXED : 0, head = 12 + 11 + 4;
        const char *ask = edns ? "mx.e.test MX +edns" : "mx.e.test MX";
        for (size_t room = 0; room <= set->len + 1u; room++) {
            begin(b, ask, head + opt + room);
            size_t at = reply_put(&b->reply, ANSWER, set, asked(b), 11);
            assert_int_equal(at, room < set->len ? 0 : head);
            assert_int_equal(b->reply.count[ANSWER], at ? 3 : 0);
            assert_int_equal(b->reply.len, head + (at ? set->len : 0));
            finish(b, NULL, "");
            guard_reset(NULL);
        }
    }
}

/* Extras that go along fill what room there is; none is required here. */
static void extras_come_as_far_as_they_fit(void **state)
{
    struct bench *b = *state;
    const struct rrset *set = find_set(b, "mx.e.test", TYPE_MX);
    size_t head = 12 + 11 + 4 + set->len;
    static const struct {
        size_t room;
        unsigned n;
    } rows[] = {
        { 0, 0 }, { 15, 0 }, { 16, 1 }, { 32, 2 }, { 44, 2 }, { 60, 3 },
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        begin(b, "mx.e.test MX", head + rows[i].room);
        size_t at = reply_put(&b->reply, ANSWER, set, asked(b), 11);
        assert_int_equal(at, 27);
        assert_true(
            reply_put_extras(&b->reply, &b->load.image, set, at, asked(b)));
        assert_int_equal(b->reply.count[ADDITIONAL], rows[i].n);
        finish(b, NULL, NULL);
    }
}

static void a_record_of_one_name(void **state)
{
    struct bench *b = *state;
    static const uint8_t name[] = "\1a\2bc";
    size_t head = 12 + 3 + 4, need = 12 + sizeof name;
    begin(b, "x PTR", head + need - 1);
    assert_int_equal(reply_put_name(&b->reply, TYPE_PTR, asked(b), 7,
                                    (struct bytes){ name, sizeof name }),
                     0);
    finish(b, "", "");
    begin(b, "x PTR", head + need);
    assert_int_equal(reply_put_name(&b->reply, TYPE_PTR, asked(b), 7,
                                    (struct bytes){ name, sizeof name }),
                     head + 12);
    finish(b, "x.\t7\tIN\tPTR\ta.bc.\n", "");
}

/* ---- names in the message ---- */

static void a_suffix_is_found_through_pointers(void **state)
{
    struct bench *b = *state;
    begin(b, "h.e.test A", DNS_UDP_PLAIN);
    struct named whole = asked(b);
    static const struct {
        unsigned len, at;
    } rows[] = { { 10, 12 }, { 8, 14 }, { 6, 16 }, { 1, 21 } };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct named s = reply_suffix(&b->reply, whole, rows[i].len);
        assert_int_equal(s.at, rows[i].at);
        assert_int_equal(s.len, rows[i].len);
    }
    /* "x" and a pointer to e.test: its suffixes are those of the question */
    static const uint8_t pointed[] = { 1, 'x', 0xc0, 14 };
    memcpy(b->buf + b->reply.len, pointed, sizeof pointed);
    struct named x = { (unsigned)b->reply.len, 10 };
    assert_int_equal(reply_suffix(&b->reply, x, 10).at, b->reply.len);
    assert_int_equal(reply_suffix(&b->reply, x, 8).at, 14);
    assert_int_equal(reply_suffix(&b->reply, x, 6).at, 16);
}

/* Why it was refused is told where there is room for it: RFC 8914. */
static void the_reason_of_a_refusal_comes_if_it_fits(void **state)
{
    struct bench *b = *state;
    size_t head = 12 + 3 + 4 + OPT_FIXED;
    for (size_t room = 0; room < 8; room++) {
        begin(b, "x A +edns", head + room);
        b->reply.says.rcode = REFUSED;
        b->reply.says.why = EDE_NOT_AUTHORITATIVE;
        finish(b, "", "");
        assert_int_equal(b->reply.len, head + (room < 6 ? 0 : 6));
    }
}

/* ---- behind octet 16,383, where no pointer reaches ---- */

enum { SERVERS = 300 }; /* of 75 octets a record: 22 KB */

/* A delegation to servers inside it, each with two addresses. */
static int open_large(void **state)
{
    static struct bench b;
    char *text = NULL;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    fputs("$ORIGIN t.test.\n$TTL 60\n@ SOA ns root 1 2 3 4 5\n@ NS ns\n"
          "ns A 10.0.0.1\nalias CNAME www.big\n",
          to);
    for (int i = 0; i < SERVERS; i++)
        fprintf(to,
                "big NS s%d-%055d.big\ns%d-%055d.big A 10.1.%d.%d\n"
                "s%d-%055d.big AAAA fd00::%d\n",
                i, 0, i, 0, i / 256, i % 256, i, 0, i);
    fclose(to);
    zone_write("large.zone", text);
    free(text);
    b.load = zone_load_file("large.zone", FORMAT_MASTER);
    assert_non_null(b.load.image.base);
    *state = &b;
    return 0;
}

/* Every server is there once, with both addresses and nothing else. */
static void all_glue_is_there(const ldns_pkt *pkt)
{
    const ldns_rr_list *more = ldns_pkt_additional(pkt);
    assert_int_equal(ldns_pkt_nscount(pkt), SERVERS);
    assert_int_equal(ldns_rr_list_rr_count(more), 2 * SERVERS);
    for (size_t i = 0; i < SERVERS; i++) {
        const ldns_rr *ns = ldns_rr_list_rr(ldns_pkt_authority(pkt), i);
        unsigned number, found = 0;
        char *name = ldns_rdf2str(ldns_rr_rdf(ns, 0)), a[32], aaaa[32];
        assert_int_equal(sscanf(name, "s%u-", &number), 1);
        snprintf(a, sizeof a, "10.1.%u.%u", number / 256, number % 256);
        snprintf(aaaa, sizeof aaaa, number ? "fd00::%u" : "fd00::", number);
        for (size_t k = 0; k < 2 * SERVERS; k++) {
            const ldns_rr *rr = ldns_rr_list_rr(more, k);
            if (ldns_dname_compare(ldns_rr_owner(rr), ldns_rr_rdf(ns, 0)))
                continue;
            bool v4 = ldns_rr_get_type(rr) == LDNS_RR_TYPE_A;
            char *got = ldns_rdf2str(ldns_rr_rdf(rr, 0));
            assert_string_equal(got, v4 ? a : aaaa);
            found |= v4 ? 1 : 2;
            free(got);
        }
        assert_int_equal(found, 3);
        free(name);
    }
}

static void a_large_delegation_is_whole_by_tcp(void **state)
{
    struct bench *b = *state;
    static const char *const asks[] = {
        "big.t.test NS",
        "big.t.test NS +do",
        "alias.t.test A",
        "a-long-name-that-moves-all-pointers.and.another.big.t.test A +edns",
    };
    b->from.by = BY_TCP;
    for (size_t i = 0; i < ITEMS(asks); i++) {
        struct exchange e = { .name = asks[i], .ask = asks[i], .see = "" };
        struct question q;
        exchange_ask(&e, &q);
        uint8_t *out = guarded(NULL, DNS_MESSAGE_MAX);
        size_t n = answer(&b->load.image, &serve_self, &b->from,
                          (struct bytes){ q.wire, q.n }, out);
        ldns_pkt *pkt = NULL;
        assert_int_equal(ldns_wire2pkt(&pkt, out, n), LDNS_STATUS_OK);
        assert_true(n > 40000);
        assert_false(ldns_pkt_tc(pkt));
        all_glue_is_there(pkt);
        ldns_pkt_free(pkt);
        guard_reset(NULL);
    }
}

/* What is required is missing, and said to be, as soon as one octet is. */
static void a_large_delegation_is_required_to_the_last_octet(void **state)
{
    struct bench *b = *state;
    const struct rrset *set = find_set(b, "big.t.test", TYPE_NS);
    size_t whole = 0;
    assert_true(set->len > DNS_POINTER_MAX + 4000);
    for (size_t less = 0; less < 200; less++) {
        begin(b, "big.t.test NS", (whole ? whole : DNS_MESSAGE_MAX) - less);
        size_t at = reply_put(&b->reply, AUTHORITY, set, asked(b), 12);
        assert_int_equal(at, 12 + 12 + 4);
        bool all =
            reply_put_extras(&b->reply, &b->load.image, set, at, asked(b));
        assert_int_equal(all, less == 0);
        if (less == 0) {
            whole = b->reply.len;
            assert_int_equal(b->reply.count[ADDITIONAL], 2 * SERVERS);
        }
        finish(b, "", NULL);
        guard_reset(NULL);
    }
}

#define TEST(name, open)                                                       \
    cmocka_unit_test_setup_teardown(name, open, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_smallest_reply_is_a_header_and_a_question, open_bench),
        TEST(flags_rcode_and_opt_are_put_in_at_the_end, open_bench),
        TEST(an_rrset_where_the_image_has_it, open_bench),
        TEST(records_can_be_moved, open_bench),
        TEST(an_rrset_comes_whole_or_not_at_all, open_bench),
        TEST(extras_come_as_far_as_they_fit, open_bench),
        TEST(a_record_of_one_name, open_bench),
        TEST(a_suffix_is_found_through_pointers, open_bench),
        TEST(the_reason_of_a_refusal_comes_if_it_fits, open_bench),
        TEST(a_large_delegation_is_whole_by_tcp, open_large),
        TEST(a_large_delegation_is_required_to_the_last_octet, open_large),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
