#include "resolver/answer.h"

#include "tests/shared/guard.h"
#include "tests/shared/options.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include <ldns/ldns.h>

/* What answer() does with options: whole requests, whole replies. */

#define ZONE(name, numbers)                                                    \
    "$ORIGIN " name "\n$TTL 60\n@ SOA ns1 root " numbers                       \
    " 300\n@ NS ns1\nns1 A 10.0.0.1\n"

static const char t_zone[] =
    ZONE("t.test.",
         "42 7200 3600 1209600") "www A 10.0.0.2\n*.w A 10.0.0.3\na.b.ent A "
                                 "10.0.0.4\n"
                                 "c CNAME www.o.test.\ndn DNAME o.test.\n"
                                 "sub NS ns.sub\nns.sub A 10.0.0.5\n"
                                 "sub DS 1 8 1 "
                                 "0000000000000000000000000000000000000000\n"
                                 "n NS ns1.n\nns1.n A 10.0.0.1\n";
static const char n_zone[] = ZONE("n.t.test.", "4294967295 7200 3600 604800");
static const char o_zone[] =
    ZONE("o.test.", "9 7200 3600 2147483647") "www A 10.0.0.8\n";

static const struct world world = {
    .name = "options",
    .zones = { { "t.zone", t_zone },
               { "n.zone", n_zone },
               { "o.zone", o_zone } },
};
static const struct world world_of_the_root = {
    .name = "the root",
    .zones = { { "flat", "news.cctv.com 203.0.113.7\n" } },
};

static const uint8_t address[] = { 192, 0, 2, 1 };
static const uint8_t nsid[NSID_MAX] = "n";

struct bench {
    struct zone_load load;
    struct service self;
    struct client from;
    struct question question;
    uint8_t *reply; /* before a page that is not to be touched */
    size_t n;
    char told[OPTIONS_TOLD];
};

static struct bench bench;

static int open_bench(void **state)
{
    bench.load = world_load(&world);
    bench.self = serve_self;
    bench.self.nsid = (struct bytes){ nsid, 1 };
    bench.from = (struct client){ .by = BY_UDP,
                                  .now = 100000,
                                  .address = { address, 4 } };
    *state = &bench;
    return 0;
}

static int close_bench(void **state)
{
    struct bench *b = *state;
    zone_free(&b->load);
    return guard_reset(NULL);
}

/* Ask with these options; returns the rcode, all twelve bits of it. */
static unsigned ask(struct bench *b, const char *text, const char *options)
{
    guard_reset(NULL);
    struct question *q = &b->question;
    options_ask(q, text, options);
    size_t room = q->offered < DNS_UDP_EDNS ? q->offered : DNS_UDP_EDNS;
    if (b->from.by == BY_TCP)
        room = DNS_MESSAGE_MAX;
    struct bytes request = { guarded(q->wire, q->n), q->n };
    b->reply = guarded(NULL, room);
    b->n = answer(&b->load.image, &b->self, &b->from, request, b->reply);
    assert_true(b->n >= DNS_HEADER && b->n <= room);
    struct bytes told;
    ldns_pkt *pkt = NULL;
    assert_int_equal(ldns_wire2pkt(&pkt, b->reply, b->n), LDNS_STATUS_OK);
    assert_int_equal(ldns_pkt_edns_version(pkt), 0);
    unsigned rcode = ldns_pkt_get_rcode(pkt) |
                     (unsigned)ldns_pkt_edns_extended_rcode(pkt) << 4;
    ldns_pkt_free(pkt);
    strcpy(b->told, "no opt");
    if (options_of(&told, (struct bytes){ b->reply, b->n }))
        options_tell(b->told, told, &b->self, &b->from);
    return rcode;
}

#define C8 "10:0102030405060708 "

struct row {
    const char *ask, *options;
    const char *udp, *tcp; /* NULL: as by UDP */
};

static void try_rows(struct bench *b, const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (int tcp = 0; tcp < 2; tcp++) {
            const char *see = tcp && rows[i].tcp ? rows[i].tcp : rows[i].udp;
            b->from.by = tcp ? BY_TCP : BY_UDP;
            ask(b, rows[i].ask, rows[i].options);
            if (strcmp(b->told, see) != 0)
                fail_msg("%s %s by %s: '%s'", rows[i].ask, rows[i].options,
                         tcp ? "TCP" : "UDP", b->told);
        }
}

/* ---- each option, alone and together ---- */

