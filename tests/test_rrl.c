/*
 * Rate limits, as tables with the time handed in.
 */
#include "resolver/rrl.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <arpa/inet.h>

enum { SETS_BUCKETS = 4 * RRL_SETS };

static const uint8_t secret[RRL_SECRET] = "sixteen octets.";

static struct bytes address(const char *text)
{
    static uint8_t out[16];
    bool six = strchr(text, ':') != NULL;
    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, text, out), 1);
    return (struct bytes){ guarded(out, six ? 16 : 4), six ? 16 : 4 };
}

/* The i-th of many networks. */
static struct bytes network(uint32_t i)
{
    static uint8_t out[4];
    put_u32(out, i << 8);
    return (struct bytes){ out, 4 };
}

static struct rrl *limit(unsigned rate, unsigned slip)
{
    struct rrl_config c = { .rate = rate, .slip = slip };
    struct rrl *r = rrl_create(&c, 1, secret);
    assert_non_null(r);
    return r;
}

/* How many of `n` replies at once are sent. */
static unsigned sent(struct rrl *r, struct bytes to, unsigned n, uint32_t now)
{
    unsigned count = 0;
    while (n--)
        count += rrl_check(r, to, RRL_ANSWER, now) == RRL_SEND;
    return count;
}

/* ---- a bucket ---- */

/* One bucket of 10 replies a second: so many come at that time, so many are
 * sent. */
struct arrival {
    uint32_t now;
    unsigned come, sent;
};

static const struct arrival burst[] = {
    { 0, 10, 10 },
    { 0, 5, 0 },
};
static const struct arrival fills_by_a_tenth_of_a_second[] = {
    { 5000, 20, 10 }, { 5099, 5, 0 }, { 5100, 5, 1 },
    { 5199, 5, 0 },   { 5200, 5, 1 }, { 5500, 5, 3 },
    { 5750, 5, 2 },   { 5799, 5, 0 }, { 5800, 5, 1 },
};
static const struct arrival holds_a_second[] = {
    { 7, 20, 10 },   { 1006, 20, 9 },     { 2006, 20, 10 },
    { 3005, 20, 9 }, { 3600000, 20, 10 },
};
static const struct arrival a_slow_client_is_never_limited[] = {
    { 0, 1, 1 },   { 100, 1, 1 },    { 200, 1, 1 },
    { 300, 9, 9 }, { 1300, 10, 10 }, { 2300, 10, 10 },
};
/* products of time and rate may be over 32 bits */
static const struct arrival a_long_time_fills_it[] = {
    { 0, 20, 10 },
    { UINT32_MAX / 10 + 1, 20, 10 },
    { UINT32_MAX, 20, 10 },
};
/* the count of milliseconds starts again after 49 days */
static const struct arrival time_wraps[] = {
    { UINT32_MAX - 99, 20, 10 },
    { UINT32_MAX, 5, 0 },
    { 0, 5, 1 },
    { 99, 5, 0 },
    { 100, 5, 1 },
    { 1100, 20, 10 },
};

static void a_bucket_fills_while_time_passes(void **state)
{
    static const struct {
        const struct arrival *at;
        size_t n;
    } rows[] = {
        { burst, ITEMS(burst) },
        { fills_by_a_tenth_of_a_second, ITEMS(fills_by_a_tenth_of_a_second) },
        { holds_a_second, ITEMS(holds_a_second) },
        { a_slow_client_is_never_limited,
          ITEMS(a_slow_client_is_never_limited) },
        { a_long_time_fills_it, ITEMS(a_long_time_fills_it) },
        { time_wraps, ITEMS(time_wraps) },
    };
    struct bytes to = address("192.0.2.1");
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rrl *r = limit(10, 0);
        for (size_t k = 0; k < rows[i].n; k++)
            assert_int_equal(sent(r, to, rows[i].at[k].come, rows[i].at[k].now),
                             rows[i].at[k].sent);
        rrl_free(r);
    }
}

