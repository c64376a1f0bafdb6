#include "resolver/figures.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <inttypes.h>
#include <time.h>

static void numbers_are_as_printf_has_them(void **state)
{
    uint64_t n = 0;
    (void)state;
    for (unsigned i = 0; i < 400; i++) {
        char want[32];
        int len = snprintf(want, sizeof want, "%" PRIu64, n);
        uint8_t *room = guarded(NULL, (size_t)len);
        struct writer w = writer_over(room, (size_t)len);
        figures_number(&w, n);
        assert_false(w.bad);
        assert_ptr_equal(w.at, room + len);
        assert_memory_equal(room, want, (size_t)len);
        n = i == 200 ? UINT64_MAX : n * 2 + i % 3;
    }
}

static void too_little_room_is_told(void **state)
{
    struct writer w = writer_over(guarded(NULL, 2), 2);
    (void)state;
    figures_number(&w, 100);
    assert_true(w.bad);
}

/* Each day from 1970 on, and the seconds of some. */
static void dates_are_as_strftime_has_them(void **state)
{
    (void)state;
    for (uint64_t t = 0; t <= UINT32_MAX; t += 43210) {
        time_t seconds = (time_t)t;
        struct tm tm;
        char want[32];
        uint8_t got[FIGURES_DATE];
        struct writer w = writer_over(got, sizeof got);
        strftime(want, sizeof want, "%Y-%m-%dT%H:%M:%S",
                 gmtime_r(&seconds, &tm));
        figures_date(&w, (uint32_t)t);
        assert_false(w.bad);
        assert_memory_equal(got, want, FIGURES_DATE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(numbers_are_as_printf_has_them, guard_reset),
        cmocka_unit_test_teardown(too_little_room_is_told, guard_reset),
        cmocka_unit_test(dates_are_as_strftime_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
