#include "resolver/chaos.h"

#include "resolver/answer.h"
#include "resolver/stats.h"
#include "tests/shared/flat_text.h"
#include "tests/shared/guard.h"
#include "tests/shared/options.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include <ldns/ldns.h>
#include <stdlib.h>

static const uint8_t longest[255] = "twig";

/* A server of which `hidden` is kept back: "version", "name" or nothing. */
static struct service server(const char *hidden)
{
    static const uint8_t version[] = "twig 1", name[] = "ns1";
    struct service self = { .version = { version, 6 }, .name = { name, 3 } };
    if (strcmp(hidden, "version") == 0)
        self.version.n = 0;
    if (strcmp(hidden, "name") == 0)
        self.name.n = 0;
    return self;
}

static struct query parse(const char *text)
{
    struct exchange e = { .name = text, .ask = text, .see = "" };
    struct question q;
    struct query parsed;
    exchange_ask(&e, &q);
    query_parse(&parsed, (struct bytes){ guarded(q.wire, q.n), q.n });
    assert_int_equal(parsed.verdict, ASK_OK);
    return parsed;
}

/* ---- what there is ---- */

static void four_names_are_known(void **state)
{
    static const struct {
        const char *ask, *hidden;
        enum chaos found;
        const char *text;
    } rows[] = {
        { "version.bind TXT", "", CHAOS_TEXT, "twig 1" },
        { "version.server TXT", "", CHAOS_TEXT, "twig 1" },
        { "hostname.bind TXT", "", CHAOS_TEXT, "ns1" },
        { "id.server TXT", "", CHAOS_TEXT, "ns1" },
        { "VERSION.bind TXT", "", CHAOS_TEXT, "twig 1" },
        { "iD.sErVeR TXT", "", CHAOS_TEXT, "ns1" },
        { "version.bind ANY", "", CHAOS_TEXT, "twig 1" },
        { "version.bind A", "", CHAOS_NODATA, NULL },
        { "version.bind SOA", "", CHAOS_NODATA, NULL },
        { "id.server TYPE0", "", CHAOS_NODATA, NULL },
        { "version.bind TXT", "version", CHAOS_HIDDEN, NULL },
        { "version.server TXT", "version", CHAOS_HIDDEN, NULL },
        { "version.server A", "version", CHAOS_HIDDEN, NULL },
        { "version.bind TXT", "name", CHAOS_TEXT, "twig 1" },
        { "id.server TXT", "version", CHAOS_TEXT, "ns1" },
        { "hostname.bind TXT", "name", CHAOS_HIDDEN, NULL },
        { "id.server TXT", "name", CHAOS_HIDDEN, NULL },
        /* and no other */
        { ". TXT", "", CHAOS_UNKNOWN, NULL },
        { "bind TXT", "", CHAOS_UNKNOWN, NULL },
        { "server TXT", "", CHAOS_UNKNOWN, NULL },
        { "id.bind TXT", "", CHAOS_UNKNOWN, NULL },
        { "hostname.server TXT", "", CHAOS_UNKNOWN, NULL },
        { "authors.bind TXT", "", CHAOS_UNKNOWN, NULL },
        { "x.version.bind TXT", "", CHAOS_UNKNOWN, NULL },
        { "version.bind.x TXT", "", CHAOS_UNKNOWN, NULL },
        { "versionxbind TXT", "", CHAOS_UNKNOWN, NULL },
        { "version\\004bind TXT", "", CHAOS_UNKNOWN, NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct service self = server(rows[i].hidden);
        struct query q = parse(rows[i].ask);
        struct bytes text = { NULL, 0 };
        struct client nobody = { .by = BY_UDP };
        enum chaos found = chaos_find(&text, &self, &nobody, &q);
        if (found != rows[i].found)
            fail_msg("%s: %d", rows[i].ask, (int)found);
        if (!rows[i].text)
            continue;
        assert_int_equal(text.n, strlen(rows[i].text));
        assert_memory_equal(text.at, rows[i].text, text.n);
    }
}

/* ---- what is answered ---- */

struct said {
    unsigned rcode;
    bool aa;
    char answer[600], options[OPTIONS_TOLD];
};

/* The image has the root, which must not answer for another class. */
static struct said ask(const struct zone_load *l, const struct service *self,
                       const char *text)
{
    static uint8_t reply[DNS_UDP_EDNS];
    static const uint8_t address[] = { 192, 0, 2, 1 };
    struct client from = { .by = BY_UDP, .now = 1, .address = { address, 4 } };
    struct query q = parse(text);
    struct said s = { 0 };
    struct bytes options = { NULL, 0 };
    size_t n = answer_query(&l->image, self, &from, &q, reply);
    ldns_pkt *pkt = NULL;
    assert_int_equal(ldns_wire2pkt(&pkt, reply, n), LDNS_STATUS_OK);
    assert_int_equal(ldns_pkt_nscount(pkt), 0);
    assert_false(ldns_pkt_tc(pkt));
    char *records = ldns_rr_list2str(ldns_pkt_answer(pkt));
    snprintf(s.answer, sizeof s.answer, "%s", records);
    s.rcode = ldns_pkt_get_rcode(pkt);
    s.aa = ldns_pkt_aa(pkt);
    free(records);
    ldns_pkt_free(pkt);
    if (options_of(&options, (struct bytes){ reply, n }))
        options_tell(s.options, options, self, &from);
    return s;
}

static int open_root(void **state)
{
    static struct zone_load load;
    load = flat_load("bind 10.0.0.1\nversion.bind TXT \"of class IN\"\n"
                     "version.bind 10.0.0.2\n");
    *state = &load;
    return 0;
}

static int close_root(void **state)
{
    zone_free(*state);
    return guard_reset(NULL);
}

static void the_reply_has_one_record_of_class_ch(void **state)
{
    static const struct {
        const char *ask, *hidden;
        unsigned rcode;
        bool aa;
        const char *answer, *options;
    } rows[] = {
        { "version.bind TXT +class=CH", "", NOERROR, true,
          "version.bind.\t0\tCH\tTXT\t\"twig 1\"\n", "" },
        { "Version.Server ANY +class=CH", "", NOERROR, true,
          "Version.Server.\t0\tCH\tTXT\t\"twig 1\"\n", "" },
        { "HOSTNAME.BIND TXT +class=CH +edns", "", NOERROR, true,
          "HOSTNAME.BIND.\t0\tCH\tTXT\t\"ns1\"\n", "" },
        { "id.server TXT +class=CH +do", "", NOERROR, true,
          "id.server.\t0\tCH\tTXT\t\"ns1\"\n", "" },
        { "id.server AAAA +class=CH +edns", "", NOERROR, true, "", "" },
        { "version.bind TXT +class=CH +edns", "version", REFUSED, false, "",
          "ede=18 " },
        { "version.bind A +class=CH +edns", "version", REFUSED, false, "",
          "ede=18 " },
        { "version.bind TXT +class=CH", "version", REFUSED, false, "", "" },
        { "bind A +class=CH +edns", "", REFUSED, false, "", "ede=20 " },
        { ". NS +class=CH +edns", "", REFUSED, false, "", "ede=20 " },
        /* other classes are asked for what the zones have */
        { "version.bind TXT", "", NOERROR, true,
          "version.bind.\t3600\tIN\tTXT\t\"of class IN\"\n", "" },
        { "version.bind TXT +class=ANY", "", NOERROR, false,
          "version.bind.\t3600\tIN\tTXT\t\"of class IN\"\n", "" },
        { "version.bind TXT +class=HS +edns", "", REFUSED, false, "",
          "ede=20 " },
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct service self = server(rows[i].hidden);
        struct said s = ask(*state, &self, rows[i].ask);
        if (s.rcode != rows[i].rcode || s.aa != rows[i].aa ||
            strcmp(s.answer, rows[i].answer) != 0 ||
            strcmp(s.options, rows[i].options) != 0)
            fail_msg("%s: rcode %u, aa %d, '%s', '%s'", rows[i].ask, s.rcode,
                     s.aa, s.answer, s.options);
    }
}

/* ---- the counters ---- */

/* Who asks for them from where, and what comes. */
static void the_counters_are_for_this_machine(void **state)
{
    static const uint8_t near4[] = { 127, 0, 0, 9 }, far4[] = { 10, 0, 0, 1 };
    static const uint8_t near6[16] = { [15] = 1 }, far6[16] = { 0x20, 1 };
    static const uint8_t mapped[16] = { [10] = 255, 255, 127, 0, 0, 1 };
    static const struct {
        const char *ask;
        struct bytes address;
        bool kept; /* are there counters? */
        enum chaos found;
    } rows[] = {
        { "stats.twigd TXT", { near4, 4 }, true, CHAOS_STATS },
        { "Stats.TWIGD ANY", { near4, 4 }, true, CHAOS_STATS },
        { "stats.twigd TXT", { near6, 16 }, true, CHAOS_STATS },
        { "stats.twigd A", { near4, 4 }, true, CHAOS_NODATA },
        { "stats.twigd TXT", { far4, 4 }, true, CHAOS_HIDDEN },
        { "stats.twigd TXT", { far6, 16 }, true, CHAOS_HIDDEN },
        { "stats.twigd TXT", { mapped, 16 }, true, CHAOS_HIDDEN },
        { "stats.twigd A", { far4, 4 }, true, CHAOS_HIDDEN },
        { "stats.twigd TXT", { near4, 4 }, false, CHAOS_HIDDEN },
        { "twigd TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "x.stats.twigd TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "a.b.walk.twigd TXT", { near4, 4 }, true, CHAOS_WALK },
        { "Walk.twigd ANY", { near6, 16 }, true, CHAOS_WALK },
        { "a.walk.twigd A", { near4, 4 }, true, CHAOS_NODATA },
        { "a.walk.twigd TXT", { far4, 4 }, true, CHAOS_HIDDEN },
        { "a.walk.twigd TXT", { near4, 4 }, false, CHAOS_HIDDEN },
        { "walk.twigd.a TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "a.walk.twigg TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "xwalk.twigd TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "b\\004walk.twigd TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
        { "twigd TXT", { near4, 4 }, true, CHAOS_UNKNOWN },
    };
    struct stats *stats = stats_new(1, 0);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct service self = { .stats = rows[i].kept ? stats : NULL,
                                .walk =
                                    rows[i].kept ? WALK_ENGLISH : WALK_UNTOLD };
        struct client from = { .by = BY_UDP, .address = rows[i].address };
        struct query q = parse(rows[i].ask);
        struct bytes text;
        enum chaos found = chaos_find(&text, &self, &from, &q);
        if (found != rows[i].found)
            fail_msg("row %zu: %d", i, (int)found);
    }
    stats_free(stats);
}

static size_t ask_stats(const struct stats *stats, const char *how,
                        uint8_t *reply)
{
    static const uint8_t here[] = { 127, 0, 0, 1 };
    struct service self = { .stats = stats };
    struct image none = { .base = NULL };
    char ask[64];
    snprintf(ask, sizeof ask, "stats.twigd TXT +class=CH%s", how);
    struct query q = parse(ask);
    struct client from = { .by = BY_UDP, .now = 50, .address = { here, 4 } };
    return answer_query(&none, &self, &from, &q, reply);
}

static void the_counters_fit_or_are_cut(void **state)
{
    uint8_t reply[DNS_UDP_EDNS];
    ldns_pkt *pkt = NULL;
    struct stats *stats = stats_new(2, 8);
    (void)state;
    stats_set(&stats->places[0], STAT_UDP4, 1000000);
    stats_set(&stats->places[1], STAT_UDP4, 234567);
    size_t n = ask_stats(stats, " +edns", reply);
    assert_int_equal(ldns_wire2pkt(&pkt, reply, n), LDNS_STATUS_OK);
    assert_true(ldns_pkt_aa(pkt));
    char *records = ldns_rr_list2str(ldns_pkt_answer(pkt));
    assert_non_null(strstr(records, "stats.twigd.\t0\tCH\tTXT\t\"uptime=42\""));
    assert_non_null(strstr(records, "\"udp4=1234567\""));
    free(records);
    ldns_pkt_free(pkt);
    /* with 18 digits each it fits still, but not into 512 octets */
    for (unsigned i = 0; i < STATS_ALL; i++)
        stats_set(&stats->places[0], i, 100000000000000000);
    n = ask_stats(stats, " +edns", reply);
    assert_true(n > DNS_UDP_PLAIN && !(reply[2] & HEAD_TC));
    n = ask_stats(stats, "", reply);
    assert_true(n < DNS_UDP_PLAIN && reply[2] & HEAD_TC);
    assert_int_equal(get_u16(reply + 6), 0);
    stats_free(stats);
}

/* 255 octets fit a string of TXT, and a reply of 512 with all options. */
static void the_longest_text_fits(void **state)
{
    struct service self = { .version = { longest, sizeof longest },
                            .nsid = { longest, NSID_MAX } };
    self.cookies = serve_self.cookies;
    struct said s = ask(*state, &self, "version.server TXT +class=CH +size=0");
    assert_non_null(strstr(s.answer, "version.server.\t0\tCH\tTXT\t\"twig"));
    assert_int_equal(s.rcode, NOERROR);
    s = ask(*state, &self,
            "raw 1234 0100 0001 0000 0000 0001 version.server. 0010 0003 "
            ". 0029 0000 00000000 0018 00030000 00130000 00090000 "
            "000a0008 0102030405060708");
    assert_non_null(strstr(s.answer, "version.server.\t0\tCH\tTXT\t\"twig"));
    assert_non_null(strstr(s.options, "cookie "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(four_names_are_known, guard_reset),
        cmocka_unit_test_teardown(the_counters_are_for_this_machine,
                                  guard_reset),
        cmocka_unit_test_teardown(the_counters_fit_or_are_cut, guard_reset),
        cmocka_unit_test_setup_teardown(the_reply_has_one_record_of_class_ch,
                                        open_root, close_root),
        cmocka_unit_test_setup_teardown(the_longest_text_fits, open_root,
                                        close_root),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
