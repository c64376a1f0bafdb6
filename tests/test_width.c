#include "zonefile/width.h"

#include "tests/shared/test.h"
#include "zonefile/utf8.h"

#include <locale.h>
#include <wchar.h>

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

static void texts_are_cut_between_characters(void **state)
{
    (void)state;
    assert_int_equal(width_cut("TXT \"abc\"", 6), 6);
    assert_int_equal(width_cut("ab", 2), 2);
    assert_int_equal(width_cut("a新闻", 3), 4);
    assert_int_equal(width_cut("a新闻", 4), 4);
    assert_int_equal(width_cut("新", 1), 0);
    assert_int_equal(width_cut("", 1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_are_those_of_the_c_library),
        cmocka_unit_test(texts_are_as_wide_as_their_characters),
        cmocka_unit_test(lines_end_where_words_do),
        cmocka_unit_test(texts_are_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
