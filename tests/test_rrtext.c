/*
 * TTLs, types and names in text, and how mistakes in data are told;
 * test_rrdata.c has the data of records.
 */
#include "zonefile/rrdata.h"
#include "zonefile/rrtext.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

static struct word word_of(const char *text, size_t n)
{
    return (struct word){ (const char *)guarded(text, n), n, 1 };
}

static void ttls_are_numbers_with_units(void **state)
{
    static const struct {
        const char *text;
        enum ttl_text kind;
        uint32_t ttl;
    } rows[] = {
        { "0", TTL_FINE, 0 },
        { "90", TTL_FINE, 90 },
        { "5m", TTL_FINE, 300 },
        { "1h", TTL_FINE, 3600 },
        { "2d", TTL_FINE, 172800 },
        { "1w", TTL_FINE, 604800 },
        { "7s", TTL_FINE, 7 },
        { "1h30m", TTL_FINE, 5400 },
        { "1W2D3H4M5S", TTL_FINE, 788645 },
        { "30m1h", TTL_FINE, 5400 },
        /* RFC 2181 8: 31 bits */
        { "2147483647", TTL_FINE, 2147483647 },
        { "2147483647s", TTL_FINE, 2147483647 },
        { "3550w5d3h14m7s", TTL_FINE, 2147483647 },
        { "2147483648", TTL_LARGE, 0 },
        { "3550w5d3h14m8s", TTL_LARGE, 0 },
        { "4294967296", TTL_LARGE, 0 },
        { "4294967297", TTL_LARGE, 0 },
        { "18446744073709551617", TTL_LARGE, 0 },
        { "99999999999999999999999999999999999999999", TTL_LARGE, 0 },
        { "4294967295w4294967295w0s", TTL_LARGE, 0 },
        /* something else */
        { "", TTL_NONE, 0 },
        { "m", TTL_NONE, 0 },
        { "5x", TTL_NONE, 0 },
        { "5mm", TTL_NONE, 0 },
        { "1h30", TTL_NONE, 0 },
        { "-1", TTL_NONE, 0 },
        { "+1", TTL_NONE, 0 },
        { "1.5h", TTL_NONE, 0 },
        { "1 ", TTL_NONE, 0 },
        { "0x10", TTL_NONE, 0 },
        { "A", TTL_NONE, 0 },
        { "1.2.3.4", TTL_NONE, 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct word w = word_of(rows[i].text, strlen(rows[i].text));
        uint32_t ttl = 4711;
        assert_int_equal(rrtext_ttl(&w, &ttl), rows[i].kind);
        if (rows[i].kind == TTL_FINE)
            assert_int_equal(ttl, rows[i].ttl);
        if (rows[i].kind == TTL_NONE)
            assert_int_equal(ttl, 4711);
    }
}

static const struct {
    const char *text;
    uint16_t type;
} types[] = {
    { "A", 1 },
    { "a", 1 },
    { "NS", 2 },
    { "CNAME", 5 },
    { "cname", 5 },
    { "SOA", 6 },
    { "NULL", 10 },
    { "PTR", 12 },
    { "MX", 15 },
    { "TXT", 16 },
    { "AAAA", 28 },
    { "SRV", 33 },
    { "NAPTR", 35 },
    { "DNAME", 39 },
    { "DS", 43 },
    { "TLSA", 52 },
    { "SVCB", 64 },
    { "HTTPS", 65 },
    { "CAA", 257 },
    /* asked for, but types all the same */
    { "ANY", 255 },
    { "AXFR", 252 },
    { "IXFR", 251 },
    { "OPT", 41 },
    /* RFC 3597 5 */
    { "TYPE1", 1 },
    { "type28", 28 },
    { "TYPE65280", 65280 },
    { "TYPE65535", 65535 },
    { "TYPE0", 0 },
    { "TYPE00001", 1 },
    { "TYPE65536", 0 },
    { "TYPE99999999999999999999", 0 },
    { "TYPE", 0 },
    { "TYPE1x", 0 },
    { "TYPEx", 0 },
    { "TYPE1 ", 0 },
    /* none */
    { "", 0 },
    { "AA", 0 },
    { "AAAAA", 0 },
    { "CNAM", 0 },
    { "IN", 0 },
    { "300", 0 },
    { "1.2.3.4", 0 },
    { "cctv.com", 0 },
    { "MX ", 0 },
    { "NSAPNSAPNSAPNSAPNSAPNSAPNSAPNSAPNSAPNSAP", 0 },
};

static void types_have_mnemonics_and_numbers(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(types); i++) {
        struct word w = word_of(types[i].text, strlen(types[i].text));
        assert_int_equal(rrtext_type(&w), types[i].type);
    }
}

