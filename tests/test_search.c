/* Names to try: as they are, and below the domains of a search list. */
#include "tools/search.h"

#include "tests/shared/test.h"
#include "zonefile/nametext.h"

static const struct {
    const char *name;
    bool search;
    int ndots;
    const char *domain;
    const char *names; /* or why it is none, behind a ! */
} cases[] = {
    { "www", false, -1, NULL, "www." },
    { "www", true, -1, NULL, "www.a.test. www.b.test. www." },
    { "www.x", true, -1, NULL, "www.x. www.x.a.test. www.x.b.test." },
    { "www.x", true, 2, NULL, "www.x.a.test. www.x.b.test. www.x." },
    { "www", true, 0, NULL, "www. www.a.test. www.b.test." },
    { "www.", true, -1, NULL, "www." },
    { ".", true, -1, NULL, "." },
    { "www", false, -1, "c.test", "www.c.test. www." },
    { "www", false, -1, "c.test.", "www.c.test. www." },
    { "a\\.b", true, -1, NULL, "a\\.b.a.test. a\\.b.b.test. a\\.b." },
    { "新闻.cctv", false, -1, NULL, "xn--efvy88h.cctv." },
    { "a..b", false, -1, NULL, "!empty label" },
    { ".a", true, -1, NULL, "!empty label" },
    { "www", false, -1, "x..y", "!empty label" },
    { "a\\", false, -1, NULL, "!bad escape" },
    { "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false,
      -1, NULL, "!label too long" },
};

static void a_name_is_completed_by_the_list(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct settings s = {
            .search = cases[i].search,
            .ndots = cases[i].ndots,
            .domain = cases[i].domain,
            .conf = { .search = { "a.test", "b.test" },
                      .search_n = 2,
                      .ndots = 1 },
        };
        struct request r = { .idn_in = true };
        struct search found;
        char all[512] = "", name[NAME_TEXT_MAX];
        strcpy(r.name, cases[i].name);
        const char *wrong = search_begin(&found, &s, &r);
        for (unsigned n = 0; !wrong && n < found.n; n++) {
            strcat(all, n ? " " : "");
            strcat(all, name_text(name, found.names[n]));
        }
        if (wrong)
            snprintf(all, sizeof all, "!%s", wrong);
        assert_string_equal(all, cases[i].names);
    }
}

static void without_idn_octets_are_octets(void **state)
{
    struct settings s = { .ndots = -1, .conf = { .ndots = 1 } };
    struct request r = { .name = "\xe6\x96\xb0" };
    struct search found;
    (void)state;
    assert_null(search_begin(&found, &s, &r));
    assert_memory_equal(found.names[0], "\3\xe6\x96\xb0", 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_completed_by_the_list),
        cmocka_unit_test(without_idn_octets_are_octets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
