/*
 * A good query, behind each that is not, whose reply tells that the server
 * has done with it: fence.wild.h.test A, from a wildcard.
 */
#ifndef TWIG_HOSTILE_FENCE_H
#define TWIG_HOSTILE_FENCE_H

#include "tests/hostile/judge.h"

enum { FENCE_LEN = 12 + 19 + 4 };

/* Write it, with that ID. */
static inline void fence_write(uint8_t *to, uint16_t id)
{
    static const uint8_t query[] = "\0\0\1\0\0\1\0\0\0\0\0\0"
                                   "\5fence\4wild\1h\4test\0\0\1\0\1";
    _Static_assert(sizeof query == FENCE_LEN + 1, "it is as long as it says");
    memcpy(to, query, FENCE_LEN);
    put_u16(to, id);
}

/* NULL, or what is wrong with its reply. */
static inline const char *fence_judge(uint16_t id, struct bytes reply,
                                      enum channel channel)
{
    uint8_t query[FENCE_LEN];
    fence_write(query, id);
    struct bytes asked = { query, sizeof query };
    const char *why = judge_reply(asked, reply, channel);
    if (!why && (reply.at[3] & 15 || get_u16(reply.at + 6) != 1))
        return "another answer than the one address there is";
    return why;
}

#endif
