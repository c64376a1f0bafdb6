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
    char host[HOST_NAME_MAX + 1];
};

/*
 * identity_begin(id, c): by the configuration, which must stay.  Returns 0, or
 * -1: it was logged what is wrong.
 */
int identity_begin(struct identity *id, const struct config *c);

/*
 * identity_renew(id, c): read the file of secrets again, if there is one.  With
 * a mistake in it the old ones stay, and it is logged.  Returns whether there
 * are new ones.
 */
bool identity_renew(struct identity *id, const struct config *c);

/*
 * identity_roll(id): a fresh secret for cookies; the one before is still
 * accepted.  Not for secrets from a file: those are the operator's to roll.
 */
void identity_roll(struct identity *id);

#endif
