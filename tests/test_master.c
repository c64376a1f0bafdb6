/*
 * What master files mean, RFC 1035 5: read back from the image.  The data of
 * every type: test_rrtext.c.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>
#include <sys/stat.h>

#define ZONE "$ORIGIN cctv.com.\n@ 60 SOA a. b. 1 2 3 4 5\n@ 60 NS a.\n"

static const struct zone_row soas[] = {
    /* as most people write it */
    { "; a comment first\n"
      "$TTL 1h\n"
      "$ORIGIN cctv.com.\n"
      "@ IN SOA ns root.cctv.com. ( 2024010101 ; serial\n"
      "        1h      ; refresh\n"
      "        15m 1w  ; retry, expire\n"
      "        5 )     ; negative\n"
      "     IN NS ns\n"
      "ns   IN A  203.0.113.1\n",
      "cctv.com. 3600 IN SOA ns.cctv.com. root.cctv.com. 2024010101 3600 900 "
      "604800 5\n"
      "cctv.com. 3600 IN NS ns.cctv.com.\n"
      "ns.cctv.com. 3600 IN A 203.0.113.1\n" },
    /* without $ORIGIN; IN and TTL in both orders, or neither */
    { "cctv.com. 300 IN SOA a. b. 1 2 3 4 5\n"
      "cctv.com. IN 60 NS a.\n",
      "cctv.com. 300 IN SOA a. b. 1 2 3 4 5\n"
      "cctv.com. 60 IN NS a.\n" },
    { "CCTV.com. IN 300 SOA A. b. 4294967295 2 3 4 5\n"
      "cctv.com. NS a.\n",
      "cctv.com. 300 IN SOA A. b. 4294967295 2 3 4 5\n"
      "cctv.com. 300 IN NS a.\n" },
    /* no TTL yet: the minimum, as BIND does it */
    { "$ORIGIN cctv.com.\n"
      "@ SOA a. b. 1 2 3 4 99\n"
      "@ NS a.\n"
      "www A 203.0.113.1\n",
      "cctv.com. 99 IN SOA a. b. 1 2 3 4 99\n"
      "cctv.com. 99 IN NS a.\n"
      "www.cctv.com. 99 IN A 203.0.113.1\n" },
    /* the root */
    { ". 60 SOA a. b. 1 2 3 4 5\n"
      ". NS a.\n"
      "a. A 203.0.113.1\n",
      ". 60 IN SOA a. b. 1 2 3 4 5\n"
      ". 60 IN NS a.\n"
      "a. 60 IN A 203.0.113.1\n" },
    { "$ORIGIN .\n"
      "@ 60 SOA a b 1 2 3 4 5\n"
      "@ NS a\n"
      "com A 203.0.113.1\n",
      ". 60 IN SOA a. b. 1 2 3 4 5\n"
      ". 60 IN NS a.\n"
      "com. 60 IN A 203.0.113.1\n" },
    /* no PTR is made, nor anything else */
    { "$ORIGIN cctv.com.\n"
      "@ 60 TYPE6 \\# 22 00 00 00000001 00000002 00000003 00000004 00000005\n"
      "@ NS a.\n",
      "cctv.com. 60 IN SOA . . 1 2 3 4 5\n"
      "cctv.com. 60 IN NS a.\n" },
};

