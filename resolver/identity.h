/*
 * What the server goes by, kept for all its processes: its names, and the
 * secrets of its cookies.
 */
#ifndef TWIG_IDENTITY_H
#define TWIG_IDENTITY_H

#include "resolver/config.h"

#include <limits.h>

struct identity {
    struct service service; /* points into the rest, and into the arguments */
    uint64_t roll_at;       /* time for another secret; ms, or CLOCK_NEVER */
    char host[HOST_NAME_MAX + 1];
};

/*
 * identity_begin(id, c, now): by the configuration, which must stay, at `now`
 * ms of clock.h.  Returns 0, or -1: it was logged what is wrong.
 */
int identity_begin(struct identity *id, const struct config *c, uint64_t now);

/*
 * identity_renew(id, c): read the file of secrets again, if there is one.  With
 * a mistake in it the old ones stay, and it is logged.  Returns whether there
 * are new ones.
 */
bool identity_renew(struct identity *id, const struct config *c);

/*
 * identity_roll(id, now): once a day, a fresh secret for cookies; the one
 * before is still accepted.  Never for secrets from a file: those are the
 * operator's to roll.  Returns whether there is a new one.
 */
bool identity_roll(struct identity *id, uint64_t now);

#endif
