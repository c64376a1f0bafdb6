#include "tools/zone_write.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/changes.h"
#include "zonefile/lookup.h"

#include <stdlib.h>

/* Its file `path` in another format, malloc'd; how much is lost. */
static size_t convert(const char *path, enum zone_target target, char **text)
{
    char *zones[] = { (char *)(uintptr_t)path };
    struct zonefile_request q = { .zones = zones, .zones_n = 1 };
    struct complaints c = { .text = NULL };
    struct zone_load l = zone_load_file(path, FORMAT_DETECT);
    if (l.done < 0)
        fail_msg("%s", zone_said(&l));
    struct records *r = zonefile_records(&q, &c);
    struct zone_writing w = { .target = target,
                              .records = r,
                              .image = &l.image };
    assert_non_null(r);
    zone_write_all(&w);
    *text = w.out.n ? w.out.at : strdup("");
    text_free(&w.lost);
    records_free(r);
    complaint_free(&c);
    zone_free(&l);
    return w.lost_n;
}

/* Is it a PTR that was made before, and is written now? */
static bool was_made(const struct image *before, const struct change *change)
{
    static struct unpack u;
    struct name name;
    name_set(&name, change_name(change));
    struct found f = lookup(before, &name, TYPE_PTR);
    if (change->kind != CHANGE_ADDED || f.kind != FOUND_PTR)
        return false;
    const struct rrset *set = node_rrset(change->after, TYPE_PTR);
    assert_true(set && change->after->rrsets_n == 1 && set->records == 1);
    unpack_begin(&u, change->after, set);
    assert_true(unpack_next(&u));
    return u.ttl == f.ttl && u.data.n == f.node->name_len &&
           memcmp(u.data.at, node_name(f.node), u.data.n) == 0;
}

static size_t count_changes(const char *before, const char *after)
{
    struct zone_load a = zone_load_file(before, FORMAT_DETECT);
    struct zone_load b = zone_load_file(after, FORMAT_DETECT);
    struct changes c;
    struct change change;
    size_t n = 0;
    if (a.done < 0 || b.done < 0)
        fail_msg("%s%s", zone_said(&a), zone_said(&b));
    assert_int_equal(changes_begin(&c, &a.image, &b.image), 0);
    while (changes_next(&c, &change))
        n += !was_made(&a.image, &change);
    changes_end(&c);
    zone_free(&a);
    zone_free(&b);
    return n;
}

/* `text` as `first`, then there and back: nothing changes. */
static void survives(const char *text, enum zone_target there,
                     enum zone_target back)
{
    char *one, *two;
    zone_write("first", text);
    assert_int_equal(convert("first", there, &one), 0);
    zone_write("second", one);
    assert_int_equal(convert("second", back, &two), 0);
    zone_write("third", two);
    if (count_changes("first", "third") > 0)
        fail_msg("-- from:\n%s-- by:\n%s-- to:\n%s", text, one, two);
    free(one);
    free(two);
}

static const char flat[] =
    "$TTL 60\n$PTR off\nquiet.t 10.9.9.9\n$PTR on\n"
    "a.t 10.0.0.1 10.0.0.2\na.t 5 2001:db8::1\na.t MX 10 Mail.T\n"
    "*.wild.t 0 TXT w\n1.2.3.4. 10.0.0.3\nx.y.z.t 10.0.0.1\n"
    "\\035odd\\.\\000\\255 TXT \"\\\"\\\\;\\001\"\n"
    "\xe6\x96\xb0.t TYPE65280 \\# 3 0a0b0c\n"
    "d.t DNAME a.t\nc.t CNAME a.t\ncut.t NS ns.cut.t\nns.cut.t 10.0.0.4\n";

static const char master[] =
    "$ORIGIN t.\n$TTL 300\n@ SOA ns Host 7 2 3 4 5\n@ NS ns\nns A 10.0.0.1\n"
    "$PLACEHOLDER"
    "*.w A 10.0.0.2\n\\@ A 10.0.0.3\n\\$x A 10.0.0.4\n"
    "loc LOC 42 21 54 N 71 06 18 W -24m 30m\n"
    "apl APL 1:192.0.2.0/24 !2:2001:db8::/32\n"
    "svc HTTPS 1 . alpn=h2,h3 ipv4hint=10.0.0.1 key667=\"a\\044b\"\n"
    "n NAPTR 1 1 \"S\" \"x+y\" \"!^.*$!a!\" .\n"
    "caa CAA 0 issue \"ca.t; x=1\"\nsf SSHFP 1 1 0123456789abcdef\n"
    "tlsa TLSA 3 1 1 abcdef\nhi HINFO \"a b\" \"\"\n"
    "un TYPE65535 \\# 0\nun TYPE65535 \\# 2 ff00\n"
    "k DNSKEY 256 3 8 AQAB\nsub NS ns.sub\nsub DS 1 8 2 abcdef\n"
    "ns.sub AAAA 2001:db8::2\nd DNAME x.org.\nUp MX 1 MiXeD\n"
    "xn--efv TXT \"\xe6\x96\xb0\"\n";

