/*
 * What good lines of the flat format mean: each form of product.md, read back
 * from the image.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

/* ---- lines ---- */

static const struct zone_row addresses[] = {
    /* name, address; a second line adds to the first */
    { "news.cctv.com 203.0.113.7\n"
      "news.cctv.com 2001:db8::7\n"
      "news.cctv.com 203.0.113.8\n",
      "news.cctv.com. 3600 IN A 203.0.113.7\n"
      "news.cctv.com. 3600 IN A 203.0.113.8\n"
      "news.cctv.com. 3600 IN AAAA 2001:db8::7\n" },
    /* several addresses, also of both families */
    { "a.b 203.0.113.1 2001:db8::1 203.0.113.2\n",
      "a.b. 3600 IN A 203.0.113.1\n"
      "a.b. 3600 IN A 203.0.113.2\n"
      "a.b. 3600 IN AAAA 2001:db8::1\n" },
    /* with a TTL, with IN, with the type, whatever the case */
    { "a.b 300 203.0.113.1 203.0.113.2\n"
      "b.b IN 203.0.113.1\n"
      "c.b 0 in 203.0.113.1\n"
      "d.b IN 1h30m a 203.0.113.1\n"
      "e.b 300 AAAA 2001:DB8:0::0:A\n"
      "f.b IN AAAA ::ffff:203.0.113.1\n"
      "g.b A 203.0.113.1\n",
      "a.b. 300 IN A 203.0.113.1\n"
      "a.b. 300 IN A 203.0.113.2\n"
      "b.b. 3600 IN A 203.0.113.1\n"
      "c.b. 0 IN A 203.0.113.1\n"
      "d.b. 5400 IN A 203.0.113.1\n"
      "e.b. 300 IN AAAA 2001:db8::a\n"
      "f.b. 3600 IN AAAA ::ffff:203.0.113.1\n"
      "g.b. 3600 IN A 203.0.113.1\n" },
    /* one TTL for all of an RRset, the lowest: RFC 2181 5.2 */
    { "a.b 300 203.0.113.1\n"
      "a.b 10 203.0.113.2\n"
      "a.b 600 203.0.113.3\n"
      "a.b 600 TXT x\n",
      "a.b. 10 IN A 203.0.113.1\n"
      "a.b. 10 IN A 203.0.113.2\n"
      "a.b. 10 IN A 203.0.113.3\n"
      "a.b. 600 IN TXT \"x\"\n" },
    /* a final dot may be written or not; case does not count; blanks in front
     */
    { "A.b. 203.0.113.1\n"
      "a.B 203.0.113.2\n"
      "   b.b\t203.0.113.3 \n"
      ". 203.0.113.4\n",
      ". 3600 IN A 203.0.113.4\n"
      "a.b. 3600 IN A 203.0.113.1\n"
      "a.b. 3600 IN A 203.0.113.2\n"
      "b.b. 3600 IN A 203.0.113.3\n" },
    /* numbers are names, too */
    { "300 203.0.113.1\n"
      "1.2.3 203.0.113.2\n"
      "4.3.2.1.in-addr.arpa 203.0.113.3\n",
      "300. 3600 IN A 203.0.113.1\n"
      "1.2.3. 3600 IN A 203.0.113.2\n"
      "4.3.2.1.in-addr.arpa. 3600 IN A 203.0.113.3\n" },
};

static const struct zone_row paths[] = {
    { "com -> cctv -> sport 203.0.113.8\n",
      "sport.cctv.com. 3600 IN A 203.0.113.8\n" },
    { "com->cctv->a 203.0.113.1\n"
      "com>cctv>b 203.0.113.2\n"
      "com→cctv→c 203.0.113.3\n"
      "com > cctv > d 203.0.113.4\n"
      "com → cctv → e 203.0.113.5\n"
      "com> cctv >f 203.0.113.6\n"
      "com ->cctv-> g 203.0.113.7\n",
      "a.cctv.com. 3600 IN A 203.0.113.1\n"
      "b.cctv.com. 3600 IN A 203.0.113.2\n"
      "c.cctv.com. 3600 IN A 203.0.113.3\n"
      "d.cctv.com. 3600 IN A 203.0.113.4\n"
      "e.cctv.com. 3600 IN A 203.0.113.5\n"
      "f.cctv.com. 3600 IN A 203.0.113.6\n"
      "g.cctv.com. 3600 IN A 203.0.113.7\n" },
    /* with all that may stand behind a name */
    { "com -> a 300 203.0.113.1 203.0.113.2\n"
      "com -> b 60 IN MX 10 mail.com\n"
      "com -> * 203.0.113.3\n"
      "com -> x-y 203.0.113.4\n"
      "中国 -> 新闻 203.0.113.5\n"
      "com -> c\\-\\>d 203.0.113.7\n",
      "a.com. 300 IN A 203.0.113.1\n"
      "a.com. 300 IN A 203.0.113.2\n"
      "b.com. 60 IN MX 10 mail.com.\n"
      "*.com. 3600 IN A 203.0.113.3\n"
      "x-y.com. 3600 IN A 203.0.113.4\n"
      "xn--efvy88h.xn--fiqs8s. 3600 IN A 203.0.113.5\n"
      "c->d.com. 3600 IN A 203.0.113.7\n" },
};

