/*
 * Has the zones loaded: at the beginning, when it is asked to, and whenever the
 * files that they were read from change.  All or nothing: with a mistake in a
 * file, what is served stays, and that is told once.
 */
#ifndef TWIG_RELOAD_H
#define TWIG_RELOAD_H

#include "resolver/config.h"
#include "resolver/loader.h"
#include "resolver/watch.h"

struct reload {
    const struct config *config;
    const struct image *serving; /* .base NULL: nothing yet */
    struct loader loader;
    struct watch watch;
    struct lull lull;
    unsigned poll_ms; /* look so often; 0: never */
    uint64_t poll_at; /* ms, or CLOCK_NEVER */
    uint64_t since;   /* when this load began, by watch_clock */
    uint64_t took;    /* by the last load, us */
    uint64_t longest; /* of all that came to an end, ms */
    uint64_t served;  /* fingerprint */
    pid_t teller;     /* the process that tells what changed; 0: none */
    char loaded_at[sizeof "HH:MM:SS"];
    bool asked;   /* by reload_ask; the next load tells its outcome ... */
    bool loud;    /* ... as this one does */
    bool refused; /* the last load was */
    bool stopped; /* there is no more patience with this one */
};

/*
 * reload_open(r, config, serving): *serving is the caller's: what is served at
 * any time.  Returns 0, or -1 with errno.
 */
int reload_open(struct reload *r, const struct config *config,
                const struct image *serving);

/* End what goes on. */
void reload_close(struct reload *r);

/* reload_ask(r): load, changed or not, and tell what came of it. */
void reload_ask(struct reload *r);

/* reload_see(r): r->watch.fd can be read. */
void reload_see(struct reload *r);

/* reload_turn(r): do what it is time for. */
void reload_turn(struct reload *r);

/* reload_next(r): when to call reload_turn; ms of clock.h, or CLOCK_NEVER. */
uint64_t reload_next(const struct reload *r);

/*
 * reload_ended(r, status, img): r->loader.pid has ended.  Returns the
 * descriptor of a new image, the caller's, and maps it; or -1: nothing is new.
 * When it is served, call reload_announce.
 */
int reload_ended(struct reload *r, int status, struct image *img);

/*
 * reload_announce(r, before): tell what is served now, instead of that.  What
 * changed is left out while r->teller, which the caller sets to 0 when it has
 * ended, still tells what the load before changed.
 */
void reload_announce(struct reload *r, const struct image *before);

#endif
