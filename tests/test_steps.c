#include "resolver/steps.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>
#include <unistd.h>

/* Where the steps of a path are looked for, and whether it comes to its end. */
static const struct {
    const char *path, *steps;
    bool end;
} rows[] = {
    { "", "", true },
    { ".", "", true },
    { "a.zone", "[. a.zone]", true },
    { "./zones//b.zone", "[./. zones][././zones b.zone]", true },
    { "zones/", "[. zones]", true },
    { "zones/../a.zone", "[. zones][./zones/.. a.zone]", true },
    { "/", "", true },
    { "/proc/version", "[/ proc][//proc version]", true },
    /* links */
    { "link", "[. link][. ..data][. ..1][./..1 l]", true },
    { "root/proc", "[. root][/ proc]", true },
    { "loop", NULL, false },
    /* what is not there */
    { "no/such/file", "[. no]", false },
    { "zones/none", "[. zones][./zones none]", false },
    { "dangling", "[. dangling][. nothing]", false },
    { "a.zone/b", "[. a.zone][./a.zone b]", false },
};

static void each_step_has_its_directory(void **state)
{
    (void)state;
    if (system("mkdir zones ..1; touch a.zone zones/b.zone ..1/l; "
               "ln -s ..1 ..data; ln -s ..data/l link; ln -s / root; "
               "ln -s loop loop; ln -s nothing dangling") != 0)
        fail();
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char got[8192] = "";
        struct steps s;
        bool end = true;
        steps_begin(&s, rows[i].path);
        while (end && steps_next(&s)) {
            size_t n = strlen(got);
            snprintf(got + n, sizeof got - n, "[%s %s]", s.at, s.name);
            end = steps_enter(&s);
        }
        if (rows[i].steps && strcmp(got, rows[i].steps) != 0)
            fail_msg("%s: %s", rows[i].path, got);
        if (end != rows[i].end)
            fail_msg("%s: end", rows[i].path);
    }
}

/* As long as a path can be, and longer. */
static void a_path_that_is_too_long_has_no_steps(void **state)
{
    static struct steps s;
    char path[2 * PATH_MAX];
    (void)state;
    memset(path, 'x', sizeof path);
    for (size_t n = PATH_MAX - 2; n < sizeof path; n += PATH_MAX / 2) {
        path[n] = '\0';
        steps_begin(&s, path);
        assert_false(steps_next(&s));
        path[n] = 'x';
    }
    memset(path, '/', sizeof path);
    path[PATH_MAX - 2] = '\0';
    steps_begin(&s, path);
    assert_false(steps_next(&s));
}

/* Where a link leads, and that what is no link leads nowhere. */
static void a_link_that_is_taken_is_told(void **state)
{
    static struct steps s;
    (void)state;
    if (symlink("elsewhere", "there") < 0)
        fail();
    steps_begin(&s, "there");
    assert_true(steps_next(&s));
    assert_true(steps_enter(&s));
    assert_string_equal(s.to, "elsewhere");
    assert_true(steps_next(&s));
    assert_false(steps_enter(&s));
    assert_string_equal(s.to, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_step_has_its_directory),
        cmocka_unit_test(a_path_that_is_too_long_has_no_steps),
        cmocka_unit_test(a_link_that_is_taken_is_told),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