static void a_type_has_no_sign(void **state)
{
    static const char *const rows[] = { "TYPE-5", "TYPE+5", "TYPE-65531" };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct word w = word_of(rows[i], strlen(rows[i]));
        assert_int_equal(rrtext_type(&w), 0);
    }
}

static void a_word_with_a_nul_is_no_type(void **state)
{
    struct word w = word_of("MX\0X", 4);
    (void)state;
    assert_int_equal(rrtext_type(&w), 0);
    w = word_of("TYPE1\0", 6);
    assert_int_equal(rrtext_type(&w), 0);
}

/* RFC 6895 3.1: 0 and 128 to 255 are no data, 41 is part of a message. */
static void zones_hold_data_types_only(void **state)
{
    (void)state;
    for (unsigned type = 0; type <= UINT16_MAX; type++)
        assert_int_equal(rrtext_is_data((uint16_t)type),
                         type != 0 && type != 41 &&
                             !(type >= 128 && type <= 255));
}

static void a_slip_of_one_letter_is_guessed(void **state)
{
    static const struct {
        const char *text, *guess; /* NULL: none is near */
    } rows[] = {
        /* one wrong, one missing, one too many, two swapped; any case */
        { "CNAMR", "CNAME" },
        { "cnamr", "CNAME" },
        { "CNAM", "CNAME" },
        { "NAME", "CNAME" },
        { "CNAMEE", "CNAME" },
        { "CCNAME", "CNAME" },
        { "CANME", "CNAME" },
        { "NCAME", "CNAME" },
        { "CNAEM", "CNAME" },
        { "AAA", "AAAA" },
        { "AAAAA", "AAAA" },
        { "AABA", "AAAA" },
        { "XM", "MX" },
        { "MXX", "MX" },
        { "TTX", "TXT" },
        { "TXXT", "TXT" },
        { "HTTP", "HTTPS" },
        { "PRT", "PTR" },
        { "SVR", "SRV" },
        { "SAO", "SOA" },
        { "DNAMES", "DNAME" },
        { "TSLA", "TLSA" },
        { "NAPTRR", "NAPTR" },
        { "SSHPF", "SSHFP" },
        /* two slips are too many */
        { "CNM", NULL },
        { "CMANE", NULL },
        { "ACNAMEX", NULL },
        { "HTTTTP", NULL },
        { "EMANC", NULL },
        /* something else altogether */
        { "", NULL },
        { "A", NULL },
        { "X", NULL },
        { "203.0.113", NULL },
        { "news.cctv.com", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct word w = word_of(rows[i].text, strlen(rows[i].text));
        const char *guess = rrtext_guess(&w);
        if (rows[i].guess)
            assert_string_equal(guess ? guess : "none", rows[i].guess);
        else
            assert_null(guess);
    }
}

/* ---- names ---- */

static void names_are_read_as_the_format_wants(void **state)
{
    static const uint8_t root[1];
    static const struct rrtext_names flat = { root, true };
    static const struct rrtext_names master = { WIRE("\4cctv\3com"), false };
    static const struct rrtext_names no_origin = { NULL, false };
    static const struct {
        const struct rrtext_names *how;
        const char *text, *wire; /* NULL: `why` is in the hint */
        const char *why;
    } rows[] = {
        { &flat, "News.cctv.com", "\4News\4cctv\3com", NULL },
        { &flat, "news.cctv.com.", "\4news\4cctv\3com", NULL },
        { &flat, "@", "", NULL },
        { &flat, "\xe6\x96\xb0\xe9\x97\xbb.CN", "\13xn--efvy88h\2CN", NULL },
        { &master, "news", "\4news\4cctv\3com", NULL },
        { &master, "news.", "\4news", NULL },
        { &master, "@", "\4cctv\3com", NULL },
        /* a master file's octets are octets: RFC 1035 has no UTF-8 */
        { &master, "\xe6\x96\xb0.", "\3\xe6\x96\xb0", NULL },
        { &no_origin, "com.", "\3com", NULL },
        { &no_origin, "com", NULL,
          "no $ORIGIN ends it: write the whole name and a dot" },
        { &flat, "", NULL, "a name is missing" },
        { &flat, "a..b", NULL, "a label is empty" },
        { &flat, "a\\300", NULL, "an escape is \\. or \\046" },
        { &flat,
          "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234",
          NULL, "a label has at most 63 octets" },
        { &flat, "\"a.b\"", NULL, "a name has no quotes around it" },
        { &flat, "a\\\"b", "\3a\"b", NULL },
        { &flat, "\xff.com", NULL, "encoding" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct complaints c = { .text = NULL };
        size_t n = strlen(rows[i].text);
        const uint8_t *text = guarded(rows[i].text, n);
        struct source in = { .path = (char *)(uintptr_t) "x",
                             .text = (const char *)text,
                             .len = n };
        struct spot where = { &in, in.text, n, 1 };
        uint8_t *wire = guarded(NULL, DNS_NAME_MAX);
        size_t len = rrtext_name(&c, where, (struct bytes){ text, n },
                                 rows[i].how, wire);
        if (rows[i].wire) {
            assert_int_equal(len, strlen(rows[i].wire) + 1);
            assert_memory_equal(wire, rows[i].wire, len);
            assert_null(c.text);
        } else {
            assert_int_equal(len, 0);
            assert_int_equal(c.errors, 1);
            assert_non_null(strstr(c.text, "is not a name\n"));
            assert_non_null(strstr(c.text, rows[i].why));
        }
        complaint_free(&c);
        guard_reset(NULL);
    }
}

static void names_of_255_octets_are_the_longest(void **state)
{
    static const uint8_t root[1];
    static const struct rrtext_names how = { root, true };
    (void)state;
    for (size_t i = 1; i < LIMITS; i++) {
        char text[LIMIT_ROOM];
        struct complaints c = { .text = NULL };
        size_t n = limit_text(text, limits[i].sizes);
        struct source in = { .path = (char *)(uintptr_t) "x",
                             .text = text,
                             .len = n };
        struct bytes name = { (const uint8_t *)text, n };
        uint8_t *wire = guarded(NULL, DNS_NAME_MAX);
        size_t len =
            rrtext_name(&c, (struct spot){ &in, text, n, 1 }, name, &how, wire);
        assert_int_equal(len, i < LIMITS_FINE ? limits[i].len : 0);
        assert_int_equal(c.errors, i >= LIMITS_FINE);
        if (c.text)
            assert_non_null(strstr(c.text, "a name has at most 255 octets"));
        complaint_free(&c);
        guard_reset(NULL);
    }
}

/* ---- data ---- */

struct told {
    const char *text; /* a type and its data */
    const char *said; /* the column, what is wrong, and the hint */
};

/* Each row in the flat format; its complaint, without the excerpt. */
static void assert_told(const struct told *rows, size_t n, bool good)
{
    static const struct rrtext_names flat = { (const uint8_t *)"", true };
    static uint8_t data[RDATA_MAX];
    for (size_t i = 0; i < n; i++) {
        struct complaints c = { .text = NULL };
        struct source in = { .path = (char *)(uintptr_t) "x",
                             .text = rows[i].text,
                             .len = strlen(rows[i].text) };
        struct scan s;
        scan_begin(&s, &in, &c);
        s.hash = true;
        assert_int_equal(scan_entry(&s), SCAN_ENTRY);
        int len = rrdata_read(&s, 1, rrtext_type(&s.words[0]), &flat, data);
        char said[512] = "", *hint = c.text ? strstr(c.text, "^ ") : NULL;
        if (hint)
            snprintf(said, sizeof said, "%.*s | %.*s",
                     (int)strcspn(c.text + 4, "\n"), c.text + 4,
                     (int)strcspn(hint + 2, "\n"), hint + 2);
        assert_string_equal(said, rows[i].said);
        assert_int_equal(len >= 0, good);
        assert_int_equal(c.errors + c.warnings, *rows[i].said ? 1 : 0);
        complaint_free(&c);
        scan_free(&s);
    }
}

static void says_what_is_wrong_with_data(void **state)
{
    static const struct told rows[] = {
        { "MX -1 a", "4: '-1' is not a number up to 65535 | "
                     "MX takes: a number up to 65535, a name" },
        { "MX", "1: 'MX' is not followed by a number up to 65535 | "
                "MX takes: a number up to 65535, a name" },
        { "A 192.0.2.1 x", "13: 'x' is too much | A takes: an IPv4 address" },
        { "TYPE65280 0a", "11: '0a' is not octets like \\# 4 0a000001 | "
                          "TYPE65280 takes: octets like \\# 4 0a000001" },
        { "TYPE65280 \\# 3 0102",
          "16: '0102' is not 3 octets | two hex digits are an octet" },
        { "APL 1:192.0.2.0/33",
          "5: '1:192.0.2.0/33' is not a prefix like 1:203.0.113.0/24 | "
          "APL takes: a prefix like 1:203.0.113.0/24, ..." },
        { "TXT x \\256", "7: '\\256' is not a text | "
                         "quotes stand around it, \\\" and \\255 within" },
        { "NSEC a A FOO", "10: 'FOO' is not a record type | "
                          "NSEC takes: a name, record types" },
        { "MX 1 \"m\"", "6: '\"m\"' is not a name | "
                        "a name has no quotes around it; \\\" is one within" },
        /* RFC 9460 */
        { "SVCB 1 . port=70000", "10: 'port=70000' does not fit | port=443" },
        { "SVCB 1 . port=1 port=1",
          "17: 'port=1' does not fit | a key stands once, RFC 9460 2.1" },
        { "SVCB 1 . mandatory=alpn",
          "10: 'mandatory=alpn' does not fit together | "
          "mandatory lists a key that is not there, RFC 9460 8" },
    };
    (void)state;
    assert_told(rows, ITEMS(rows), false);
}

static void an_address_for_a_name_is_warned_of(void **state)
{
    static const struct told rows[] = {
        { "CNAME 192.0.2.1", "7: warning: '192.0.2.1' is taken for a name | "
                             "an A record holds an address" },
        { "MX 1 ::1", "6: warning: '::1' is taken for a name | "
                      "an AAAA record holds an address" },
        { "MX 1 192.0.2.1.", "" },
    };
    (void)state;
    assert_told(rows, ITEMS(rows), true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ttls_are_numbers_with_units),
        cmocka_unit_test(types_have_mnemonics_and_numbers),
        cmocka_unit_test(a_type_has_no_sign),
        cmocka_unit_test(a_word_with_a_nul_is_no_type),
        cmocka_unit_test(zones_hold_data_types_only),
        cmocka_unit_test(a_slip_of_one_letter_is_guessed),
        cmocka_unit_test(names_are_read_as_the_format_wants),
        cmocka_unit_test(names_of_255_octets_are_the_longest),
        cmocka_unit_test(says_what_is_wrong_with_data),
        cmocka_unit_test(an_address_for_a_name_is_warned_of),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
