#include "tests/shared/serve.h"
#include "tests/shared/test.h"

/* The list of cases.h, by answer() in memory, as if by UDP and by TCP. */

/* Both lines are named, whichever comes first. */
static void row_16_an_alias_stands_alone(void **state)
{
    static const char head[] =
        "$ORIGIN x.test.\n$TTL 60\n@ SOA a.test. b.test. 1 1 1 1 1\n@ NS @\n";
    static const char *const pairs[][2] = {
        { "x A 10.0.0.1\nx CNAME y\n", "bad.zone:6:" },
        { "x CNAME y\nx A 10.0.0.1\n", "bad.zone:6:" },
        { "x CNAME y\n; between them\nX.X.test. MX 1 y\n", "bad.zone:7:" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(pairs); i++) {
        char text[256];
        snprintf(text, sizeof text, "%s%s", head, pairs[i][0]);
        zone_write("bad.zone", text);
        struct zone_load l = zone_load_file("bad.zone", FORMAT_DETECT);
        assert_int_equal(l.done, -1);
        assert_non_null(strstr(zone_said(&l), pairs[i][1]));
        assert_non_null(strstr(zone_said(&l), "line 5"));
        zone_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(row_16_an_alias_stands_alone),
    };
    void *place;
    int failed = 0;
    zone_enter(&place);
    for (size_t i = 0; worlds[i]; i++) {
        struct zone_load l = world_load(worlds[i]);
        for (int tcp = 0; tcp <= 1; tcp++) {
            struct respondent r = respondent_in_memory(&l.image, tcp);
            failed += respondent_run(&r, worlds[i]);
        }
        zone_free(&l);
    }
    failed += cmocka_run_group_tests_name("at load", tests, NULL, NULL);
    zone_leave(&place);
    return failed != 0;
}
