#include "zonefile/walk.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/nametext.h"
#include "zonefile/rrtext.h"
#include "zonefile/walkline.h"

static const char zone[] =
    "$ZONE com\n$ZONE in-addr.arpa\n"
    "com 10.0.0.1\n"
    "news.cctv.com 10.0.0.2 10.0.0.3\n"
    "news.cctv.com TXT x\n"
    "www.cctv.com CNAME news.cctv.com\n"
    "away.com CNAME x.org\n"
    "a.loop.com CNAME b.loop.com\nb.loop.com CNAME a.loop.com\n"
    "*.wild.com 10.0.0.4\nx.y.wild.com 10.0.0.5\n"
    "*.cw.com CNAME news.cctv.com\n"
    "old.com DNAME cctv.com\n"
    "sub.com NS ns.sub.com\nns.sub.com 10.0.0.6\n"
    "a\\.b\\000.com 10.0.0.7\n";

/* All the way, a line for each alias; "name" or "name type". */
static void walk_all(char *out, size_t room, const struct image *img,
                     const char *ask, bool chinese)
{
    static const uint8_t root[1];
    struct walk w;
    struct name name;
    uint8_t wire[DNS_NAME_MAX];
    size_t n = strcspn(ask, " "), len;
    struct bytes text = { (const uint8_t *)ask, n };
    struct word type = { ask + n + (ask[n] == ' '), 0, 1 };
    type.n = strlen(type.at);
    assert_int_equal(name_parse(wire, &len, text, root), NAME_FINE);
    name_set(&name, wire);
    walk_begin(&w, img, &name, type.n ? rrtext_type(&type) : 0);
    struct writer line = writer_over(out, room);
    do
        walkline_write(&line, &w, chinese), write_u8(&line, '\n');
    while (walk_on(&w));
    walkline_near(&line, &w, chinese);
    write_u8(&line, '\0');
    assert_false(line.bad);
}

struct row {
    const char *ask, *expected;
};

static void walks_are(const struct row *rows, size_t n, bool chinese)
{
    struct zone_load l = flat_load(zone);
    for (size_t i = 0; i < n; i++) {
        char got[4096];
        walk_all(got, sizeof got, &l.image, rows[i].ask, chinese);
        assert_string_equal(got, rows[i].expected);
    }
    zone_free(&l);
}

