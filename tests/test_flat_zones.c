/*
 * The zones of a flat file - $ZONE, the SOA and NS that are made - and the PTR
 * of every address.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/lookup.h"

/* ---- SOA and NS: RFC 6303 3; 1000000 is the mtime of the file ---- */

static const struct zone_row apexes[] = {
    /* no $ZONE: the root */
    { "a.b 203.0.113.7\n",
      ". 3600 IN SOA . nobody.invalid. 1000000 3600 1200 604800 5\n"
      ". 3600 IN NS .\n"
      "a.b. 3600 IN A 203.0.113.7\n" },
    { "# nothing\n",
      ". 3600 IN SOA . nobody.invalid. 1000000 3600 1200 604800 5\n"
      ". 3600 IN NS .\n" },
    /* $TTL does not count for them */
    { "$TTL 60\n"
      "$ZONE cctv.com\n"
      "news.cctv.com 203.0.113.7\n",
      "cctv.com. 3600 IN SOA cctv.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "cctv.com. 3600 IN NS cctv.com.\n"
      "news.cctv.com. 60 IN A 203.0.113.7\n" },
    /* several, with a final dot and without, in any order, again, nested */
    { "$ZONE cctv.com\n"
      "$ZONE baidu.com.\n"
      "$ZONE CCTV.com\n"
      "www.baidu.com 203.0.113.20\n"
      "news.cctv.com 203.0.113.7\n"
      "$ZONE x.cctv.com\n"
      "a.x.cctv.com 203.0.113.8\n"
      "x.cctv.com 203.0.113.9\n",
      "cctv.com. 3600 IN SOA cctv.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "cctv.com. 3600 IN NS cctv.com.\n"
      "baidu.com. 3600 IN SOA baidu.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "baidu.com. 3600 IN NS baidu.com.\n"
      "x.cctv.com. 3600 IN A 203.0.113.9\n"
      "x.cctv.com. 3600 IN SOA x.cctv.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "x.cctv.com. 3600 IN NS x.cctv.com.\n"
      "www.baidu.com. 3600 IN A 203.0.113.20\n"
      "news.cctv.com. 3600 IN A 203.0.113.7\n"
      "a.x.cctv.com. 3600 IN A 203.0.113.8\n" },
    /* behind blanks */
    { "a.t 203.0.113.7\n"
      " \t$ZONE t\n",
      "t. 3600 IN SOA t. nobody.invalid. 1000000 3600 1200 604800 5\n"
      "t. 3600 IN NS t.\n"
      "a.t. 3600 IN A 203.0.113.7\n" },
    { "$ZONE 中国\n"
      "新闻.中国 203.0.113.7\n",
      "xn--fiqs8s. 3600 IN SOA xn--fiqs8s. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "xn--fiqs8s. 3600 IN NS xn--fiqs8s.\n"
      "xn--efvy88h.xn--fiqs8s. 3600 IN A 203.0.113.7\n" },
    /* what the file has is not made */
    { "$ZONE cctv.com\n"
      "cctv.com 7 SOA ns.cctv.com. root.cctv.com. 1 2 3 4 5\n"
      "ns.cctv.com 203.0.113.1\n",
      "cctv.com. 7 IN SOA ns.cctv.com. root.cctv.com. 1 2 3 4 5\n"
      "cctv.com. 3600 IN NS cctv.com.\n"
      "ns.cctv.com. 3600 IN A 203.0.113.1\n" },
    { "$ZONE cctv.com\n"
      "cctv.com 7 NS ns.cctv.com\n"
      "cctv.com NS ns2.cctv.com\n"
      "ns.cctv.com 203.0.113.1\n"
      "ns2.cctv.com 203.0.113.1\n",
      "cctv.com. 7 IN NS ns.cctv.com.\n"
      "cctv.com. 7 IN NS ns2.cctv.com.\n"
      "cctv.com. 3600 IN SOA cctv.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "ns.cctv.com. 3600 IN A 203.0.113.1\n"
      "ns2.cctv.com. 3600 IN A 203.0.113.1\n" },
    /* a delegation */
    { "$ZONE cctv.com\n"
      "sub.cctv.com NS ns.sub.cctv.com\n"
      "ns.sub.cctv.com 203.0.113.1\n"
      "sub.cctv.com DS 1 8 2 00\n",
      "cctv.com. 3600 IN SOA cctv.com. nobody.invalid. 1000000 3600 1200 "
      "604800 5\n"
      "cctv.com. 3600 IN NS cctv.com.\n"
      "sub.cctv.com. 3600 IN NS ns.sub.cctv.com.\n"
      "sub.cctv.com. 3600 IN DS 1 8 2 00\n" },
};

