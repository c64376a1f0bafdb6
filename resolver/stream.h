/*
 * DNS messages in a stream of octets, each behind its length (RFC 1035 4.2.2):
 *
 *     in    00 1d [29 octets] 00 1d [29 octets] 00 1d [7 octets ...
 *     out   00 2d [45 octets] 00 2d [45 octets]
 *
 * Where the stream was cut on its way means nothing (RFC 7766 8).  Pure: the
 * octets come from, and go to, whoever calls.
 */
#ifndef TWIG_STREAM_H
#define TWIG_STREAM_H

#include "resolver/answer.h"

enum {
    STREAM_MESSAGE_MAX = 2 + DNS_MESSAGE_MAX,
    /* When so many octets of replies are there they are sent, before another
       query is answered. */
    STREAM_ENOUGH = 32 << 10,
    STREAM_OUT_MAX = STREAM_ENOUGH + STREAM_MESSAGE_MAX
};

/* What became of some octets. */
struct stream_turn {
    size_t taken; /* of them, from the first on; the rest is for later */
    size_t put;   /* octets of replies */
    unsigned replies;
    bool more;     /* a whole message is among the rest */
    bool nonsense; /* so is a length that no message has: the framing is lost,
                      nothing behind it can be read */
};

/*
 * stream_answer(img, self, from, in, out): answer the whole messages of `in`,
 * which begins with the length of one, in their order, into `out` of
 * STREAM_OUT_MAX octets, until STREAM_ENOUGH are there.
 */
struct stream_turn stream_answer(const struct image *img,
                                 const struct service *self,
                                 const struct client *from, struct bytes in,
                                 uint8_t *out);

#endif
