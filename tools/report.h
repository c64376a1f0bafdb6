/*
 * How an exchange is told: the one place that knows which forms there are.
 */
#ifndef TWIG_REPORT_H
#define TWIG_REPORT_H

#include "tools/exchange.h"

struct report {
    const struct exchange *exchange;
    bool later;    /* not the first message of a transfer */
    bool transfer; /* one of these, and its sums in the end */
    unsigned records, messages;
    uint64_t bytes;
};

/* The reply, to stdout. */
void report_message(const struct report *r);

/* That there is no reply to be shown; `why` in words.  Of dig's text this is no
 * part: there it was said. */
void report_failure(const struct exchange *e, const char *why);

/* The same when nothing was asked; and when there was nobody to ask. */
void report_mistake(const struct settings *s, const char *why);
void report_no_server(const struct settings *s);

/* What is told when all of it was. */
void report_statistics(const struct report *r);

#endif
