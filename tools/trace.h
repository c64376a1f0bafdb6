/*
 * +trace: from the root down to a name, zone by zone, with the glue that the
 * delegations bring along and without any other name service.
 */
#ifndef TWIG_TRACE_H
#define TWIG_TRACE_H

#include "tools/exchange.h"
#include "tools/messages.h"

struct trace_wish {
    const char *hints; /* a file, or NULL */
    bool real_root;    /* the Internet may be asked */
    bool explain;      /* tell it as a story, not in dig's layout */
    bool ascii;        /* draw with letters */
    enum lang lang;
};

/*
 * trace_run(e, r, name, wish): walk from the request's servers, or else from
 * the hints or the Internet's root.  Returns an exit code: 0 for an answer,
 * no matter which; 9 when there is none; 1 when there is nowhere to begin.
 */
int trace_run(struct exchange *e, struct request *r, const uint8_t *name,
              const struct trace_wish *wish);

#endif