static const struct zone_row owners[] = {
    /* @, blank owners, relative and absolute names, in owner and data */
    { ZONE "@ MX 10 mail\n"
           "  MX 20 mail.example.\n"
           "\tTXT x\n"
           "mail A 203.0.113.1\n"
           "; nothing\n"
           "     \n"
           "  AAAA 2001:db8::1\n"
           "www.cctv.com. CNAME @\n"
           "A CNAME mail.cctv.com.\n"
           "60 60 A 203.0.113.2\n",
      "cctv.com. 60 IN MX 10 mail.cctv.com.\n"
      "cctv.com. 60 IN MX 20 mail.example.\n"
      "cctv.com. 60 IN TXT \"x\"\n"
      "mail.cctv.com. 60 IN A 203.0.113.1\n"
      "mail.cctv.com. 60 IN AAAA 2001:db8::1\n"
      "www.cctv.com. 60 IN CNAME cctv.com.\n"
      "a.cctv.com. 60 IN CNAME mail.cctv.com.\n"
      "60.cctv.com. 60 IN A 203.0.113.2\n" },
    /* $ORIGIN, relative to the one before */
    { ZONE "$ORIGIN a\n"
           "x A 203.0.113.1\n"
           "@ A 203.0.113.2\n"
           "$ORIGIN b\n"
           "x CNAME @\n"
           "$ORIGIN cctv.com.\n"
           "y A 203.0.113.3\n"
           "$origin C.cctv.com.\n"
           "  A 203.0.113.4\n"
           "z A 203.0.113.5\n",
      "a.cctv.com. 60 IN A 203.0.113.2\n"
      "x.a.cctv.com. 60 IN A 203.0.113.1\n"
      "x.b.a.cctv.com. 60 IN CNAME b.a.cctv.com.\n"
      "y.cctv.com. 60 IN A 203.0.113.3\n"
      "y.cctv.com. 60 IN A 203.0.113.4\n"
      "z.c.cctv.com. 60 IN A 203.0.113.5\n" },
    /* escapes: RFC 1035 5.1 */
    { ZONE "a\\.b A 203.0.113.1\n"
           "\\065x A 203.0.113.2\n"
           "\\@ A 203.0.113.3\n"
           "\\\\ TXT x\n"
           "a\\;b TXT x\n"
           "a\\(b\\) TXT x\n"
           "\\$x TXT y\n"
           "\\000 TXT z\n"
           "#x TXT not a comment\n",
      "a\\.b.cctv.com. 60 IN A 203.0.113.1\n"
      "ax.cctv.com. 60 IN A 203.0.113.2\n"
      "@.cctv.com. 60 IN A 203.0.113.3\n"
      "\\\\.cctv.com. 60 IN TXT \"x\"\n"
      "a\\;b.cctv.com. 60 IN TXT \"x\"\n"
      "a\\(b\\).cctv.com. 60 IN TXT \"x\"\n"
      "$x.cctv.com. 60 IN TXT \"y\"\n"
      "\\000.cctv.com. 60 IN TXT \"z\"\n"
      "#x.cctv.com. 60 IN TXT \"not\" \"a\" \"comment\"\n" },
    /* wildcards; other octets as they are: RFC 2181 11 */
    { ZONE "* A 203.0.113.1\n"
           "*.a MX 10 *.b\n"
           "新 TXT x\n",
      "*.cctv.com. 60 IN A 203.0.113.1\n"
      "*.a.cctv.com. 60 IN MX 10 *.b.cctv.com.\n"
      "\\230\\150\\176.cctv.com. 60 IN TXT \"x\"\n" },
};

static const struct zone_row entries[] = {
    /* parentheses join lines, quotes hold blanks, comments end */
    { ZONE "x TXT ( \"a b\" ; )\n"
           "  \"c;(d\" ; (\n"
           " )\n"
           "y (\n"
           " MX\n"
           " 10 ) z ; z\n"
           "(w A 203.0.113.1)\n"
           "v TXT \"a\"\"b\" \"\" c\\ d \\\"e;f\n",
      "x.cctv.com. 60 IN TXT \"a b\" \"c;(d\"\n"
      "y.cctv.com. 60 IN MX 10 z.cctv.com.\n"
      "w.cctv.com. 60 IN A 203.0.113.1\n"
      "v.cctv.com. 60 IN TXT \"a\" \"b\" \"\" \"c d\" \"\\\"e\"\n" },
    /* classes: RFC 1035 3.2.4, RFC 3597 5 */
    { ZONE "a IN A 203.0.113.1\n"
           "a in 60 A 203.0.113.2\n"
           "a 60 IN A 203.0.113.3\n"
           "a CLASS1 A 203.0.113.4\n"
           "a class1 TYPE1 203.0.113.5\n"
           "a type1 \\# 4 cb007106\n",
      "a.cctv.com. 60 IN A 203.0.113.1\n"
      "a.cctv.com. 60 IN A 203.0.113.2\n"
      "a.cctv.com. 60 IN A 203.0.113.3\n"
      "a.cctv.com. 60 IN A 203.0.113.4\n"
      "a.cctv.com. 60 IN A 203.0.113.5\n"
      "a.cctv.com. 60 IN A 203.0.113.6\n" },
    /* RFC 3597 */
    { ZONE "a TYPE65280 \\# 3 ( 01\n"
           " 0203 )\n"
           "a A \\# 4 0a000001\n"
           "b MX \\# 5 000a016100\n"
           "c TYPE256 10 1 \"ftp://x\"\n"
           "d TYPE65281 \\# 0\n",
      "a.cctv.com. 60 IN TYPE65280 \\# 3 010203\n"
      "a.cctv.com. 60 IN A 10.0.0.1\n"
      "b.cctv.com. 60 IN MX 10 a.\n"
      "c.cctv.com. 60 IN URI 10 1 \"ftp://x\"\n"
      "d.cctv.com. 60 IN TYPE65281 \\# 0\n" },
    /* CRLF, a byte order mark, no newline at the end */
    { "﻿$ORIGIN cctv.com.\r\n"
      "@ 60 SOA a. b. 1 2 3 4 5\r\n"
      "@ 60 NS a.\r\n"
      "a A 203.0.113.1\r\n"
      "  TXT x ; y\r\n"
      "b TXT \"z\"\r\n"
      "  MX ( 10\r\n"
      "  c )",
      "a.cctv.com. 60 IN A 203.0.113.1\n"
      "a.cctv.com. 60 IN TXT \"x\"\n"
      "b.cctv.com. 60 IN TXT \"z\"\n"
      "b.cctv.com. 60 IN MX 10 c.cctv.com.\n" },
};