static void what_is_asked_is_told(void **state)
{
    static const struct row rows[] = {
        { "www.t.test A", "", "no opt", NULL },
        { "www.t.test A +edns", "", "", NULL },
        { "www.t.test A +edns", "3:", "nsid=n ", NULL },
        { "www.t.test A +edns", "3:ffff", "nsid=n ", NULL },
        { "www.t.test A +edns", C8, "cookie ", NULL },
        { "www.t.test A +edns", "11:", "", "keepalive=100 " },
        { "www.t.test A +edns", "11:0064", "", "keepalive=100 " },
        { "www.t.test A +edns", "12:", "", "pad " },
        { "www.t.test A +edns", "12:0000000000000000", "", "pad " },
        { "www.t.test A +edns", "19:", "version=2.0.42 ", NULL },
        { "t.test SOA +edns", "9:", "expire=1209600 ", NULL },
        { "t.test SOA +edns", "9:00000000", "expire=1209600 ", NULL },
        /* of a reply, or unknown: never echoed */
        { "www.t.test A +edns", "15:0012", "", NULL },
        { "www.t.test A +edns", "8:00011800c00002 65001:00 4:", "", NULL },
        { "t.test SOA +edns", "3: 9: " C8 "11: 12: 19:",
          "nsid=n expire=1209600 cookie version=2.0.42 ",
          "nsid=n expire=1209600 cookie keepalive=100 version=2.0.42 pad " },
        { "x.example A +edns", "3: 9: " C8 "11: 12: 19:",
          "nsid=n cookie ede=20 ", "nsid=n cookie keepalive=100 ede=20 pad " },
        { "www.t.test A +edns +opcode=4", "19: 3: " C8, "nsid=n cookie ede=21 ",
          NULL },
        /* twice: once */
        { "t.test SOA +edns", "3: 3: 9: 9: 11: 11: 12: 12: 19: 19:",
          "nsid=n expire=1209600 version=2.0.42 ",
          "nsid=n expire=1209600 keepalive=100 version=2.0.42 pad " },
        { "www.t.test A +edns", C8 "10:ffffffffffffffff 10:", "cookie ", NULL },
    };
    try_rows(*state, rows, ITEMS(rows));
}

/* Of a record with one bad option none is answered. */
static void a_malformed_option_is_formerr(void **state)
{
    struct bench *b = *state;
    static const char *const bad[] = {
        "10:",
        "10:01020304050607",
        "10:010203040506070809",
        "10:010203040506070801020304050607",
        "10:01 " C8,
        "19:00",
        "19:02000000002a",
        "3: " C8 "19:00",
    };
    for (size_t i = 0; i < ITEMS(bad); i++) {
        assert_int_equal(ask(b, "www.t.test A +edns", bad[i]), FORMERR);
        assert_string_equal(b->told, "");
        assert_int_equal(b->reply[5], 1); /* the question comes back */
    }
}

/* A server that has no name and no secrets. */
static void what_it_has_not_it_does_not_tell(void **state)
{
    struct bench *b = *state;
    static const struct row rows[] = {
        { "t.test SOA +edns",
          "3: 9: " C8 "11: 12: 19:", "expire=1209600 version=2.0.42 ",
          "expire=1209600 keepalive=100 version=2.0.42 pad " },
    };
    b->self.nsid.n = b->self.cookies.n = 0;
    try_rows(b, rows, ITEMS(rows));
}

/* ---- of which zone: RFC 9660 3.2, RFC 7314 3.2 ---- */

static void the_zone_that_answers_has_its_version(void **state)
{
    static const char t[] = "version=2.0.42 ", n[] = "version=3.0.4294967295 ",
                      o[] = "version=2.0.9 ";
    const struct row rows[] = {
        { "T.TEST SOA +edns", "19:", t, NULL },
        { "nope.t.test A +edns", "19:", t, NULL },
        { "www.t.test MX +edns", "19:", t, NULL },
        { "b.ent.t.test A +edns", "19:", t, NULL },
        { "x.w.t.test A +edns", "19:", t, NULL },
        /* a referral: the zone that refers */
        { "x.sub.t.test A +edns", "19:", t, NULL },
        { "sub.t.test NS +edns", "19:", t, NULL },
        /* DS is of the zone above, and so is its absence */
        { "sub.t.test DS +edns", "19:", t, NULL },
        { "n.t.test DS +edns", "19:", t, NULL },
        { "n.t.test NS +edns", "19:", n, NULL },
        { "x.n.t.test A +edns", "19:", n, NULL },
        { "x.n.t.test DS +edns", "19:", n, NULL },
        { "t.test DS +edns", "19:", t, NULL }, /* nobody else here is above */
        /* aliases: the zone of the question */
        { "c.t.test A +edns", "19:", t, NULL },
        { "www.dn.t.test A +edns", "19:", t, NULL },
        { "www.o.test A +edns", "19:", o, NULL },
        { "www.t.test A +edns +class=ANY", "19:", t, NULL },
        /* no zone, or no question about one */
        { "test A +edns", "19:", "ede=20 ", NULL },
        { ". NS +edns", "19:", "ede=20 ", NULL },
        { "t.test AXFR +edns", "19:", "ede=21 ", NULL },
        { "version.bind TXT +edns +class=CH", "19:", "", NULL },
        { "www.t.test A +edns +class=HS", "19:", "ede=20 ", NULL },
    };
    try_rows(*state, rows, ITEMS(rows));
}