/* Whatever comes, in t seconds (t + 1) * rate are sent. */
static void a_flood_gets_the_rate(void **state)
{
    static const struct {
        unsigned rate, each_ms;
    } rows[] = { { 1, 1 },    { 7, 3 },     { 10, 1 },   { 200, 1 },
                 { 333, 10 }, { 999, 2 },   { 1000, 2 }, { 1001, 2 },
                 { 5000, 9 }, { 20000, 50 } };
    enum { SECONDS = 4 };
    struct bytes to = address("2001:db8::1");
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rrl *r = limit(rows[i].rate, RRL_SLIP_DEFAULT);
        unsigned n = 0, each_ms = rows[i].each_ms;
        for (uint32_t now = 0; now <= SECONDS * 1000; now++)
            n += sent(r, to, each_ms, now);
        assert_int_equal(n, (SECONDS + 1) * rows[i].rate);
        rrl_free(r);
    }
}

static void the_workers_share_the_rate(void **state)
{
    static const struct {
        unsigned rate, workers, each;
    } rows[] = {
        { 1, 1, 1 },    { 1, 4, 1 },
        { 4, 4, 1 },    { 5, 4, 2 },
        { 8, 4, 2 },    { 9, 4, 3 },
        { 200, 3, 67 }, { 200, 64, 4 },
        { 10, 1, 10 },  { RRL_RATE_MAX, 2, RRL_RATE_MAX / 2 },
    };
    struct bytes to = address("192.0.2.1");
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rrl_config c = { .rate = rows[i].rate };
        struct rrl *r = rrl_create(&c, rows[i].workers, secret);
        assert_non_null(r);
        assert_int_equal(sent(r, to, rows[i].each + 3, 0), rows[i].each);
        rrl_free(r);
    }
}

static void limited_replies_slip(void **state)
{
    static const struct {
        unsigned slip;
        const char *verdicts; /* Send, sLip, Drop */
    } rows[] = {
        { 0, "SSDDDDDDD" }, { 1, "SSLLLLLLL" }, { 2, "SSLDLDLDL" },
        { 3, "SSLDDLDDL" }, { 9, "SSLDDDDDD" },
    };
    struct bytes to = address("192.0.2.1");
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rrl *r = limit(2, rows[i].slip);
        for (const char *v = rows[i].verdicts; *v; v++) {
            enum rrl_verdict is = rrl_check(r, to, RRL_NXDOMAIN, 5);
            assert_int_equal("SLD"[is], *v);
        }
        rrl_free(r);
    }
}

/* ---- whose bucket ---- */

