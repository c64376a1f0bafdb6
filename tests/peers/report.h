/*
 * A difference that no rule explains, in full (but not the tenth of a kind):
 * how to see it again, the question, both replies, and what the zones say about
 * the names in them.
 */
#ifndef TWIG_PEERS_REPORT_H
#define TWIG_PEERS_REPORT_H

#include "tests/peers/rules.h"

void report_print(const struct comparison *c, const struct difference *d,
                  const char *peer, uint64_t seed);

#endif