static void expire_is_told_with_the_soa_that_was_asked_for(void **state)
{
    static const struct row rows[] = {
        { "t.test SOA +edns", "9:", "expire=1209600 ", NULL },
        { "n.t.test SOA +edns", "9:", "expire=604800 ", NULL },
        { "o.test SOA +edns", "9:", "expire=2147483647 ", NULL },
        { "www.t.test SOA +edns", "9:", "", NULL },
        { "nope.t.test SOA +edns", "9:", "", NULL },
        { "sub.t.test SOA +edns", "9:", "", NULL },
        { "c.t.test SOA +edns", "9:", "", NULL },
        { "t.test NS +edns", "9:", "", NULL },
        { "x.example SOA +edns", "9:", "ede=20 ", NULL },
    };
    try_rows(*state, rows, ITEMS(rows));
}

static void the_root_has_no_labels(void **state)
{
    static const struct row rows[] = {
        { ". SOA +edns", "19: 9:", "expire=604800 version=0.0.1000000 ", NULL },
        { "news.cctv.com A +edns", "19:", "version=0.0.1000000 ", NULL },
        { "7.113.0.203.in-addr.arpa PTR +edns", "19:", "version=0.0.1000000 ",
          NULL },
    };
    struct bench *b = *state;
    zone_free(&b->load);
    b->load = world_load(&world_of_the_root);
    try_rows(b, rows, ITEMS(rows));
}

/* ---- cookies ---- */

/* The option with the client's cookie and a server's, made so. */
static const char *cookie(const struct bench *b, uint32_t age, int damage)
{
    static char text[64];
    uint8_t full[COOKIE_FULL];
    char *p = text + sprintf(text, "10:");
    cookie_make(full, &b->self.cookies, (const uint8_t *)"\1\2\3\4\5\6\7\10",
                b->from.address, b->from.now - age);
    full[COOKIE_FULL - 1] ^= (uint8_t)damage;
    for (size_t i = 0; i < COOKIE_FULL; i++)
        p += sprintf(p, "%02x", full[i]);
    return text;
}

/* A bad one is as good as none, when there is a question: RFC 7873 5.2.4. */
static void a_cookie_is_answered_with_a_good_one(void **state)
{
    struct bench *b = *state;
    char good[64];
    strcpy(good, cookie(b, 60, 0));
    const char *const all[] = { good, "10:0102030405060708",
                                "10:01020304050607080000000000000000",
                                "10:010203040506070801000000000186a0"
                                "0000000000000000" };
    for (size_t i = 0; i < ITEMS(all); i++) {
        assert_int_equal(ask(b, "www.t.test A +edns", all[i]), NOERROR);
        assert_string_equal(b->told, "cookie ");
    }
    assert_int_equal(ask(b, "www.t.test A +edns", cookie(b, 0, 1)), NOERROR);
    assert_string_equal(b->told, "cookie ");
    assert_memory_equal(b->reply + b->n - COOKIE_FULL,
                        "\1\2\3\4\5\6\7\10\1\0\0\0", 12);
    /* errors have it, too: without it a client believes none of them, 5.3 */
    assert_int_equal(ask(b, "www.t.test A +version=1", "3: 9: " C8), BADVERS);
    assert_string_equal(b->told, "cookie ");
    assert_int_equal(ask(b, "x.example A +edns", C8), REFUSED);
    assert_string_equal(b->told, "cookie ede=20 ");
}

#define NO_QUESTION(ns, ar) "raw 1234 0100 0000 0000 " ns " " ar " "
#define OPT ". 0029 04d0 00000000 0000"
#define OPT_1 ". 0029 04d0 00010000 0000"
#define RECORD "a.b. 0001 0001 00000000 0004 01020304 "

