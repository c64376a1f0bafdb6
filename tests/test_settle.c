/*
 * What records cannot be together, and what they can but hardly should: the
 * errors and warnings of settle.c and judge.c, whole.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>

/* ---- errors ---- */

static const struct zone_row errors[] = {
    /* a CNAME stands alone: RFC 1034 3.6.2, RFC 2181 10.1 */
    { "c.b 203.0.113.2\n"
      "a.b CNAME c.b\n"
      "a.b 203.0.113.1\n",
      "z:3:1: a.b. has a CNAME and other data: a CNAME stands alone\n"
      "    3 | a.b 203.0.113.1\n"
      "      | ^^^ the other one is in line 2\n" },
    { "c.b 203.0.113.2\n"
      "a.b 203.0.113.1\n"
      "a.b TXT x\n"
      "a.b CNAME c.b\n",
      "z:4:1: a.b. has a CNAME and other data: a CNAME stands alone\n"
      "    4 | a.b CNAME c.b\n"
      "      | ^^^ the other one is in line 2\n" },
    { "c.b 203.0.113.2\n"
      "d.b 203.0.113.2\n"
      "a.b CNAME c.b\n"
      "a.b CNAME d.b\n",
      "z:4:1: a.b. has two CNAME records\n"
      "    4 | a.b CNAME d.b\n"
      "      | ^^^ the other one is in line 3\n" },
    /* one DNAME: RFC 6672 2.4; not beside a delegation */
    { "a.b DNAME c.b\n"
      "a.b DNAME d.b\n",
      "z:2:1: a.b. has two DNAME records\n"
      "    2 | a.b DNAME d.b\n"
      "      | ^^^ the other one is in line 1\n" },
    { "a.b NS ns.c\n"
      "a.b DNAME d.b\n",
      "z:2:1: a.b. has NS and DNAME: it is delegated or redirected\n"
      "    2 | a.b DNAME d.b\n"
      "      | ^^^ the other one is in line 1\n" },
    { "a.b DNAME d.b\n"
      "a.b NS ns.c\n",
      "z:2:1: a.b. has NS and DNAME: it is delegated or redirected\n"
      "    2 | a.b NS ns.c\n"
      "      | ^^^ the other one is in line 1\n" },
    /* one SOA, at the top */
    { "$ZONE b\n"
      "b SOA a. b. 1 2 3 4 5\n"
      "b SOA a. b. 2 2 3 4 5\n",
      "z:3:1: b. has two SOA records\n"
      "    3 | b SOA a. b. 2 2 3 4 5\n"
      "      | ^ the other one is in line 2\n" },
    { "$ZONE b\n"
      "a.b SOA a. b. 1 2 3 4 5\n",
      "z:2:1: a SOA below its zone\n"
      "    2 | a.b SOA a. b. 1 2 3 4 5\n"
      "      | ^^^ a zone has one SOA, at its top\n" },
};

/* ---- warnings: it is served all the same ---- */

