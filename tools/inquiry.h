/*
 * A request from its name to its reply: which names are tried, which servers
 * in which order and how often, and what is asked again after a reply that
 * tells to.
 */
#ifndef TWIG_INQUIRY_H
#define TWIG_INQUIRY_H

#include "tools/exchange.h"
#include "tools/exits.h"

/*
 * inquiry_run(e, r): all of it, printed.  `e` was begun; its connection may be
 * used again.  Returns an exit code.
 */
int inquiry_run(struct exchange *e, struct request *r);

#endif
