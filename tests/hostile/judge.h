/*
 * Is it a reply to that query?  Judged by ldns and by a simple reading of both
 * messages, which shares nothing with the server's but the reader of octets.
 */
#ifndef TWIG_HOSTILE_JUDGE_H
#define TWIG_HOSTILE_JUDGE_H

#include "zonefile/wire.h"

enum channel { DATAGRAMS, STREAMS };

/* Is a reply due?  A header that is there and says query: RFC 8906, RFC 5625 */
bool judge_due(struct bytes query);

/* NULL, or what is wrong with the reply. */
const char *judge_reply(struct bytes query, struct bytes reply,
                        enum channel channel);

#endif