static const struct zone_row warnings[] = {
    /* a name below a delegation, not its glue, or below a DNAME */
    { "a.b NS ns.a.b\n"
      "ns.a.b 203.0.113.1\n"
      "x.a.b 203.0.113.2\n"
      "y.x.a.b TXT x\n",
      "z:3:1: warning: a name below the delegation of a.b.\n"
      "    3 | x.a.b 203.0.113.2\n"
      "      | ^^^^^ it is never answered\n"
      "z:4:1: warning: a name below the delegation of a.b.\n"
      "    4 | y.x.a.b TXT x\n"
      "      | ^^^^^^^ it is never answered\n" },
    { "a.b DNAME c.b\n"
      "x.a.b 203.0.113.1\n",
      "z:2:1: warning: a name below the DNAME of a.b.\n"
      "    2 | x.a.b 203.0.113.1\n"
      "      | ^^^^^ it is never answered\n" },
    { "a.b NS ns.c\n"
      "ns.a.b 203.0.113.1\n",
      "z:2:1: warning: a name below the delegation of a.b.\n"
      "    2 | ns.a.b 203.0.113.1\n"
      "      | ^^^^^^ it is never answered\n" },
    /* an alias to a name that this server has not */
    { "a.b CNAME nowhere.b\n",
      "z:1:1: warning: an alias to nowhere.b., which does not exist\n"
      "    1 | a.b CNAME nowhere.b\n"
      "      | ^^^ its zone is here, and has no such name\n" },
    { "$ZONE b\n"
      "$ZONE c\n"
      "a.b CNAME nowhere.c\n"
      "d.b CNAME nowhere.d\n",
      "z:3:1: warning: an alias to nowhere.c., which does not exist\n"
      "    3 | a.b CNAME nowhere.c\n"
      "      | ^^^ its zone is here, and has no such name\n" },
    { "*.w CNAME nowhere\n",
      "z:1:1: warning: an alias to nowhere., which does not exist\n"
      "    1 | *.w CNAME nowhere\n"
      "      | ^^^ its zone is here, and has no such name\n" },
    /* the same address twice */
    { "a.b 203.0.113.1\n"
      "A.b. A 203.0.113.1\n"
      "a.b 2001:db8::1 2001:db8:0::1\n",
      "z:2:1: warning: the same address twice for a.b.\n"
      "    2 | A.b. A 203.0.113.1\n"
      "      | ^^^^ it is already in line 1\n"
      "z:3:1: warning: the same address twice for a.b.\n"
      "    3 | a.b 2001:db8::1 2001:db8:0::1\n"
      "      | ^^^ it is already in line 3\n" },
    { "203.0.113.1 a.b b.b a.b\n",
      "z:1:1: warning: the same address twice for a.b.\n"
      "    1 | 203.0.113.1 a.b b.b a.b\n"
      "      | ^^^^^^^^^^^ it is already in line 1\n" },
    /* a type as a name, in a hosts line */
    { "203.0.113.1 MX mail.b\n",
      "z:1:13: warning: 'MX' is taken for a name, as in a hosts file\n"
      "    1 | 203.0.113.1 MX mail.b\n"
      "      |             ^^ is the name in front missing?\n" },
    /* not of the deepest zone */
    { "$ZONE b\n"
      "$ZONE b.b\n"
      "b DS 1 8 2 00\n",
      "z:3:1: warning: DS at its own apex\n"
      "    3 | b DS 1 8 2 00\n"
      "      | ^ it belongs into the zone above\n" },
    /* no NS */
    { "$ORIGIN b.\n"
      "@ 60 SOA a. b. 1 2 3 4 5\n",
      "z: warning: no NS record for the zone b.\n" },
};