static void the_flat_format_survives_a_master_file(void **state)
{
    (void)state;
    survives(flat, TO_MASTER, TO_FLAT);
    survives("", TO_MASTER, TO_FLAT);
}

static void a_master_file_survives_the_flat_format(void **state)
{
    char *text = NULL, *at = strstr(master, "$PLACEHOLDER");
    (void)state;
    size_t n;
    FILE *out = open_memstream(&text, &n);
    fwrite(master, 1, (size_t)(at - master), out);
    fputs("long TXT", out); /* of 20 strings, each as long as may be */
    for (unsigned i = 0; i < 20; i++)
        fprintf(out, " \"%0255u\"", i);
    fprintf(out, "\n%s", at + strlen("$PLACEHOLDER"));
    fclose(out);
    survives(text, TO_FLAT, TO_MASTER);
    free(text);
}

static void made_ptrs_are_written(void **state)
{
    char *text;
    (void)state;
    zone_write("first", "$TTL 60\na 10.0.0.1\nb 10.0.0.1\nc 9 2001:db8::1\n"
                        "10.0.0.2 d\n2.0.0.10.in-addr.arpa PTR e\n");
    assert_int_equal(convert("first", TO_MASTER, &text), 0);
    assert_non_null(strstr(text, "\n1.0.0.10.in-addr.arpa. PTR a.\n"));
    assert_non_null(strstr(text, ".8.b.d.0.1.0.0.2.ip6.arpa. 9 PTR c.\n"));
    assert_null(strstr(text, "PTR d."));
    assert_null(strstr(text, "PTR b."));
    free(text);
}

/* Of the names of an address the first has the PTR. */
static void the_order_of_names_is_kept(void **state)
{
    char *text;
    (void)state;
    zone_write("first", "$TTL 60\nx.y.t 10.0.0.1\ny.t 10.0.0.1\nz.t 5 TXT z\n"
                        "y.t MX 1 y.t\n");
    assert_int_equal(convert("first", TO_FLAT, &text), 0);
    assert_string_equal(text, "$TTL 60\n$ZONE .\nx.y.t 10.0.0.1\n"
                              "y.t 10.0.0.1\nz.t 5 TXT \"z\"\n"
                              "y.t MX 1 y.t.\n");
    free(text);
    assert_int_equal(convert("first", TO_MASTER, &text), 0);
    assert_non_null(strstr(text, "\n1.0.0.10.in-addr.arpa. PTR x.y.t.\n"));
    free(text);
}

static void what_is_lost_is_counted(void **state)
{
    static const struct {
        const char *text;
        enum zone_target target;
        size_t lost;
    } rows[] = {
        { "a 10.0.0.1\n", TO_HOSTS, 0 },
        { "a 60 10.0.0.1\n", TO_HOSTS, 1 },
        { "*.a 10.0.0.1\na MX 1 b\n\\001 10.0.0.1\n", TO_HOSTS, 3 },
        { "$ZONE a\n$ZONE b\nx.a 10.0.0.1\nx.b 10.0.0.2\n", TO_MASTER, 2 },
        { "$ZONE a\n$ZONE b\n", TO_MASTER, 1 },
        { "$ZONE a\nx.a 10.0.0.1\n", TO_HOSTS, 1 },
        { "$PTR off\na 10.0.0.1\n", TO_HOSTS, 1 },
        { "$ZONE a\n$ZONE b\nx.a 10.0.0.1\nx.b 10.0.0.2\n", TO_FLAT, 0 },
        { "a 10.0.0.1\na 10.0.0.1\n", TO_FLAT, 0 }, /* said twice */
        { "$ORIGIN t.\n@ SOA a. b. 1 2 3 4 5\n", TO_FLAT, 1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char *text;
        zone_write("first", rows[i].text);
        assert_int_equal(convert("first", rows[i].target, &text), rows[i].lost);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_flat_format_survives_a_master_file),
        cmocka_unit_test(a_master_file_survives_the_flat_format),
        cmocka_unit_test(made_ptrs_are_written),
        cmocka_unit_test(the_order_of_names_is_kept),
        cmocka_unit_test(what_is_lost_is_counted),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