static const struct zone_row hosts[] = {
    { "203.0.113.9   mail.cctv.com m.cctv.com # hosts(5)\n"
      "2001:db8::9 mail.cctv.com\n",
      "mail.cctv.com. 3600 IN A 203.0.113.9\n"
      "mail.cctv.com. 3600 IN AAAA 2001:db8::9\n"
      "m.cctv.com. 3600 IN A 203.0.113.9\n" },
    /* Debian's /etc/hosts */
    { "127.0.0.1\tlocalhost\n"
      "127.0.1.1\tmyhost.localdomain\tmyhost\n"
      "\n"
      "# The following lines are desirable for IPv6 capable hosts\n"
      "::1     localhost ip6-localhost ip6-loopback\n"
      "fe00::0 ip6-localnet\n"
      "ff02::1 ip6-allnodes\n"
      "ff02::2 ip6-allrouters\n"
      "255.255.255.255 broadcasthost\n",
      "localhost. 3600 IN A 127.0.0.1\n"
      "localhost. 3600 IN AAAA ::1\n"
      "myhost.localdomain. 3600 IN A 127.0.1.1\n"
      "myhost. 3600 IN A 127.0.1.1\n"
      "ip6-localhost. 3600 IN AAAA ::1\n"
      "ip6-loopback. 3600 IN AAAA ::1\n"
      "ip6-localnet. 3600 IN AAAA fe00::\n"
      "ip6-allnodes. 3600 IN AAAA ff02::1\n"
      "ip6-allrouters. 3600 IN AAAA ff02::2\n"
      "broadcasthost. 3600 IN A 255.255.255.255\n" },
    { "203.0.113.9 *.b \\065.b 新闻.b .\n",
      ". 3600 IN A 203.0.113.9\n"
      "*.b. 3600 IN A 203.0.113.9\n"
      "a.b. 3600 IN A 203.0.113.9\n"
      "xn--efvy88h.b. 3600 IN A 203.0.113.9\n" },
};

static const struct zone_row typed[] = {
    { "www.cctv.com CNAME News.CCTV.com\n"
      "news.cctv.com 203.0.113.7\n",
      "www.cctv.com. 3600 IN CNAME News.CCTV.com.\n"
      "news.cctv.com. 3600 IN A 203.0.113.7\n" },
    /* names in data are absolute, whatever their case */
    { "a.b MX 10 Mail.b\n"
      "n.b NS ns1.x\n"
      "n.b NS ns2.x.\n"
      "c.b SRV 1 2 5060 sip.b\n"
      "d.b NAPTR 1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b!\" .\n"
      "e.b PTR f.b\n"
      "g.b HTTPS 1 . alpn=h2\n"
      "h.b DNAME i.b\n",
      "a.b. 3600 IN MX 10 Mail.b.\n"
      "n.b. 3600 IN NS ns1.x.\n"
      "n.b. 3600 IN NS ns2.x.\n"
      "c.b. 3600 IN SRV 1 2 5060 sip.b.\n"
      "d.b. 3600 IN NAPTR 1 2 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b!\" .\n"
      "e.b. 3600 IN PTR f.b.\n"
      "g.b. 3600 IN HTTPS 1 . alpn=h2\n"
      "h.b. 3600 IN DNAME i.b.\n" },
    { "a.b TXT \"one text\" two \"th;ree\" \"fo#ur\" \\\"five\n",
      "a.b. 3600 IN TXT \"one text\" \"two\" \"th;ree\" \"fo#ur\" "
      "\"\\\"five\"\n" },
    /* parentheses go over lines, quotes keep what is in them */
    { "a.b TXT ( \"x\" ; comment\n"
      "  \"y   z\" # comment\n"
      "  )\n"
      "b.b 203.0.113.1\n",
      "a.b. 3600 IN TXT \"x\" \"y   z\"\n"
      "b.b. 3600 IN A 203.0.113.1\n" },
    /* RFC 3597 */
    { "a.b TYPE65280 \\# 4 0a000001\n"
      "a.b type1 203.0.113.1\n"
      "b.b TYPE1 \\# 4 cb007102\n"
      "b.b A \\# 4 ( cb 00 7103 )\n"
      "c.b TYPE65281 \\# 0\n",
      "a.b. 3600 IN TYPE65280 \\# 4 0a000001\n"
      "a.b. 3600 IN A 203.0.113.1\n"
      "b.b. 3600 IN A 203.0.113.2\n"
      "b.b. 3600 IN A 203.0.113.3\n"
      "c.b. 3600 IN TYPE65281 \\# 0\n" },
};

