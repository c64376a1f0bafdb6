/*
 * A walk in dig's layout: the records of each step, and who sent them.  What
 * is wrong, and what would mend it, is added as comments.
 */
#ifndef TWIG_TRACE_DIG_H
#define TWIG_TRACE_DIG_H

#include "tools/exchange.h"
#include "tools/messages.h"
#include "tools/trace_fault.h"

/* The reply that `e` has, and what it was. */
void trace_dig_reply(const struct exchange *e, const struct trace_step *s,
                     const struct trace_event *event);

/* A fault, of a reply or of its want. */
void trace_dig_fault(const struct exchange *e, enum lang lang,
                     const struct trace_wrong *wrong);

/* Nobody could be asked. */
void trace_dig_fail(const struct exchange *e);

#endif
