#include "zonefile/neighbour.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

static const char zone[] = "$ZONE com\n"
                           "news.cctv.com 203.0.113.1\n"
                           "www.cctv.com 203.0.113.2\n"
                           "tv.com 203.0.113.3\n"
                           "news.cntv.com 203.0.113.4\n"
                           "ab.cntv.com 203.0.113.5\n";

static struct name named(const char *text)
{
    static const uint8_t root[1];
    uint8_t wire[DNS_NAME_MAX];
    size_t len;
    struct bytes b = { (const uint8_t *)text, strlen(text) };
    struct name n;
    assert_int_equal(name_parse(wire, &len, b, root), NAME_FINE);
    name_set(&n, wire);
    return n;
}

/* "" for none. */
static void one_slip_is_mended(void **state)
{
    static const struct {
        const char *name;
        unsigned depth;
        const char *near;
    } rows[] = {
        /* swapped, too many, missing, wrong; first and last, too */
        { "nwes.cctv.com", 3, "news.cctv.com." },
        { "ewns.cctv.com", 3, "" },
        { "enws.cctv.com", 3, "news.cctv.com." },
        { "newws.cctv.com", 3, "news.cctv.com." },
        { "anews.cctv.com", 3, "news.cctv.com." },
        { "newsz.cctv.com", 3, "news.cctv.com." },
        { "nes.cctv.com", 3, "news.cctv.com." },
        { "ews.cctv.com", 3, "news.cctv.com." },
        { "new.cctv.com", 3, "news.cctv.com." },
        { "nexs.cctv.com", 3, "news.cctv.com." },
        { "wwww.cctv.com", 3, "www.cctv.com." },
        { "ww.cctv.com", 3, "www.cctv.com." },
        /* two slips */
        { "nwees.cctv.com", 3, "" },
        { "xyz.cctv.com", 3, "" },
        /* of two letters, another one of two is no slip */
        { "tw.com", 2, "" },
        { "ac.cntv.com", 3, "" },
        { "tvv.com", 2, "tv.com." },
        /* a label in the middle: rather one with which all of it exists */
        { "news.cxtv.com", 2, "news.cctv.com." },
        { "ab.cxtv.com", 2, "ab.cntv.com." },
        { "none.cxtv.com", 2, "cctv.com." },
        /* the top */
        { "news.cctv.cm", 1, "news.cctv.com." },
        { "a.b.c.cim", 1, "com." },
    };
    struct zone_load l = flat_load(zone);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name n = named(rows[i].name), near;
        char text[NAME_TEXT_MAX] = "";
        if (neighbour_find(&l.image, &n, rows[i].depth, &near))
            name_text(text, near.wire);
        assert_string_equal(text, rows[i].near);
    }
    zone_free(&l);
}

/* Neither a label of 63 octets nor a name of 255 grows. */
static void the_longest_names_do_not_grow(void **state)
{
    struct zone_load l = flat_load(zone);
    char label[DNS_LABEL_MAX + 1], text[300];
    struct name n, near;
    (void)state;
    memset(label, 'a', DNS_LABEL_MAX);
    label[DNS_LABEL_MAX] = '\0';
    snprintf(text, sizeof text, "%s.com", label);
    n = named(text);
    assert_false(neighbour_find(&l.image, &n, 2, &near));
    snprintf(text, sizeof text, "%s.%s.%s.%.57s.com", label, label, label,
             label);
    n = named(text);
    assert_int_equal(n.len, DNS_NAME_MAX);
    for (unsigned depth = 1; depth <= 5; depth++)
        assert_int_equal(neighbour_find(&l.image, &n, depth, &near),
                         depth == 1);
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_slip_is_mended),
        cmocka_unit_test(the_longest_names_do_not_grow),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
