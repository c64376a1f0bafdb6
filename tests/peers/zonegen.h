/*
 * What is in the zones of a batch: several zones, some within others, each with
 * a few dozen names whose records are chosen so that the rules for answers
 * meet: aliases, DNAMEs, wildcards, delegations, and what hides below them.
 */
#ifndef TWIG_PEERS_ZONEGEN_H
#define TWIG_PEERS_ZONEGEN_H

#include "tests/peers/batch.h"

/* Fill the empty batch with `zones_n` zones. */
void zonegen(struct batch *b, unsigned zones_n, struct rng *rng);

#endif
