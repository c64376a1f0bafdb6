/* Characters in UTF-8, and what is none or better not shown. */
#include "tools/utf8.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

static const struct {
    const char *text;
    size_t n, length, shown;
} characters[] = {
    { "", 0, 0, 0 },
    { "a", 1, 1, 1 },
    { "\x7f", 1, 1, 0 },
    { "\n", 1, 1, 0 },
    { "\xc3\xa9", 2, 2, 2 },
    { "\xc2\x85", 2, 2, 0 }, /* a control of C1 */
    { "\xc0\xaf", 2, 0, 0 }, /* longer than it must be */
    { "\xc1\xbf", 2, 0, 0 },
    { "\xe6\x96\xb0", 3, 3, 3 },
    { "\xe6\x96", 2, 0, 0 },
    { "\xe6\x41\xb0", 3, 0, 0 },
    { "\xe0\x80\xaf", 3, 0, 0 },
    { "\xed\xa0\x80", 3, 0, 0 }, /* half of a pair */
    { "\xe2\x80\xae", 3, 3, 0 }, /* right-to-left override */
    { "\xe2\x81\xa6", 3, 3, 0 },
    { "\xf0\x9f\x8c\xb1", 4, 4, 4 },
    { "\xf0\x8f\xbf\xbf", 4, 0, 0 },
    { "\xf4\x8f\xbf\xbf", 4, 4, 4 },
    { "\xf4\x90\x80\x80", 4, 0, 0 },
    { "\xf5\x80\x80\x80", 4, 0, 0 },
    { "\x80", 1, 0, 0 },
    { "\xff", 1, 0, 0 },
};

static void characters_are_told_from_noise(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(characters); i++) {
        size_t n = characters[i].n;
        struct bytes b = { guarded(characters[i].text, n), n };
        assert_int_equal(utf8_length(b), characters[i].length);
        assert_int_equal(utf8_shown(b), characters[i].shown);
        guard_reset(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_told_from_noise),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
