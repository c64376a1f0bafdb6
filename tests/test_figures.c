#include "resolver/figures.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <arpa/inet.h>
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

/* inet_ntop is right but for the ends of IPv4, which it writes with dots. */
static void addresses_are_as_inet_ntop_has_them(void **state)
{
    static const char *const rows[] = {
        "0.0.0.0",
        "192.0.2.7",
        "255.255.255.255",
        "::",
        "::1",
        "1::",
        "2001:db8::7",
        "2001:db8:0:1:1:1:1:1",
        "2001:0:0:1::1",
        "2001::1:0:0:1",
        "fe80::1234:5678:9abc:def0",
        "1:2:3:4:5:6:7:8",
        "0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:0",
        "1:2:3:4:5:6::",
        "::3:4:5:6:7:8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        bool six = strchr(rows[i], ':') != NULL;
        uint8_t octets[16];
        char got[INET6_ADDRSTRLEN];
        struct writer w = writer_over(got, sizeof got);
        assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, rows[i], octets),
                         1);
        figures_address(&w, (struct bytes){ octets, six ? 16 : 4 });
        write_u8(&w, '\0');
        assert_string_equal(got, rows[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(numbers_are_as_printf_has_them, guard_reset),
        cmocka_unit_test_teardown(too_little_room_is_told, guard_reset),
        cmocka_unit_test(dates_are_as_strftime_has_them),
        cmocka_unit_test(addresses_are_as_inet_ntop_has_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
