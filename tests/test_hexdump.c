#include "tools/hexdump.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <stdlib.h>

/* 00 01 02 ... */
static void counting(uint8_t *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        out[i] = (uint8_t)(i + 0x1f);
}

static void octets_are_printed_for_text2pcap(void **state)
{
    static const char want[] =
        "0000  1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e\n"
        "0010  2f 30\n";
    uint8_t octets[18];
    char *text;
    size_t n;
    (void)state;
    counting(octets, sizeof octets);
    FILE *out = open_memstream(&text, &n);
    hexdump_print(out, (struct bytes){ octets, sizeof octets });
    fclose(out);
    assert_string_equal(text, want);
    free(text);
}

/* All of them are the same 18 octets, 1f to 30. */
static void all_forms_are_read(void **state)
{
    static const char *const rows[] = {
        /* bare */
        "1f202122232425262728292a2b2c2d2e2f30",
        "1F 20 21 22 23 24 25 26 27 28 29 2A 2B 2C 2D 2E 2F 30\n",
        "1f20 2122 2324 2526 2728 292a 2b2c 2d2e 2f30\n",
        "\n  1f2021222324\r\n\t25262728292a2b2c2d2e\n2f30\n\n",
        "1f:20:21:22:23:24:25:26:27:28:29:2a:2b:2c:2d:2e:2f:30",
        /* as programs have it */
        "{ 0x1f, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27,\n"
        "  0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30 }",
        "\"\\x1f\\x20\\x21\\x22\\x23\\x24\\x25\\x26\\x27\"\n"
        "\"\\x28\\x29\\x2a\\x2b\\x2c\\x2d\\x2e\\x2f\\x30\"",
        "0x1f202122232425262728292a2b2c2d2e2f30",
        /* hexdump -C */
        "00000000  1f 20 21 22 23 24 25 26  27 28 29 2a 2b 2c 2d 2e  "
        "|. !\"#$%&'()*+,-.|\n"
        "00000010  2f 30                                             |/0|\n"
        "00000012\n",
        /* xxd */
        "00000000: 1f20 2122 2324 2526 2728 292a 2b2c 2d2e  . !\"#$%&'()*+,-.\n"
        "00000010: 2f30                                     /0\n",
        /* text2pcap, with what it does not read; od -A x -t x1 */
        "# reply\n0000  1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e\n"
        "0010  2f 30\n",
        "000000 1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e\n"
        "000010 2f 30\n000012\n",
        /* Wireshark */
        "0000   1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e   . !\"#$%&'\n"
        "0010   2f 30                                             /0\n",
        /* tcpdump -X */
        "\t0x0000:  1f20 2122 2324 2526 2728 292a 2b2c 2d2e  "
        "..!\"#$%&'()*+,-.\n"
        "\t0x0010:  2f30                                     /0\n",
        /* dig: text that looks like octets stands nine blanks behind */
        "18 bytes\n"
        "1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e          "
        ". !\"#$%&'()*+,-.\n"
        "2f 30                                                   aa 0\n",
        "; a remark\n1f2021222324252627\n28292a2b2c2d2e2f30",
    };
    uint8_t want[18];
    (void)state;
    counting(want, sizeof want);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        size_t n = strlen(rows[i]);
        uint8_t *out = guarded(NULL, sizeof want);
        struct bytes text = { guarded(rows[i], n), n };
        struct hexdump_read r = hexdump_read(out, sizeof want, text);
        if (r.fault != HEXDUMP_FINE || r.n != sizeof want)
            print_error("row %zu: %s, line %u, %zu octets\n", i,
                        hexdump_why(r.fault), r.line, r.n);
        assert_int_equal(r.fault, HEXDUMP_FINE);
        assert_int_equal(r.n, sizeof want);
        assert_memory_equal(out, want, sizeof want);
        guard_reset(NULL);
    }
}

