/*
 * The records of a reply as a story shows them: owner, TTL, type and data in
 * columns, and what there is to say of each behind it.
 */
#ifndef TWIG_TRACE_ROWS_H
#define TWIG_TRACE_ROWS_H

#include "tools/trace_line.h"
#include "tools/trace_messages.h"
#include "tools/trace_walk.h"

enum { TRACE_NSID = 24 }; /* as much as is shown, and the NUL */

struct trace_rows {
    const struct trace_art *art;
    enum trace_mark mark;
    enum lang lang;
    const struct message *message;
};

/* All of the answer but signatures. */
void trace_rows_answer(struct text *t, const struct trace_rows *r);

/* The servers of a zone. */
void trace_rows_servers(struct text *t, const struct trace_rows *r,
                        const uint8_t *zone);

/*
 * Their addresses, and of each whether `speaker`, the zone whose server gives
 * them, may.  False: there are none.
 */
bool trace_rows_glue(struct text *t, const struct trace_rows *r,
                     const uint8_t *zone, const uint8_t *speaker);

/* How the server calls itself (RFC 5001), as far as that are letters. */
void trace_rows_nsid(char *out, const struct message *m);

#endif
