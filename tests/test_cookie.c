/*
 * Server cookies: the vectors of RFC 9018, and all that must not pass.
 */
#include "resolver/cookie.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <arpa/inet.h>

/* ---- RFC 9018, appendix A ---- */

#define SECRET "e5e973e5a6b2a43f48e7dc849e37bfcf"
#define OLD "dd3bdf9344b678b185a6f5cb60fca715"
#define NEW "445536bcd2513298075a5d379663c962"

static void unhex(uint8_t *out, const char *hex)
{
    for (; *hex; hex += 2)
        assert_int_equal(sscanf(hex, "%2hhx", out++), 1);
}

/* The secrets, 32 digits each, one behind the other. */
static struct cookie_secrets secrets(const char *hex)
{
    struct cookie_secrets s = { .n = (unsigned)strlen(hex) / 32 };
    unhex(s.at[0], hex);
    return s;
}

static struct bytes address(const char *text)
{
    bool six = strchr(text, ':') != NULL;
    uint8_t *p = guarded(NULL, six ? 16 : 4);
    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, text, p), 1);
    return (struct bytes){ p, six ? 16 : 4 };
}

static struct bytes cookie(const char *hex)
{
    uint8_t *p = guarded(NULL, strlen(hex) / 2);
    unhex(p, hex);
    return (struct bytes){ p, strlen(hex) / 2 };
}

