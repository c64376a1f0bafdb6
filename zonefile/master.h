/*
 * Master files, RFC 1035 5: $ORIGIN, $TTL (RFC 2308 4), $INCLUDE, @, blank
 * owners, parentheses, relative names, every type.
 *
 * The first record must be the zone's SOA.  A file that is included is looked
 * for beside the file that includes it; the origin it sets ends with it.
 */
#ifndef TWIG_MASTER_H
#define TWIG_MASTER_H

#include "zonefile/records.h"

/*
 * master_read(r, source, origin, c): add what the text of source number
 * `source` says.  `origin` (wire form) is the origin to begin with and must be
 * the zone's name; NULL: the file says so itself.  Mistakes go to `c`.
 * Returns 0, or -1 with errno when memory ran out.
 */
int master_read(struct records *r, int source, const uint8_t *origin,
                struct complaints *c);

#endif
