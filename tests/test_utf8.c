/* Characters in UTF-8, and what is none or better not shown. */
#include "zonefile/utf8.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

static const struct {
    const char *text;
    size_t n, shown;
} characters[] = {
    { "", 0, 0 },
    { "a", 1, 1 },
    { "\x7f", 1, 0 },
    { "\n", 1, 0 },
    { "\xc3\xa9", 2, 2 },
    { "\xc2\x85", 2, 0 }, /* a control of C1 */
    { "\xc0\xaf", 2, 0 }, /* longer than it must be */
    { "\xc1\xbf", 2, 0 },
    { "\xe6\x96\xb0", 3, 3 },
    { "\xe6\x96", 2, 0 },
    { "\xe6\x41\xb0", 3, 0 },
    { "\xe0\x80\xaf", 3, 0 },
    { "\xed\xa0\x80", 3, 0 }, /* half of a pair */
    { "\xe2\x80\xae", 3, 0 }, /* right-to-left override */
    { "\xe2\x81\xa6", 3, 0 },
    { "\xf0\x9f\x8c\xb1", 4, 4 },
    { "\xf0\x8f\xbf\xbf", 4, 0 },
    { "\xf4\x8f\xbf\xbf", 4, 4 },
    { "\xf4\x90\x80\x80", 4, 0 },
    { "\xf5\x80\x80\x80", 4, 0 },
    { "\x80", 1, 0 },
    { "\xff", 1, 0 },
};

static void characters_are_told_from_noise(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(characters); i++) {
        size_t n = characters[i].n;
        struct bytes b = { guarded(characters[i].text, n), n };
        assert_int_equal(utf8_shown(b), characters[i].shown);
        guard_reset(NULL);
    }
}

static void utf8_is_taken_apart(void **state)
{
    static const struct {
        const char *text;
        uint32_t c;
        size_t n; /* octets taken */
    } rows[] = {
        { "a", 'a', 1 },
        { "\xc3\xa9", 0xe9, 2 },
        { "\xe4\xb8\xad", 0x4e2d, 3 },
        { "\xf0\x9f\x98\x80", 0x1f600, 4 },
        { "\xf4\x8f\xbf\xbf", 0x10ffff, 4 },
        /* nothing begins here, or it ends too early: one octet is taken */
        { "\x80", UTF8_BAD, 1 },
        { "\xc3", UTF8_BAD, 1 },
        { "\xe4\xb8", UTF8_BAD, 1 },
        { "\xe4\xb8"
          "a",
          UTF8_BAD, 1 },
        { "\xff", UTF8_BAD, 1 },
        { "\xf8\x88\x80\x80\x80", UTF8_BAD, 1 },
        /* overlong, a surrogate, beyond the end */
        { "\xc0\xaf", UTF8_BAD, 1 },
        { "\xe0\x9f\xbf", UTF8_BAD, 1 },
        { "\xf0\x8f\xbf\xbf", UTF8_BAD, 1 },
        { "\xed\xa0\x80", UTF8_BAD, 1 },
        { "\xf4\x90\x80\x80", UTF8_BAD, 1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        size_t n = strlen(rows[i].text);
        const uint8_t *p = guarded(rows[i].text, n);
        struct reader r = reader_over(p, n);
        assert_int_equal(utf8_next(&r), rows[i].c);
        assert_int_equal(r.at - p, rows[i].n);
        assert_false(r.bad);
    }
}

static void what_may_harm_is_not_plain(void **state)
{
    static const uint32_t harmful[] = {
        0,      7,       '\n',    0x1b,    0x7f,     0x80,   0x9b,
        0xad,   0x061c,  0x200b,  0x200e,  0x200f,   0x2028, 0x202a,
        0x202e, 0x2066,  0x2069,  0xfeff,  0xe000,   0xfdd0, 0xfffe,
        0xffff, 0x1ffff, 0xe0001, 0xf0000, 0x10ffff,
    };
    static const uint32_t fine[] = { ' ',    '~',    0xa0,   0xe9,
                                     0x4e2d, 0x3002, 0xff01, 0x1f600 };
    (void)state;
    for (size_t i = 0; i < ITEMS(harmful); i++)
        assert_false(utf8_is_plain(harmful[i]));
    for (size_t i = 0; i < ITEMS(fine); i++)
        assert_true(utf8_is_plain(fine[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_told_from_noise),
        cmocka_unit_test(utf8_is_taken_apart),
        cmocka_unit_test(what_may_harm_is_not_plain),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
