/*
 * Replies for the tests of +trace, written as text, parts behind semicolons:
 *
 *     aa refused; an news.test. A 10.0.0.1; au test. NS ns.test.
 *
 * the flags and the rcode first, then records of the answer (an), the
 * authority (au) and the additional section (ad).
 */
#ifndef TWIG_TESTS_TRACE_REPLY_H
#define TWIG_TESTS_TRACE_REPLY_H

#include "tests/shared/test.h"
#include "tools/message.h"

enum { REPLY = 4096, REPLY_TEXT = 512 };

struct reply {
    uint8_t octets[REPLY];
    struct message message; /* to be freed */
};

void reply_make(struct reply *r, const char *text);

/* A name, to the end of a message. */
void reply_put_name(struct writer *w, const char *text);

#endif
