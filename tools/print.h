/*
 * A message in dig's text: header, sections, what is to be warned of; or only
 * the data of the answer; and the lines of statistics.  It writes into a text
 * and knows no stream and no clock.
 */
#ifndef TWIG_PRINT_H
#define TWIG_PRINT_H

#include "tools/message.h"
#include "tools/request.h"

#include <time.h>

/* One message of an exchange, and what of it is to be told. */
struct shown {
    const struct settings *settings;
    const struct request *request;
    const struct message *message;
    bool sent;            /* it is the query */
    bool later;           /* not the first message of a transfer */
    struct bytes cookie;  /* that the query had */
    struct bytes query;   /* that the message is the reply to; n 0: unknown */
    const char *from;     /* the server's address */
    const char *name;     /* the server as it was written */
    struct endpoint peer; /* the server; len 0: not known, nor when it was */
    bool tcp;
    uint64_t micro; /* from the query to the reply */
    time_t when;
    uint64_t sent_at, received_at; /* microseconds since 1970 */
    bool transfer; /* a zone transfer: these count all its messages */
    unsigned records, messages;
    uint64_t bytes;
    bool bad_signature; /* a reply's TSIG was not good */
};

/* Why there is no message to show. */
struct failure {
    const char *why;     /* in a line of words */
    const char *reason;  /* the system's, or NULL */
    const char *server;  /* the last that was asked, or NULL; if not: */
    bool tcp;            /* how it was */
    struct bytes query;  /* what it was asked */
    const char *strange; /* what came does not match it: why; or NULL */
    struct bytes raw;    /* what came and cannot be read; n 0: nothing */
};

/* The header and the sections; or, with +short, the data. */
void print_sections(struct text *t, const struct shown *s);

/* Query time, server, date, size; or the line of +identify. */
void print_statistics(struct text *t, const struct shown *s);

/* The parts, for other forms: flags of a header, each behind a blank; is a
 * section to be shown, and what of it is not? */
void print_flags(struct text *t, uint16_t flags);
bool print_shows(const struct shown *s, enum section section);
bool print_leaves_out(const struct shown *s, enum section section, size_t i);

/* Octets, sixteen a line, as of a message that cannot be read. */
void print_octets(struct text *t, struct bytes b);

#endif
