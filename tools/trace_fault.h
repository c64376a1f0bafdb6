/*
 * What is wrong with a delegation, in a sentence, and what would mend it.
 */
#ifndef TWIG_TRACE_FAULT_H
#define TWIG_TRACE_FAULT_H

#include "tools/trace_line.h"
#include "tools/trace_messages.h"
#include "tools/trace_walk.h"

/* What went wrong, where. */
struct trace_wrong {
    enum trace_fault fault;
    const struct trace_step *step;
    const struct trace_reading *reading; /* of the reply, or NULL */
    uint16_t port;
    unsigned seconds; /* waited without a reply */
    bool unicode;     /* names are in their own script */
};

/* Into two texts. */
void trace_fault_tell(struct text *what, struct text *mend, enum lang lang,
                      const struct trace_wrong *w);

#endif
