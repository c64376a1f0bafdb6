/* What zonefile/complaint.h makes of a spot: place, excerpt, carets, hint; and
 * how complaints are gathered.  test_complaint.c has those of whole files. */
#include "zonefile/complaint.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#define XIN "\xe6\x96\xb0"    /* U+65B0, two columns of a terminal */
#define WEN "\xe9\x97\xbb"    /* U+95FB */
#define UMLAUT "\xc3\xbc"     /* U+00FC, one column */
#define HANGUL "\xed\x95\x9c" /* U+D55C, two */
#define KANA "\xe3\x81\x82"   /* U+3042, two */
#define ARROW "\xe2\x86\x92"  /* U+2192, one */

struct row {
    const char *text;
    size_t at, n; /* the spot */
    uint32_t line;
    const char *hint;
    const char *said;
};

static struct source source_of(const char *text, size_t n)
{
    return (struct source){ .path = (char *)(uintptr_t) "x.zone",
                            .text = (const char *)guarded(text, n),
                            .len = n };
}

static void assert_said(const struct row *row)
{
    struct complaints c = { .text = NULL };
    struct source in = source_of(row->text, strlen(row->text));
    struct spot where = { &in, in.text + row->at, row->n, row->line };
    complain(&c, COMPLAINT_ERROR, where, row->hint, "%s %d", "no", 7);
    assert_int_equal(c.errors, 1);
    assert_string_equal(c.text, row->said);
    assert_int_equal(c.len, strlen(row->said));
    complaint_free(&c);
    assert_null(c.text);
    assert_int_equal(c.errors, 0);
    guard_reset(NULL);
}

