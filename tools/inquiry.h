/*
 * A request from its name to its reply: which names are tried, which servers
 * in which order and how often, and what is asked again after a reply that
 * tells to.
 */
#ifndef TWIG_INQUIRY_H
#define TWIG_INQUIRY_H

#include "tools/exchange.h"

enum {
    EXIT_GOOD = 0,
    EXIT_USAGE = 1,    /* the user's mistake */
    EXIT_BATCH = 8,    /* no such file of queries */
    EXIT_NO_REPLY = 9, /* none, or none that can be used */
    EXIT_INTERNAL = 10
};

/*
 * inquiry_run(e, r): all of it, printed.  `e` was begun; its connection may be
 * used again.  Returns an exit code.
 */
int inquiry_run(struct exchange *e, struct request *r);

#endif
