#include "zonefile/arena.h"

#include "tests/shared/test.h"

#include <errno.h>
#include <sys/mman.h>

static void what_is_taken_is_zero_and_in_a_row(void **state)
{
    static const size_t sizes[] = { 1, 7, 4096, 65536, 1, 200000, 3000000 };
    struct arena a = { .base = NULL };
    size_t at = 0;
    (void)state;
    for (size_t i = 0; i < ITEMS(sizes); i++) {
        uint8_t *p = arena_take(&a, sizes[i]);
        assert_non_null(p);
        assert_ptr_equal(p, a.base + at);
        for (size_t k = 0; k < sizes[i]; k++)
            assert_true(p[k] == 0);
        memset(p, (int)i + 1, sizes[i]);
        at += sizes[i];
        assert_int_equal(a.len, at);
        assert_true(a.cap >= a.len);
    }
    /* growing has kept it all */
    at = 0;
    for (size_t i = 0; i < ITEMS(sizes); at += sizes[i], i++)
        for (size_t k = 0; k < sizes[i]; k++)
            assert_true(a.base[at + k] == i + 1);
    arena_free(&a);
}

static void too_much_is_refused_and_changes_nothing(void **state)
{
    enum { HUGE_BITS = 60 };
    struct arena empty = { .base = NULL }, a = empty;
    (void)state;
    errno = 0;
    assert_null(arena_take(&empty, (size_t)1 << HUGE_BITS));
    assert_int_equal(errno, ENOMEM);
    assert_null(empty.base);
    assert_int_equal(empty.len, 0);
    assert_int_equal(empty.cap, 0);

    uint8_t *p = arena_take(&a, 5);
    memcpy(p, "hello", 5);
    struct arena before = a;
    assert_null(arena_take(&a, (size_t)1 << HUGE_BITS));
    assert_memory_equal(&a, &before, sizeof a);
    assert_memory_equal(a.base, "hello", 5);
    assert_non_null(arena_take(&a, 5)); /* a little goes on */
    arena_free(&a);
}

/* What is behind the forgotten octets is there, and stays where it was. */
static void the_first_octets_can_be_forgotten(void **state)
{
    enum { N = 1 << 20, STEP = 100000 };
    struct arena a = { .base = NULL };
    unsigned char here;
    (void)state;
    arena_forget(&a, 0); /* nothing there, nothing to forget */
    memset(arena_take(&a, N), 7, N);
    uint8_t *base = a.base;
    for (size_t n = 0; n <= N; n += STEP) {
        arena_forget(&a, n);
        for (size_t i = n; i < N; i++)
            assert_true(base[i] == 7);
    }
    arena_forget(&a, 1); /* long gone */
    assert_ptr_equal(a.base, base);
    assert_int_equal(a.len, N);
    assert_int_equal(mincore(base, 1, &here), 0);
    assert_int_equal(here & 1, 0);
    assert_non_null(arena_take(&a, 8 * N)); /* it grows all the same */
    for (size_t i = N / STEP * STEP; i < N; i++)
        assert_true(a.base[i] == 7);
    arena_free(&a);
}

static void a_freed_arena_is_a_new_one(void **state)
{
    struct arena a = { .base = NULL };
    (void)state;
    arena_free(&a); /* nothing there yet: nothing happens */
    for (int i = 0; i < 3; i++) {
        uint8_t *p = arena_take(&a, 100);
        assert_int_equal(p[99], 0);
        memset(p, 0xff, 100);
        arena_free(&a);
        assert_null(a.base);
        assert_int_equal(a.len, 0);
        assert_int_equal(a.cap, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_taken_is_zero_and_in_a_row),
        cmocka_unit_test(too_much_is_refused_and_changes_nothing),
        cmocka_unit_test(the_first_octets_can_be_forgotten),
        cmocka_unit_test(a_freed_arena_is_a_new_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