static const struct zone_row names[] = {
    /* wildcards, RFC 4592 */
    { "*.wild.cctv.com 203.0.113.10\n"
      "* 203.0.113.11\n"
      "*.*.d 203.0.113.12\n"
      "x*.d 203.0.113.13\n"
      "\\*.e 203.0.113.14\n",
      "*.wild.cctv.com. 3600 IN A 203.0.113.10\n"
      "*. 3600 IN A 203.0.113.11\n"
      "*.*.d. 3600 IN A 203.0.113.12\n"
      "x*.d. 3600 IN A 203.0.113.13\n"
      "*.e. 3600 IN A 203.0.113.14\n" },
    /* UTF-8, IDNA 2008, as owner and in data */
    { "新闻.cctv.com 203.0.113.11\n"
      "bücher.example 203.0.113.12\n"
      "BÜCHER.example 203.0.113.13\n"
      "straße.example 203.0.113.14\n"
      "a.b CNAME 新闻.cctv.com\n"
      "b.b MX 10 新闻.cctv.com.\n"
      "c.b RP 新闻.b bücher.b\n"
      "d.b TXT 新闻\n",
      "xn--efvy88h.cctv.com. 3600 IN A 203.0.113.11\n"
      "xn--bcher-kva.example. 3600 IN A 203.0.113.12\n"
      "xn--bcher-kva.example. 3600 IN A 203.0.113.13\n"
      "xn--strae-oqa.example. 3600 IN A 203.0.113.14\n"
      "a.b. 3600 IN CNAME xn--efvy88h.cctv.com.\n"
      "b.b. 3600 IN MX 10 xn--efvy88h.cctv.com.\n"
      "c.b. 3600 IN RP xn--efvy88h.b. xn--bcher-kva.b.\n"
      "d.b. 3600 IN TXT \"\\230\\150\\176\\233\\151\\187\"\n" },
    /* escapes, RFC 1035 5.1 */
    { "a\\.b.c 203.0.113.1\n"
      "\\065.c 203.0.113.2\n"
      "a\\ b.c TXT x\n"
      "a\\#b.c TXT x\n"
      "c#d.c TXT x\n"
      "a_b-c.c 203.0.113.3\n"
      "\\000.c TXT x\n"
      "\\;x.c TXT x\n"
      "\\$x.c TXT x\n"
      "\\@ TXT x\n",
      "a\\.b.c. 3600 IN A 203.0.113.1\n"
      "a.c. 3600 IN A 203.0.113.2\n"
      "a\\032b.c. 3600 IN TXT \"x\"\n"
      "a#b.c. 3600 IN TXT \"x\"\n"
      "c#d.c. 3600 IN TXT \"x\"\n"
      "a_b-c.c. 3600 IN A 203.0.113.3\n"
      "\\000.c. 3600 IN TXT \"x\"\n"
      "\\;x.c. 3600 IN TXT \"x\"\n"
      "$x.c. 3600 IN TXT \"x\"\n"
      "@. 3600 IN TXT \"x\"\n" },
};

/* ---- directives, comments ---- */

static const struct zone_row ttls[] = {
    { "a.b 203.0.113.1\n"
      "$TTL 90\n"
      "b.b 203.0.113.1\n"
      "$TTL 5m\n"
      "c.b 203.0.113.1\n"
      "$ttl 1h30m\n"
      "d.b TXT x\n"
      "$TTL 2d\n"
      "203.0.113.1 e.b\n"
      "$TTL 1W1D1H1M1S\n"
      "f -> g 203.0.113.1\n"
      "$TTL 0\n"
      "g.b 203.0.113.1\n"
      "$TTL 2147483647\n"
      "h.b 203.0.113.1\n",
      "a.b. 3600 IN A 203.0.113.1\n"
      "b.b. 90 IN A 203.0.113.1\n"
      "c.b. 300 IN A 203.0.113.1\n"
      "d.b. 5400 IN TXT \"x\"\n"
      "e.b. 172800 IN A 203.0.113.1\n"
      "g.f. 694861 IN A 203.0.113.1\n"
      "g.b. 0 IN A 203.0.113.1\n"
      "h.b. 2147483647 IN A 203.0.113.1\n" },
};

