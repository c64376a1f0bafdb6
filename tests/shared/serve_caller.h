/*
 * A client of any server: one question at a time by UDP or by TCP, and a
 * stream as a stream.  Every wait has an end.
 */
#ifndef TWIG_TESTS_SERVE_CALLER_H
#define TWIG_TESTS_SERVE_CALLER_H

#include "resolver/endpoint.h"
#include "tests/shared/cases.h"

/* caller_endpoint(e, address, port): its length; 0: that is no address. */
socklen_t caller_endpoint(union endpoint *e, const char *address,
                          uint16_t port);

enum { REPLY_MAX = 65535 };

struct caller {
    union endpoint at;
    socklen_t at_len;
    bool tcp;
    bool ordered; /* it is ours: see caller_ask */
    int patience; /* milliseconds until silence is silence */
    bool ended;   /* the server ended the stream */
    int fd;       /* -1: not connected */
};

/* False: that is no address.  Nothing is sent yet. */
bool caller_open(struct caller *c, const char *address, uint16_t port,
                 bool tcp);
void caller_close(struct caller *c);

/*
 * caller_ask(c, q, out): the reply into `out` of REPLY_MAX octets; 0: none
 * came.  By TCP one connection serves all questions, as long as the server
 * keeps it.
 *
 * An ordered server answers one socket's questions in order, so silence is
 * known by the reply to what is asked next; of another it is silence until
 * patience ends.
 */
size_t caller_ask(struct caller *c, const struct question *q, uint8_t *out);

/*
 * The same by hand, by TCP.  caller_connect: false when refused.  caller_send
 * sends the message behind its length; caller_receive returns 0 for the end of
 * the stream, and when patience ends.
 */
bool caller_connect(struct caller *c);
bool caller_send(struct caller *c, const uint8_t *wire, size_t n);
bool caller_send_raw(struct caller *c, const uint8_t *octets, size_t n);
size_t caller_receive(struct caller *c, uint8_t *out);

#endif
