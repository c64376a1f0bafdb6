/* The data of records, text to wire: rrdata_read of zonefile/rrtext.h.  Rows
 * are a type and its data as text, and the octets in hexadecimal. */
#include "zonefile/rrdata.h"
#include "zonefile/rrtext.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

#include <stdlib.h>

struct row {
    const char *text;
    const char *data; /* NULL: refused */
};

static uint8_t data[RDATA_MAX];

/* Relative names end in com.; in the flat format names may be in UTF-8. */
static const struct rrtext_names master = { WIRE("\3com"), false };
static const struct rrtext_names flat = { WIRE("\3com"), true };

static int read_data(const char *text, size_t n, const struct rrtext_names *how,
                     struct complaints *c)
{
    struct source in = { .path = (char *)(uintptr_t) "x",
                         .text = (const char *)guarded(text, n),
                         .len = n };
    struct scan s;
    scan_begin(&s, &in, c);
    s.hash = how->utf8; /* the flat format's comments */
    assert_int_equal(scan_entry(&s), SCAN_ENTRY);
    uint16_t type = rrtext_type(&s.words[0]);
    assert_int_not_equal(type, 0);
    int len = rrdata_read(&s, 1, type, how, data);
    scan_free(&s);
    guard_reset(NULL);
    return len;
}

/* The text as a line of a file. */
static int read_line(const char *text, const struct rrtext_names *how,
                     struct complaints *c)
{
    char line[256];
    int n = snprintf(line, sizeof line, "%s\n", text);
    return read_data(line, (size_t)n, how, c);
}

/* None of the lines may be taken for data; all are tried. */
static void assert_refused(const char *lines)
{
    size_t taken = 0, n;
    for (; *lines; lines += n) {
        struct complaints c = { .text = NULL };
        n = strcspn(lines, "\n") + 1;
        if (read_data(lines, n, &master, &c) >= 0) {
            print_error("taken: %.*s", (int)n, lines);
            taken++;
        } else {
            assert_int_equal(c.errors, 1);
        }
        complaint_free(&c);
    }
    assert_int_equal(taken, 0);
}

static void assert_data(const struct row *row, const struct rrtext_names *how)
{
    struct complaints c = { .text = NULL };
    char *hex = NULL;
    size_t size;
    FILE *out = open_memstream(&hex, &size);
    assert_non_null(out);
    int n = read_line(row->text, how, &c);
    for (int i = 0; i < n; i++)
        fprintf(out, "%02x", data[i]);
    fclose(out);
    if (row->data ? n < 0 || strcmp(hex, row->data) != 0 : n >= 0)
        fail_msg("%s: %d octets, %s", row->text, n, hex);
    assert_int_equal(c.errors, row->data == NULL);
    complaint_free(&c);
    free(hex);
}

