/*
 * The ring: order, its edges, too much, and whoever takes from a ring that a
 * dead or wicked process left.
 */
#include "resolver/ring.h"

#include "tests/shared/test.h"

#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

static int open_ring(void **state)
{
    *state = rings_new(1);
    return *state ? 0 : -1;
}

static int close_ring(void **state)
{
    return munmap(*state, sizeof(struct ring));
}

/* Entry `i`: its length and its octets are made out of i. */
static size_t entry(uint8_t *out, uint32_t i)
{
    size_t n = 4 + i * 2654435761u % (RING_ENTRY_MAX - 3);
    memset(out, (int)(i & 0xff), n);
    memcpy(out, &i, sizeof i);
    return n;
}

static bool put(struct ring_end *e, uint32_t i)
{
    void *room = ring_room(e);
    if (room)
        ring_put(e, entry(room, i));
    return room != NULL;
}

static void take(struct ring *r, uint32_t i)
{
    uint8_t got[RING_ENTRY_MAX], want[RING_ENTRY_MAX];
    size_t n = entry(want, i);
    assert_int_equal(ring_take(r, got), n);
    assert_memory_equal(got, want, n);
}

static void take_none(struct ring *r)
{
    uint8_t got[RING_ENTRY_MAX];
    assert_int_equal(ring_take(r, got), RING_EMPTY);
}

/* ---- one process ---- */

/* Twenty times round, in steps that meet each place of the edge. */
static void what_is_put_is_taken_in_order(void **state)
{
    struct ring *r = *state;
    struct ring_end e = ring_begin(r);
    uint32_t in = 0, out = 0;
    take_none(r);
    while (e.head < 20ull * RING_SIZE) {
        for (uint32_t i = 0; i < 1 + in % 37; i++)
            assert_true(put(&e, in++));
        while (out < in)
            take(r, out++);
        take_none(r);
    }
}

static void no_entry_is_empty_and_none_too_long(void **state)
{
    uint8_t got[RING_ENTRY_MAX];
    struct ring *r = *state;
    struct ring_end e = ring_begin(r);
    uint8_t *room = ring_room(&e);
    memset(room, 7, RING_ENTRY_MAX);
    ring_put(&e, RING_ENTRY_MAX);
    assert_non_null(ring_room(&e));
    ring_put(&e, 0);
    assert_int_equal(ring_take(r, got), RING_ENTRY_MAX);
    assert_int_equal(got[RING_ENTRY_MAX - 1], 7);
    assert_int_equal(ring_take(r, got), 0);
    take_none(r);
}

/* A full ring takes nothing more, keeps what it has, and goes on later. */
static void a_full_ring_is_no_wait(void **state)
{
    struct ring *r = *state;
    struct ring_end e = ring_begin(r);
    uint32_t in = 0, out = 0;
    for (int round = 0; round < 3; round++) {
        while (put(&e, in))
            in++;
        assert_true(e.head - e.tail > RING_SIZE - 3 * RING_ENTRY_MAX);
        assert_false(put(&e, in));
        while (out < in - 10)
            take(r, out++);
        assert_true(put(&e, in));
        in++;
        while (out < in)
            take(r, out++);
        take_none(r);
    }
}

static void who_dozes_is_told_once_for_what_is_new(void **state)
{
    struct ring *r = *state;
    struct ring_end e = ring_begin(r);
    assert_false(ring_dozes(&e));
    assert_true(ring_doze(r, true));
    assert_false(ring_dozes(&e)); /* there is nothing to wake it for */
    put(&e, 1);
    assert_true(ring_dozes(&e));
    assert_false(ring_dozes(&e));
    put(&e, 2);
    assert_true(ring_dozes(&e)); /* it may be on its way: again, then */
    assert_false(ring_doze(r, false));
    put(&e, 3);
    assert_false(ring_dozes(&e));
    for (uint32_t i = 1; i <= 3; i++)
        take(r, i);
    assert_true(ring_doze(r, true));
}

/* ---- nothing is believed ---- */

/* What a process with a mind of its own may leave: the ring is empty after at
 * most one taking, and good again with the next who puts. */
static void a_ring_that_makes_no_sense_is_emptied(void **state)
{
    static const struct {
        uint64_t head, tail;
        uint32_t len; /* that stands there */
    } rows[] = {
        { 8, 0, 0xffffffff },
        { 8, 0, 1 },                              /* more than was put */
        { 4, 0, 0 },                              /* no head */
        { 400, 0, RING_ENTRY_MAX + 1 },           /* too long */
        { RING_SIZE + 8, 0, 8 },                  /* more than there is */
        { 0, 8, 0 },                              /* going back */
        { 0, 64, 8 },                             /* the same */
        { UINT64_MAX, 0, 8 },                     /* odd, and far away */
        { RING_SIZE + 7, RING_SIZE - 1, 0x10000 } /* at the edge, and odd */
    };
    uint8_t got[RING_ENTRY_MAX];
    struct ring *r = *state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        r->head = rows[i].head;
        r->tail = rows[i].tail;
        memcpy(r->data + rows[i].tail % RING_SIZE, &rows[i].len, 4);
        assert_int_equal(ring_take(r, got), RING_BROKEN);
        take_none(r);
        struct ring_end e = ring_begin(r);
        while (ring_take(r, got) != RING_EMPTY)
            ; /* the odd octets */
        assert_true(put(&e, 17));
        take(r, 17);
        take_none(r);
    }
}

/* And who puts is not led astray by who takes. */
static void a_tail_that_lies_does_no_harm(void **state)
{
    struct ring *r = *state;
    r->head = 64;
    r->tail = UINT64_MAX - 3;
    struct ring_end e = ring_begin(r);
    for (uint32_t i = 0; i < 20000; i++) {
        put(&e, i);
        r->tail = i * 1234567u;
    }
}

/* ---- two processes ---- */

/* Puts as fast as it can, forever. */
static void pour(struct ring *r)
{
    struct ring_end e = ring_begin(r);
    for (uint32_t i = 0;;)
        i += put(&e, i);
}

/* Killed at any moment, half-way through an entry too: what is there is whole,
 * and the next process goes on behind it. */
static void who_is_killed_leaves_whole_entries(void **state)
{
    struct ring *r = *state;
    for (int life = 0; life < 20; life++) {
        uint8_t got[RING_ENTRY_MAX], want[RING_ENTRY_MAX];
        uint32_t next = 0;
        pid_t pid = fork();
        if (pid == 0)
            pour(r);
        while (next < 2000u + (unsigned)life * 100) {
            int n = ring_take(r, got);
            if (n == RING_EMPTY)
                continue;
            assert_int_equal(n, entry(want, next));
            assert_memory_equal(got, want, (size_t)n);
            next++;
        }
        kill(pid, SIGKILL);
        waitpid(pid, NULL, 0);
        for (int n; (n = ring_take(r, got)) != RING_EMPTY; next++) {
            assert_int_equal(n, entry(want, next));
            assert_memory_equal(got, want, (size_t)n);
        }
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_ring, close_ring)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_put_is_taken_in_order),
        TEST(no_entry_is_empty_and_none_too_long),
        TEST(a_full_ring_is_no_wait),
        TEST(who_dozes_is_told_once_for_what_is_new),
        TEST(a_ring_that_makes_no_sense_is_emptied),
        TEST(a_tail_that_lies_does_no_harm),
        TEST(who_is_killed_leaves_whole_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
