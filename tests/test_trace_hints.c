#include "tools/trace_hints.h"

#include "tests/shared/test.h"

static const struct trace_rules anywhere = { true, true, true };

static bool read_text(struct trace_servers *s, const char *text,
                      const struct trace_rules *rules)
{
    FILE *f = fmemopen((void *)(uintptr_t)text, strlen(text), "r");
    assert_non_null(f);
    bool good = trace_hints_read(s, f, rules);
    fclose(f);
    return good;
}

static void a_file_like_named_root(void **state)
{
    static struct trace_servers s;
    char at[ADDRESS_TEXT];
    (void)state;
    assert_true(read_text(&s,
                          "; the root\n"
                          ".  3600000  NS  A.ROOT.\n"
                          "\n"
                          "a.root. 3600000 IN A 127.0.0.11 ; here\n"
                          "A.ROOT. 3600000 AAAA ::1\r\n"
                          ". IN 60 ns b.root.\n"
                          "\tNS c.root.\n"
                          "b.root. A 127.0.0.12\n"
                          "other. A 127.0.0.99\n"
                          "com. NS ns.com.\n",
                          &anywhere));
    assert_int_equal(s.n, 3);
    assert_int_equal(s.list[0].n, 2);
    assert_string_equal(endpoint_address(at, &s.list[0].at[0]), "127.0.0.11");
    assert_string_equal(endpoint_address(at, &s.list[0].at[1]), "::1");
    assert_int_equal(s.list[1].n, 1);
    assert_string_equal(endpoint_address(at, &s.list[1].at[0]), "127.0.0.12");
    assert_int_equal(s.list[2].n, 0);
}

static void an_address_may_come_first(void **state)
{
    static struct trace_servers s;
    (void)state;
    assert_true(read_text(&s, "a. A 127.0.0.1\n. NS a.\n", &anywhere));
    assert_int_equal(s.n, 1);
    assert_int_equal(s.list[0].n, 1);
}

static void lines_that_say_nothing_are_passed_over(void **state)
{
    static const char *const texts[] = {
        "\n",
        "; . NS a.\n",
        ". NS a.\n",
        ". NS a.\nb. A 127.0.0.1\n",
        ". NS a.\na. A ::1\na. AAAA 127.0.0.1\n",
        ". NS a\na. A 127.0.0.1\n",
        ". NS a. b.\na. A 127.0.0.1\n",
        "com. NS a.\na. A 127.0.0.1\n",
        "..\n",
        " \n",
        ".\n",
    };
    static struct trace_servers s;
    (void)state;
    for (size_t i = 0; i < ITEMS(texts); i++)
        if (read_text(&s, texts[i], &anywhere))
            fail_msg("\"%s\"", texts[i]);
}

static void only_what_may_be_asked_counts(void **state)
{
    static const struct trace_rules home = { true, true, false };
    static const struct trace_rules six = { false, true, true };
    static const char text[] = ". NS a.\na. A 198.41.0.4\n";
    static struct trace_servers s;
    (void)state;
    assert_true(read_text(&s, text, &anywhere));
    assert_false(read_text(&s, text, &home));
    assert_true(s.list[0].barred);
    assert_false(read_text(&s, text, &six));
}

static void the_internet_has_thirteen(void **state)
{
    static struct trace_servers s;
    static const struct trace_rules four = { true, false, true };
    (void)state;
    trace_hints_real(&s, &anywhere);
    assert_int_equal(s.n, 13);
    for (unsigned i = 0; i < s.n; i++)
        assert_int_equal(s.list[i].n, 2);
    trace_hints_real(&s, &four);
    for (unsigned i = 0; i < s.n; i++)
        assert_int_equal(s.list[i].n, 1);
    assert_true(trace_same(s.list[12].name,
                           (const uint8_t *)"\1m\14root-servers\3net"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_like_named_root),
        cmocka_unit_test(an_address_may_come_first),
        cmocka_unit_test(lines_that_say_nothing_are_passed_over),
        cmocka_unit_test(only_what_may_be_asked_counts),
        cmocka_unit_test(the_internet_has_thirteen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
