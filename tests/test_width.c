#include "tools/width.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <locale.h>
#include <wchar.h>

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

/* The C library's table is the oracle, where it has an opinion. */
static void widths_are_those_of_the_c_library(void **state)
{
    unsigned same = 0, other = 0;
    (void)state;
    if (!setlocale(LC_CTYPE, "C.UTF-8"))
        skip();
    for (uint32_t c = ' '; c < 0x30000; c++) {
        if (!utf8_is_plain(c))
            continue;
        int theirs = wcwidth((wchar_t)c);
        if (theirs < 0)
            continue;
        if (theirs == 0 || (int)width_char(c) == theirs)
            same++;
        else
            other++;
        /* what Chinese text is made of */
        if (c >= 0x4e00 && c <= 0x9fff)
            assert_int_equal(width_char(c), 2);
    }
    setlocale(LC_CTYPE, "C");
    assert_true(same > 50000);
    assert_in_range(other, 0, 100); /* versions of Unicode differ */
}

static void texts_are_as_wide_as_their_characters(void **state)
{
    (void)state;
    assert_int_equal(width_text(""), 0);
    assert_int_equal(width_text("abc"), 3);
    assert_int_equal(width_text("区 zone"), 7);
    assert_int_equal(width_text("e\xcc\x81"), 1);
    assert_int_equal(width_text("\xff\xfe"), 2);
}

static void lines_end_where_words_do(void **state)
{
    static const struct {
        const char *text;
        size_t columns;
        const char *line;
    } rows[] = {
        { "", 10, "" },
        { "one two", 10, "one two" },
        { "one two", 7, "one two" },
        { "one two", 6, "one " },
        { "one two", 3, "one" },
        { "one\ntwo", 10, "one" },
        { "\ntwo", 10, "" },
        /* a word that is too long is cut */
        { "abcdef", 4, "abcd" },
        { "abcdef", 0, "a" },
        /* Chinese between any two characters, not before a closing mark */
        { "压缩指针", 5, "压缩" },
        { "压缩指针", 4, "压缩" },
        { "压缩, 针", 4, "压" },
        { "指针 (x)", 6, "指针 " },
        { "见 (区)", 5, "见 " },
        /* a wide one does not fit in half its place, and is taken alone */
        { "压", 1, "压" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        size_t n = width_fit(rows[i].text, rows[i].columns);
        char line[64] = { 0 };
        memcpy(line, rows[i].text, n);
        assert_string_equal(line, rows[i].line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(utf8_is_taken_apart),
        cmocka_unit_test(what_may_harm_is_not_plain),
        cmocka_unit_test(widths_are_those_of_the_c_library),
        cmocka_unit_test(texts_are_as_wide_as_their_characters),
        cmocka_unit_test(lines_end_where_words_do),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
