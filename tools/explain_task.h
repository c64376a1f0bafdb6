/*
 * What is to be explained: a query, its reply or how it failed, and for whom.
 */
#ifndef TWIG_EXPLAIN_TASK_H
#define TWIG_EXPLAIN_TASK_H

#include "tools/messages.h"
#include "zonefile/wire.h"

#include <stdbool.h>

/* How it ended. */
enum outcome {
    OUTCOME_REPLY,
    OUTCOME_TIMEOUT,     /* nothing came */
    OUTCOME_NOBODY,      /* ICMP: the port is closed; or TCP refused */
    OUTCOME_UNREACHABLE, /* no way there */
    OUTCOME_CLOSED,      /* TCP: the connection, before the reply came */
    OUTCOME_UNSENT,      /* this machine refuses to send it */
    OUTCOME_NO_SERVER    /* there is none to send it to */
};

enum { EXPLAIN_QUERY = 1, EXPLAIN_REPLY = 2, EXPLAIN_WORDS = 4 };

struct explain {
    struct bytes query, reply; /* either may be empty; a reply that is there
                                  without OUTCOME_REPLY is no reply to this */
    const char *server;        /* its address as text; NULL: not known */
    uint16_t port;
    bool tcp;
    bool cut;          /* TCP because a reply by UDP was cut */
    bool later;        /* a transfer has begun: this is more of it */
    unsigned took_us;  /* until the reply was there */
    unsigned waited_s; /* without one: all tries together */
    enum outcome outcome;
    unsigned parts; /* which of EXPLAIN_...; 0: all */
    enum lang lang;
    bool colour;
};

#endif
