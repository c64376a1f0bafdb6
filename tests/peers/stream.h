/*
 * DNS over a TCP connection, RFC 7766: questions go out one behind another,
 * replies come in any order and in any pieces.  It never waits.
 */
#ifndef TWIG_PEERS_STREAM_H
#define TWIG_PEERS_STREAM_H

#include "zonefile/wire.h"

enum { STREAM_IN = 2 + 65535, STREAM_OUT = 65536 };

struct stream {
    int fd; /* -1: there is no connection */
    size_t in_n, out_n;
    uint8_t in[STREAM_IN], out[STREAM_OUT];
};

/* Connect to 127.0.0.1; on failure there is no connection. */
void stream_open(struct stream *s, unsigned port);

void stream_close(struct stream *s);

/* Send this message as soon as it can be; false: no room for it. */
bool stream_put(struct stream *s, struct bytes message);

/* Write what can be written; a connection that fails is closed. */
void stream_flush(struct stream *s);

/* Read what has come; a connection that has ended is closed. */
void stream_fill(struct stream *s);

/* The first message that is whole, into `out` of 65535 octets, and its length;
 * 0: none is. */
size_t stream_take(struct stream *s, uint8_t *out);

#endif
