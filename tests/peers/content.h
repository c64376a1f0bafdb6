/*
 * The data of records, as text: random values of each type, in the spellings
 * that RFC 1035 5.1 and RFC 3597 5 allow.
 */
#ifndef TWIG_PEERS_CONTENT_H
#define TWIG_PEERS_CONTENT_H

#include "tests/peers/batch.h"

/* content_make(r, type, target, rng): type, data and names of *r; its owner and
 * TTL stay.  `target` is the name in the data, for the types that have one. */
void content_make(struct record *r, uint16_t type, const struct dname *target,
                  struct rng *rng);

/* A SOA: what follows the two names is short, as to be told apart. */
void content_soa(struct record *r, const struct dname *primary,
                 const struct dname *mailbox, struct rng *rng);

#endif