static void a_network_has_one_bucket(void **state)
{
    static const struct {
        const char *one, *other;
        bool same;
    } rows[] = {
        { "192.0.2.1", "192.0.2.1", true },
        { "192.0.2.0", "192.0.2.255", true },
        { "192.0.2.1", "192.0.3.1", false },
        { "192.0.2.1", "192.1.2.1", false },
        { "192.0.2.1", "193.0.2.1", false },
        { "2001:db8::1", "2001:db8::1", true },
        { "2001:db8:1:200::", "2001:db8:1:2ff:ffff:ffff:ffff:ffff", true },
        { "2001:db8:1:200::1", "2001:db8:1:300::1", false },
        { "2001:db8:1:200::1", "2001:db8:2:200::1", false },
        { "2001:db8:1:200::1", "2002:db8:1:200::1", false },
        /* the same octets, of both kinds */
        { "192.0.2.1", "c000:201::", false },
        { "0.0.0.0", "::", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rrl *r = limit(3, 0);
        assert_int_equal(sent(r, address(rows[i].one), 9, 0), 3);
        assert_int_equal(sent(r, address(rows[i].other), 9, 0),
                         rows[i].same ? 0 : 3);
        rrl_free(r);
    }
}

static void a_kind_has_its_own_bucket(void **state)
{
    struct bytes to = address("192.0.2.1");
    struct rrl *r = limit(2, 0);
    (void)state;
    for (enum rrl_kind k = RRL_ANSWER; k <= RRL_ERROR; k++) {
        assert_int_equal(rrl_check(r, to, k, 9), RRL_SEND);
        assert_int_equal(rrl_check(r, to, k, 9), RRL_SEND);
        assert_int_equal(rrl_check(r, to, k, 9), RRL_DROP);
    }
    rrl_free(r);
}

static void loopback_may_be_spared(void **state)
{
    static const struct {
        const char *address;
        bool loopback;
    } rows[] = {
        { "127.0.0.1", true },  { "127.255.255.255", true },
        { "::1", true },        { "126.255.255.255", false },
        { "128.0.0.1", false }, { "::", false },
        { "::2", false },       { "7f00:1::", false },
        { "1::1", false },      { "0.0.0.127", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        for (int spare = 0; spare <= 1; spare++) {
            struct rrl_config c = { .rate = 1, .spare_loopback = spare };
            struct rrl *r = rrl_create(&c, 1, secret);
            assert_non_null(r);
            assert_int_equal(sent(r, address(rows[i].address), 50, 0),
                             spare && rows[i].loopback ? 50 : 1);
            rrl_free(r);
        }
}

/* ---- when buckets are few ---- */

/* A bucket for every two of them that ask, and one who floods: nobody who asks
 * a little is limited, and he stays so. */
static void an_empty_bucket_is_kept(void **state)
{
    enum { OTHERS = SETS_BUCKETS * 2 };
    struct rrl *r = limit(20, 0);
    struct bytes victim = address("192.0.2.1");
    unsigned others = 0;
    (void)state;
    assert_int_equal(sent(r, victim, 30, 0), 20);
    for (uint32_t i = 0; i < OTHERS; i++)
        others += sent(r, network(i), 1, 0);
    assert_int_equal(others, OTHERS);
    assert_int_equal(sent(r, victim, 30, 0), 0);
    rrl_free(r);
}

/* However many networks there are, no more is sent than fits the buckets. */
static void a_new_one_takes_what_is_left(void **state)
{
    enum { RATE = 3, NETWORKS = SETS_BUCKETS * 5, ALL = SETS_BUCKETS * RATE };
    struct rrl *r = limit(RATE, 0);
    unsigned n = 0;
    (void)state;
    for (uint32_t i = 0; i < NETWORKS; i++)
        n += sent(r, network(i), 2, 0);
    assert_in_range(n, ALL * 9 / 10, ALL);
    for (uint32_t i = 0; i < NETWORKS; i++)
        n += sent(r, network(i), 2, 0);
    assert_in_range(n, ALL * 9 / 10, ALL);
    /* all is as at the start a second later */
    assert_int_equal(sent(r, network(1), 9, 1000), RATE);
    rrl_free(r);
}

/* Who shares a set with whom depends on the secret: the verdicts differ. */
static void the_secret_decides_who_shares(void **state)
{
    static const uint8_t another[RRL_SECRET] = "another secret.";
    enum { NETWORKS = SETS_BUCKETS * 2 };
    struct rrl_config c = { .rate = 1 };
    struct rrl *r = rrl_create(&c, 1, secret);
    struct rrl *same = rrl_create(&c, 1, secret);
    struct rrl *other = rrl_create(&c, 1, another);
    unsigned differ = 0;
    (void)state;
    assert_true(r && same && other);
    for (uint32_t i = 0; i < NETWORKS; i++) {
        unsigned n = sent(r, network(i), 1, 0);
        assert_int_equal(sent(same, network(i), 1, 0), n);
        differ += sent(other, network(i), 1, 0) != n;
    }
    assert_in_range(differ, NETWORKS / 20, NETWORKS);
    rrl_free(r);
    rrl_free(same);
    rrl_free(other);
    rrl_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_bucket_fills_while_time_passes),
        cmocka_unit_test(a_flood_gets_the_rate),
        cmocka_unit_test(the_workers_share_the_rate),
        cmocka_unit_test(limited_replies_slip),
        cmocka_unit_test(a_network_has_one_bucket),
        cmocka_unit_test(a_kind_has_its_own_bucket),
        cmocka_unit_test(loopback_may_be_spared),
        cmocka_unit_test(an_empty_bucket_is_kept),
        cmocka_unit_test(a_new_one_takes_what_is_left),
        cmocka_unit_test(the_secret_decides_who_shares),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
