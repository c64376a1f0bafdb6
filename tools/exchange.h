/*
 * A query to one server and what comes back: the octets, when, from where.
 * Everything that explains, stores or prints an exchange begins here.
 */
#ifndef TWIG_EXCHANGE_H
#define TWIG_EXCHANGE_H

#include "tools/capture.h"
#include "tools/message.h"
#include "tools/request.h"

#include <time.h>

enum { QUERY_MAX = 65535 };

struct exchange {
    const struct settings *settings;
    const struct request *request; /* as it is asked now */
    char **greeting;               /* to be printed before all else */
    const uint8_t *name;           /* that is asked for, wire form */
    const struct target *target;
    struct endpoint server; /* with its port */
    bool tcp;
    int fd;             /* -1: closed */
    bool reached;       /* the last try had a connection */
    const char *broken; /* what came cannot be read: why; or NULL */
    struct text
        strange; /* what came does not match the query, or hardly: why */
    bool cut;    /* a reply by UDP was: the question is asked again over TCP */
    bool later;  /* there was a reply: these are more messages of it */
    struct bytes query, reply; /* the reply: the last that came, even strange */
    struct bytes cookie;       /* the query's */
    uint64_t sent, received;   /* microseconds of ask_clock */
    time_t when;               /* it was received */
    struct message message;    /* the reply, taken apart */
    struct tsig_state tsig;
    bool bad_signature;
    int error;      /* the last try had no reply: errno */
    uint64_t began; /* the first try; of ask_clock */
    struct capture capture;
    uint8_t cookie_room[REQUEST_COOKIE];
    uint8_t query_room[QUERY_MAX];
    uint8_t reply_room[DNS_MESSAGE_MAX];
};

enum exchanged {
    EXCHANGE_REPLY,  /* e->message is the reply */
    EXCHANGE_NONE,   /* nothing came that matched; said why */
    EXCHANGE_BROKEN, /* it cannot be read; said so, with its octets */
    EXCHANGE_WRONG   /* there is no such query */
};

/* Nothing sent yet, no connection. */
void exchange_begin(struct exchange *e, const struct settings *s);

/*
 * exchange_write(e): the query of e->request for e->name, by e->tcp, into
 * e->query.  False when it does not fit.
 */
bool exchange_write(struct exchange *e);

/* Send it and wait for the reply: one try. */
enum exchanged exchange_try(struct exchange *e);

/* The next message, of a transfer. */
enum exchanged exchange_more(struct exchange *e);

/* Close the connection. */
void exchange_close(struct exchange *e);

void exchange_end(struct exchange *e);

/* Seconds that a try may take. */
unsigned exchange_patience(const struct exchange *e);

#endif
