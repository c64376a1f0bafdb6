/*
 * Every mistake that a line of the flat format can have, and the message that
 * tells of it, whole.  Record data: test_rrtext.c.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

/* ---- what stands behind the name ---- */

static const struct zone_line bad_kinds[] = {
    /* neither an address nor a type */
    { "news.cctv.com        203.0.113",
      "                     ^^^^^^^^^ an IPv4 address has four numbers: "
      "203.0.113.7",
      "22: '203.0.113' is not an address and not a record type" },
    { "a.b 1.2.3.4.5",
      "    ^^^^^^^^^ an IPv4 address has four numbers: 203.0.113.7",
      "5: '1.2.3.4.5' is not an address and not a record type" },
    { "a.b 203.0.113.256",
      "    ^^^^^^^^^^^^^ each number is 0 to 255, without a zero in front",
      "5: '203.0.113.256' is not an address and not a record type" },
    { "a.b 203.0.113.07",
      "    ^^^^^^^^^^^^ each number is 0 to 255, without a zero in front",
      "5: '203.0.113.07' is not an address and not a record type" },
    { "a.b 2001:db8:::1",
      "    ^^^^^^^^^^^^ an IPv6 address is like 2001:db8::7",
      "5: '2001:db8:::1' is not an address and not a record type" },
    { "a.b 2001:db8::g", "    ^^^^^^^^^^^",
      "5: '2001:db8::g' is not an address and not a record type" },
    { "a.b FOO bar", "    ^^^",
      "5: 'FOO' is not an address and not a record type" },
    { "a.b TYPE0 \\# 0", "    ^^^^^",
      "5: 'TYPE0' is not an address and not a record type" },
    { "a.b TYPE65536 \\# 0", "    ^^^^^^^^^",
      "5: 'TYPE65536' is not an address and not a record type" },
    { "a.b 1h30 203.0.113.1", "    ^^^^",
      "5: '1h30' is not an address and not a record type" },
    /* a type with a letter wrong, missing, too many, or two swapped */
    { "a.b AAAB 2001:db8::7", "    ^^^^ did you mean AAAA?",
      "5: 'AAAB' is not an address and not a record type" },
    { "a.b CNME c.b", "    ^^^^ did you mean CNAME?",
      "5: 'CNME' is not an address and not a record type" },
    { "a.b mxx 10 c.b", "    ^^^ did you mean MX?",
      "5: 'mxx' is not an address and not a record type" },
    { "a.b TTX hi", "    ^^^ did you mean TXT?",
      "5: 'TTX' is not an address and not a record type" },
    /* types that no record has */
    { "a.b ANY x", "    ^^^",
      "5: 'ANY' is asked for, but no record has that type" },
    { "a.b AXFR", "    ^^^^",
      "5: 'AXFR' is asked for, but no record has that type" },
    { "a.b OPT", "    ^^^",
      "5: 'OPT' is asked for, but no record has that type" },
    { "a.b TYPE249 \\# 0", "    ^^^^^^^",
      "5: 'TYPE249' is asked for, but no record has that type" },
    /* nothing there */
    { "a.b", "^^^ news.cctv.com 203.0.113.7",
      "1: 'a.b' has no address behind it" },
    { "a.b 300", "^^^ news.cctv.com 203.0.113.7",
      "1: 'a.b' has no address behind it" },
    { "a.b 300 IN ; nothing", "^^^ news.cctv.com 203.0.113.7",
      "1: 'a.b' has no address behind it" },
    { "203.0.113.7", "^^^^^^^^^^^ 203.0.113.7 news.cctv.com",
      "1: '203.0.113.7' has no name behind it" },
    { "2001:db8::7 # nothing", "^^^^^^^^^^^ 203.0.113.7 news.cctv.com",
      "1: '2001:db8::7' has no name behind it" },
    /* what follows an address is an address */
    { "a.b 203.0.113.7 203.0.113.8 news",
      "                            ^^^^ 203.0.113.7 or 2001:db8::7",
      "29: 'news' is not an address" },
    { "a.b 203.0.113.7 A 203.0.113.8",
      "                ^ 203.0.113.7 or 2001:db8::7",
      "17: 'A' is not an address" },
    /* TTLs, RFC 2181 8 */
    { "a.b 2147483648 203.0.113.7",
      "    ^^^^^^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "5: '2147483648' is too long" },
    { "a.b 99999999999999999999 203.0.113.7",
      "    ^^^^^^^^^^^^^^^^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "5: '99999999999999999999' is too long" },
    { "a.b 3551w TXT hi", "    ^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "5: '3551w' is too long" },
};

/* ---- names ---- */

static const struct zone_line bad_names[] = {
    { "a..b 203.0.113.1", "^^^^ a label is empty", "1: 'a..b' is not a name" },
    { ".a 203.0.113.1", "^^ a label is empty", "1: '.a' is not a name" },
    { "a.b.. 203.0.113.1", "^^^^^ a label is empty",
      "1: 'a.b..' is not a name" },
    { "a\\1.b 203.0.113.1", "^^^^^ an escape is \\. or \\046",
      "1: 'a\\1.b' is not a name" },
    { "a\\256.b 203.0.113.1", "^^^^^^^ an escape is \\. or \\046",
      "1: 'a\\256.b' is not a name" },
    /* IDNA 2008 */
    { "☃☃.b 203.0.113.1", "^^^^ string contains a disallowed character",
      "1: '☃☃.b' is not a name" },
    { "a.b CNAME ☃.b", "          ^^^ string contains a disallowed character",
      "11: '☃.b' is not a name" },
    { "a.b MX 10 ☃.b", "          ^^^ string contains a disallowed character",
      "11: '☃.b' is not a name" },
    /* paths */
    { "com -> cctv -> 203.0.113.7",
      "               ^^^^^^^^^^^ one label, an arrow, one label: com -> cctv",
      "16: '203.0.113.7' does not fit into a path" },
    { "com -> cctv.x -> b 203.0.113.7",
      "       ^^^^^^ one label, an arrow, one label: com -> cctv",
      "8: 'cctv.x' does not fit into a path" },
    { "-> a 203.0.113.7", "^^ one label, an arrow, one label: com -> cctv",
      "1: '->' does not fit into a path" },
    { "com -> -> b 203.0.113.7",
      "       ^^ one label, an arrow, one label: com -> cctv",
      "8: '->' does not fit into a path" },
    { "com -> a b -> c 203.0.113.7", "         ^",
      "10: 'b' is not an address and not a record type" },
    { "com>cctv>", "^^^^^^^^^ one label, an arrow, one label: com -> cctv",
      "1: the path ends in an arrow" },
    { "com -> ☃ 203.0.113.7", "^^^^^^^^ string contains a disallowed character",
      "1: '☃.com.' is not a name" },
};

/* ---- directives ---- */

static const struct zone_line bad_directives[] = {
    { "$TTL", "^^^^ $TTL 1h30m", "1: '$TTL' needs more" },
    { "$TTL 1 2", "^^^^ $TTL 1h30m", "1: '$TTL' takes no more" },
    { "$TTL -1", "     ^^ 90, 5m, 1h30m or 2d", "6: '-1' is not a TTL" },
    { "$TTL 1x", "     ^^ 90, 5m, 1h30m or 2d", "6: '1x' is not a TTL" },
    { "$TTL 2147483648",
      "     ^^^^^^^^^^ at most 2147483647 seconds, RFC 2181 8",
      "6: '2147483648' is too long" },
    { "$ZONE", "^^^^^ $ZONE cctv.com", "1: '$ZONE' needs more" },
    { "$ZONE a b", "^^^^^ $ZONE cctv.com", "1: '$ZONE' takes no more" },
    { "$ZONE a..b", "      ^^^^ a label is empty", "7: 'a..b' is not a name" },
    { "$PTR", "^^^^ $PTR off", "1: '$PTR' needs more" },
    { "$PTR off on", "^^^^ $PTR off", "1: '$PTR' takes no more" },
    { "$PTR maybe", "     ^^^^^ $PTR on or $PTR off",
      "6: 'maybe' is neither on nor off" },
    { "$GENERATE 1-9 a A 203.0.113.$",
      "^^^^^^^^^ there are $TTL, $ZONE and $PTR",
      "1: '$GENERATE' is not a directive" },
    { "$", "^ there are $TTL, $ZONE and $PTR", "1: '$' is not a directive" },
};

static const struct zone_line late_directives[] = {
    { "$ORIGIN b.", "^^^^^^^ is it one?  -f master reads it so",
      "1: '$ORIGIN' belongs into a master file" },
    { "$INCLUDE b.zone", "^^^^^^^^ is it one?  -f master reads it so",
      "1: '$INCLUDE' belongs into a master file" },
};

static const struct zone_line outside[] = {
    { "cctv.net TXT \"hi\"", "^^^^^^^^ add a $ZONE for it, or take it out",
      "1: 'cctv.net' is outside every $ZONE of this file" },
    { "$ZONE ☃.b", "      ^^^ string contains a disallowed character",
      "7: '☃.b' is not a name" },
};

/* ---- entries that break off ---- */

static const struct zone_line broken_entries[] = {
    { "\"a 203.0.113.1", "^", "1: a quote that is not closed" },
    { "a.b TXT \"x\\\"", "        ^", "9: a quote that is not closed" },
    { "a.b ) 203.0.113.1", "    ^", "5: nothing to close here" },
    { "a.b TXT ( ( x ) )", "          ^", "11: parentheses do not nest" },
    { "a.b TXT ( x", "        ^", "9: a parenthesis that is not closed" },
};

/* ---- place, excerpt and carets ---- */

static const struct zone_line places[] = {
    /* columns count characters from 1, and a tab is one */
    { "新闻.cctv.com\t203.0.113.7.8",
      "             \t^^^^^^^^^^^^^ an IPv4 address has four numbers: "
      "203.0.113.7",
      "13: '203.0.113.7.8' is not an address and not a record type" },
    { "新闻.cctv.com 新闻", "              ^^^^",
      "13: '新闻' is not an address and not a record type" },
    { "\t\ta.b\t\t203.0.113.300",
      "\t\t   \t\t^^^^^^^^^^^^^ each number is 0 to 255, without a zero in "
      "front",
      "8: '203.0.113.300' is not an address and not a record type" },
    { "ü.b x", "    ^", "5: 'x' is not an address and not a record type" },
};

static const struct zone_row lines_of_entries[] = {
    /* the line is counted, whatever came before it */
    { "# 1\n"
      "\n"
      "; 3\n"
      "a.b TXT ( x\n"
      " y ) ; 5\n"
      "  a.b x # 6\n",
      "z:6:7: 'x' is not an address and not a record type\n"
      "    6 |   a.b x # 6\n"
      "      |       ^\n" },
    /* the word itself, whatever line it stands on */
    { "a.b MX ( 10\n"
      " c.b 20 )\n",
      "z:2:6: '20' is too much\n"
      "    2 |  c.b 20 )\n"
      "      |      ^^ MX takes: a number up to 65535, a name\n" },
    /* a span ends with its line */
    { "a.b DS ( 1 8 2 0x\n"
      " 00 )\n",
      "z:1:16: '0x' is not hex digits, two an octet\n"
      "    1 | a.b DS ( 1 8 2 0x\n"
      "      |                ^^ DS takes: a number up to 65535, an algorithm, "
      "a number up to 255, hex digits\n" },
    /* no newline at the end */
    { "a.b x", "z:1:5: 'x' is not an address and not a record type\n"
               "    1 | a.b x\n"
               "      |     ^\n" },
    /* a quote ends with its line, and so does the mistake */
    { "a.b TXT \"x\n"
      "a.b TXT \"y\"\n",
      "z:1:9: a quote that is not closed\n"
      "    1 | a.b TXT \"x\n"
      "      |         ^\n" },
    /* a parenthesis does not: the rest of the file is inside */
    { "a.b 203.0.113.1\n"
      "a.b TXT ( x\n"
      " y\n",
      "z:2:9: a parenthesis that is not closed\n"
      "    2 | a.b TXT ( x\n"
      "      |         ^\n" },
    /* all of a file is told in one go */
    { "$ZONE cctv.com\n"
      "www.cctv.com 203.0.113\n"
      "www.cctv.com CNAM news.cctv.com\n"
      "\n"
      "news..cctv.com 203.0.113.7\n"
      "$TTL soon\n",
      "z:2:14: '203.0.113' is not an address and not a record type\n"
      "    2 | www.cctv.com 203.0.113\n"
      "      |              ^^^^^^^^^ an IPv4 address has four numbers: "
      "203.0.113.7\n"
      "z:3:14: 'CNAM' is not an address and not a record type\n"
      "    3 | www.cctv.com CNAM news.cctv.com\n"
      "      |              ^^^^ did you mean CNAME?\n"
      "z:5:1: 'news..cctv.com' is not a name\n"
      "    5 | news..cctv.com 203.0.113.7\n"
      "      | ^^^^^^^^^^^^^^ a label is empty\n"
      "z:6:6: 'soon' is not a TTL\n"
      "    6 | $TTL soon\n"
      "      |      ^^^^ 90, 5m, 1h30m or 2d\n" },
};

/* ---- bugs ---- */

static const struct zone_row told_once[] = {
    { "$ZONE b\n203.0.113.9 a.b a.c d.b\n",
      "z:2:17: 'a.c' is outside every $ZONE of this file\n"
      "    2 | 203.0.113.9 a.b a.c d.b\n"
      "      |                 ^^^ add a $ZONE for it, or take it out\n" },
};

/* One name, one way to say it: as for any other line. */
static const struct zone_line outside_plain[] = {
    { "news.baidu.com 203.0.113.8",
      "^^^^^^^^^^^^^^ add a $ZONE for it, or take it out",
      "1: 'news.baidu.com' is outside every $ZONE of this file" },
};

/* A path is marked as a whole. */
static const struct zone_line paths_whole[] = {
    { "com -> baidu 203.0.113.8",
      "^^^^^^^^^^^^ add a $ZONE for it, or take it out",
      "1: 'com -> baidu' is outside every $ZONE of this file" },
    { "com -> cctv", "^^^^^^^^^^^ news.cctv.com 203.0.113.7",
      "1: 'com -> cctv' has no address behind it" },
};

/* Nobody means these as names. */
static const struct zone_row no_names[] = {
    { "203.0.113.9 mail.b 203.0.113.10\n", NULL },
    { "203.0.113.9 com -> x\n", NULL },
    { "\"a b\" 203.0.113.1\n", NULL },
    { "a.b CNAME \"\"\n", NULL },
    { "a.b MX 10 \"m.b\"\n", NULL },
    { "a.b TXT (x\\\n y)\n", NULL },
};

/* ---- the tests ---- */

static void says_what_is_neither_address_nor_type(void **state)
{
    (void)state;
    zone_lines_are_bad("", bad_kinds, ITEMS(bad_kinds));
}

static void says_what_is_no_name(void **state)
{
    (void)state;
    zone_lines_are_bad("", bad_names, ITEMS(bad_names));
}

static void says_what_is_wrong_with_directives(void **state)
{
    (void)state;
    zone_lines_are_bad("", bad_directives, ITEMS(bad_directives));
    zone_lines_are_bad("a.b 203.0.113.7\n", late_directives,
                       ITEMS(late_directives));
}

static void names_outside_every_zone_are_refused(void **state)
{
    (void)state;
    zone_lines_are_bad("$ZONE cctv.com\n$ZONE baidu.cn\n", outside,
                       ITEMS(outside));
}

static void entries_that_break_off_are_told(void **state)
{
    (void)state;
    zone_lines_are_bad("", broken_entries, ITEMS(broken_entries));
}

static void carets_stand_under_what_is_wrong(void **state)
{
    (void)state;
    zone_lines_are_bad("", places, ITEMS(places));
    zone_complaints_are(lines_of_entries, ITEMS(lines_of_entries));
}

static void an_error_in_a_hosts_line_is_told_once(void **state)
{
    (void)state;
    zone_complaints_are(told_once, ITEMS(told_once));
}

static void a_plain_line_outside_is_told_like_any_other(void **state)
{
    (void)state;
    zone_lines_are_bad("$ZONE cctv.com\n", outside_plain, ITEMS(outside_plain));
}

static void a_path_is_marked_as_a_whole(void **state)
{
    (void)state;
    zone_lines_are_bad("$ZONE cctv.com\n", paths_whole, ITEMS(paths_whole));
}

static void no_address_arrow_or_quote_is_taken_for_a_name(void **state)
{
    (void)state;
    zone_is_refused(no_names, ITEMS(no_names));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_is_neither_address_nor_type),
        cmocka_unit_test(says_what_is_no_name),
        cmocka_unit_test(says_what_is_wrong_with_directives),
        cmocka_unit_test(names_outside_every_zone_are_refused),
        cmocka_unit_test(entries_that_break_off_are_told),
        cmocka_unit_test(carets_stand_under_what_is_wrong),
        cmocka_unit_test(an_error_in_a_hosts_line_is_told_once),
        cmocka_unit_test(a_plain_line_outside_is_told_like_any_other),
        cmocka_unit_test(a_path_is_marked_as_a_whole),
        cmocka_unit_test(no_address_arrow_or_quote_is_taken_for_a_name),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
