/*
 * +nssearch: is a zone the same everywhere?  The SOA of each of its servers.
 */
#ifndef TWIG_NSSEARCH_H
#define TWIG_NSSEARCH_H

#include "tools/exchange.h"

/*
 * nssearch_run(e, r): e->message holds the servers' names.  Their addresses
 * are those of the reply, or the same server is asked.  Returns an exit code.
 */
int nssearch_run(struct exchange *e, const struct request *r);

#endif
