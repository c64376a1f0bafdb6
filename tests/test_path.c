#include "zonefile/path.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

/* U+2192, the arrow of the third kind. */
#define ARROW "\xe2\x86\x92"

struct row {
    const char *line;
    size_t words;     /* of the path; 0: it is none */
    const char *name; /* NULL: complained of as follows */
    const char *said;
};

static void assert_path(const struct row *row)
{
    struct complaints c = { .text = NULL };
    size_t n = strlen(row->line);
    struct source in = { .path = (char *)(uintptr_t) "x",
                         .text = (const char *)guarded(row->line, n),
                         .len = n };
    struct scan s;
    scan_begin(&s, &in, &c);
    s.hash = true;
    assert_int_equal(scan_entry(&s), SCAN_ENTRY);
    assert_int_equal(path_words(&s), row->words);
    if (row->words) {
        char *out = (char *)guarded(NULL, PATH_TEXT_MAX);
        struct bytes name = path_text(&s, row->words, out);
        assert_int_equal(name.n, row->name ? strlen(row->name) : 0);
        if (row->name)
            assert_memory_equal(name.at, row->name, name.n);
    }
    assert_string_equal(c.text ? c.text : "", row->said ? row->said : "");
    scan_free(&s);
    complaint_free(&c);
    guard_reset(NULL);
}

static void a_path_leads_from_the_top_to_the_name(void **state)
{
    static const struct row rows[] = {
        { "com -> cctv -> news 1.2.3.4", 5, "news.cctv.com.", NULL },
        { "com > cctv > news 1.2.3.4", 5, "news.cctv.com.", NULL },
        { "com " ARROW " cctv " ARROW " news 1.2.3.4", 5, "news.cctv.com.",
          NULL },
        { "com -> cctv > news " ARROW " a 1.2.3.4", 7, "a.news.cctv.com.",
          NULL },
        { "com -> cctv\t1.2.3.4", 3, "cctv.com.", NULL },
        /* blanks beside the arrows or not */
        { "com->cctv->news 1.2.3.4", 1, "news.cctv.com.", NULL },
        { "com>cctv>news 1.2.3.4", 1, "news.cctv.com.", NULL },
        { "com" ARROW "cctv" ARROW "news 1.2.3.4", 1, "news.cctv.com.", NULL },
        { "com-> cctv ->news 1.2.3.4", 3, "news.cctv.com.", NULL },
        { "com-> cctv", 2, "cctv.com.", NULL },
        { "com ->cctv", 2, "cctv.com.", NULL },
        /* labels as they are: escapes, other scripts, hyphens, stars */
        { "com -> a\\>b 1.2.3.4", 3, "a\\>b.com.", NULL },
        { "com -> a\\-\\>b 1.2.3.4", 3, "a\\-\\>b.com.", NULL },
        { "cn -> \xe6\x96\xb0 1.2.3.4", 3, "\xe6\x96\xb0.cn.", NULL },
        { "a- -> -b -> c--d 1.2.3.4", 5, "c--d.-b.a-.", NULL },
        { "a-->b 1.2.3.4", 1, "b.a-.", NULL },
        { "com -> wild -> * 1.2.3.4", 5, "*.wild.com.", NULL },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_path(&rows[i]);
}

static void other_lines_have_no_path(void **state)
{
    static const struct row rows[] = {
        { .line = "news.cctv.com 1.2.3.4" },
        { .line = "cctv.com TXT > b" },
        { .line = "cctv.com TXT a ->" },
        { .line = "a-b 1.2.3.4" },
        { .line = "a\\>b 1.2.3.4" },
        { .line = "\\> 1.2.3.4" },
        { .line = "\xe2\x86\x93 1.2.3.4" }, /* another arrow */
        { .line = "a\xe2\x86 1.2.3.4" },    /* half of one */
        { .line = "a-" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_path(&rows[i]);
}

static void what_is_no_path_is_told(void **state)
{
    static const struct row rows[] = {
        { "-> com 1.2.3.4", 2, NULL,
          "x:1:1: '->' does not fit into a path\n"
          "    1 | -> com 1.2.3.4\n"
          "      | ^^ one label, an arrow, one label: com -> cctv\n" },
        { "com -> -> cctv 1.2.3.4", 4, NULL,
          "x:1:8: '->' does not fit into a path\n"
          "    1 | com -> -> cctv 1.2.3.4\n"
          "      |        ^^ one label, an arrow, one label: com -> cctv\n" },
        { "com->>cctv 1.2.3.4", 1, NULL,
          "x:1:1: 'com->>cctv' does not fit into a path\n"
          "    1 | com->>cctv 1.2.3.4\n"
          "      | ^^^^^^^^^^ one label, an arrow, one label: com -> cctv\n" },
        { "com -> news.cctv 1.2.3.4", 3, NULL,
          "x:1:8: 'news.cctv' does not fit into a path\n"
          "    1 | com -> news.cctv 1.2.3.4\n"
          "      |        ^^^^^^^^^ one label, an arrow, one label: "
          "com -> cctv\n" },
        /* the arrow takes what follows, even when that is the last word */
        { "com ->", 2, NULL,
          "x:1:5: the path ends in an arrow\n"
          "    1 | com ->\n"
          "      |     ^^ one label, an arrow, one label: com -> cctv\n" },
        { "com -> 1.2.3.4", 3, NULL,
          "x:1:8: '1.2.3.4' does not fit into a path\n"
          "    1 | com -> 1.2.3.4\n"
          "      |        ^^^^^^^ one label, an arrow, one label: "
          "com -> cctv\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_path(&rows[i]);
}

/* 1,024 octets with the dots fit; that it is too long a name is told later. */
static void a_long_path_ends_where_the_room_does(void **state)
{
    static const struct {
        size_t labels;
        bool fits;
    } rows[] = { { 512, true }, { 513, false }, { 2000, false } };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        static char line[8000];
        struct complaints c = { .text = NULL };
        size_t n = 0;
        for (size_t k = 0; k < rows[i].labels; k++, n += 2)
            memcpy(line + n, "a>", 2);
        struct source in = { .path = (char *)(uintptr_t) "x",
                             .text = line,
                             .len = n - 1 };
        struct scan s;
        scan_begin(&s, &in, &c);
        assert_int_equal(scan_entry(&s), SCAN_ENTRY);
        assert_int_equal(path_words(&s), 1);
        char *out = (char *)guarded(NULL, PATH_TEXT_MAX);
        struct bytes name = path_text(&s, 1, out);
        assert_int_equal(name.n, rows[i].fits ? 1024 : 0);
        assert_int_equal(c.errors, !rows[i].fits);
        scan_free(&s);
        complaint_free(&c);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_path_leads_from_the_top_to_the_name),
        cmocka_unit_test(other_lines_have_no_path),
        cmocka_unit_test(what_is_no_path_is_told),
        cmocka_unit_test(a_long_path_ends_where_the_room_does),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