static const struct zone_row ttls[] = {
    /* $TTL holds for what has none: RFC 2308 4 */
    { "$TTL 1h\n" ZONE "a A 203.0.113.1\n"
      "$TTL 90\n"
      "b 5 A 203.0.113.1\n"
      "c A 203.0.113.1\n"
      "  IN TXT x\n"
      "$ttl 1h30m\n"
      "d A 203.0.113.1\n"
      "$TTL 0\n"
      "e TXT x\n"
      "$TTL 2147483647\n"
      "f TXT x\n",
      "a.cctv.com. 3600 IN A 203.0.113.1\n"
      "b.cctv.com. 5 IN A 203.0.113.1\n"
      "c.cctv.com. 90 IN A 203.0.113.1\n"
      "c.cctv.com. 90 IN TXT \"x\"\n"
      "d.cctv.com. 5400 IN A 203.0.113.1\n"
      "e.cctv.com. 0 IN TXT \"x\"\n"
      "f.cctv.com. 2147483647 IN TXT \"x\"\n" },
    /* without it the last one written: RFC 1035 5.1 */
    { ZONE "a A 203.0.113.1\n"
           "b 5 A 203.0.113.1\n"
           "c A 203.0.113.1\n"
           "d 2d IN TXT x\n"
           "e TXT x\n",
      "a.cctv.com. 60 IN A 203.0.113.1\n"
      "b.cctv.com. 5 IN A 203.0.113.1\n"
      "c.cctv.com. 5 IN A 203.0.113.1\n"
      "d.cctv.com. 172800 IN TXT \"x\"\n"
      "e.cctv.com. 172800 IN TXT \"x\"\n" },
    /* it may come late */
    { ZONE "a 5 A 203.0.113.1\n"
           "$TTL 70\n"
           "b A 203.0.113.1\n"
           "c 6 TXT x\n"
           "d TXT x\n",
      "a.cctv.com. 5 IN A 203.0.113.1\n"
      "b.cctv.com. 70 IN A 203.0.113.1\n"
      "c.cctv.com. 6 IN TXT \"x\"\n"
      "d.cctv.com. 70 IN TXT \"x\"\n" },
};