static void common_types_become_their_wire_form(void **state)
{
    static const struct row rows[] = {
        { "A 203.0.113.7", "cb007107" },
        { "AAAA 2001:db8::7", "20010db8000000000000000000000007" },
        { "TYPE1 1.2.3.4", "01020304" },
        /* names: absolute, relative, the origin, the root, escapes, case */
        { "NS ns1.net.", "036e7331036e657400" },
        { "NS ns1", "036e733103636f6d00" },
        { "CNAME @", "03636f6d00" },
        { "PTR .", "00" },
        { "DNAME a\\.b.", "03612e6200" },
        { "CNAME NeWs.", "044e65577300" },
        { "MX 10 mail", "000a046d61696c03636f6d00" },
        { "MX 65535 .", "ffff00" },
        { "MX 0 @", "000003636f6d00" },
        { "MX 10 a\\046b.", "000a03612e6200" },
        { "SOA ns adm\\.in 1 1h 2h 3w 5m",
          "026e7303636f6d00"
          "0661646d2e696e03636f6d00"
          "0000000100000e1000001c20001baf800000012c" },
        { "SOA . . ( 4294967295 2\n 3 4\n5 )",
          "0000ffffffff00000002000000030000000400000005" },
        { "SRV 1 2 5060 sip", "0001000213c40373697003636f6d00" },
        { "RP a b.", "016103636f6d00016200" },
        { "HINFO PC \"a b\"", "025043036120"
                              "62" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_data(&rows[i], &master);
        assert_data(&rows[i], &flat);
    }
}

static void texts_keep_every_octet(void **state)
{
    static const struct row rows[] = {
        { "TXT hello", "0568656c6c6f" },
        { "TXT a b", "01610162" },
        { "TXT \"a b\"", "03612062" },
        { "TXT \"a\" \"b\"", "01610162" },
        { "TXT \"\"", "00" },
        { "TXT \"a;b (c) #d @\"", "0c613b622028632920236420"
                                  "40" },
        { "TXT \"\\\"q\\\"\\\\\"", "042271225c" },
        { "TXT \\097\\000\\255", "036100ff" },
        { "TXT a\\;b", "03613b62" },
        { "TXT a\\ b", "03612062" },
        { "TXT \"\xe6\x96\xb0\"", "03e696b0" },
        { "TXT \xe6\x96\xb0", "03e696b0" },
        { "CAA 128 issue \"ca.example; a=1\"",
          "8005697373756563612e6578616d706c653b20613d31" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_data(&rows[i], &master);
        assert_data(&rows[i], &flat);
    }
}

static void rarer_types_become_their_wire_form(void **state)
{
    static const struct row rows[] = {
        { "NAPTR 100 50 \"s\" \"http+I2L\" \"\" _http",
          "006400320173"
          "08687474702b49324c"
          "00"
          "055f6874747003636f6d00" },
        /* RFC 9460 2: priority, target, keys in order */
        { "SVCB 0 svc", "00000373766303636f6d00" },
        { "SVCB 1 . port=443 alpn=h2", "000100"
                                       "000100030268"
                                       "32"
                                       "0003000201bb" },
        { "HTTPS 1 . alpn=\"h2,h3\" ipv4hint=1.2.3.4", "000100"
                                                       "00010006026832026833"
                                                       "0004000401020304" },
        /* RFC 4034 5.4, RFC 4255, RFC 6698 */
        { "DS 60485 5 1 2BB183AF5F22588179A53B0A 98631FAD1A292118",
          "ec450501"
          "2bb183af5f22588179a53b0a98631fad1a292118" },
        { "SSHFP 2 1 123456789abcdef67890123456789abcdef67890",
          "0201123456789abcdef67890123456789abcdef67890" },
        { "TLSA 3 1 1 00ff", "03010100ff" },
        { "DNSKEY 256 3 5 AQPSKmynfzW4", "01000305"
                                         "0103d22a6ca77f35b8" },
        { "APL 1:10.0.0.0/8", "000108010a" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_data(&rows[i], &master);
        assert_data(&rows[i], &flat);
    }
}

/* RFC 3597 5: \#, the length, the octets; for types that are known, too. */
static void unknown_data_are_octets(void **state)
{
    static const struct row rows[] = {
        { "TYPE65280 \\# 4 0a000001", "0a000001" },
        { "TYPE65280 \\# 4 0A00 0001", "0a000001" },
        { "TYPE65280 \\# 0", "" },
        { "NULL \\# 2 00ff", "00ff" },
        { "A \\# 4 01020304", "01020304" },
        { "MX \\# 5 000a016100", "000a016100" },
        { "SVCB \\# 3 000100", "000100" },
        { "TYPE65280 0a000001", NULL },
        { "TYPE65280 \\#", NULL },
        { "TYPE65280 \\# 3 0102", NULL },
        { "TYPE65280 \\# 2 010203", NULL },
        { "TYPE65280 \\# 2 01 02 03", NULL },
        { "TYPE65280 \\# 2 010", NULL },
        { "TYPE65280 \\# -1 00", NULL },
        { "TYPE65280 \\# 65536 00", NULL },
        { "TYPE65280 \\# x 00", NULL },
        { "AAAA \\# 4 01020304", NULL },
        { "MX \\# 1 00", NULL },
        { "NS \\# 2 0561", NULL },
        { "NS \\# 2 c000", NULL }, /* a pointer into nothing */
        { "TXT \\# 1 05", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_data(&rows[i], &master);
}

/* Too short, too long: all that reads data later trusts its form.  (rdata.h:
 * "in well-formed data") */
static void unknown_data_of_known_types_must_have_their_form(void **state)
{
    static const char rows[] =
        "A \\# 0\nA \\# 5 0102030405\nAAAA \\# 0\nNS \\# 0\nNS \\# 2 0000\n"
        "CNAME \\# 0\nPTR \\# 0\nDNAME \\# 0\nMX \\# 0\nMX \\# 2 000a\n"
        "MX \\# 4 000a0000\nMD \\# 0\nSOA \\# 0\nSOA \\# 2 0000\n"
        "SOA \\# 21 000000000000000000000000000000000000000000\n"
        "SRV \\# 2 0000\nSRV \\# 6 000000000000\nRP \\# 1 00\n"
        "MINFO \\# 1 00\nAFSDB \\# 2 0000\nKX \\# 2 0000\nSVCB \\# 2 0001\n"
        "HTTPS \\# 0\nTXT \\# 0\n";
    (void)state;
    assert_refused(rows);
}

static void hexadecimal_digits_end_at_f(void **state)
{
    static const struct row row = { "TYPE65280 \\# 2 01zz", NULL };
    (void)state;
    assert_data(&row, &master);
}

static void data_that_does_not_fit_the_type_is_refused(void **state)
{
    static const char rows[] =
        /* missing, too much, something else */
        "A\nCNAME\nTXT\nMX 10\nSOA a b 1 2 3 4\nSRV 1 2 3\n"
        "A 1.2.3.4 5.6.7.8\nCNAME a b\nMX 10 a b\nA 1.2.3\nA ::1\n"
        "AAAA 1.2.3.4\nMX mail 10\nMX 10x a\nMX 0x10 a\nMX 1h a\n"
        "SOA a b 1h 2 3 4 5\nSOA a b 1 1x 3 4 5\nDS 1 2 3 zz\nLOC x\n"
        "HTTPS 1 . key65536=x\nCAA 0 issue\n"
        /* too large for 8, 16, 32 bits */
        "MX 65536 a\nMX 99999999999999999999 a\nSRV 0 65536 0 a\n"
        "CAA 256 issue \"a\"\nDS 65536 1 1 00\n"
        "SOA a b 4294967296 2 3 4 5\nDNSKEY 1 256 1 AAAA\n"
        /* names that are none */
        "NS a..b\nNS a\\256\nMX 10 a..b.\nMX 10 .a.\n"
        "MX 10 "
        "aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffff1234.\n"
        "TXT \"\\300\"\n";
    (void)state;
    assert_refused(rows);
}

/* Not 65535 for -1, not 1 for 4294967297: ldns takes what is left of them. */
static void numbers_are_not_cut_to_fit(void **state)
{
    static const char rows[] =
        "MX -1 a\nMX +1 a\nSRV 0 0 -1 a\nCAA -1 issue \"a\"\n"
        "SOA a b -1 2 3 4 5\nSOA a b 1 4294967297 3 4 5\n"
        "SOA a b 1 2 3 4 99999999999\nSOA a b 1 2 7102w 4 5\nDS 1 256 1 00\n"
        "DNSKEY 256 3 256 AAAA\nCERT 70000 2 3 AAAA\nTLSA 3 256 1 00\n";
    (void)state;
    assert_refused(rows);
}

/* product.md: `;` begins a comment at the start of a word only. */
static void a_semicolon_within_a_word_is_data(void **state)
{
    static const struct row rows[] = {
        { "TXT a;b", "03613b62" },
        { "TXT v=DMARC1;p=none x", "0f763d444d415243313b703d6e6f6e65"
                                   "0178" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_data(&rows[i], &flat);
}

/* RFC 8659 4.1.1: the value may stand without quotes. */
static void the_value_of_a_caa_needs_no_quotes(void **state)
{
    static const struct row row = { "CAA 0 issue ca.example",
                                    "0005697373756563612e6578616d706c65" };
    (void)state;
    assert_data(&row, &master);
}

static void a_nul_in_a_text_is_not_its_end(void **state)
{
    struct complaints c = { .text = NULL };
    (void)state;
    int n = read_data("TXT a\0b c", 9, &master, &c);
    if (n >= 0) { /* refused is fine, silently shortened is not */
        assert_int_equal(n, 6);
        assert_memory_equal(data, "\3a\0b\1c", 6);
    }
    complaint_free(&c);
}

/* ldns reads 65,535 characters of a record and forgets the others. */
static void data_over_65535_octets_is_refused(void **state)
{
    static char line[4 + 300 * 256 + 1] = "TXT";
    struct complaints c = { .text = NULL };
    (void)state;
    memset(line + 3, 'a', sizeof line - 3);
    for (size_t i = 3; i < sizeof line; i += 256)
        line[i] = ' ';
    assert_int_equal(read_data(line, sizeof line, &master, &c), -1);
    complaint_free(&c);
}

/* Names in other scripts, wherever the type has a name, in the flat format. */
static void names_in_data_get_their_xn_form(void **state)
{
    static const struct row rows[] = {
        { "NS \xe6\x96\xb0\xe9\x97\xbb", "0b786e2d2d656676793838"
                                         "6803636f6d00" },
        { "MX 10 \xe6\x96\xb0\xe9\x97\xbb.cn.",
          "000a0b786e2d2d6566767938386802636e00" },
        { "NAPTR 1 2 s x \"\" \xe6\x96\xb0.", "000100020173017800"
                                              "07786e2d2d65667600" },
        { "NS \xff", NULL },
        { "MX 10 \xff", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_data(&rows[i], &flat);
}

static void without_origin_every_name_needs_its_dot(void **state)
{
    static const struct rrtext_names none = { NULL, false };
    static const struct row rows[] = {
        { "NS ns1.", "036e733100" },
        { "MX 10 mail.", "000a046d61696c00" },
        { "NS ns1", NULL },
        { "MX 10 mail", NULL },
        { "SOA ns. admin 1 2 3 4 5", NULL },
        { "MX 10 @", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_data(&rows[i], &none);
}

/* A file may end right at the end of a page, and without a newline. */
static void a_number_ends_with_the_text(void **state)
{
    static const char *const rows[] = { "MX 10", "SRV 1 2 3", "MX 65536" };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct complaints c = { .text = NULL };
        assert_int_equal(read_data(rows[i], strlen(rows[i]), &master, &c), -1);
        complaint_free(&c);
    }
}

/* The words end where the page ends; NULL is a type that may be empty. */
static void nothing_is_read_behind_the_last_word(void **state)
{
    static const char text[] = "NULL";
    struct word w = { text, 4, 1 };
    struct complaints c = { .text = NULL };
    struct source in = { .path = (char *)(uintptr_t) "x",
                         .text = text,
                         .len = 4 };
    void *words = guarded(&w, sizeof w);
    struct scan s = { .in = &in, .complaints = &c, .words = words, .n = 1 };
    (void)state;
    rrdata_read(&s, 1, 10, &master, data);
    complaint_free(&c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_types_become_their_wire_form),
        cmocka_unit_test(texts_keep_every_octet),
        cmocka_unit_test(rarer_types_become_their_wire_form),
        cmocka_unit_test(unknown_data_are_octets),
        cmocka_unit_test(unknown_data_of_known_types_must_have_their_form),
        cmocka_unit_test(hexadecimal_digits_end_at_f),
        cmocka_unit_test(data_that_does_not_fit_the_type_is_refused),
        cmocka_unit_test(numbers_are_not_cut_to_fit),
        cmocka_unit_test(a_semicolon_within_a_word_is_data),
        cmocka_unit_test(the_value_of_a_caa_needs_no_quotes),
        cmocka_unit_test(a_nul_in_a_text_is_not_its_end),
        cmocka_unit_test(data_over_65535_octets_is_refused),
        cmocka_unit_test(names_in_data_get_their_xn_form),
        cmocka_unit_test(without_origin_every_name_needs_its_dot),
        cmocka_unit_test(a_number_ends_with_the_text),
        cmocka_unit_test(nothing_is_read_behind_the_last_word),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
