#include "resolver/answer.h"
#include "resolver/config.h"
#include "tests/shared/guard.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

#include <stdlib.h>

static const uint8_t nsid[] = SERVE_NAME, version[] = CONFIG_VERSION;
static const uint8_t address[] = { 127, 0, 0, 1 };

const struct service serve_self = {
    .nsid = { nsid, sizeof nsid - 1 },
    .name = { nsid, sizeof nsid - 1 },
    .version = { version, sizeof version - 1 },
    .cookies = { .at = { { 0xe5, 0xe9, 0x73 } }, .n = 1 },
};

static size_t ask_memory(const struct respondent *r, const struct question *q,
                         uint8_t *out)
{
    enum transport by = q->tcp ? BY_TCP : BY_UDP;
    size_t room = q->tcp ? DNS_MESSAGE_MAX : DNS_UDP_EDNS;
    struct bytes request = { guarded(q->wire, q->n), q->n };
    uint8_t *first = guarded(NULL, room), *second = guarded(NULL, room);
    struct client from = { .by = by, .now = 1, .address = { address, 4 } };
    size_t n = answer(r->image, &serve_self, &from, request, first);
    memset(second, 0xff, room);
    assert_int_equal(answer(r->image, &serve_self, &from, request, second), n);
    assert_memory_equal(first, second, n); /* the same in, the same out */
    memcpy(out, first, n);
    guard_reset(NULL);
    return n;
}

struct respondent respondent_in_memory(const struct image *img, bool tcp)
{
    return (struct respondent){ .image = img, .tcp = tcp, .ask = ask_memory };
}

/* ---- all of a world ---- */

struct turn {
    const struct respondent *respondent;
    const struct exchange *exchange; /* or */
    const struct scene *scene;
};

/* What is right to the letter is right by the rule. */
static void take_turn(void **state)
{
    const struct turn *t = *state;
    struct respondent r = *t->respondent;
    char why[WHY_MAX] = "";
    for (r.rigour = TO_THE_LETTER; r.rigour <= BY_THE_RULE; r.rigour++) {
        if (t->scene && t->scene->play(&r, why) != RIGHT)
            fail_msg("%s", why);
        if (!t->scene && respondent_take(&r, t->exchange, why) != RIGHT)
            fail_msg("%s: %s", t->exchange->ask, why);
        if (!r.image) /* once is enough, and elsewhere */
            break;
    }
}

static void add_turn(struct CMUnitTest *tests, struct turn *turns, size_t n,
                     struct turn turn)
{
    turns[n] = turn;
    tests[n] = (struct CMUnitTest){
        .name = turn.scene ? turn.scene->name : turn.exchange->name,
        .test_func = take_turn,
        .initial_state = &turns[n],
    };
}

int respondent_run(const struct respondent *r, const struct world *w)
{
    size_t most = w->n + SCENES, n = 0;
    struct CMUnitTest *tests = calloc(most, sizeof *tests);
    struct turn *turns = calloc(most, sizeof *turns);
    char name[128];
    for (size_t i = 0; i < w->n; i++)
        if (exchange_goes(&w->exchanges[i], r->tcp))
            add_turn(tests, turns, n++,
                     (struct turn){ r, &w->exchanges[i], NULL });
    for (size_t i = 0; w == &world_rows && i < SCENES; i++)
        if (scene_goes(&scenes[i], r))
            add_turn(tests, turns, n++, (struct turn){ r, NULL, &scenes[i] });
    snprintf(name, sizeof name, "%s, by %s", w->name, r->tcp ? "TCP" : "UDP");
    int failed = _cmocka_run_group_tests(name, tests, n, NULL, NULL);
    free(tests);
    free(turns);
    return failed;
}
