/*
 * When to load what was changed: as soon as it is finished, and while nobody is
 * in the middle of writing something else.  A file that is being written is
 * read when it is closed or replaced; if that does not come, when it has been
 * quiet for a while; and at last in any case.
 *
 * No clock here: `now` and all times are milliseconds, handed in.
 */
#ifndef TWIG_LULL_H
#define TWIG_LULL_H

#include <stdbool.h>
#include <stdint.h>

enum {
    LULL_SOON = 4,     /* for what may be half of a change: editors take a file
                          away and write it anew within 1 ms */
    LULL_QUIET = 200,  /* without a write: whoever writes makes a pause */
    LULL_BOUND = 5000, /* after the first sign of a change it is loaded */
    LULL_OVERTAKEN = 1000, /* and after so long what came of it counts */
    LULL_WRITERS = 16      /* files; the others do not hold up a load */
};

struct writer_at {
    uint64_t file, until;
};

struct lull {
    uint64_t due;      /* for what is finished; UINT64_MAX: nothing is */
    uint64_t bound;    /* UINT64_MAX: there is no sign of a change */
    uint64_t promised; /* the bound of the load that runs */
    struct writer_at writers[LULL_WRITERS];
    unsigned writers_n;
};

void lull_begin(struct lull *l);

/* lull_writing(l, file, now): it is being written.  `file` is any number that
 * tells files apart. */
void lull_writing(struct lull *l, uint64_t file, uint64_t now);

/* lull_done(l, file, now, wait): it is written, or gone: load in `wait` ms. */
void lull_done(struct lull *l, uint64_t file, uint64_t now, unsigned wait);

/* When to load, as far as is known; UINT64_MAX: not at all. */
uint64_t lull_due(const struct lull *l);

/* lull_load(l, now): a load begins, which reads all as it is now. */
void lull_load(struct lull *l, uint64_t now);

/*
 * lull_overtaken(l, now): the load that began has ended.  True: a file was
 * written meanwhile, of which it may have read a half: there shall be another,
 * with the same bound.  Not when it all began LULL_OVERTAKEN ago: who writes
 * again and again shall not be waited for.
 */
bool lull_overtaken(struct lull *l, uint64_t now);

#endif