/* ---- PTRs ---- */

static const struct zone_row reverses[] = {
    /* the first name listed, with the TTL of the address */
    { "b.c 300 203.0.113.9\n"
      "a.c 203.0.113.9\n"
      "a.c 203.0.113.1\n"
      "203.0.113.2 z.c y.c\n"
      "2001:db8::9 x.c\n"
      "w.c AAAA 2001:db8::9\n"
      "v.c A 192.0.2.1\n"
      "com -> u 192.0.2.2 2001:db8::1\n",
      "192.0.2.1 v.c. 3600\n"
      "192.0.2.2 u.com. 3600\n"
      "203.0.113.1 a.c. 3600\n"
      "203.0.113.2 z.c. 3600\n"
      "203.0.113.9 b.c. 300\n"
      "2001:db8::1 u.com. 3600\n"
      "2001:db8::9 x.c. 3600\n" },
    /* by address, whatever the order */
    { "a.c 255.255.255.255\n"
      "b.c 0.0.0.0\n"
      "c.c 128.0.0.0\n"
      "d.c 127.255.255.255\n"
      "e.c ::\n"
      "f.c ff02::1\n"
      "g.c 8000::\n",
      "0.0.0.0 b.c. 3600\n"
      "127.255.255.255 d.c. 3600\n"
      "128.0.0.0 c.c. 3600\n"
      "255.255.255.255 a.c. 3600\n"
      ":: e.c. 3600\n"
      "8000:: g.c. 3600\n"
      "ff02::1 f.c. 3600\n" },
    /* $PTR */
    { "a.c 203.0.113.1\n"
      "$PTR off\n"
      "b.c 203.0.113.2\n"
      "c.c 203.0.113.1\n"
      "d.c A \\# 4 cb007107\n"
      "203.0.113.3 e.c\n"
      "$ptr ON\n"
      "f.c 203.0.113.2\n",
      "203.0.113.1 a.c. 3600\n"
      "203.0.113.2 f.c. 3600\n" },
    /* not for wildcards; for generic data */
    { "*.c 203.0.113.1\n"
      "a.c 203.0.113.1\n"
      "b.c TYPE1 \\# 4 cb007102\n",
      "203.0.113.1 a.c. 3600\n"
      "203.0.113.2 b.c. 3600\n" },
    /* only where a zone has the reverse names: the root does */
    { "$ZONE c\n"
      "a.c 203.0.113.1 2001:db8::1\n",
      "" },
    { "$ZONE c\n"
      "$ZONE 113.0.203.in-addr.arpa\n"
      "a.c 203.0.113.1 2001:db8::1\n",
      "203.0.113.1 a.c. 3600\n" },
    { "$ZONE c\n"
      "$ZONE ip6.arpa\n"
      "a.c 203.0.113.1 2001:db8::1\n",
      "2001:db8::1 a.c. 3600\n" },
    { "$ZONE c\n"
      "$ZONE arpa\n"
      "a.c 203.0.113.1 2001:db8::1\n",
      "203.0.113.1 a.c. 3600\n"
      "2001:db8::1 a.c. 3600\n" },
    /* not for glue, which is not ours */
    { "a.b NS ns.a.b\n"
      "ns.a.b 203.0.113.1\n",
      "" },
};

