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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_loaded_when_all_is_finished),
        cmocka_unit_test(whoever_never_stops_is_not_waited_for),
        cmocka_unit_test(many_writers_are_not_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
