/*
 * The way of a walk in one line: the zones, the name, what it has.
 */
#ifndef TWIG_TRACE_PATH_H
#define TWIG_TRACE_PATH_H

#include "tools/trace_line.h"
#include "tools/trace_messages.h"
#include "tools/trace_walk.h"

struct trace_path {
    struct text text;           /* parts, a newline between them */
    unsigned zones, depth;      /* all; below each other, the root with them */
    bool found;                 /* there was an answer */
    uint8_t name[DNS_NAME_MAX]; /* that is looked for */
    uint8_t zone[DNS_NAME_MAX]; /* where it is now */
};

/* At the root. */
void trace_path_begin(struct trace_path *p, const uint8_t *name);

/* Down to a zone. */
void trace_path_down(struct trace_path *p, const uint8_t *zone);

/* To the root, with another name. */
void trace_path_alias(struct trace_path *p, const uint8_t *name,
                      enum lang lang);

/* The name whose data the answer has. */
void trace_path_answer(struct trace_path *p, const struct message *m,
                       const uint8_t *name, uint16_t type);

/* . -> com. -> news.com. = 10.0.0.1, on as many lines as it takes. */
void trace_path_draw(struct text *t, const struct trace_path *p, bool ascii);

/* Labels are not zones: often the name is a few of them inside its zone. */
void trace_path_labels(struct text *t, const struct trace_path *p,
                       enum lang lang);

#endif
