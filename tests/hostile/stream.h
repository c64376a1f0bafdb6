/*
 * Messages through a connection that is kept, many at a time, each behind its
 * length; behind them all the fence.  And one conversation: any octets, as a
 * client that reads its replies to the end.
 */
#ifndef TWIG_HOSTILE_STREAM_H
#define TWIG_HOSTILE_STREAM_H

#include "tests/hostile/endpoint.h"
#include "tests/hostile/tally.h"

struct streams;

/* To that address; what happens is told to the tally.  NULL: no memory. */
struct streams *streams_open(const struct endpoint *to, struct tally *t);
void streams_close(struct streams *s);

/* Send a message of 65,535 octets at most; its ID becomes one of ours. */
void streams_send(struct streams *s, struct bytes message);

/* Wait for the replies of all that was sent. */
void streams_settle(struct streams *s);

/* A connection that does not block, being made; -1 and told, if it cannot. */
int stream_dial(const struct endpoint *to, struct tally *t);

/* Close, by a reset: no port is kept waiting. */
void stream_reset(int fd);

/* Make the octets a message behind its length; how many that are. */
size_t stream_frame(uint8_t *to, struct bytes message);

/*
 * stream_talk(to, t, octets, piece): on a new connection, send the octets,
 * `piece` at a time, then end the sending, and read to the end.  Each whole
 * message before the first nonsense has its one reply, and nothing else has.
 */
void stream_talk(const struct endpoint *to, struct tally *t,
                 struct bytes octets, size_t piece);

#endif
