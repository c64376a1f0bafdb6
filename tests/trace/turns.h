/*
 * Walks of +trace for its tests: what it is to do, turn by turn, and the reply
 * that it gets.
 */
#ifndef TWIG_TESTS_TRACE_TURNS_H
#define TWIG_TESTS_TRACE_TURNS_H

#include "tests/trace/reply.h"
#include "tools/trace_walk.h"

/* A step as text, and to a question the reply: NULL when it is none; "-":
 * silence.  `fault`: what the reply was, NULL: fine. */
struct turn {
    const char *step, *reply, *fault;
};

/* Begin at these addresses, NULL behind them; at 127.0.0.11.  To be freed. */
struct trace *turns_start_with(const char *const *addresses);
struct trace *turns_start(void);

/* The reply of a turn to the question that was asked. */
void turns_reply(struct trace *t, const struct turn *turn);

/* All turns; the last is the end.  Frees the walk. */
void turns_walk(struct trace *t, const struct turn *turns);

#endif
