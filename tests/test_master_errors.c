/*
 * Every mistake that a master file can have, and the message that tells of it,
 * whole.  Record data: test_rrtext.c; quotes and parentheses:
 * test_flat_errors.c.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <sys/stat.h>

#define ZONE "$ORIGIN cctv.com.\n@ 60 SOA a. b. 1 2 3 4 5\n@ 60 NS a.\n"

static const struct zone_line bad_records[] = {
    /* names */
    { "a..b A 203.0.113.1", "^^^^ a label is empty",
      "1: 'a..b' is not a name" },
    { "a\\ A 203.0.113.1",
      "     ^^^^^^^^^^^ A, AAAA, CNAME, MX, TXT, or TYPE123",
      "6: '203.0.113.1' is not a record type" },
    { "a\\999 A 203.0.113.1", "^^^^^ an escape is \\. or \\046",
      "1: 'a\\999' is not a name" },
    { "www CNAME a..b", "          ^^^^ a label is empty",
      "11: 'a..b' is not a name" },
    /* classes: RFC 1035 3.2.4 */
    { "www CH A 203.0.113.1", "    ^^ this server has class IN only",
      "5: 'CH' is another class" },
    { "www 60 hs TXT x", "       ^^ this server has class IN only",
      "8: 'hs' is another class" },
    { "www CLASS3 TXT x", "    ^^^^^^ A, AAAA, CNAME, MX, TXT, or TYPE123",
      "5: 'CLASS3' is not a record type" },
    /* TTLs: RFC 2181 8 */
    { "www 2147483648 A 203.0.113.1",
      "    ^^^^^^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "5: '2147483648' is too long" },
    { "www IN 3551w A 203.0.113.1",
      "       ^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "8: '3551w' is too long" },
    /* types */
    { "www", "^^^ www A 203.0.113.7", "1: 'www' ends a record without type" },
    { "www 300", "    ^^^ www A 203.0.113.7",
      "5: '300' ends a record without type" },
    { "www 300 IN", "        ^^ www A 203.0.113.7",
      "9: 'IN' ends a record without type" },
    { " 300", " ^^^ www A 203.0.113.7", "2: '300' ends a record without type" },
    { "www 203.0.113.1", "    ^^^^^^^^^^^ A, AAAA, CNAME, MX, TXT, or TYPE123",
      "5: '203.0.113.1' is not a record type" },
    { "www BLAH x", "    ^^^^ A, AAAA, CNAME, MX, TXT, or TYPE123",
      "5: 'BLAH' is not a record type" },
    { "www AAAAA 2001:db8::1", "    ^^^^^ did you mean AAAA?",
      "5: 'AAAAA' is not a record type" },
    { "www nms ns.cctv.com.", "    ^^^ did you mean NS?",
      "5: 'nms' is not a record type" },
    { "www ANY x", "    ^^^",
      "5: 'ANY' is asked for, but no record has that type" },
    { "www IXFR", "    ^^^^",
      "5: 'IXFR' is asked for, but no record has that type" },
    { "www TYPE41 \\# 0", "    ^^^^^^",
      "5: 'TYPE41' is asked for, but no record has that type" },
    /* data */
    { "www A 203.0.113", "      ^^^^^^^^^ A takes: an IPv4 address",
      "7: '203.0.113' is not an IPv4 address" },
    { " MX 10", "    ^^ MX takes: a number up to 65535, a name",
      "5: '10' is not followed by a name" },
    /* names outside */
    { "baidu.com. A 203.0.113.1", "^^^^^^^^^^ is a dot missing or too many?",
      "1: 'baidu.com.' is outside the zone" },
    { "www. A 203.0.113.1", "^^^^ is a dot missing or too many?",
      "1: 'www.' is outside the zone" },
    { "com. TXT x", "^^^^ is a dot missing or too many?",
      "1: 'com.' is outside the zone" },
    { ".  TXT x", "^ is a dot missing or too many?",
      "1: '.' is outside the zone" },
    /* entries that break off */
    { "www TXT \"x", "        ^", "9: a quote that is not closed" },
    { "www A 203.0.113.1 )", "                  ^",
      "19: nothing to close here" },
    { "www TXT (( x ))", "         ^", "10: parentheses do not nest" },
    { "www TXT ( x ; )", "        ^", "9: a parenthesis that is not closed" },
};

static const struct zone_line bad_directives[] = {
    { "$TTL", "^^^^ 90, 5m, 1h30m or 2d", "1: '$TTL' is not a TTL" },
    { "$TTL soon", "     ^^^^ 90, 5m, 1h30m or 2d", "6: 'soon' is not a TTL" },
    { "$TTL 1 2", "       ^ 90, 5m, 1h30m or 2d", "8: '2' is not a TTL" },
    { "$TTL 2147483648",
      "     ^^^^^^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "6: '2147483648' is too long" },
    { "$ORIGIN", "^^^^^^^ $ORIGIN cctv.com.", "1: '$ORIGIN' takes one name" },
    { "$ORIGIN a b", "^^^^^^^ $ORIGIN cctv.com.",
      "1: '$ORIGIN' takes one name" },
    { "$ORIGIN a..b", "        ^^^^ a label is empty",
      "9: 'a..b' is not a name" },
    { "$INCLUDE", "^^^^^^^^ $INCLUDE more.zone [ORIGIN]",
      "1: '$INCLUDE' takes a file" },
    { "$INCLUDE a b c", "^^^^^^^^ $INCLUDE more.zone [ORIGIN]",
      "1: '$INCLUDE' takes a file" },
    { "$INCLUDE missing", "         ^^^^^^^ No such file or directory",
      "10: cannot read missing" },
    { "$INCLUDE \"not there\"",
      "         ^^^^^^^^^^^ No such file or directory",
      "10: cannot read not there" },
    { "$INCLUDE sub", "         ^^^ Is a directory", "10: cannot read sub" },
    { "$INCLUDE binary", "         ^^^^^^ it has an octet of zero",
      "10: 'binary' is no text file" },
    { "$INCLUDE z", "         ^ it is being read already",
      "10: 'z' includes itself" },
    { "$INCLUDE leaf a..b", "              ^^^^ a label is empty",
      "15: 'a..b' is not a name" },
    { "$ZONE x", "^^^^^ is it one?  -f flat reads it so",
      "1: '$ZONE' belongs into the flat format" },
    { "$PTR off", "^^^^ is it one?  -f flat reads it so",
      "1: '$PTR' belongs into the flat format" },
    { "$GENERATE 1-9 a A 203.0.113.$",
      "^^^^^^^^^ there are $ORIGIN, $TTL and $INCLUDE",
      "1: '$GENERATE' is not a directive" },
    { "$", "^ there are $ORIGIN, $TTL and $INCLUDE",
      "1: '$' is not a directive" },
};

static const struct zone_line no_origin[] = {
    { "www TXT x", "^^^ no $ORIGIN ends it: write the whole name and a dot",
      "1: 'www' is not a name" },
    { "$ORIGIN x",
      "        ^ no $ORIGIN ends it: write the whole name and a dot",
      "9: 'x' is not a name" },
    { "$INCLUDE leaf x",
      "              ^ no $ORIGIN ends it: write the whole name and a dot",
      "15: 'x' is not a name" },
};

static const struct zone_row beginnings[] = {
    /* the SOA is the first record */
    { "$ORIGIN cctv.com.\n"
      "www A 203.0.113.1\n"
      "@ SOA a. b. 1 2 3 4 5\n",
      "z:2:5: 'A' stands before the zone\n"
      "    2 | www A 203.0.113.1\n"
      "      |     ^ its SOA must be the first record\n" },
    /* no zone */
    { "$ORIGIN cctv.com.\n", "z: there is no zone in this file\n"
                             "      a master file begins with a SOA record\n" },
    { "$ORIGIN cctv.com.\n"
      "$TTL 60\n"
      "; nothing\n",
      "z: there is no zone in this file\n"
      "      a master file begins with a SOA record\n" },
    /* no NS: RFC 1035 5.2 */
    { "cctv.com. 60 SOA a. b. 1 2 3 4 5\n",
      "z: warning: no NS record for the zone cctv.com.\n" },
    /* a first line that goes wrong */
    { "$ORIGIN cctv.com.\n"
      "$INCLUDE missing\n"
      "@ SOA a. b. 1 2 3 4 5\n",
      "z:2:10: cannot read missing\n"
      "    2 | $INCLUDE missing\n"
      "      |          ^^^^^^^ No such file or directory\n" },
    /* two zones in one file */
    { "$ORIGIN cctv.com.\n"
      "@ 60 SOA a. b. 1 2 3 4 5\n"
      "@ NS a.\n"
      "baidu.com. SOA a. b. 1 2 3 4 5\n",
      "z:4:1: 'baidu.com.' is outside the zone\n"
      "    4 | baidu.com. SOA a. b. 1 2 3 4 5\n"
      "      | ^^^^^^^^^^ is a dot missing or too many?\n" },
    { "$ORIGIN cctv.com.\n"
      "@ 60 SOA a. b. 1 2 3 4 5\n"
      "@ NS a.\n"
      "www SOA a. b. 1 2 3 4 5\n",
      "z:4:1: a SOA below its zone\n"
      "    4 | www SOA a. b. 1 2 3 4 5\n"
      "      | ^^^ a zone has one SOA, at its top\n" },
    { "$ORIGIN cctv.com.\n"
      "@ 60 SOA a. b. 1 2 3 4 5\n"
      "@ NS a.\n"
      "@ SOA a. b. 2 2 3 4 5\n",
      "z:4:1: cctv.com. has two SOA records\n"
      "    4 | @ SOA a. b. 2 2 3 4 5\n"
      "      | ^ the other one is in line 2\n" },
};

static const struct zone_row included[] = {
    { ZONE "$INCLUDE inner\n"
           "$INCLUDE other baidu.com.\n"
           "$INCLUDE loop\n"
           "$INCLUDE again\n",
      "inner:2:7: '203.0.113' is not an IPv4 address\n"
      "    2 | bad A 203.0.113\n"
      "      |       ^^^^^^^^^ A takes: an IPv4 address\n"
      "other:1:1: '@' is outside the zone\n"
      "    1 | @ TXT x\n"
      "      | ^ is a dot missing or too many?\n"
      "other:2:1: 'leaf' is outside the zone\n"
      "    2 | leaf A 203.0.113.4\n"
      "      | ^^^^ is a dot missing or too many?\n"
      "loop:2:10: './z' includes itself\n"
      "    2 | $INCLUDE ./z\n"
      "      |          ^^^ it is being read already\n"
      "again:1:10: 'again' includes itself\n"
      "    1 | $INCLUDE again\n"
      "      |          ^^^^^ it is being read already\n" },
};

/* ---- bugs ---- */

/* One mistake, one message: the rest follows from it. */
static const struct zone_row told_once[] = {
    { "$ORIGIN cctv.com.\n"
      " IN SOA a. b. 1 2 3 4 5\n",
      "z:2:2: 'IN' stands behind a blank, but no line before has an owner\n"
      "    2 |  IN SOA a. b. 1 2 3 4 5\n"
      "      |  ^^ a name begins the line, or @\n" },
    { "@ SOA ns root 1 2 3 4 5\n",
      "z:1:1: '@' is not a name\n"
      "    1 | @ SOA ns root 1 2 3 4 5\n"
      "      | ^ no $ORIGIN ends it: write the whole name and a dot\n" },
    { "$ORIGIN cctv.com.\n"
      "@ SOA a. b. 1 x 3 4 5\n"
      "@ NS a.\n",
      "z:2:15: 'x' is not a time up to 2147483647 seconds\n"
      "    2 | @ SOA a. b. 1 x 3 4 5\n"
      "      |               ^ SOA takes: a name, a name, a number, a time, a "
      "time, a time, a time\n" },
};

/* Relative names in data, as elsewhere, need something to end them. */
static const struct zone_row relative_data[] = {
    { "cctv.com. 60 SOA a. b. 1 2 3 4 5\ncctv.com. MX 10 mail\n", NULL },
    { "cctv.com. 60 SOA ns root 1 2 3 4 5\n", NULL },
};

/* ---- the tests ---- */

static void says_what_is_wrong_with_a_record(void **state)
{
    (void)state;
    zone_lines_are_bad(ZONE, bad_records, ITEMS(bad_records));
}

static void says_what_is_wrong_with_a_directive(void **state)
{
    (void)state;
    zone_write("leaf", "leaf A 203.0.113.4\n");
    zone_write_bytes("binary", "a\0b", 3);
    assert_int_equal(mkdir("sub", 0700), 0);
    zone_lines_are_bad(ZONE, bad_directives, ITEMS(bad_directives));
}

static void relative_names_need_an_origin(void **state)
{
    (void)state;
    zone_lines_are_bad("cctv.com. 60 SOA a. b. 1 2 3 4 5\ncctv.com. NS a.\n",
                       no_origin, ITEMS(no_origin));
}

static void the_soa_comes_first_and_once(void **state)
{
    (void)state;
    zone_complaints_are(beginnings, ITEMS(beginnings));
}

static void mistakes_of_an_included_file_are_told_there(void **state)
{
    (void)state;
    zone_write("inner", "ok A 203.0.113.1\nbad A 203.0.113\n");
    zone_write("other", "@ TXT x\nleaf A 203.0.113.4\n");
    zone_write("loop", "\n$INCLUDE ./z\n");
    zone_write("again", "$INCLUDE again\n");
    zone_complaints_are(included, ITEMS(included));
}

static void one_mistake_in_the_soa_is_told_once(void **state)
{
    (void)state;
    zone_complaints_are(told_once, ITEMS(told_once));
}

static void relative_names_in_data_need_an_origin_too(void **state)
{
    (void)state;
    zone_is_refused(relative_data, ITEMS(relative_data));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_wrong_with_a_record),
        cmocka_unit_test(says_what_is_wrong_with_a_directive),
        cmocka_unit_test(relative_names_need_an_origin),
        cmocka_unit_test(the_soa_comes_first_and_once),
        cmocka_unit_test(mistakes_of_an_included_file_are_told_there),
        cmocka_unit_test(one_mistake_in_the_soa_is_told_once),
        cmocka_unit_test(relative_names_in_data_need_an_origin_too),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
