/*
 * A process that asks good queries all the time, one after the other, as any
 * client would, and measures how long their answers take.
 */
#ifndef TWIG_HOSTILE_PROBE_H
#define TWIG_HOSTILE_PROBE_H

#include "tests/hostile/endpoint.h"
#include "tests/hostile/judge.h"

/* A server that hangs answers none of them; one that is well answers one, even
 * on a machine that does ten other things for half a second. */
enum { PROBE_TRIES = 8 };

struct probe;

/* What was seen since the last look, over one kind of channel. */
struct sight {
    unsigned asked;
    unsigned missed; /* not answered in time; then asked again */
    unsigned lost;   /* not answered in time, as often as it was tried */
    unsigned wrong;  /* answered with something else */
    unsigned longest_us;
};

/* Start; over TCP too, if told.  An answer may take `ms`.  NULL: it cannot. */
struct probe *probe_start(const struct endpoint *to, bool streams, unsigned ms);
void probe_stop(struct probe *p);

/* Wait until it has asked some more, then tell, and begin to count anew. */
struct sight probe_look(struct probe *p, enum channel channel);

#endif