static const struct zone_row includes[] = {
    /* nested, beside the file that includes; its origin ends with it */
    { ZONE "$INCLUDE sub/inc\n"
           "z A 203.0.113.9\n",
      "x.cctv.com. 60 IN A 203.0.113.1\n"
      "x.cctv.com. 60 IN A 203.0.113.2\n"
      "other.cctv.com. 60 IN TXT \"leaf\"\n"
      "y.other.cctv.com. 60 IN A 203.0.113.3\n"
      "leaf.other.cctv.com. 60 IN A 203.0.113.4\n"
      "z.cctv.com. 60 IN A 203.0.113.9\n" },
    /* with an origin, relative or not */
    { ZONE "$INCLUDE \"sub/leaf\" deep.er\n"
           "$INCLUDE sub/leaf www.cctv.com. ; comment\n"
           "z A 203.0.113.9\n",
      "deep.er.cctv.com. 60 IN TXT \"leaf\"\n"
      "leaf.deep.er.cctv.com. 60 IN A 203.0.113.4\n"
      "www.cctv.com. 60 IN TXT \"leaf\"\n"
      "leaf.www.cctv.com. 60 IN A 203.0.113.4\n"
      "z.cctv.com. 60 IN A 203.0.113.9\n" },
    /* its owner goes in, and does not come out */
    { ZONE "z A 203.0.113.9\n"
           "$INCLUDE sub/blank\n"
           "$INCLUDE sub/leaf\n"
           " TXT z\n",
      "cctv.com. 60 IN TXT \"leaf\"\n"
      "z.cctv.com. 60 IN A 203.0.113.9\n"
      "z.cctv.com. 60 IN A 203.0.113.5\n"
      "z.cctv.com. 60 IN TXT \"z\"\n"
      "leaf.cctv.com. 60 IN A 203.0.113.4\n" },
    /* twice is no loop; an empty one is none either */
    { ZONE "$INCLUDE ./sub/leaf a\n"
           "$INCLUDE sub/../sub/leaf b\n"
           "$include empty\n",
      "a.cctv.com. 60 IN TXT \"leaf\"\n"
      "leaf.a.cctv.com. 60 IN A 203.0.113.4\n"
      "b.cctv.com. 60 IN TXT \"leaf\"\n"
      "leaf.b.cctv.com. 60 IN A 203.0.113.4\n" },
    /* the SOA may stand there; a TTL comes out */
    { "$INCLUDE soa\n"
      "$ORIGIN cctv.com.\n"
      "a A 203.0.113.9\n"
      "$INCLUDE ttl\n"
      "b A 203.0.113.9\n",
      "a.cctv.com. 60 IN A 203.0.113.9\n"
      "t.cctv.com. 7 IN A 203.0.113.6\n"
      "b.cctv.com. 7 IN A 203.0.113.9\n" },
};

/* ---- the tests ---- */

static void a_soa_begins_the_zone(void **state)
{
    (void)state;
    zone_dumps_are(soas, ITEMS(soas), zone_dump);
}

static void owners_are_completed(void **state)
{
    (void)state;
    zone_records_are(owners, ITEMS(owners));
}

static void entries_go_over_lines(void **state)
{
    (void)state;
    zone_records_are(entries, ITEMS(entries));
}

static void a_ttl_comes_from_the_record_or_from_before(void **state)
{
    (void)state;
    zone_records_are(ttls, ITEMS(ttls));
}

static void included_files_are_read_in_place(void **state)
{
    (void)state;
    assert_int_equal(mkdir("sub", 0700), 0);
    zone_write("sub/inc", "x A 203.0.113.1\n"
                          " A 203.0.113.2\n"
                          "$ORIGIN other\n"
                          "y A 203.0.113.3\n"
                          "$INCLUDE leaf\n");
    zone_write("sub/leaf", "leaf A 203.0.113.4\n"
                           "@ TXT leaf\n");
    zone_write("sub/blank", " A 203.0.113.5\n");
    zone_write("soa", ZONE);
    zone_write("ttl", "$TTL 7\n"
                      "t A 203.0.113.6\n");
    zone_write("empty", "; nothing\n");
    zone_records_are(includes, ITEMS(includes));
}

/* A million lines a second: plain_line and the full reader must agree. */
static void plain_lines_mean_what_full_lines_mean(void **state)
{
    (void)state;
    zone_write("z", ZONE "www 300 IN A 203.0.113.1\n"
                         "www IN AAAA 2001:db8::1 ; plain\n"
                         "a.b 7 A 203.0.113.2\n"
                         "Mail A 203.0.113.3\n"
                         "c.cctv.com. A 203.0.113.4");
    struct zone_load plain = zone_load_file("z", FORMAT_DETECT);
    zone_write("z", ZONE "www IN 300 (A 203.0.113.1)\n"
                         "w\\119w (IN) AAAA 2001:db8:0::1\n"
                         "\\097.b (7 A 203.0.113.2)\n"
                         "Mai\\l (A) 203.0.113.3\n"
                         "\\c.cctv.com. (A) 203.0.113.4");
    struct zone_load full = zone_load_file("z", FORMAT_DETECT);
    assert_int_equal(plain.done, 0);
    assert_int_equal(full.done, 0);
    char *a = zone_dump(&plain.image), *b = zone_dump(&full.image);
    assert_string_equal(a, b);
    assert_int_equal(plain.image.size, full.image.size);
    free(a);
    free(b);
    zone_free(&plain);
    zone_free(&full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_soa_begins_the_zone),
        cmocka_unit_test(owners_are_completed),
        cmocka_unit_test(entries_go_over_lines),
        cmocka_unit_test(a_ttl_comes_from_the_record_or_from_before),
        cmocka_unit_test(included_files_are_read_in_place),
        cmocka_unit_test(plain_lines_mean_what_full_lines_mean),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
