/*
 * A walk as a story: who is asked, what the server says, why, and where that
 * leads.  It goes to a stream, a step at a time.
 */
#ifndef TWIG_TRACE_STORY_H
#define TWIG_TRACE_STORY_H

#include "tools/trace_fault.h"
#include "tools/trace_line.h"
#include "tools/trace_path.h"

#include <stdio.h>

/* Why the next server is asked. */
enum trace_reason {
    BECAUSE_FIRST,
    BECAUSE_REFERRED,
    BECAUSE_SOUGHT,
    BECAUSE_ALIAS,
    BECAUSE_FAULT
};

struct trace_story {
    FILE *out;
    enum lang lang;
    bool ascii;
    bool unicode;     /* names are in their own script */
    struct text line; /* what is being written */
    enum trace_reason reason;
    bool told_question, told_glue; /* once is enough */
    unsigned questions;
    uint64_t micro;
    struct trace_path path;
};

/* What came back from a server. */
struct trace_told {
    const struct message *message; /* NULL: nothing that can be read */
    size_t octets;
    uint64_t micro;
};

/* `start` is the line that says where, `name` what is asked for. */
void trace_story_begin(struct trace_story *s, const char *start,
                       const uint8_t *name);

/* A step that is about to be done. */
void trace_story_step(struct trace_story *s, const struct trace_step *step);

/* The reply to a question. */
void trace_story_reply(struct trace_story *s, const struct trace_step *step,
                       const struct trace_told *told,
                       const struct trace_event *event);

/* There was none, or none to be read. */
void trace_story_silence(struct trace_story *s,
                         const struct trace_wrong *wrong);

/* What is wrong, and what would mend it. */
void trace_story_fault(struct trace_story *s, const struct trace_wrong *wrong);

/* The path, and the sums; or, when `code` is not 0, that it was in vain. */
void trace_story_end(struct trace_story *s, int code);

#endif
