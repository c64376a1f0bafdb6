/*
 * What happened in a group of attacks: how many messages and replies, and the
 * first thing that went wrong, with the message that it went wrong with.
 */
#ifndef TWIG_HOSTILE_TALLY_H
#define TWIG_HOSTILE_TALLY_H

#include "zonefile/wire.h"

struct tally {
    unsigned long messages, replies;
    bool failed;
    char why[800];
};

/* Keep this, if it is the first. */
__attribute__((format(printf, 3, 4))) void
tally_fail(struct tally *t, struct bytes about, const char *form, ...);

#endif