/* ---- bugs ---- */

/* The first name listed, even if another was met before in another place. */
static const struct zone_row first_listed[] = {
    { "x.a.c 203.0.113.1\n"
      "b.c 203.0.113.9\n"
      "a.c 203.0.113.9\n",
      "203.0.113.1 x.a.c. 3600\n"
      "203.0.113.9 b.c. 3600\n" },
    { "a.c TXT \"no address yet\"\n"
      "203.0.113.9 b.c a.c\n",
      "203.0.113.9 b.c. 3600\n" },
};

/* "this file speaks for cctv.com and all below it; may be repeated" */
static const struct zone_row late_zones[] = {
    { "$ZONE com\n"
      "a.cctv.com 203.0.113.1\n"
      "$ZONE cctv.com\n"
      "b.cctv.com 203.0.113.2\n",
      "a.cctv.com. 3600 IN A 203.0.113.1\n"
      "b.cctv.com. 3600 IN A 203.0.113.2\n" },
};

/* DS stands in the zone above: RFC 4035 2.4. */
static const struct zone_row ds_above[] = {
    { "$ZONE com\n"
      "$ZONE cctv.com\n"
      "cctv.com DS 1 8 2 00\n",
      "cctv.com. 3600 IN DS 1 8 2 00\n" },
};

/* ---- the tests ---- */

static void soa_and_ns_are_made_where_there_are_none(void **state)
{
    (void)state;
    zone_dumps_are(apexes, ITEMS(apexes), zone_dump);
}

static void every_address_leads_back_to_a_name(void **state)
{
    (void)state;
    zone_dumps_are(reverses, ITEMS(reverses), zone_dump_reverse);
}

/* How the PTR of 203.0.113.7 is found in the image of this text. */
static enum found_kind find_ptr(const char *text)
{
    struct name n;
    name_set(&n, (const uint8_t *)"\0017\003113\0010\003203\7in-addr\4arpa");
    zone_write("z", text);
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    assert_int_equal(l.done, 0);
    enum found_kind kind = lookup(&l.image, &n, TYPE_PTR).kind;
    zone_free(&l);
    return kind;
}

static void a_written_ptr_wins(void **state)
{
    (void)state;
    const char *address = "a.b 203.0.113.7\n";
    const char *written = "a.b 203.0.113.7\n"
                          "7.113.0.203.in-addr.arpa PTR written.b\n"
                          "written.b 203.0.113.8\n";
    const char *beside = "a.b 203.0.113.7\n"
                         "7.113.0.203.in-addr.arpa TXT \"not a PTR\"\n"
                         "x.7.113.0.203.in-addr.arpa TXT \"below\"\n";
    assert_int_equal(find_ptr(address), FOUND_PTR);
    assert_int_equal(find_ptr(written), FOUND_SET);
    assert_int_equal(find_ptr(beside), FOUND_PTR);
}

static void the_ptr_is_the_first_name_listed(void **state)
{
    (void)state;
    zone_dumps_are(first_listed, ITEMS(first_listed), zone_dump_reverse);
}

static void a_zone_counts_wherever_the_file_names_it(void **state)
{
    (void)state;
    zone_records_are(late_zones, ITEMS(late_zones));
}

static void ds_of_an_inner_zone_stands_in_the_outer(void **state)
{
    (void)state;
    zone_records_are(ds_above, ITEMS(ds_above));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(soa_and_ns_are_made_where_there_are_none),
        cmocka_unit_test(every_address_leads_back_to_a_name),
        cmocka_unit_test(a_written_ptr_wins),
        cmocka_unit_test(the_ptr_is_the_first_name_listed),
        cmocka_unit_test(a_zone_counts_wherever_the_file_names_it),
        cmocka_unit_test(ds_of_an_inner_zone_stands_in_the_outer),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
