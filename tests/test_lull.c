#include "resolver/lull.h"

#include "tests/shared/test.h"

enum { NOTHING = -1, T = 1000000 /* when all rows begin */ };

struct sign {
    enum { END, WRITING, DONE, SOON, GONE, LOAD } what;
    unsigned file, at; /* ms after T */
    int due;           /* and then it is to be loaded; ms after T */
};

struct row {
    const char *of;
    struct sign signs[6];
};

static const struct row rows[] = {
    { "a file is closed", { { DONE, 1, 7, 7 } } },
    { "written, then closed",
      { { WRITING, 1, 0, 200 }, { WRITING, 1, 3, 203 }, { DONE, 1, 4, 4 } } },
    { "written, and left open",
      { { WRITING, 1, 0, 200 },
        { WRITING, 1, 150, 350 },
        { LOAD, 0, 350, NOTHING },
        { WRITING, 1, 400, 600 } } },
    { "vi: taken away, and written anew",
      { { SOON, 1, 0, 4 }, { WRITING, 1, 1, 201 }, { DONE, 1, 2, 2 } } },
    { "taken away for good", { { SOON, 1, 0, 4 }, { LOAD, 0, 4, NOTHING } } },
    { "what must be there is gone, and comes back",
      { { GONE, 1, 0, 200 }, { DONE, 1, 20, 20 } } },
    { "another file is in the middle",
      { { WRITING, 2, 0, 200 }, { DONE, 1, 50, 200 }, { DONE, 2, 60, 50 } } },
    { "the old directory is removed behind a switch",
      { { DONE, 1, 10, 10 }, { GONE, 2, 11, 10 }, { GONE, 3, 12, 10 } } },
    { "a load in the middle of writing",
      { { DONE, 1, 0, 0 }, { WRITING, 2, 1, 201 }, { LOAD, 0, 1, 201 } } },
    { "and of what is written no more",
      { { WRITING, 1, 0, 200 }, { LOAD, 0, 200, NOTHING } } },
};

static int due(const struct lull *l)
{
    uint64_t at = lull_due(l);
    return at == UINT64_MAX ? NOTHING : (int)(at - T);
}

static void give(struct lull *l, const struct sign *s)
{
    switch (s->what) {
    case END:
        break;
    case WRITING:
        lull_writing(l, s->file, T + s->at);
        break;
    case DONE:
        lull_done(l, s->file, T + s->at, 0);
        break;
    case SOON:
        lull_done(l, s->file, T + s->at, LULL_SOON);
        break;
    case GONE:
        lull_done(l, s->file, T + s->at, LULL_QUIET);
        break;
    case LOAD:
        lull_load(l, T + s->at);
        break;
    }
}

static void it_is_loaded_when_all_is_finished(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct lull l;
        lull_begin(&l);
        assert_int_equal(due(&l), NOTHING);
        for (const struct sign *s = rows[i].signs; s->what != END; s++) {
            give(&l, s);
            if (due(&l) != s->due)
                fail_msg("%s: due %d, not %d", rows[i].of, due(&l), s->due);
        }
    }
}

/* A program that writes and writes: it is loaded all the same, not often. */
static void whoever_never_stops_is_not_waited_for(void **state)
{
    struct lull l;
    unsigned loads = 0;
    (void)state;
    lull_begin(&l);
    for (unsigned at = 0; at < 60000; at += 50) {
        lull_writing(&l, 1, T + at);
        if (due(&l) > (int)at)
            continue;
        loads++;
        lull_load(&l, T + at);
    }
    assert_in_range(loads, 60000 / LULL_BOUND - 1, 60000 / LULL_BOUND);
}

/* More than there is room for: each is loaded in the end. */
static void many_writers_are_not_forgotten(void **state)
{
    struct lull l;
    (void)state;
    lull_begin(&l);
    for (unsigned file = 1; file <= 4 * LULL_WRITERS; file++)
        lull_writing(&l, file, T + file);
    for (unsigned file = 1; file <= LULL_WRITERS; file++)
        lull_done(&l, file, T + 100, 0);
    assert_int_equal(due(&l), 100);
    lull_begin(&l);
    for (unsigned file = 1; file <= LULL_WRITERS + 1; file++)
        lull_writing(&l, file, T + file);
    assert_int_equal(due(&l), LULL_WRITERS + 1 + LULL_QUIET);
}

static const struct {
    const char *of;
    struct sign signs[6];
    unsigned ends;
    bool overtaken;
    int due;
} loads[] = {
    { "nothing happens",
      { { DONE, 1, 0, 0 }, { LOAD, 0, 0, 0 } },
      2,
      false,
      NOTHING },
    { "it is saved again",
      { { DONE, 1, 0, 0 },
        { LOAD, 0, 0, 0 },
        { WRITING, 1, 1, 0 },
        { DONE, 1, 2, 0 } },
      2,
      true,
      2 },
    { "it is being saved again",
      { { DONE, 1, 0, 0 }, { LOAD, 0, 0, 0 }, { WRITING, 1, 1, 0 } },
      2,
      true,
      201 },
    { "and was left so long ago",
      { { DONE, 1, 0, 0 }, { LOAD, 0, 0, 0 }, { WRITING, 1, 1, 0 } },
      999,
      true,
      201 },
    { "what was before is removed",
      { { DONE, 1, 0, 0 }, { LOAD, 0, 0, 0 }, { GONE, 2, 1, 0 } },
      2,
      false,
      201 },
    { "there is no end of it",
      { { DONE, 1, 0, 0 }, { LOAD, 0, 0, 0 }, { DONE, 1, LULL_OVERTAKEN, 0 } },
      LULL_OVERTAKEN,
      false,
      LULL_OVERTAKEN },
    { "it was loaded because there is no end of it",
      { { WRITING, 1, 0, 0 },
        { WRITING, 1, LULL_BOUND - 1, 0 },
        { LOAD, 0, LULL_BOUND, 0 },
        { WRITING, 1, LULL_BOUND + 1, 0 } },
      LULL_BOUND + 2,
      false,
      LULL_BOUND + 201 },
};

/* What came of a load counts, unless a file was written while it ran. */
static void a_load_is_overtaken_by_who_writes(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(loads); i++) {
        struct lull l;
        lull_begin(&l);
        for (const struct sign *s = loads[i].signs; s->what != END; s++)
            give(&l, s);
        if (lull_overtaken(&l, T + loads[i].ends) != loads[i].overtaken)
            fail_msg("%s", loads[i].of);
        if (due(&l) != loads[i].due)
            fail_msg("%s: due %d, not %d", loads[i].of, due(&l), loads[i].due);
    }
}

/* Saved again in the middle of each load: one counts all the same. */
static void loads_that_are_overtaken_come_to_an_end(void **state)
{
    struct lull l;
    unsigned at = 0;
    (void)state;
    lull_begin(&l);
    lull_done(&l, 1, T, 0);
    for (bool again = true; again; at += 2) {
        lull_load(&l, T + at);
        lull_done(&l, 1, T + at + 1, 0);
        again = lull_overtaken(&l, T + at + 2);
    }
    assert_in_range(at, LULL_OVERTAKEN, LULL_OVERTAKEN + 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_loaded_when_all_is_finished),
        cmocka_unit_test(whoever_never_stops_is_not_waited_for),
        cmocka_unit_test(many_writers_are_not_forgotten),
        cmocka_unit_test(a_load_is_overtaken_by_who_writes),
        cmocka_unit_test(loads_that_are_overtaken_come_to_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
