#include "zonefile/scan.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <stdlib.h>

static struct source source_of(const char *text, size_t n)
{
    return (struct source){ .path = (char *)(uintptr_t) "x",
                            .text = (const char *)guarded(text, n),
                            .len = n };
}

/* The entries of a text, one a line: its words, each behind its line number;
 * ~ in front when the entry began with a blank; BAD for a broken one. */
static void put_entries(FILE *out, struct scan *s)
{
    enum scanned got;
    while ((got = scan_entry(s)) != SCAN_END) {
        if (got == SCAN_BAD) {
            fputs("BAD\n", out);
            continue;
        }
        fputs(s->blank ? "~" : "", out);
        for (size_t i = 0; i < s->n; i++)
            fprintf(out, "%s%u:%.*s", i ? " " : "", s->words[i].line,
                    (int)s->words[i].n, s->words[i].at);
        fputc('\n', out);
    }
}

static void assert_entries(const char *text, bool hash, const char *entries,
                           const char *said)
{
    struct complaints c = { .text = NULL };
    struct source in = source_of(text, strlen(text));
    struct scan s;
    char *got = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&got, &len);
    assert_non_null(out);
    scan_begin(&s, &in, &c);
    s.hash = hash;
    put_entries(out, &s);
    fclose(out);
    assert_string_equal(got, entries);
    assert_string_equal(c.text ? c.text : "", said);
    scan_free(&s);
    complaint_free(&c);
    free(got);
    guard_reset(NULL);
}