static void words_that_look_like_offsets_are_octets(void **state)
{
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        { "0000 0100 0001", 6 }, /* groups of two octets */
        { "0000", 2 },           /* nothing was counted yet */
        { "00000000", 4 },
        { "1f2c 01 00", 4 }, /* not the offset it would have to be */
        { "0000 01", 1 },    /* the offset of what follows */
        { "0000: 0100 0001", 4 },
        { "1f2c\n0000 01", 5 }, /* no offset above it */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t out[16];
        struct bytes text = { (const uint8_t *)rows[i].text,
                              strlen(rows[i].text) };
        struct hexdump_read r = hexdump_read(out, sizeof out, text);
        assert_int_equal(r.fault, HEXDUMP_FINE);
        assert_int_equal(r.n, rows[i].n);
    }
}

static void what_is_no_hex_is_refused(void **state)
{
    static const struct {
        const char *text;
        enum hexdump_fault fault;
        unsigned line;
    } rows[] = {
        { "", HEXDUMP_NOTHING, 0 },
        { " \n# 1f\n", HEXDUMP_NOTHING, 2 },
        { "1f 2c\nhello", HEXDUMP_CHARACTER, 2 },
        { "1f 2", HEXDUMP_ODD, 1 },
        { "1f2", HEXDUMP_ODD, 1 },
        { "0000000 2c1f 0001\n", HEXDUMP_ODD, 1 }, /* plain hexdump */
        { "00000000  1f 2c\n*\n00000020\n", HEXDUMP_SQUEEZED, 2 },
        { "1f 2c 01 00 00", HEXDUMP_LONG, 1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t *out = guarded(NULL, 4);
        struct bytes text = { (const uint8_t *)rows[i].text,
                              strlen(rows[i].text) };
        struct hexdump_read r = hexdump_read(out, 4, text);
        assert_int_equal(r.fault, rows[i].fault);
        assert_int_equal(r.line, rows[i].line);
        assert_true(*hexdump_why(r.fault));
    }
}

/* Every length, printed and read again. */
static void what_is_printed_is_read_again(void **state)
{
    uint8_t octets[70], back[70];
    (void)state;
    counting(octets, sizeof octets);
    for (size_t n = 1; n <= sizeof octets; n++) {
        char *text;
        size_t len;
        FILE *out = open_memstream(&text, &len);
        hexdump_print(out, (struct bytes){ octets, n });
        fclose(out);
        struct bytes all = { (const uint8_t *)text, len };
        struct hexdump_read r = hexdump_read(back, sizeof back, all);
        assert_int_equal(r.fault, HEXDUMP_FINE);
        assert_int_equal(r.n, n);
        assert_memory_equal(back, octets, n);
        free(text);
    }
}

/* +hexdump of a query and its reply, with and without a colon: two messages of
 * 18 octets, and a third of 2. */
static void an_offset_of_zero_begins_the_next_message(void **state)
{
    static const char *const rows[] = {
        "0000  1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e\n"
        "0010  2f 30\n"
        "0000  1f 20 21 22 23 24 25 26 27 28 29 2a 2b 2c 2d 2e\n"
        "0010  2f 30\n"
        "0000  1f 20\n",
        "# one\n00000000: 1f20 2122 2324 2526 2728 292a 2b2c 2d2e\n"
        "00000010: 2f30\n\n"
        "\t0x0000:  1f20 2122 2324 2526 2728 292a 2b2c 2d2e  ..!\n"
        "\t0x0010:  2f30                                     /0\n"
        "0000: 1f20\n",
    };
    static const size_t lengths[] = { 18, 18, 2 };
    uint8_t octets[18], out[18];
    (void)state;
    counting(octets, sizeof octets);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const char *at = rows[i];
        for (size_t k = 0; k < ITEMS(lengths); k++) {
            struct bytes text = { (const uint8_t *)at, strlen(at) };
            struct hexdump_read r = hexdump_read(out, sizeof out, text);
            assert_int_equal(r.fault, HEXDUMP_FINE);
            assert_int_equal(r.n, lengths[k]);
            assert_memory_equal(out, octets, r.n);
            at += r.used;
        }
        assert_string_equal(at, "");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(octets_are_printed_for_text2pcap),
        cmocka_unit_test(all_forms_are_read),
        cmocka_unit_test(words_that_look_like_offsets_are_octets),
        cmocka_unit_test(what_is_no_hex_is_refused),
        cmocka_unit_test(what_is_printed_is_read_again),
        cmocka_unit_test(an_offset_of_zero_begins_the_next_message),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