/* RFC 7873 5.4 */
static void a_cookie_may_come_without_a_question(void **state)
{
    struct bench *b = *state;
    char good[64], old[64], bad[64];
    strcpy(good, cookie(b, 3600, 0));
    strcpy(old, cookie(b, 3601, 0));
    strcpy(bad, cookie(b, 0, 0x80));
    const struct {
        const char *ask, *options;
        unsigned rcode;
        const char *see;
    } rows[] = {
        { NO_QUESTION("0000", "0001") OPT, C8, NOERROR, "cookie " },
        { NO_QUESTION("0000", "0001") OPT, good, NOERROR, "cookie " },
        { NO_QUESTION("0000", "0001") OPT, old, BADCOOKIE, "cookie " },
        { NO_QUESTION("0000", "0001") OPT, bad, BADCOOKIE, "cookie " },
        { NO_QUESTION("0000", "0001") OPT,
          "10:01020304050607080000000000000000", BADCOOKIE, "cookie " },
        { NO_QUESTION("0000", "0001") OPT, "10:01", FORMERR, "" },
        { NO_QUESTION("0000", "0001") OPT, "", FORMERR, "" },
        { NO_QUESTION("0000", "0001") OPT, "3:", FORMERR, "nsid=n " },
        { NO_QUESTION("0000", "0000"), "", FORMERR, "no opt" },
        { NO_QUESTION("0000", "0001") OPT, C8 "3: 19: 9:", NOERROR,
          "nsid=n cookie " },
        { NO_QUESTION("0001", "0002") RECORD RECORD OPT, C8, NOERROR,
          "cookie " },
        { NO_QUESTION("0002", "0001") RECORD OPT, C8, FORMERR, "no opt" },
        { NO_QUESTION("0000", "0001") OPT_1, C8, BADVERS, "cookie " },
        { NO_QUESTION("0000", "0001") OPT_1, "", BADVERS, "" },
        { "raw 1234 1100 0000 0000 0000 0001 " OPT, C8, NOTIMP,
          "cookie ede=21 " },
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        unsigned rcode = ask(b, rows[i].ask, rows[i].options);
        if (rcode != rows[i].rcode || strcmp(b->told, rows[i].see) != 0)
            fail_msg("%s %s: rcode %u, '%s'", rows[i].ask, rows[i].options,
                     rcode, b->told);
        assert_int_equal(get_u16(b->reply + 4), 0); /* no question */
        assert_int_equal(get_u32(b->reply + 6), 0); /* no answer */
        assert_int_equal(b->reply[2] & (HEAD_AA | HEAD_TC), 0);
    }
    b->self.cookies.n = 0;
    assert_int_equal(ask(b, NO_QUESTION("0000", "0001") OPT, C8), FORMERR);
    assert_string_equal(b->told, "");
}

/* ---- sizes ---- */

#define X21 "xxxxxxxxxxxxxxxxxxxxx"
#define X63 X21 X21 X21
#define X61 X21 X21 "xxxxxxxxxxxxxxxxxxx"

static void all_options_fit_512_octets_beside_the_longest_name(void **state)
{
    struct bench *b = *state;
    static const char longest[] = X63 "." X63 "." X63 "." X61 " A +size=512";
    b->self.nsid.n = NSID_MAX;
    assert_int_equal(ask(b, longest, "3: 9: 10:0102030405060708 11: 12: 19:"),
                     REFUSED);
    assert_int_equal(b->question.offered, 512);
    assert_non_null(strstr(b->told, "nsid="));
    assert_non_null(strstr(b->told, "cookie ede=20 "));
    assert_int_equal(b->reply[2] & HEAD_TC, 0);
}

static void by_tcp_the_whole_message_is_padded(void **state)
{
    struct bench *b = *state;
    static const char *const asks[] = { "www.t.test A +edns",
                                        "nope.t.test A +do",
                                        "x.example. A +edns",
                                        "x.sub.t.test A +edns" };
    b->from.by = BY_TCP;
    for (size_t i = 0; i < ITEMS(asks); i++, assert_int_equal(b->n, 468))
        ask(b, asks[i], "12: 3: 19:");
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, open_bench, close_bench)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_asked_is_told),
        TEST(a_malformed_option_is_formerr),
        TEST(what_it_has_not_it_does_not_tell),
        TEST(the_zone_that_answers_has_its_version),
        TEST(expire_is_told_with_the_soa_that_was_asked_for),
        TEST(a_cookie_is_answered_with_a_good_one),
        TEST(a_cookie_may_come_without_a_question),
        TEST(all_options_fit_512_octets_beside_the_longest_name),
        TEST(by_tcp_the_whole_message_is_padded),
        TEST(the_root_has_no_labels),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
