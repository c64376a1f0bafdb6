/*
 * A zone transfer: the messages after the first, until the SOA that ends it
 * (RFC 5936 2.2, RFC 1995 4).
 */
#ifndef TWIG_TRANSFER_H
#define TWIG_TRANSFER_H

#include "tools/exchange.h"

/*
 * transfer_run(e): print what e holds and all that follows.  Returns
 * whether all of it came.
 */
bool transfer_run(struct exchange *e);

#endif
