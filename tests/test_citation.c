/*
 * Where a name was read: the line that decides how a walk ends.
 */
#include "zonefile/citation.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/nametext.h"
#include "zonefile/rrtext.h"
#include "zonefile/walk.h"

static const char flat[] = "$ZONE com\n$ZONE in-addr.arpa\n$ZONE ip6.arpa\n"
                           "news.cctv.com CNAME x.com\n" /* 4 */
                           "x.com MX 5 x.com\n"          /* 5 */
                           "x.com 10.0.0.1 10.0.0.2\n"   /* 6 */
                           "x.com fd00::1\n"             /* 7 */
                           "y.com 10.0.0.1\n"            /* 8 */
                           "a.b.c.com TXT one\n"         /* 9 */
                           "d.c.com TXT two\n"           /* 10 */
                           "*.w.com 10.0.0.3\n"          /* 11 */
                           "s.com NS ns.s.com\n"         /* 12 */
                           "ns.s.com 10.0.0.4\n"         /* 13 */
                           "o.com DNAME x.com\n";        /* 14 */

static const char *decided(const struct image *img, const char *ask)
{
    static char out[200];
    static const uint8_t root[1];
    static struct walk w;
    struct name name;
    uint8_t wire[DNS_NAME_MAX];
    size_t n = strcspn(ask, " "), len;
    struct word type = { ask + n + (ask[n] == ' '), 0, 1 };
    type.n = strlen(type.at);
    assert_int_equal(
        name_parse(wire, &len, (struct bytes){ (const uint8_t *)ask, n }, root),
        NAME_FINE);
    name_set(&name, wire);
    walk_begin(&w, img, &name, type.n ? rrtext_type(&type) : 0);
    const struct citation *from = image_citation(img, walk_decider(&w));
    if (!from)
        return "-";
    snprintf(out, sizeof out, "%s:%u", citation_path(img, from), from->line);
    return out;
}

static struct zone_load load(char *const *zones, size_t n, bool cite)
{
    return zone_load(&(struct zonefile_request){
        .zones = zones, .zones_n = n, .cite = cite });
}

static void the_line_that_decided_is_known(void **state)
{
    static const struct {
        const char *ask, *expected;
    } rows[] = {
        { "x.com A", "flat:6" },
        { "x.com AAAA", "flat:7" },
        { "x.com", "flat:5" },
        { "news.cctv.com A", "flat:4" },
        /* an empty name is there for the first name below it */
        { "cctv.com A", "flat:4" },
        { "c.com", "flat:9" },
        { "b.c.com MX", "flat:9" },
        /* no such type: some other one is there */
        { "x.com TXT", "flat:5" },
        { "q.w.com A", "flat:11" },
        { "q.w.com MX", "flat:11" },
        { "w.com A", "flat:11" },
        { "q.s.com A", "flat:12" },
        { "q.o.com A", "flat:14" },
        { "1.0.0.10.in-addr.arpa PTR", "flat:6" },
        { "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.d.f"
          ".ip6.arpa PTR",
          "flat:7" },
        /* made, so by no line */
        { "com SOA", "flat:0" },
        /* what is not there stands nowhere */
        { "0.10.in-addr.arpa PTR", "-" },
        { "nope.com A", "-" },
        { "x.org A", "-" },
        /* of another file */
        { "a.test A", "master:4" },
        { "test SOA", "master:1" },
    };
    char *zones[] = { "flat", "test=master" };
    (void)state;
    zone_write("flat", flat);
    zone_write("master", "@ SOA a b 1 2 3 4 5\n\n  NS a\na A 10.0.0.9\n");
    struct zone_load l = load(zones, 2, true);
    assert_string_equal(zone_said(&l), "");
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_string_equal(decided(&l.image, rows[i].ask), rows[i].expected);
    zone_free(&l);
}

static void behind_all_names_nothing_was_read(void **state)
{
    char *zones[] = { "flat" };
    (void)state;
    zone_write("flat", flat);
    struct zone_load l = load(zones, 1, true);
    const struct image *img = &l.image;
    assert_null(image_citation(img, img->base + img->head->citations_at));
    zone_free(&l);
}

static void who_does_not_ask_pays_nothing(void **state)
{
    char *zones[] = { "flat" };
    (void)state;
    zone_write("flat", flat);
    struct zone_load l = load(zones, 1, false);
    assert_true(l.image.head->citations_at == l.image.size);
    assert_string_equal(decided(&l.image, "x.com A"), "-");
    assert_string_equal(decided(&l.image, "c.com A"), "-");
    zone_free(&l);
}

static void a_path_is_shown_as_plain_text(void **state)
{
#define FIFTY "01234567890123456789012345678901234567890123456789"
    static const struct {
        char *path, *shown;
    } rows[] = {
        { "新闻", "新闻:1" },
        { "a\033[2Jb", "a?[2Jb:1" },
        { "\xff\xc3", "??:1" },
        { "\xc2\x9b", "?:1" },
        { "\xe2\x80\xae", "?:1" }, /* turns the line around */
        /* of a long one the end */
        { FIFTY FIFTY, "...345678901234567890123456789" FIFTY ":1" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char *zones[] = { rows[i].path };
        zone_write(rows[i].path, "x.com 10.0.0.1\n");
        struct zone_load l = load(zones, 1, true);
        assert_string_equal(decided(&l.image, "x.com A"), rows[i].shown);
        zone_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_line_that_decided_is_known),
        cmocka_unit_test(behind_all_names_nothing_was_read),
        cmocka_unit_test(who_does_not_ask_pays_nothing),
        cmocka_unit_test(a_path_is_shown_as_plain_text),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
