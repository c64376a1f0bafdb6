#include "tools/udplab/plan.h"

/* Of 100 datagrams so many; the others arrive. */
enum { LOST = 25, TWICE = 15, LATE = 15 };

struct plan plan_begin(unsigned seed)
{
    return (struct plan){ .state = seed };
}

/* One step of a linear congruential generator (Knuth; these numbers are of
 * Numerical Recipes).  Its upper bits are the good ones.  Nothing secret may
 * hang on it: who sees a few numbers knows the next. */
static unsigned chance(struct plan *plan)
{
    plan->state = plan->state * 1664525u + 1013904223u;
    return (plan->state >> 16) % 100;
}

enum fate plan_next(struct plan *plan)
{
    unsigned drawn = chance(plan);
    if (drawn < LOST)
        return FATE_LOST;
    if (drawn < LOST + TWICE)
        return FATE_TWICE;
    if (drawn < LOST + TWICE + LATE)
        return FATE_LATE;
    return FATE_ARRIVES;
}