static const struct zone_row fine[] = {
    /* said twice is said once: RFC 2181 5 */
    { "a.b CNAME c.b\n"
      "A.B CNAME C.b.\n"
      "c.b 203.0.113.1\n"
      "c.b TXT x\n"
      "c.b TXT x\n"
      "d.b MX 10 c.b\n"
      "d.b MX 10 C.B\n",
      "a.b. 3600 IN CNAME c.b.\n"
      "c.b. 3600 IN A 203.0.113.1\n"
      "c.b. 3600 IN TXT \"x\"\n"
      "d.b. 3600 IN MX 10 c.b.\n" },
    /* RFC 4034 2.5, 4035 2.5 */
    { "c.b 203.0.113.1\n"
      "a.b CNAME c.b\n"
      "a.b NSEC b. CNAME RRSIG NSEC\n"
      "a.b RRSIG CNAME 8 2 60 20300101000000 20200101000000 1 b. AAAA\n",
      "c.b. 3600 IN A 203.0.113.1\n"
      "a.b. 3600 IN CNAME c.b.\n"
      "a.b. 3600 IN NSEC b. CNAME RRSIG NSEC\n"
      "a.b. 3600 IN RRSIG CNAME 8 2 60 20300101000000 20200101000000 1 b. "
      "AAAA\n" },
    /* aliases to what there is, or may be elsewhere */
    { "$ZONE b\n"
      "a.b CNAME x.other\n"
      "b.b CNAME ent.b\n"
      "x.ent.b 203.0.113.1\n"
      "c.b CNAME x.w.b\n"
      "*.w.b 203.0.113.1\n"
      "d.b CNAME x.cut.b\n"
      "cut.b NS ns.x\n"
      "e.b CNAME x.dn.b\n"
      "dn.b DNAME y.\n"
      "f.b CNAME b\n"
      "g.b CNAME a.b\n",
      "a.b. 3600 IN CNAME x.other.\n"
      "b.b. 3600 IN CNAME ent.b.\n"
      "x.ent.b. 3600 IN A 203.0.113.1\n"
      "c.b. 3600 IN CNAME x.w.b.\n"
      "*.w.b. 3600 IN A 203.0.113.1\n"
      "d.b. 3600 IN CNAME x.cut.b.\n"
      "cut.b. 3600 IN NS ns.x.\n"
      "e.b. 3600 IN CNAME x.dn.b.\n"
      "dn.b. 3600 IN DNAME y.\n"
      "f.b. 3600 IN CNAME b.\n"
      "g.b. 3600 IN CNAME a.b.\n" },
    /* beside a DNAME other data may stand */
    { "a.b DNAME c.b\n"
      "a.b 203.0.113.1\n"
      "a.b TXT x\n",
      "a.b. 3600 IN DNAME c.b.\n"
      "a.b. 3600 IN A 203.0.113.1\n"
      "a.b. 3600 IN TXT \"x\"\n" },
    /* glue of a delegation and of its sibling: RFC 9471 */
    { "a.b NS ns.a.b\n"
      "a.b NS ns.c.b\n"
      "ns.a.b 203.0.113.1 2001:db8::1\n"
      "c.b NS ns.c.b\n"
      "ns.c.b 203.0.113.2\n",
      "a.b. 3600 IN NS ns.a.b.\n"
      "a.b. 3600 IN NS ns.c.b.\n"
      "c.b. 3600 IN NS ns.c.b.\n" },
    /* one address, many names */
    { "a.b 203.0.113.1\n"
      "b.b 203.0.113.1\n"
      "*.b 203.0.113.1\n",
      "a.b. 3600 IN A 203.0.113.1\n"
      "b.b. 3600 IN A 203.0.113.1\n"
      "*.b. 3600 IN A 203.0.113.1\n" },
};

/* ---- bugs ---- */

/* The line that was written is to blame, not the SOA that was made. */
static const struct zone_row alias_at_top[] = {
    { "$ZONE b\n"
      "c.b 203.0.113.2\n"
      "b CNAME c.b\n",
      "z:3:1: b. has a CNAME and other data: a CNAME stands alone\n"
      "    3 | b CNAME c.b\n"
      "      | ^ the top of a zone has SOA and NS\n" },
};

/* A warning may follow from an error: it waits until that is mended. */
static const struct zone_row errors_first[] = {
    { "a.b CNAME c.d\n"
      "a.b 203.0.113.7\n",
      "z:2:1: a.b. has a CNAME and other data: a CNAME stands alone\n"
      "    2 | a.b 203.0.113.7\n"
      "      | ^^^ the other one is in line 1\n" },
};

/* ---- the tests ---- */

static void what_cannot_be_is_an_error(void **state)
{
    (void)state;
    zone_complaints_are(errors, ITEMS(errors));
}

static void what_hardly_should_be_is_a_warning(void **state)
{
    (void)state;
    zone_complaints_are(warnings, ITEMS(warnings));
}

static void what_is_fine_is_not_mentioned(void **state)
{
    (void)state;
    zone_records_are(fine, ITEMS(fine));
}

/* 16 octets a record, compressed, and a message of 65535: RFC 1035 4.2.2. */
static void a_record_must_fit_into_a_message(void **state)
{
    static const unsigned lengths[] = { 65535, 65523 };
    (void)state;
    for (size_t i = 0; i < ITEMS(lengths); i++) {
        FILE *f = fopen("z", "w");
        assert_non_null(f);
        fprintf(f, "a.b TYPE65280 \\# %u ", lengths[i]);
        for (unsigned k = 0; k < lengths[i]; k++)
            fputs("ab", f);
        fclose(f);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        assert_int_equal(l.complaints.errors, 1);
        assert_non_null(strstr(zone_said(&l), "z:1:1: 1 record that does not"));
        zone_free(&l);
    }
}