static void made_as_the_rfc_says(void **state)
{
    static const struct {
        const char *secrets, *address;
        uint32_t now;
        const char *cookie;
    } rows[] = {
        /* A.1: a new one */
        { SECRET, "198.51.100.100", 1559731985,
          "2464c4abcf10c957010000005cf79f111f8130c3eee29480" },
        /* A.2: for the same client 40 minutes later */
        { SECRET, "198.51.100.100", 1559734385,
          "2464c4abcf10c957010000005cf7a871d4a564a1442aca77" },
        /* A.3: for another client */
        { SECRET, "203.0.113.203", 1559734700,
          "fc93fc62807ddb86010000005cf7a9acf73a7810aca2381e" },
        /* A.4: with a secret that is new, over IPv6 */
        { NEW, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c609a6bb79d16625507a" },
        /* the first secret makes, whatever stands behind it */
        { NEW OLD SECRET, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c609a6bb79d16625507a" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = secrets(rows[i].secrets);
        struct bytes from = address(rows[i].address);
        struct bytes expected = cookie(rows[i].cookie);
        const uint8_t *client = guarded(expected.at, COOKIE_CLIENT);
        uint8_t *out = guarded(NULL, COOKIE_FULL);
        cookie_make(out, &s, client, from, rows[i].now);
        assert_memory_equal(out, expected.at, COOKIE_FULL);
        assert_true(cookie_is_good(&s, (struct bytes){ out, COOKIE_FULL }, from,
                                   rows[i].now));
    }
}

static void accepted_as_the_rfc_says(void **state)
{
    static const struct {
        const char *secrets, *address;
        uint32_t now;
        const char *cookie;
        bool good;
    } rows[] = {
        /* A.2: the one of A.1, 40 minutes old */
        { SECRET, "198.51.100.100", 1559734385,
          "2464c4abcf10c957010000005cf79f111f8130c3eee29480", true },
        /* A.3: the reserved octets are set, and hashed as they are.  The RFC
         * has this cookie accepted 6715 s after it was made, against its own
         * hour: so here it is shown within it, and refused after it. */
        { SECRET, "203.0.113.203", 1559727985 + 3600,
          "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5", true },
        { SECRET, "203.0.113.203", 1559734700,
          "fc93fc62807ddb8601abcdef5cf78f71a314227b6679ebf5", false },
        { SECRET, "203.0.113.203", 1559727985,
          "fc93fc62807ddb86010000005cf78f71a314227b6679ebf5", false },
        /* A.4: made with the old secret, which is still known, or not */
        { NEW OLD, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c57926556bd0934c72f8", true },
        { NEW SECRET OLD, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c57926556bd0934c72f8", true },
        { NEW, "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c57926556bd0934c72f8", false },
        /* no secret, no cookie */
        { "", "2001:db8:220:1:59de:d0f4:8769:82b8", 1559741961,
          "22681ab97d52c298010000005cf7c57926556bd0934c72f8", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = secrets(rows[i].secrets);
        assert_int_equal(cookie_is_good(&s, cookie(rows[i].cookie),
                                        address(rows[i].address), rows[i].now),
                         rows[i].good);
    }
}

/* ---- what must not pass ---- */

enum { NOON = 1559731985 };

/* The cookie of A.1, or another of its client. */
static void make(uint8_t out[COOKIE_FULL], struct bytes from, uint32_t now)
{
    struct cookie_secrets s = secrets(SECRET);
    cookie_make(out, &s, (const uint8_t *)"\x24\x64\xc4\xab\xcf\x10\xc9\x57",
                from, now);
}

static bool is_good(const uint8_t *p, size_t n, struct bytes from, uint32_t now)
{
    struct cookie_secrets s = secrets(SECRET);
    return cookie_is_good(&s, (struct bytes){ guarded(p, n), n }, from, now);
}

static void one_length_is_good(void **state)
{
    uint8_t longer[41] = { 0 };
    struct bytes from = address("198.51.100.100");
    (void)state;
    make(longer, from, NOON);
    for (size_t n = 0; n <= sizeof longer; n++)
        assert_int_equal(is_good(longer, n, from, NOON), n == COOKIE_FULL);
}

static void every_bit_counts(void **state)
{
    uint8_t c[COOKIE_FULL];
    struct bytes from = address("198.51.100.100");
    (void)state;
    make(c, from, NOON);
    for (unsigned bit = 0; bit < 8 * COOKIE_FULL; bit++) {
        c[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(is_good(c, COOKIE_FULL, from, NOON));
        c[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_true(is_good(c, COOKIE_FULL, from, NOON));
}

static void every_bit_of_the_secret_counts(void **state)
{
    uint8_t c[COOKIE_FULL];
    struct bytes from = address("198.51.100.100");
    struct cookie_secrets s = secrets(SECRET);
    (void)state;
    make(c, from, NOON);
    for (unsigned bit = 0; bit < 8 * COOKIE_SECRET; bit++) {
        s.at[0][bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(
            cookie_is_good(&s, (struct bytes){ c, sizeof c }, from, NOON));
        s.at[0][bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_true(cookie_is_good(&s, (struct bytes){ c, sizeof c }, from, NOON));
}

static void each_address_has_its_own(void **state)
{
    static const char *const all[] = {
        "198.51.100.100",
        "198.51.100.101",
        "0.0.0.0",
        "::",
        "::ffff:198.51.100.100",
        "c633:6464::", /* the first one's octets, and zeroes */
        "2001:db8:220:1:59de:d0f4:8769:82b8",
        "2001:db8:220:1:59de:d0f4:8769:82b9",
    };
    uint8_t c[COOKIE_FULL];
    (void)state;
    for (size_t i = 0; i < ITEMS(all); i++) {
        make(c, address(all[i]), NOON);
        for (size_t k = 0; k < ITEMS(all); k++)
            assert_int_equal(is_good(c, sizeof c, address(all[k]), NOON),
                             i == k);
    }
}

/* The hash of a version that is not 1 is right, and yet it is not ours. */
static void another_version_is_not_good(void **state)
{
    static const struct {
        const char *cookie;
        bool good;
    } rows[] = {
        { "2464c4abcf10c957010000005cf79f111f8130c3eee29480", true },
        { "2464c4abcf10c957000000005cf79f1129b715bd0a88999c", false },
        { "2464c4abcf10c957020000005cf79f116187d0e51e7646e7", false },
        { "2464c4abcf10c957ff0000005cf79f115351c4e3fc1c7859", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = secrets(SECRET);
        assert_int_equal(cookie_is_good(&s, cookie(rows[i].cookie),
                                        address("198.51.100.100"), NOON),
                         rows[i].good);
    }
}

/* An hour back, five minutes ahead, also where the count of seconds starts
 * again, in 2106. */
static void time_is_a_window(void **state)
{
    static const uint32_t nows[] = { NOON,
                                     0,
                                     1,
                                     299,
                                     300,
                                     301,
                                     3599,
                                     3600,
                                     3601,
                                     0x7fffffff,
                                     1u << 31,
                                     UINT32_MAX,
                                     UINT32_MAX - 300 };
    static const struct {
        uint32_t made; /* later than now, modulo 2^32 */
        bool good;
    } rows[] = {
        { 0, true },
        { 1, true },
        { 299, true },
        { 300, true },
        { 301, false },
        { 3600, false },
        { 1u << 31, false },
        { 0u - 1, true },
        { 0u - 300, true },
        { 0u - 301, true },
        { 0u - 3599, true },
        { 0u - 3600, true },
        { 0u - 3601, false },
        { 0u - 86400, false },
        { (1u << 31) - 1, false },
        { (1u << 31) + 1, false },
    };
    struct bytes from = address("198.51.100.100");
    uint8_t c[COOKIE_FULL];
    (void)state;
    for (size_t i = 0; i < ITEMS(nows); i++)
        for (size_t k = 0; k < ITEMS(rows); k++) {
            make(c, from, nows[i] + rows[k].made);
            assert_int_equal(is_good(c, sizeof c, from, nows[i]), rows[k].good);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(made_as_the_rfc_says, guard_reset),
        cmocka_unit_test_teardown(accepted_as_the_rfc_says, guard_reset),
        cmocka_unit_test_teardown(one_length_is_good, guard_reset),
        cmocka_unit_test_teardown(every_bit_counts, guard_reset),
        cmocka_unit_test_teardown(every_bit_of_the_secret_counts, guard_reset),
        cmocka_unit_test_teardown(each_address_has_its_own, guard_reset),
        cmocka_unit_test_teardown(another_version_is_not_good, guard_reset),
        cmocka_unit_test_teardown(time_is_a_window, guard_reset),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
