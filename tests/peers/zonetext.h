/*
 * A zone as a master file, RFC 1035 5.1, in any of the ways that it may be
 * written: relative names and $ORIGIN, $TTL and TTLs with units, blank owners,
 * parentheses over lines, comments, escapes, RFC 3597's names of types.
 */
#ifndef TWIG_PEERS_ZONETEXT_H
#define TWIG_PEERS_ZONETEXT_H

#include "tests/peers/batch.h"

#include <stdio.h>

/* Write the whole file. */
void zonetext_write(FILE *out, const struct zone *z, struct rng *rng);

/* One record as plain as can be, without an end of line. */
void zonetext_plain(FILE *out, const struct record *r);

/* The mnemonic of a type; `room` of 12 octets is for the others. */
const char *zonetext_type(uint16_t type, char *room);

#endif