static const struct zone_row comments[] = {
    { "# all\n"
      "; of\n"
      "   # this\n"
      "\t;is none\n"
      "a.b 203.0.113.1 # behind\n"
      "b.b 203.0.113.1 ; behind\n"
      "c.b TXT x#y ; no word begins there\n"
      "\n"
      "#\n"
      ";\n"
      "d.b 203.0.113.1 # no newline",
      "a.b. 3600 IN A 203.0.113.1\n"
      "b.b. 3600 IN A 203.0.113.1\n"
      "c.b. 3600 IN TXT \"x#y\"\n"
      "d.b. 3600 IN A 203.0.113.1\n" },
    /* CRLF, a byte order mark */
    { "﻿a.b 203.0.113.1\r\n"
      "b.b TXT \"x\" # y\r\n"
      "\r\n"
      "203.0.113.2 c.b\r\n"
      "d.b MX 10 e.b\r\n",
      "a.b. 3600 IN A 203.0.113.1\n"
      "b.b. 3600 IN TXT \"x\"\n"
      "c.b. 3600 IN A 203.0.113.2\n"
      "d.b. 3600 IN MX 10 e.b.\n" },
};

/* 63 octets in a label, 255 in a name: RFC 1035 2.3.4. */
#define A15 "aaaaaaaaaaaaaaa"
#define A60 A15 A15 A15 A15
#define CARETS15 "^^^^^^^^^^^^^^^"
#define A60_CARETS CARETS15 CARETS15 CARETS15 CARETS15
#define LONGEST_CARETS                                                         \
    A60_CARETS A60_CARETS A60_CARETS A60_CARETS "^^^^^^^^^^^^^"
#define LONGEST A60 "aaa." A60 "bbb." A60 "ccc." A60 "d"

static const struct zone_row long_names[] = {
    { LONGEST " 203.0.113.1\n", LONGEST ". 3600 IN A 203.0.113.1\n" },
    { LONGEST ". A 203.0.113.1\nx.b MX 10 " LONGEST "\n",
      LONGEST ". 3600 IN A 203.0.113.1\nx.b. 3600 IN MX 10 " LONGEST ".\n" },
};

static const struct zone_line too_long[] = {
    { A60 "1234.b TXT x", "^^^^^^" A60_CARETS " a label has at most 63 octets",
      "1: '" A60 "1234.b' is not a name" },
    { LONGEST "e 203.0.113.1",
      "^" LONGEST_CARETS " a name has at most 255 octets",
      "1: '" LONGEST "e' is not a name" },
    { "x.b CNAME " LONGEST "e.",
      "          ^^" LONGEST_CARETS " a name has at most 255 octets",
      "11: '" LONGEST "e.' is not a name" },
};

/* ---- bugs ---- */

/* A label of a path may hold a dot, as that of a name may. */
static const struct zone_row dotted_label[] = {
    { "com -> a\\.b 203.0.113.6\n", "a\\.b.com. 3600 IN A 203.0.113.6\n" },
};

/* ---- the tests ---- */

static void a_name_has_addresses(void **state)
{
    (void)state;
    zone_records_are(addresses, ITEMS(addresses));
}

static void a_path_is_read_from_the_top(void **state)
{
    (void)state;
    zone_records_are(paths, ITEMS(paths));
}

static void a_hosts_line_is_read_the_other_way(void **state)
{
    (void)state;
    zone_records_are(hosts, ITEMS(hosts));
}

static void any_record_has_its_type(void **state)
{
    (void)state;
    zone_records_are(typed, ITEMS(typed));
}

static void names_are_absolute_and_may_be_wild_foreign_or_odd(void **state)
{
    (void)state;
    zone_records_are(names, ITEMS(names));
}

static void a_ttl_holds_for_the_lines_that_follow(void **state)
{
    (void)state;
    zone_records_are(ttls, ITEMS(ttls));
}

static void comments_and_line_ends_mean_nothing(void **state)
{
    (void)state;
    zone_records_are(comments, ITEMS(comments));
}

static void a_name_has_up_to_255_octets(void **state)
{
    (void)state;
    zone_records_are(long_names, ITEMS(long_names));
    zone_lines_are_bad("", too_long, ITEMS(too_long));
}

static void a_label_of_a_path_may_hold_an_escaped_dot(void **state)
{
    (void)state;
    zone_records_are(dotted_label, ITEMS(dotted_label));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_has_addresses),
        cmocka_unit_test(a_path_is_read_from_the_top),
        cmocka_unit_test(a_hosts_line_is_read_the_other_way),
        cmocka_unit_test(any_record_has_its_type),
        cmocka_unit_test(names_are_absolute_and_may_be_wild_foreign_or_odd),
        cmocka_unit_test(a_ttl_holds_for_the_lines_that_follow),
        cmocka_unit_test(comments_and_line_ends_mean_nothing),
        cmocka_unit_test(a_name_has_up_to_255_octets),
        cmocka_unit_test(a_label_of_a_path_may_hold_an_escaped_dot),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
