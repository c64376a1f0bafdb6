#include "resolver/lull.h"

static const uint64_t NEVER = UINT64_MAX;

void lull_begin(struct lull *l)
{
    *l = (struct lull){ .due = NEVER, .bound = NEVER };
}

static void see_change(struct lull *l, uint64_t now)
{
    if (l->bound == NEVER)
        l->bound = now + LULL_BOUND;
}

/* Forget writers that have been quiet since `then`, and that of `file`. */
static void forget(struct lull *l, uint64_t file, uint64_t then)
{
    unsigned kept = 0;
    for (unsigned i = 0; i < l->writers_n; i++)
        if (l->writers[i].file != file && l->writers[i].until > then)
            l->writers[kept++] = l->writers[i];
    l->writers_n = kept;
}

void lull_writing(struct lull *l, uint64_t file, uint64_t now)
{
    see_change(l, now);
    forget(l, file, 0);
    if (l->writers_n < LULL_WRITERS)
        l->writers[l->writers_n++] =
            (struct writer_at){ file, now + LULL_QUIET };
    else
        lull_done(l, file, now, LULL_QUIET);
}

void lull_done(struct lull *l, uint64_t file, uint64_t now, unsigned wait)
{
    see_change(l, now);
    forget(l, file, 0);
    if (now + wait < l->due)
        l->due = now + wait;
}

uint64_t lull_due(const struct lull *l)
{
    uint64_t due = l->due == NEVER ? 0 : l->due;
    for (unsigned i = 0; i < l->writers_n; i++)
        if (l->writers[i].until > due)
            due = l->writers[i].until;
    if (due == 0)
        return NEVER;
    return due < l->bound ? due : l->bound;
}

void lull_load(struct lull *l, uint64_t now)
{
    forget(l, 0, now);
    l->promised = l->bound;
    l->due = NEVER;
    l->bound = l->writers_n ? now + LULL_BOUND : NEVER;
}

bool lull_overtaken(struct lull *l, uint64_t now)
{
    if (now >= l->promised - LULL_BOUND + LULL_OVERTAKEN ||
        (l->writers_n == 0 && l->due > now))
        return false;
    if (l->promised < l->bound)
        l->bound = l->promised;
    return true;
}