static void an_rrset_must_fit_into_a_message(void **state)
{
    (void)state;
    FILE *f = fopen("z", "w");
    assert_non_null(f);
    for (int i = 0; i < 5000; i++)
        fprintf(f, "a.b A 10.0.%d.%d\n", i / 256, i % 256);
    fclose(f);
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    assert_string_equal(
        zone_said(&l),
        "z:1:1: 5000 records of one name and type do not fit into a message\n"
        "    1 | a.b A 10.0.0.0\n"
        "      | ^^^ remove some of them\n");
    zone_free(&l);
}

static struct zone_load load_both(void)
{
    char one[] = "one", two[] = "two", *zones[] = { one, two };
    return zone_load(
        &(struct zonefile_request){ .zones = zones, .zones_n = 2 });
}

static void the_other_record_is_named_by_its_file(void **state)
{
    (void)state;
    zone_write("one", "\na.b CNAME c.b\nc.b 203.0.113.1\n");
    zone_write("two", "a.b TXT x\n");
    struct zone_load l = load_both();
    assert_string_equal(
        zone_said(&l),
        "two:1:1: a.b. has a CNAME and other data: a CNAME stands alone\n"
        "    1 | a.b TXT x\n"
        "      | ^^^ the other one is at one:2\n");
    zone_free(&l);
}

static void an_outer_zone_cannot_speak_for_an_inner(void **state)
{
    (void)state;
    zone_write("one", "$ZONE com\n"
                      "cctv.com NS ns.cctv.com\n"
                      "cctv.com DS 1 8 2 00\n"
                      "$PTR off\n"
                      "ns.cctv.com 203.0.113.1\n"
                      "$PTR on\n"
                      "www.cctv.com TXT \"no\"\n");
    zone_write("two", "$ZONE cctv.com\nwww.cctv.com 203.0.113.2\n");
    struct zone_load l = load_both();
    assert_string_equal(
        zone_said(&l),
        "one:7:1: warning: this belongs to the zone cctv.com., which two "
        "defines\n"
        "    7 | www.cctv.com TXT \"no\"\n"
        "      | ^^^^^^^^^^^^ it is not used: the deepest zone answers\n");
    assert_int_equal(l.done, 0);
    char *text = zone_dump_plain(&l.image);
    assert_string_equal(text, "cctv.com. 3600 IN DS 1 8 2 00\n"
                              "www.cctv.com. 3600 IN A 203.0.113.2\n");
    free(text);
    zone_free(&l);
}

static void a_cname_at_the_top_of_a_zone_is_marked(void **state)
{
    (void)state;
    zone_complaints_are(alias_at_top, ITEMS(alias_at_top));
}

static void warnings_wait_for_errors(void **state)
{
    (void)state;
    zone_complaints_are(errors_first, ITEMS(errors_first));
}

static void an_address_said_twice_names_the_other_file(void **state)
{
    (void)state;
    zone_write("one", "\n\na.b 203.0.113.1\n");
    zone_write("two", "a.b 203.0.113.1\n");
    struct zone_load l = load_both();
    assert_string_equal(zone_said(&l),
                        "two:1:1: warning: the same address twice for a.b.\n"
                        "    1 | a.b 203.0.113.1\n"
                        "      | ^^^ it is already at one:3\n");
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_be_is_an_error),
        cmocka_unit_test(what_hardly_should_be_is_a_warning),
        cmocka_unit_test(what_is_fine_is_not_mentioned),
        cmocka_unit_test(a_record_must_fit_into_a_message),
        cmocka_unit_test(an_rrset_must_fit_into_a_message),
        cmocka_unit_test(the_other_record_is_named_by_its_file),
        cmocka_unit_test(an_outer_zone_cannot_speak_for_an_inner),
        cmocka_unit_test(a_cname_at_the_top_of_a_zone_is_marked),
        cmocka_unit_test(warnings_wait_for_errors),
        cmocka_unit_test(an_address_said_twice_names_the_other_file),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