static void lines_become_entries_of_words(void **state)
{
    static const struct {
        const char *text, *entries;
    } rows[] = {
        { "", "" },
        { "\n\r\n \t\n", "" },
        { "a", "1:a\n" },
        { "a\n", "1:a\n" },
        { "a b\tc\n", "1:a 1:b 1:c\n" },
        { "a \t  b  \nc", "1:a 1:b\n2:c\n" },
        { "a b\r\nc\r\n", "1:a 1:b\n2:c\n" },
        { "\n\na\n\n\nb\n", "3:a\n6:b\n" },
        /* blanks in front: the owner is the last one (RFC 1035 5.1) */
        { " a\n", "~1:a\n" },
        { "a\n\tb\nc\n", "1:a\n~2:b\n3:c\n" },
        { "  \na\n", "2:a\n" },
        { "\n b\n", "~2:b\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_entries(rows[i].text, false, rows[i].entries, "");
        assert_entries(rows[i].text, true, rows[i].entries, "");
    }
}

static void parentheses_join_lines(void **state)
{
    static const struct {
        const char *text, *entries;
    } rows[] = {
        { "a ( b\n c ) d\ne\n", "1:a 1:b 2:c 2:d\n3:e\n" },
        { "a (b\nc)d\n", "1:a 1:b 2:c 2:d\n" },
        { "a(b)c\n", "1:a 1:b 1:c\n" },
        { "a (\n\n\n) b\n", "1:a 4:b\n" },
        { "a (b) (c) d\n", "1:a 1:b 1:c 1:d\n" },
        { "(a)\nb", "1:a\n2:b\n" },
        { "(\n a\n)\nb", "2:a\n4:b\n" },
        { " (a\n b)\nc\n", "~1:a 2:b\n3:c\n" },
        { "a ( ; one ) two (\n b ) ; three\nc", "1:a 2:b\n3:c\n" },
        { "()\n(\n)\na\n", "4:a\n" },
        { "a ( b\r\n c )\r\nd", "1:a 1:b 2:c\n3:d\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_entries(rows[i].text, false, rows[i].entries, "");
}

static void quotes_and_escapes_hold_a_word_together(void **state)
{
    static const struct {
        const char *text, *entries;
    } rows[] = {
        { "\"a b\" c\n", "1:\"a b\" 1:c\n" },
        { "\"\" \"\"\n", "1:\"\" 1:\"\"\n" },
        { "a\"b c\"d e\n", "1:a\"b c\"d 1:e\n" },
        { "\"a;b(c)#d\t\" e\n", "1:\"a;b(c)#d\t\" 1:e\n" },
        { "\"a\\\"b c\" d\n", "1:\"a\\\"b c\" 1:d\n" },
        { "\"a\\\\\" b\n", "1:\"a\\\\\" 1:b\n" },
        { "\"a b\"", "1:\"a b\"\n" },
        { "a\\ b c\n", "1:a\\ b 1:c\n" },
        { "a\\(b\\)\\; c\n", "1:a\\(b\\)\\; 1:c\n" },
        { "a\\\"b c\n", "1:a\\\"b 1:c\n" },
        { "a\\b", "1:a\\b\n" },
        { "a\\ ", "1:a\\ \n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_entries(rows[i].text, false, rows[i].entries, "");
        assert_entries(rows[i].text, true, rows[i].entries, "");
    }
}

static void comments_run_to_the_end_of_the_line(void **state)
{
    static const struct {
        const char *text, *master, *flat;
    } rows[] = {
        { "a ; b\nc", "1:a\n2:c\n", "1:a\n2:c\n" },
        { "; b\nc", "2:c\n", "2:c\n" },
        { " ; b\nc", "2:c\n", "2:c\n" },
        { "a ;", "1:a\n", "1:a\n" },
        { ";", "", "" },
        /* ; within a word: RFC 1035 says comment, the flat format says word */
        { "a;b c\nd", "1:a\n2:d\n", "1:a;b 1:c\n2:d\n" },
        { "a b;\nd", "1:a 1:b\n2:d\n", "1:a 1:b;\n2:d\n" },
        /* # begins one in the flat format only, and only there a word */
        { "# b\nc", "1:# 1:b\n2:c\n", "2:c\n" },
        { "a #b\nc", "1:a 1:#b\n2:c\n", "1:a\n2:c\n" },
        { "a#b c\n", "1:a#b 1:c\n", "1:a#b 1:c\n" },
        { "a \"b\"#c\n", "1:a 1:\"b\"#c\n", "1:a 1:\"b\"#c\n" },
        /* the comment hides what would be a mistake */
        { "a ; \"(\nb", "1:a\n2:b\n", "1:a\n2:b\n" },
        { "a ( b ; )\n c )\nd", "1:a 1:b 2:c\n3:d\n", "1:a 1:b 2:c\n3:d\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_entries(rows[i].text, false, rows[i].master, "");
        assert_entries(rows[i].text, true, rows[i].flat, "");
    }
}

static void what_is_broken_is_told_and_reading_goes_on(void **state)
{
    static const struct {
        const char *text, *entries, *said;
    } rows[] = {
        { "a \"b\nc\n", "BAD\n2:c\n",
          "x:1:3: a quote that is not closed\n"
          "    1 | a \"b\n"
          "      |   ^\n" },
        { "a\n  b\"c", "1:a\nBAD\n",
          "x:2:4: a quote that is not closed\n"
          "    2 |   b\"c\n"
          "      |    ^\n" },
        /* the backslash does not reach over the end of the line */
        { "\"a\\\nb\"\n", "BAD\nBAD\n",
          "x:1:1: a quote that is not closed\n"
          "    1 | \"a\\\n"
          "      | ^\n"
          "x:2:2: a quote that is not closed\n"
          "    2 | b\"\n"
          "      |  ^\n" },
        { "a\\\nb", "BAD\n2:b\n",
          "x:1:2: a backslash with nothing behind it\n"
          "    1 | a\\\n"
          "      |  ^\n" },
        { "a b\\", "BAD\n",
          "x:1:4: a backslash with nothing behind it\n"
          "    1 | a b\\\n"
          "      |    ^\n" },
        { "a ( b ( c\nd\n", "BAD\n2:d\n",
          "x:1:7: parentheses do not nest\n"
          "    1 | a ( b ( c\n"
          "      |       ^\n" },
        { "a ) b\nc\n", "BAD\n2:c\n",
          "x:1:3: nothing to close here\n"
          "    1 | a ) b\n"
          "      |   ^\n" },
        { "a\nb ( c\nd\n", "1:a\nBAD\n",
          "x:2:3: a parenthesis that is not closed\n"
          "    2 | b ( c\n"
          "      |   ^\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_entries(rows[i].text, false, rows[i].entries, rows[i].said);
}

static void an_entry_has_as_many_words_as_it_has(void **state)
{
    enum { N = 1000 };
    char text[2 * N + 1];
    struct complaints c = { .text = NULL };
    struct scan s;
    (void)state;
    for (size_t i = 0; i < N; i++)
        memcpy(text + 2 * i, i == 0 ? "a " : i == 1 ? "(\n" : "b\n", 2);
    memcpy(text + sizeof text - 3, " )\n", 3);
    struct source in = source_of(text, sizeof text);
    scan_begin(&s, &in, &c);
    assert_int_equal(scan_entry(&s), SCAN_ENTRY);
    assert_int_equal(s.n, N - 2); /* but the parentheses */
    for (size_t i = 1; i < s.n; i++) {
        assert_ptr_equal(s.words[i].at, in.text + 2 * i + 2);
        assert_int_equal(s.words[i].n, 1);
        assert_int_equal(s.words[i].line, i + 1);
    }
    assert_int_equal(scan_entry(&s), SCAN_END);
    assert_int_equal(scan_entry(&s), SCAN_END); /* and stays there */
    scan_free(&s);
}

static void spots_are_words_of_one_line(void **state)
{
    static const struct {
        size_t a, b, at, n;
        uint32_t line;
    } rows[] = {
        { 0, 0, 0, 1, 1 }, { 0, 1, 0, 4, 1 },  { 1, 1, 2, 2, 1 },
        { 1, 3, 2, 2, 1 }, /* the others stand in the next line */
        { 2, 3, 8, 5, 2 }, { 3, 3, 12, 1, 2 },
    };
    struct complaints c = { .text = NULL };
    struct source in = source_of("a bb (\n cc  d)\n", 15);
    struct scan s;
    (void)state;
    scan_begin(&s, &in, &c);
    assert_int_equal(scan_entry(&s), SCAN_ENTRY);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct spot spot = scan_span(&s, rows[i].a, rows[i].b);
        assert_ptr_equal(spot.in, &in);
        assert_ptr_equal(spot.at, in.text + rows[i].at);
        assert_int_equal(spot.n, rows[i].n);
        assert_int_equal(spot.line, rows[i].line);
    }
    struct spot word = scan_spot(&s, &s.words[2]);
    assert_ptr_equal(word.in, &in);
    assert_ptr_equal(word.at, in.text + 8);
    assert_int_equal(word.n, 2);
    assert_int_equal(word.line, 2);
    assert_ptr_equal(word_bytes(&s.words[1]).at, in.text + 2);
    assert_int_equal(word_bytes(&s.words[1]).n, 2);
    scan_free(&s);
}

static void words_compare_in_any_case_and_whole(void **state)
{
    static const struct {
        const char *word, *text;
        bool is;
    } rows[] = {
        { "$TTL", "$TTL", true },
        { "$ttl", "$TTL", true },
        { "$TT", "$TTL", false },
        { "$TTLX", "$TTL", false },
        { "", "", true },
        { "", "a", false },
        { "\xc3\xa4", "\xc3\x84", false }, /* letters of ASCII only */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        size_t n = strlen(rows[i].word);
        struct word w = { (const char *)guarded(rows[i].word, n), n, 1 };
        assert_int_equal(word_is(&w, rows[i].text), rows[i].is);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_entries_of_words),
        cmocka_unit_test(parentheses_join_lines),
        cmocka_unit_test(quotes_and_escapes_hold_a_word_together),
        cmocka_unit_test(comments_run_to_the_end_of_the_line),
        cmocka_unit_test(what_is_broken_is_told_and_reading_goes_on),
        cmocka_unit_test(an_entry_has_as_many_words_as_it_has),
        cmocka_unit_test(spots_are_words_of_one_line),
        cmocka_unit_test(words_compare_in_any_case_and_whole),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
