#include "zonefile/table.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <stdlib.h>

/* A key for these tests: the place it has, and how often it was compared. */
struct wanted {
    uint32_t place;
    unsigned asked;
};

static bool same(const void *key, uint32_t place)
{
    struct wanted *w = (struct wanted *)(uintptr_t)key;
    w->asked++;
    return w->place == place;
}

static uint32_t find(struct table t, uint32_t hash, uint32_t place)
{
    struct wanted w = { .place = place };
    return table_find(t, hash, same, &w);
}

/* `n` empty slots right before the untouchable page. */
static struct slot *slots(uint32_t n)
{
    void *p = guarded(NULL, n * sizeof(struct slot));
    return p;
}

static void a_hash_is_scaled_to_the_slots(void **state)
{
    static const struct {
        uint32_t n, hash, home;
    } rows[] = {
        /* one slot: there is no other */
        { 1, 0, 0 },
        { 1, UINT32_MAX, 0 },
        /* a power of two: the upper bits */
        { 4, 0x3fffffff, 0 },
        { 4, 0x40000000, 1 },
        { 4, 0xbfffffff, 2 },
        { 4, 0xc0000000, 3 },
        /* any other number: floor(hash * n / 2^32) */
        { 3, 0x55555555, 0 },
        { 3, 0x55555556, 1 },
        { 3, 0xaaaaaaaa, 1 },
        { 3, 0xaaaaaaab, 2 },
        { 1000003, UINT32_MAX, 1000002 },
        { UINT32_MAX, UINT32_MAX, UINT32_MAX - 1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_int_equal(table_home(rows[i].n, rows[i].hash), rows[i].home);
}

static void an_empty_table_has_nothing(void **state)
{
    (void)state;
    for (uint32_t n = 1; n <= 3; n++) {
        struct table t = { slots(n), n };
        assert_int_equal(find(t, 0, 1), 0);
        assert_int_equal(find(t, UINT32_MAX, 1), 0);
        assert_int_equal(table_guess(t, 0x80000000), 0);
    }
}

/* All want the last slot; the second and third go on at the first. */
static void a_walk_goes_round_the_end(void **state)
{
    (void)state;
    struct slot *s = slots(4);
    struct table t = { s, 4 };
    table_put(s, 4, (struct slot){ UINT32_MAX, 10 });
    table_put(s, 4, (struct slot){ UINT32_MAX - 1, 20 });
    table_put(s, 4, (struct slot){ UINT32_MAX, 30 });
    static const struct slot expected[] = {
        { UINT32_MAX - 1, 20 }, { UINT32_MAX, 30 }, { 0, 0 }, { UINT32_MAX, 10 }
    };
    assert_memory_equal(s, expected, sizeof expected);
    assert_int_equal(find(t, UINT32_MAX, 10), 10);
    assert_int_equal(find(t, UINT32_MAX - 1, 20), 20);
    assert_int_equal(find(t, UINT32_MAX, 30), 30);
    /* the place is there, but not under that hash; the hash, not the place */
    assert_int_equal(find(t, UINT32_MAX - 2, 10), 0);
    assert_int_equal(find(t, UINT32_MAX, 20), 0);
    /* the guess takes the first of them */
    assert_int_equal(table_guess(t, UINT32_MAX), 10);
    assert_int_equal(table_guess(t, UINT32_MAX - 1), 20);
    assert_int_equal(table_guess(t, UINT32_MAX - 2), 0);
}

static void only_equal_hashes_are_compared(void **state)
{
    static const struct {
        uint32_t hash, place, found;
        unsigned asked;
    } rows[] = {
        { 5, 1, 1, 1 },                 /* the first of two under one hash */
        { 5, 3, 3, 2 },                 /* the second: both are looked at */
        { 5, 9, 0, 2 },                 /* none of them */
        { 6, 2, 2, 1 }, { 7, 1, 0, 0 }, /* nothing under this hash */
    };
    (void)state;
    struct slot *s = slots(8);
    struct table t = { s, 8 };
    table_put(s, 8, (struct slot){ 5, 1 });
    table_put(s, 8, (struct slot){ 6, 2 });
    table_put(s, 8, (struct slot){ 5, 3 });
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct wanted w = { .place = rows[i].place };
        assert_int_equal(table_find(t, rows[i].hash, same, &w), rows[i].found);
        assert_int_equal(w.asked, rows[i].asked);
    }
}

/* One slot is free: whatever the hash, every walk ends and finds. */
static void a_full_cluster_is_walked_through(void **state)
{
    enum { N = 64 };
    (void)state;
    for (uint32_t free_at = 0; free_at < N; free_at += 21) {
        struct slot *s = slots(N);
        struct table t = { s, N };
        /* all at home just behind the slot that stays free */
        uint32_t hash = (free_at + 1) % N << 26;
        for (uint32_t i = 1; i < N; i++)
            table_put(s, N, (struct slot){ hash, i });
        assert_int_equal(s[free_at].place, 0);
        for (uint32_t i = 1; i < N; i++)
            assert_int_equal(find(t, hash, i), i);
        assert_int_equal(find(t, hash, N), 0);
        for (uint32_t other = 0; other < N; other++)
            assert_int_equal(find(t, other << 26 | 1, 1), 0);
    }
}

/* Marsaglia's xorshift, any seed but 0; each value once in its period. */
static uint32_t next_random(uint32_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 17;
    *x ^= *x << 5;
    return *x;
}

static void assert_has(struct table t, uint32_t count)
{
    uint32_t x = 1, taken = 0;
    for (uint32_t place = 1; place <= count; place++) {
        uint32_t hash = next_random(&x);
        assert_int_equal(find(t, hash, place), place);
        assert_int_equal(table_guess(t, hash), place);
    }
    for (uint32_t i = 0; i < 1000; i++) /* the next of the period: not there */
        assert_int_equal(table_guess(t, next_random(&x)), 0);
    for (uint32_t i = 0; i < t.n; i++)
        taken += t.slots[i].place != 0;
    assert_int_equal(taken, count);
}

static void growing_keeps_all(void **state)
{
    static const uint32_t sizes[] = { 8, 9, 16, 33, 1000, 10007, 16384, 32768 };
    (void)state;
    struct slot *s = NULL;
    uint32_t x = 1, count = 0, n = 0;
    for (size_t i = 0; i < ITEMS(sizes); i++) {
        struct slot *more = calloc(sizes[i], sizeof *more);
        assert_non_null(more);
        table_copy(more, sizes[i], (struct table){ s, n });
        free(s);
        s = more;
        n = sizes[i];
        assert_has((struct table){ s, n }, count);
        while (count < n - 1 && count < 20000)
            table_put(s, n, (struct slot){ next_random(&x), ++count });
        assert_has((struct table){ s, n }, count);
    }
    free(s);
}

/* The cluster that goes round the end is not torn apart. */
static void copying_keeps_what_went_round_the_end(void **state)
{
    (void)state;
    struct slot *from = slots(8);
    for (uint32_t i = 1; i <= 7; i++)
        table_put(from, 8, (struct slot){ UINT32_MAX - i % 3, i });
    for (uint32_t n = 8; n <= 64; n++) {
        struct slot *to = slots(n);
        table_copy(to, n, (struct table){ from, 8 });
        for (uint32_t i = 1; i <= 7; i++)
            assert_int_equal(
                find((struct table){ to, n }, UINT32_MAX - i % 3, i), i);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hash_is_scaled_to_the_slots),
        cmocka_unit_test(an_empty_table_has_nothing),
        cmocka_unit_test(a_walk_goes_round_the_end),
        cmocka_unit_test(only_equal_hashes_are_compared),
        cmocka_unit_test(a_full_cluster_is_walked_through),
        cmocka_unit_test(growing_keeps_all),
        cmocka_unit_test(copying_keeps_what_went_round_the_end),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
