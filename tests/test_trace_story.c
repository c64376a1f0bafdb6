#include "tools/trace_story.h"

#include "tests/trace/turns.h"

#include <stdlib.h>

/*
 * Walks among servers that reply whatever comes to their minds: each ends, and
 * each can be told.
 */

enum {
    WALKS = 4000,
    PARTS_MAX = 5,
    STEPS_MAX = 4 * TRACE_QUERIES * TRACE_SERVERS /* a step or two a server */
};

/* A generator of its own: the same walks each time (xorshift). */
static unsigned pick(uint32_t *state, unsigned n)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state % n;
}

static void make_up(struct reply *r, uint32_t *state)
{
    static const char *const heads[] = { "aa",      "",   "",        "",
                                         "refused", "aa", "nxdomain" };
    static const char *const sections[] = { "an", "au", "au", "ad", "ad" };
    static const char *const names[] = { ".",      "cn.",       "com.",
                                         "a.com.", "b.a.com.",  "ns.com.",
                                         "ns.cn.", "ns.a.com.", "b.cn." };
    static const char *const types[] = { "NS", "NS", "A", "CNAME", "SOA" };
    static const char *const addresses[] = { "127.0.0.1", "127.0.0.2",
                                             "192.0.2.1" };
    char text[REPLY_TEXT];
    int n = snprintf(text, sizeof text, "%s", heads[pick(state, ITEMS(heads))]);
    for (unsigned i = pick(state, PARTS_MAX + 1); i > 0; i--) {
        const char *section = sections[pick(state, ITEMS(sections))];
        bool glue = strcmp(section, "ad") == 0;
        const char *type = glue ? "A" : types[pick(state, ITEMS(types))];
        bool address = strcmp(type, "A") == 0;
        n += snprintf(text + n, sizeof text - (size_t)n, "; %s %s %s %s",
                      section, names[pick(state, ITEMS(names))], type,
                      address ? addresses[pick(state, ITEMS(addresses))]
                              : names[pick(state, ITEMS(names))]);
    }
    reply_make(r, text);
}

static void tell_reply(struct trace *t, struct trace_story *story,
                       const struct trace_step *s, uint32_t *state)
{
    struct reply r;
    struct trace_event e;
    make_up(&r, state);
    struct trace_told told = { &r.message, r.message.raw.n, 100 };
    trace_take(t, &r.message, &e);
    trace_story_reply(story, s, &told, &e);
    if (e.fault != TRACE_FINE) {
        struct trace_wrong wrong = { e.fault, s, &e.reading, 53, 0, true };
        trace_story_fault(story, &wrong);
    }
    message_free(&r.message);
}

static void tell_silence(struct trace *t, struct trace_story *story,
                         const struct trace_step *s)
{
    struct trace_wrong wrong = { TRACE_TIMEOUT, s, NULL, 53, 5, false };
    trace_lose(t, TRACE_TIMEOUT);
    trace_story_silence(story, &wrong);
    trace_story_fault(story, &wrong);
}

/* Returns how the walk ended. */
static enum trace_fault walk(FILE *out, uint32_t *state)
{
    struct trace *t = turns_start();
    struct trace_story story = { .out = out,
                                 .ascii = pick(state, 2),
                                 .lang = pick(state, 2) ? LANG_EN : LANG_ZH };
    const uint8_t *name = (const uint8_t *)"\1b\1a\3com";
    struct trace_step s;
    trace_story_begin(&story, "start", name);
    trace_begin(t, name, TYPE_A, pick(state, 2));
    for (unsigned steps = 0;; steps++) {
        bool priming = t->walks[0].priming;
        assert_in_range(steps, 0, STEPS_MAX);
        trace_next(t, &s);
        if (s.what == TRACE_END)
            break;
        trace_story_step(&story, &s);
        struct trace_wrong wrong = { s.fault, &s, NULL, 53, 0, false };
        if (s.what == TRACE_STUCK)
            trace_story_fault(&story, &wrong);
        if (s.what == TRACE_ASK && (priming || pick(state, 8)))
            tell_reply(t, &story, &s, state);
        else if (s.what == TRACE_ASK)
            tell_silence(t, &story, &s);
    }
    trace_story_end(&story, s.fault != TRACE_FINE);
    assert_in_range(t->queries, 0, TRACE_QUERIES);
    free(t);
    return s.fault;
}

static void every_walk_ends_and_can_be_told(void **unused)
{
    uint32_t state = 20260725;
    unsigned fine = 0, faults = 0;
    FILE *out = fopen("/dev/null", "w");
    (void)unused;
    assert_non_null(out);
    for (unsigned i = 0; i < WALKS; i++)
        if (walk(out, &state) == TRACE_FINE)
            fine++;
        else
            faults++;
    fclose(out);
    assert_in_range(fine, WALKS / 10, WALKS);
    assert_in_range(faults, WALKS / 10, WALKS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_walk_ends_and_can_be_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