static void each_outcome_has_its_words(void **state)
{
    static const struct row rows[] = {
        { "news.cctv.com A", ". -> com -> cctv -> news : found, A x2\n" },
        { "NEWS.cctv.com", ". -> com -> cctv -> news : found, A x2 TXT\n" },
        { "news.cctv.com ANY", ". -> com -> cctv -> news : found, TXT\n" },
        { "news.cctv.com MX", ". -> com -> cctv -> news : found the name, but "
                              "no MX: NODATA\n" },
        { "cctv.com A", ". -> com -> cctv : exists but empty: NODATA\n" },
        { "cctv.com", ". -> com -> cctv : exists but empty: NODATA\n" },
        { "a.b.com A", ". -> com -> b? no such child: NXDOMAIN\n" },
        { "a.b.org",
          ". -> org -> b -> a : outside every zone here: REFUSED\n" },
        { "x.sub.com A", ". -> com -> sub : zone cut: ask ns.sub.com\n" },
        { "sub.com DS",
          ". -> com -> sub : found the name, but no DS: NODATA\n" },
        { ". A", ". : outside every zone here: REFUSED\n" },
        { "a\\.b\\000.com A", ". -> com -> a\\.b\\000 : found, A\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), false);
}

static void wildcards_stand_in(void **state)
{
    static const struct row rows[] = {
        { "q.wild.com A",
          ". -> com -> wild -> q? no such child -> * : found, A\n" },
        { "p.q.wild.com TXT",
          ". -> com -> wild -> q? no such child -> * : found the name, but no "
          "TXT: NODATA\n" },
        { "*.wild.com A", ". -> com -> wild -> * : found, A\n" },
        /* y.wild.com is there, so the wildcard is not for what is below it */
        { "q.y.wild.com A", ". -> com -> wild -> y -> q? no such child: "
                            "NXDOMAIN\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), false);
}

static void aliases_are_followed(void **state)
{
    static const struct row rows[] = {
        { "www.cctv.com A", ". -> com -> cctv -> www : alias of news.cctv.com\n"
                            ". -> com -> cctv -> news : found, A x2\n" },
        { "www.cctv.com CNAME", ". -> com -> cctv -> www : found, CNAME\n" },
        { "away.com A", ". -> com -> away : alias of x.org\n"
                        ". -> org -> x : outside every zone here: REFUSED\n" },
        { "a.loop.com A", ". -> com -> loop -> a : alias of b.loop.com\n"
                          ". -> com -> loop -> b : alias of a.loop.com\n" },
        { "q.cw.com TXT",
          ". -> com -> cw -> q? no such child -> * : alias of news.cctv.com\n"
          ". -> com -> cctv -> news : found, TXT\n" },
        { "news.old.com A",
          ". -> com -> old : all below is elsewhere: news.cctv.com\n"
          ". -> com -> cctv -> news : found, A x2\n" },
        { "news.old.com CNAME",
          ". -> com -> old : all below is elsewhere: news.cctv.com\n" },
        { "old.com DNAME", ". -> com -> old : found, DNAME\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), false);
}

static void addresses_lead_back(void **state)
{
    static const struct row rows[] = {
        { "2.0.0.10.in-addr.arpa", ". -> arpa -> in-addr -> 10 -> 0 -> 0 -> 2 "
                                   ": found, PTR to news.cctv.com\n" },
        { "2.0.0.10.in-addr.arpa A",
          ". -> arpa -> in-addr -> 10 -> 0 -> 0 -> 2 : found the name, but no "
          "A: NODATA\n" },
        { "0.10.in-addr.arpa PTR",
          ". -> arpa -> in-addr -> 10 -> 0 : exists but empty: NODATA\n" },
        { "9.0.0.10.in-addr.arpa PTR",
          ". -> arpa -> in-addr -> 10 -> 0 -> 0 -> 9? no such child: "
          "NXDOMAIN\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), false);
}

static void a_near_miss_is_seen(void **state)
{
    static const struct row rows[] = {
        { "nwes.cctv.com", ". -> com -> cctv -> nwes? no such child: NXDOMAIN\n"
                           "Did you mean news.cctv.com?" },
        { "new.cctv.com", ". -> com -> cctv -> new? no such child: NXDOMAIN\n"
                          "Did you mean news.cctv.com?" },
        { "newws.cctv.com", ". -> com -> cctv -> newws? no such child: "
                            "NXDOMAIN\nDid you mean news.cctv.com?" },
        { "nevs.cctv.com", ". -> com -> cctv -> nevs? no such child: NXDOMAIN\n"
                           "Did you mean news.cctv.com?" },
        /* above the name: all of it, or as much as there is */
        { "news.ctv.com", ". -> com -> ctv? no such child: NXDOMAIN\n"
                          "Did you mean news.cctv.com?" },
        { "zz.ctv.com", ". -> com -> ctv? no such child: NXDOMAIN\n"
                        "Did you mean cctv.com?" },
        { "nevv.cctv.com", ". -> com -> cctv -> nevv? no such child: "
                           "NXDOMAIN\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), false);
}

static void it_is_said_in_chinese(void **state)
{
    static const struct row rows[] = {
        { "news.cctv.com MX",
          ". → com → cctv → news : 找到名字, 但没有 MX 记录: NODATA\n" },
        { "nope.com", ". → com → nope? 没有这个子节点: NXDOMAIN\n" },
        { "ctv.com", ". → com → ctv? 没有这个子节点: NXDOMAIN\n"
                     "是不是 cctv.com?" },
        { "cctv.com", ". → com → cctv : 存在, 但是空的: NODATA\n" },
        { "www.cctv.com A", ". → com → cctv → www : 别名, 指向 news.cctv.com\n"
                            ". → com → cctv → news : 找到, A x2\n" },
        { "x.sub.com A", ". → com → sub : 区切割: 请去问 ns.sub.com\n" },
    };
    (void)state;
    walks_are(rows, ITEMS(rows), true);
}

/* It ends at a whole word, where there is no room for more. */
static void a_line_may_be_too_long(void **state)
{
    struct name name;
    struct walk w;
    uint8_t out[12];
    struct writer line = writer_over(out, sizeof out);
    (void)state;
    struct zone_load l = flat_load(zone);
    name_set(&name, (const uint8_t *)"\4news\4cctv\3com");
    walk_begin(&w, &l.image, &name, TYPE_A);
    walkline_write(&line, &w, false);
    assert_true(line.bad);
    assert_memory_equal(out, ". -> com -> ", 12);
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_outcome_has_its_words),
        cmocka_unit_test(wildcards_stand_in),
        cmocka_unit_test(aliases_are_followed),
        cmocka_unit_test(addresses_lead_back),
        cmocka_unit_test(a_near_miss_is_seen),
        cmocka_unit_test(it_is_said_in_chinese),
        cmocka_unit_test(a_line_may_be_too_long),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