static void carets_stand_under_the_spot(void **state)
{
    static const struct row rows[] = {
        { "com 1.2.3\n", 4, 5, 1, "four numbers",
          "x.zone:1:5: no 7\n"
          "    1 | com 1.2.3\n"
          "      |     ^^^^^ four numbers\n" },
        { "a\nb c\nd\n", 2, 1, 2, NULL,
          "x.zone:2:1: no 7\n"
          "    2 | b c\n"
          "      | ^\n" },
        { "a\nb c", 4, 1, 2, NULL,
          "x.zone:2:3: no 7\n"
          "    2 | b c\n"
          "      |   ^\n" },
        { "b c\r\nd\r\n", 2, 1, 1, NULL,
          "x.zone:1:3: no 7\n"
          "    1 | b c\n"
          "      |   ^\n" },
        /* more digits than most files have lines */
        { "a", 0, 1, 123456, NULL,
          "x.zone:123456:1: no 7\n"
          "123456 | a\n"
          "      | ^\n" },
        /* nothing but a place: one caret; at the end of the line, too */
        { "a b\n", 2, 0, 1, "here",
          "x.zone:1:3: no 7\n"
          "    1 | a b\n"
          "      |   ^ here\n" },
        { "a b\n", 3, 0, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | a b\n"
          "      |    ^\n" },
        { "", 0, 0, 1, NULL,
          "x.zone:1:1: no 7\n"
          "    1 | \n"
          "      | ^\n" },
        /* never past the end of the line */
        { "a bb\ncc\n", 2, 6, 1, NULL,
          "x.zone:1:3: no 7\n"
          "    1 | a bb\n"
          "      |   ^^\n" },
        /* the file as a whole has no line */
        { "a\n", 0, 0, 0, "begin with a SOA",
          "x.zone: no 7\n"
          "      begin with a SOA\n" },
        { "a\n", 0, 0, 0, NULL, "x.zone: no 7\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_said(&rows[i]);
}

static void carets_are_as_wide_as_what_is_above(void **state)
{
    static const struct row rows[] = {
        /* tabs in front stay tabs */
        { "a\t b\tc\n", 3, 1, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | a\t b\tc\n"
          "      |  \t ^\n" },
        /* columns are characters; a character is one or two carets wide */
        { UMLAUT " b", 3, 1, 1, NULL,
          "x.zone:1:3: no 7\n"
          "    1 | " UMLAUT " b\n"
          "      |   ^\n" },
        { "a" UMLAUT "b c", 0, 4, 1, NULL,
          "x.zone:1:1: no 7\n"
          "    1 | a" UMLAUT "b c\n"
          "      | ^^^\n" },
        { XIN WEN ".cn b", 10, 1, 1, NULL,
          "x.zone:1:7: no 7\n"
          "    1 | " XIN WEN ".cn b\n"
          "      |         ^\n" },
        { "a " XIN WEN ".cn b", 2, 9, 1, "two each",
          "x.zone:1:3: no 7\n"
          "    1 | a " XIN WEN ".cn b\n"
          "      |   ^^^^^^^ two each\n" },
        { HANGUL KANA " b", 7, 1, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | " HANGUL KANA " b\n"
          "      |      ^\n" },
        { "a " ARROW " b", 6, 1, 1, NULL,
          "x.zone:1:5: no 7\n"
          "    1 | a " ARROW " b\n"
          "      |     ^\n" },
        /* what a Chinese keyboard gives for a dot and a comma */
        { "a\xe3\x80\x82 b", 5, 1, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | a\xe3\x80\x82 b\n"
          "      |     ^\n" },
        { "a\xef\xbc\x8c b", 5, 1, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | a\xef\xbc\x8c b\n"
          "      |     ^\n" },
        /* a mark on the letter before takes none */
        { "o\xcc\x88 b", 4, 1, 1, NULL,
          "x.zone:1:4: no 7\n"
          "    1 | o\xcc\x88 b\n"
          "      |   ^\n" },
        /* four octets: U+20000, U+1F600; and U+10348, of one column */
        { "\xf0\xa0\x80\x80\xf0\x9f\x98\x80\xf0\x90\x8d\x88 b", 13, 1, 1, NULL,
          "x.zone:1:5: no 7\n"
          "    1 | \xf0\xa0\x80\x80\xf0\x9f\x98\x80\xf0\x90\x8d\x88 b\n"
          "      |       ^\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_said(&rows[i]);
}

/* Cut short at the end of the text, or no UTF-8 at all: nothing is read past
 * the end, and the spot is found. */
static void broken_characters_do_no_harm(void **state)
{
    static const struct {
        const char *text;
        size_t at;
    } rows[] = {
        { "a \xe6\x96", 2 },     { "a \xe6", 2 },     { "a \xf0\xa0\x80", 2 },
        { "\xff\xfe\xc0 b", 4 }, { "\x80\x80 b", 3 }, { "\xe6 b", 2 },
        { "\xc3", 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct complaints c = { .text = NULL };
        size_t n = strlen(rows[i].text);
        struct source in = source_of(rows[i].text, n);
        struct spot where = { &in, in.text + rows[i].at, n - rows[i].at, 1 };
        complain(&c, COMPLAINT_ERROR, where, NULL, "no");
        assert_non_null(strstr(c.text, "^\n"));
        complaint_free(&c);
        guard_reset(NULL);
    }
}

/* A zone file from elsewhere must not move the cursor, ring the bell or turn
 * the line around. */
static void nothing_shown_steers_a_terminal(void **state)
{
    static const struct row row = { "a\x1b[2J\7\r\x7f"
                                    "b\xc2\x9b"
                                    "c d\n",
                                    13,
                                    1,
                                    1,
                                    "e\x1b[1m",
                                    "x.zone:1:13: no 7\n"
                                    "    1 | a?[2J???b?c d\n"
                                    "      |             ^ e?[1m\n" };
    struct complaints c = { .text = NULL };
    struct source in = source_of("a", 1);
    (void)state;
    complain(&c, COMPLAINT_ERROR, (struct spot){ .in = &in }, NULL,
             "'%s' is not a name", "a\x1b[2J\7");
    assert_string_equal(c.text, "x.zone: 'a?[2J?' is not a name\n");
    complaint_free(&c);
    complain(&c, COMPLAINT_ERROR, (struct spot){ .in = &in }, NULL, "%s",
             "a\xe2\x80\xae"
             "b\xe2\x80\xa8\xff");
    assert_string_equal(c.text, "x.zone: a?b??\n");
    complaint_free(&c);
    in.path = (char *)(uintptr_t) "\x1b[2Jx";
    complain(&c, COMPLAINT_ERROR, (struct spot){ .in = &in }, NULL, "no");
    assert_string_equal(c.text, "?[2Jx: no\n");
    complaint_free(&c);
    assert_said(&row);
}

static void complaints_are_gathered_in_order(void **state)
{
    struct complaints c = { .text = NULL };
    struct source in = source_of("a b\n", 4);
    struct spot whole = { .in = &in }, first = { &in, in.text, 1, 1 };
    (void)state;
    complain(&c, COMPLAINT_ERROR, first, NULL, "one");
    complain(&c, COMPLAINT_WARNING, whole, NULL, "two");
    complain(&c, COMPLAINT_ERROR, whole, "do", "three");
    assert_string_equal(c.text, "x.zone:1:1: one\n"
                                "    1 | a b\n"
                                "      | ^\n"
                                "x.zone: warning: two\n"
                                "x.zone: three\n"
                                "      do\n");
    assert_int_equal(c.len, strlen(c.text));
    assert_int_equal(c.errors, 2);
    assert_int_equal(c.warnings, 1);
    complaint_free(&c);
}

static void warnings_can_be_unwanted(void **state)
{
    struct complaints c = { .text = NULL, .errors_only = true };
    struct source in = source_of("a", 1);
    (void)state;
    complain(&c, COMPLAINT_WARNING, (struct spot){ .in = &in }, NULL, "one");
    assert_null(c.text);
    assert_int_equal(c.warnings, 0);
    complain(&c, COMPLAINT_ERROR, (struct spot){ .in = &in }, NULL, "two");
    assert_string_equal(c.text, "x.zone: two\n");
    complaint_free(&c);
}

static size_t count_lines(const char *text)
{
    size_t n = 0;
    for (; text && *text; text++)
        n += *text == '\n';
    return n;
}

/* Twenty of each kind; the others are counted. */
static void twenty_are_shown_of_each_kind(void **state)
{
    static const struct {
        unsigned errors, warnings;
        size_t lines;
        const char *end;
    } rows[] = {
        { 0, 0, 0, "" },
        { 20, 20, 40, "warning: w\n" },
        { 21, 0, 21, "e\n... and 1 more error\n" },
        { 0, 30, 21, "w\n... and 10 more warnings\n" },
        { 25, 120, 42, "... and 5 more errors\n... and 100 more warnings\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct complaints c = { .text = NULL };
        struct source in = source_of("a", 1);
        struct spot where = { .in = &in };
        for (unsigned k = 0; k < rows[i].errors; k++)
            complain(&c, COMPLAINT_ERROR, where, NULL, "e");
        for (unsigned k = 0; k < rows[i].warnings; k++)
            complain(&c, COMPLAINT_WARNING, where, NULL, "w");
        complaint_close(&c);
        assert_int_equal(c.errors, rows[i].errors);
        assert_int_equal(c.warnings, rows[i].warnings);
        assert_int_equal(count_lines(c.text), rows[i].lines);
        const char *text = c.text ? c.text : "";
        assert_int_equal(c.len, strlen(text));
        assert_string_equal(text + c.len - strlen(rows[i].end), rows[i].end);
        complaint_free(&c);
    }
}

/* A spot with a line and no place: the first word of that line. */
static void a_line_is_known_by_its_first_word(void **state)
{
    static const struct {
        const char *text;
        uint32_t line;
        const char *said;
    } rows[] = {
        { "aa b\ncc\n", 1, "x.zone:1:1: no\n    1 | aa b\n      | ^^\n" },
        { "aa b\ncc\n", 2, "x.zone:2:1: no\n    2 | cc\n      | ^^\n" },
        { "aa\n \t cc d", 2,
          "x.zone:2:4: no\n    2 |  \t cc d\n      |  \t ^^\n" },
        { "a\r\nb\r\n", 2, "x.zone:2:1: no\n    2 | b\n      | ^\n" },
        { "a\n\nb", 2, "x.zone:2:1: no\n    2 | \n      | ^\n" },
        { "a\n\nb", 3, "x.zone:3:1: no\n    3 | b\n      | ^\n" },
        { "", 1, "x.zone:1:1: no\n    1 | \n      | ^\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct complaints c = { .text = NULL };
        struct source in = source_of(rows[i].text, strlen(rows[i].text));
        struct spot where = { .in = &in, .line = rows[i].line };
        complain(&c, COMPLAINT_ERROR, where, NULL, "no");
        assert_string_equal(c.text, rows[i].said);
        complaint_free(&c);
        guard_reset(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carets_stand_under_the_spot),
        cmocka_unit_test(carets_are_as_wide_as_what_is_above),
        cmocka_unit_test(broken_characters_do_no_harm),
        cmocka_unit_test(nothing_shown_steers_a_terminal),
        cmocka_unit_test(complaints_are_gathered_in_order),
        cmocka_unit_test(warnings_can_be_unwanted),
        cmocka_unit_test(twenty_are_shown_of_each_kind),
        cmocka_unit_test(a_line_is_known_by_its_first_word),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
