/*
 * The walk from the root down to a name, zone by zone: who is asked what, and
 * what a reply leads to.  A state machine that knows no socket and no clock:
 *
 *     trace_next -> a step; when it is to ask, ask, and then
 *     trace_take (a reply) or trace_lose (none) -> trace_next ...
 *
 * A server's address that did not come along is looked up first, by a walk of
 * its own from the start, which stands on top of this one until it ends.
 */
#ifndef TWIG_TRACE_WALK_H
#define TWIG_TRACE_WALK_H

#include "tools/trace_read.h"
#include "tools/trace_servers.h"

enum {
    TRACE_WALKS = 8,    /* one inside the other */
    TRACE_DEPTH = 16,   /* delegations of all of them */
    TRACE_QUERIES = 64, /* in all */
    TRACE_RESTARTS = 8, /* of a walk, by aliases */
    TRACE_NUMBER = 64   /* the text of a number like 2.1 */
};

/* What is wrong. */
enum trace_fault {
    TRACE_FINE,
    TRACE_TIMEOUT,     /* no reply came */
    TRACE_NOBODY,      /* nothing listens there */
    TRACE_UNREACHABLE, /* there is no way there */
    TRACE_BROKEN,      /* the reply cannot be read */
    TRACE_ERROR,       /* an rcode that is no answer: REFUSED, SERVFAIL */
    TRACE_NOT_OURS,    /* it does not own the data */
    TRACE_UPWARD,
    TRACE_SIDEWAYS,
    TRACE_BESIDE,
    TRACE_NO_GLUE,    /* a server inside its own zone, without an address */
    TRACE_NO_ADDRESS, /* it was looked for, there is none */
    TRACE_CIRCLE,     /* servers' names that need one another */
    TRACE_BARRED,     /* only addresses that may not be asked */
    TRACE_ALIAS_CIRCLE,
    TRACE_TOO_DEEP,
    TRACE_TOO_MANY,
};

/* One walk. */
struct trace_walk {
    uint8_t name[DNS_NAME_MAX];
    uint16_t type;
    uint8_t zone[DNS_NAME_MAX];   /* where we are */
    uint8_t above[DNS_NAME_MAX];  /* which zone sent us here */
    struct trace_servers servers; /* of the zone */
    unsigned current;           /* the server that was asked, or is looked up */
    unsigned asked;             /* questions */
    unsigned depth;             /* delegations followed */
    unsigned restarts;          /* by aliases */
    bool priming;               /* the first question is who serves the root */
    bool done;                  /* nothing more is to be asked */
    enum trace_fault fault;     /* the last; when it is done: why, or FINE */
    struct trace_servers found; /* as a walk for an address: one server */
};

struct trace {
    struct trace_rules rules;
    bool follow; /* aliases of the name, too */
    struct trace_servers start;
    struct trace_walk walks[TRACE_WALKS];
    unsigned n, queries;
};

enum trace_what {
    TRACE_ASK,    /* ask `server` at `at` for `name` */
    TRACE_SEEK,   /* a walk begins, for the address of `server` */
    TRACE_SOUGHT, /* it has ended and found one */
    TRACE_STUCK,  /* `server` cannot be asked, because of `fault` */
    TRACE_END     /* because of `fault`; FINE: the last reply was the end */
};

/* What to do; copies, which the next steps do not change. */
struct trace_step {
    enum trace_what what;
    enum trace_fault fault;
    unsigned level;            /* 0: the walk that was asked for */
    char number[TRACE_NUMBER]; /* of the question, 1 or 2.1 */
    uint8_t zone[DNS_NAME_MAX], above[DNS_NAME_MAX];
    struct trace_server server;
    struct endpoint at;
    uint8_t name[DNS_NAME_MAX]; /* that is asked for, or needed in a circle */
    uint16_t type;
    bool priming; /* RD: the resolver of this machine may know the root */
    bool alone;   /* there is nobody else to ask */
};

/* What a reply was. */
struct trace_event {
    struct trace_reading reading;
    enum trace_fault fault; /* FINE, or of what use it is not */
};

/*
 * trace_begin(t, name, type, prime): t->rules, t->follow and t->start are
 * set.  `prime`: ask the start who serves the root, first.
 */
void trace_begin(struct trace *t, const uint8_t *name, uint16_t type,
                 bool prime);

void trace_next(struct trace *t, struct trace_step *s);

/* The reply to the step's question. */
void trace_take(struct trace *t, const struct message *m,
                struct trace_event *e);

/* There was none. */
void trace_lose(struct trace *t, enum trace_fault why);

#endif
