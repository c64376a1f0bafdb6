/* How a name is found, and what the server answers: the same, for all the
 * questions of cases.h that are of names in zones. */
#include "resolver/query.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"
#include "tests/walk_agrees.h"

/* Is it answered from the zones, whatever its options say? */
static bool is_of_zones(const struct query *q)
{
    bool classed = q->class == CLASS_IN || q->class == CLASS_ANY;
    return q->verdict == ASK_OK && classed && q->type != TYPE_AXFR &&
           q->type != TYPE_IXFR && q->type != 0; /* a walk to anything */
}

static unsigned compare_world(const struct world *w)
{
    static uint8_t reply[REPLY_MAX];
    struct zone_load l = world_load(w);
    struct respondent r = respondent_in_memory(&l.image, true);
    unsigned n = 0;
    for (size_t i = 0; i < w->n; i++) {
        struct question ask;
        struct query q;
        exchange_ask(&w->exchanges[i], &ask);
        ask.tcp = true;
        query_parse(&q, (struct bytes){ ask.wire, ask.n });
        if (!is_of_zones(&q) || r.ask(&r, &ask, reply) < DNS_HEADER)
            continue;
        const char *why = walk_disagrees(&l.image, &q.name, q.type, reply);
        if (why)
            fail_msg("%s: the walk does not know that %s", w->exchanges[i].name,
                     why);
        n++;
    }
    zone_free(&l);
    return n;
}

static void the_walk_says_what_is_answered(void **state)
{
    unsigned n = 0;
    (void)state;
    for (size_t i = 0; worlds[i]; i++)
        n += compare_world(worlds[i]);
    assert_true(n > 200);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_walk_says_what_is_answered),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
