#include "zonefile/rrline.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/unpack.h"

#include <stdlib.h>

/* The first record of the first name of an image that is no apex. */
static char *first_line(const struct image *img)
{
    static struct unpack u;
    const void *p = img->base + img->head->nodes_at;
    const struct node *node = p;
    while (node->flags & NODE_APEX || node->rrsets_n == 0 ||
           node_rrsets(node)->type == TYPE_SOA)
        node = node_end(node);
    unpack_begin(&u, node, node_rrsets(node));
    assert_true(unpack_next(&u));
    return rrline_text(&(struct rrline){ node_name(node), u.ttl,
                                         node_rrsets(node)->type, u.data });
}

/* Each line, as a flat file, gives the other one; and that gives itself. */
struct row {
    const char *line, *expected;
};

static void lines_are(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        char *text = strdup(rows[i].line);
        for (unsigned turn = 0; turn < 2; turn++) {
            zone_write("z", text);
            struct zone_load l = zone_load_file("z", FORMAT_FLAT);
            free(text);
            if (l.done < 0)
                fail_msg("row %zu: %s", i, zone_said(&l));
            text = first_line(&l.image);
            assert_string_equal(text, rows[i].expected);
            zone_free(&l);
        }
        free(text);
    }
}

static void records_are_lines(void **state)
{
    static const struct row rows[] = {
        { "Sport.cctv.com 203.0.113.8", "sport.cctv.com 3600 A 203.0.113.8" },
        { "a 0 2001:DB8::1", "a 0 AAAA 2001:db8::1" },
        { "*.a MX 10 Mail.b", "*.a 3600 MX 10 Mail.b." },
        { "a SRV 1 2 3 .", "a 3600 SRV 1 2 3 ." },
        { "a MX 1 \\@.\\$x.\\(\\001", "a 3600 MX 1 \\@.\\$x.\\(\\001." },
        { "a TXT x \"y z\" \"\"", "a 3600 TXT \"x\" \"y z\" \"\"" },
        { "a HTTPS 1 . alpn=h2", "a 3600 HTTPS 1 . alpn=h2" },
        { "a DS 1 8 2 0000000000000000000000000000000000000000000000000000"
          "000000000000",
          "a 3600 DS 1 8 2 00000000000000000000000000000000000000000000000000"
          "00000000000000" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows));
}

static void what_ldns_cannot_say_is_octets(void **state)
{
    static const struct row rows[] = {
        { "a TYPE65280 \\# 2 0aff", "a 3600 TYPE65280 \\# 2 0aff" },
        { "a TYPE65280 \\# 0", "a 3600 TYPE65280 \\# 0" },
        /* the word would begin a comment */
        { "a MX 1 \\035x", "a 3600 MX \\# 6 00010223"
                           "7800" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows));
}

static void odd_octets_are_escaped(void **state)
{
    static const struct row rows[] = {
        { "\\035a\\.b\\032\\000 10.0.0.1",
          "\\035a\\046b\\032\\000 3600 A 10.0.0.1" },
        { "\\$ttl 10.0.0.1", "\\036ttl 3600 A 10.0.0.1" },
        { "a\\>b 10.0.0.1", "a\\062b 3600 A 10.0.0.1" },
        { "\\@ 10.0.0.1", "\\064 3600 A 10.0.0.1" },
        { "\xe6\x96\xb0 10.0.0.1", "xn--efv 3600 A 10.0.0.1" },
        { "a TXT \\\"\\\\\\001\\255", "a 3600 TXT \"\\\"\\\\\\001\\255\"" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows));
}

/* A name of digits must not be taken for an address. */
static void a_name_is_no_address(void **state)
{
    static const struct row rows[] = {
        { "1.2.3.4. 10.0.0.1", "1.2.3.4. 3600 A 10.0.0.1" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_lines),
        cmocka_unit_test(what_ldns_cannot_say_is_octets),
        cmocka_unit_test(odd_octets_are_escaped),
        cmocka_unit_test(a_name_is_no_address),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
