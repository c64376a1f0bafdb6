/* Record data: dig's text, and data that are none. */
#include "tools/rdtext.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "zonefile/dns.h"

#define DATA(text) ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

static const struct rdstyle plain = { .split = SPLIT_DEFAULT };
static const struct rdstyle lines = { .split = SPLIT_DEFAULT,
                                      .multiline = true,
                                      .comments = true };
static const struct rdstyle unknown = { .split = SPLIT_DEFAULT,
                                        .unknown = true };
static const struct rdstyle bare = { .split = SPLIT_DEFAULT,
                                     .no_crypto = true };
static const struct rdstyle fours = { .split = 4 };
static const struct rdstyle whole = { .split = 0 };

static const struct {
    uint16_t type;
    struct bytes data;
    const struct rdstyle *style;
    const char *text;
} written[] = {
    { 1, DATA("\12\0\0\1"), &plain, "10.0.0.1" },
    { 2, DATA("\2$@\0"), &plain, "\\$\\@." },
    { 15, DATA("\0\12\1x\0"), &plain, "10 x." },
    { 15, DATA("\0\12\1x\0"), &unknown, "\\# 5 000A017800" },
    { 16, DATA("\0\3\"\\\n\1a"), &plain, "\"\" \"\\\"\\\\\\010\" \"a\"" },
    { 43, DATA("\0\1\10\2\253\315\357\1"), &plain, "1 8 2 ABCDEF01" },
    { 43, DATA("\0\1\10\2\253\315\357\1"), &fours, "1 8 2 ABCD EF01" },
    { 43, DATA("\0\1\10\2\253\315\357\1"), &bare, "1 8 2 [omitted]" },
    { 43, DATA("\0\1\10\2\253"), &lines, "1 8 2 (\n\t\t\t\tAB )" },
    { 48, DATA("\1\1\3\10abc"), &whole, "257 3 8 YWJj" },
    { 48, DATA("\1\1\3\10abc"), &lines,
      "257 3 8 (\n\t\t\t\tYWJj\n\t\t\t\t) ; KSK; alg = RSASHA256 ; key id = "
      "51307" },
    { 48, DATA("\1\201\3\10abc"), &bare, "385 3 8 [key id = 51435]" },
    { 50, DATA("\1\0\0\1\1\252\1\200\0\1\100"), &plain, "1 0 1 AA G0 A" },
    { 50, DATA("\1\0\0\1\0\1\200"), &plain, "1 0 1 - G0" },
    { 64, DATA("\0\1\0\0\1\0\4\3a,b"), &plain, "1 . alpn=\"a\\\\,b\"" },
    { 64, DATA("\0\1\0\0\3\0\2\1\273"), &plain, "1 . port=443" },
    { 65280, DATA("\1\2"), &plain, "\\# 2 0102" },
    { 65280, DATA(""), &plain, "\\# 0" },
    { 41, DATA("\0\12\0\2ab"), &plain, "10 2 YWI=" },
    { 30, DATA("\1b\0\100\0\0\2"), &plain, "b. A NXT" },
    { 38, DATA("\200\1x\0"), &plain, "128  x." },
    { 249, DATA("\1x\0\0\0\0\1\0\0\0\2\0\3\0\143\0\0\0\1C"), &plain,
      "x. 1 2 3 99 0  1 Qw==" },
    { 250, DATA("\1"), &plain, "\\# 1 01" }, /* of class ANY alone */
};

static struct rdata data_of(uint16_t type, struct bytes b)
{
    struct bytes copy = { guarded(b.at, b.n), b.n };
    return (struct rdata){ copy, 0, b.n, type, CLASS_IN };
}

static void data_become_dig_s_text(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(written); i++) {
        struct text t = { 0 };
        struct rdata data = data_of(written[i].type, written[i].data);
        assert_null(rdtext_fault(&data));
        rdtext_write(&t, &data, written[i].style);
        assert_string_equal(t.at, written[i].text);
        text_free(&t);
        guard_reset(NULL);
    }
}

static const struct {
    uint16_t type;
    struct bytes data;
    const char *fault;
} bad[] = {
    { 1, DATA("\12\0\0"), "unexpected end of input" },
    { 1, DATA("\12\0\0\1\1"), "extra input data" },
    { 2, DATA("\300\0"), "bad compression pointer" },
    { 16, DATA(""), "unexpected end of input" },
    { 16, DATA("\2a"), "unexpected end of input" },
    { 29, DATA("\0\252\1\1\200\0\0\0\200\0\0\0\0\230\226\200"), "FORMERR" },
    { 30, DATA("\0\100\0"), "bad bitmap" },
    { 38, DATA("\201"), "out of range" },
    { 38, DATA("\177\2\0"), "FORMERR" }, /* more bits than are its own */
    { 42, DATA("\0\1\41\0"), "FORMERR" },
    { 47, DATA("\0"), "FORMERR" },     /* no types at all */
    { 47, DATA("\0\0\0"), "FORMERR" }, /* an empty window */
    { 47, DATA("\0\0\2\100\0"), "FORMERR" } /* zeros at its end */,
    { 47, DATA("\0\1\1\100\0\1\100"), "FORMERR" }, /* not in order */
    { 257, DATA("\0\1\033x"), "FORMERR" },         /* it must not be printed */
    { 257, DATA("\0\0x"), "FORMERR" },
    { 64, DATA("\0\1\0\0\3\0\1\1"), "FORMERR" },
    { 64, DATA("\0\1\0\0\3\0\0"), "FORMERR" },
    { 64, DATA("\0\1\0\0\0\0\3\0\1x"), "FORMERR" }, /* it had no end */
    { 64, DATA("\0\1\0\0\2\0\0"), "FORMERR" },      /* no default, no alpn */
    { 64, DATA("\0\1\0\0\3\0\2\0\1\0\1\0\2\1h"), "FORMERR" },
};

static void data_that_are_none_are_found_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(bad); i++) {
        struct rdata data = data_of(bad[i].type, bad[i].data);
        const char *fault = rdtext_fault(&data);
        assert_non_null(fault);
        assert_string_equal(fault, bad[i].fault);
        guard_reset(NULL);
    }
}

static void look_at(uint16_t type, const uint8_t *octets, size_t n)
{
    struct rdata data = data_of(type, (struct bytes){ octets, n });
    struct text t = { 0 };
    if (!rdtext_fault(&data))
        rdtext_write(&t, &data, &lines);
    text_free(&t);
    guard_reset(NULL);
}

/* Every type with every length of a few octets: the reader stays inside. */
static void nothing_behind_the_data_is_read(void **state)
{
    static const uint8_t fills[] = { 0, 1, 3, 6, 0xff };
    uint8_t octets[24];
    (void)state;
    for (size_t fill = 0; fill < ITEMS(fills); fill++) {
        memset(octets, fills[fill], sizeof octets);
        for (uint16_t type = 1; type < 263; type++)
            for (size_t n = 0; n < sizeof octets; n++)
                look_at(type, octets, n);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_become_dig_s_text),
        cmocka_unit_test(data_that_are_none_are_found_out),
        cmocka_unit_test(nothing_behind_the_data_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
