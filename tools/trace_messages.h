/*
 * What is said about a walk, in two languages: rows as in messages_text.h.
 */
#ifndef TWIG_TRACE_MESSAGES_H
#define TWIG_TRACE_MESSAGES_H

#include "tools/messages.h"

enum trace_message {
    /* the head of the story, and of a step */
    WALK_START,
    WALK_START_HINTS,
    WALK_START_ROOT,
    WALK_ASKED,
    WALK_BYTES,
    /* what stands in front of the lines of a step */
    WALK_WE_ASK,
    WALK_IT_SAYS,
    WALK_AND_HELPS,
    /* the lines */
    WALK_RD_0,
    WALK_REFERRAL,
    WALK_REFERRAL_BAD,
    WALK_ANSWER,
    WALK_ALIAS,
    WALK_NO_NAME,
    WALK_NO_DATA,
    WALK_ERROR,
    WALK_NOT_OURS,
    WALK_ALIAS_CIRCLE,
    WALK_GLUE,
    WALK_GLUE_IGNORED,
    WALK_WHY_GLUE,
    WALK_NO_REPLY_TIMEOUT,
    WALK_NO_REPLY_NOBODY,
    WALK_NO_REPLY_UNREACHABLE,
    WALK_NO_REPLY_BROKEN,
    /* where it goes on */
    WALK_NEXT,
    WALK_NEXT_GLUE,
    WALK_NEXT_SOUGHT,
    WALK_NEXT_OTHER,
    WALK_NEXT_ROOT,
    WALK_SEEK,
    WALK_SOUGHT,
    /* the end */
    WALK_SUM,
    WALK_LABELS,
    WALK_AN_ALIAS,
    WALK_FAILED,
    /*
     * What is wrong, and behind each what would mend it.  {1} the zone that
     * sent us, {2} the zone where we are, {3} the server's name, {4} its
     * address, {5} what more there is, {6} the name that is asked for.
     */
    FAULT_TIMEOUT,
    FAULT_NOBODY,
    FAULT_UNREACHABLE,
    FAULT_BROKEN,
    FAULT_ERROR,
    FAULT_NOT_OURS,
    FAULT_UPWARD,
    FAULT_SIDEWAYS,
    FAULT_BESIDE,
    FAULT_NO_GLUE,
    FAULT_NO_ADDRESS,
    FAULT_LITERAL,
    FAULT_CIRCLE,
    FAULT_BARRED,
    FAULT_ALIAS_CIRCLE,
    FAULT_TOO_DEEP,
    FAULT_TOO_MANY,
    /* the same where the walk begins */
    START_TIMEOUT,
    START_NOBODY,
    START_UNREACHABLE,
    START_BROKEN,
    START_ERROR,
    START_NOT_OURS,
    START_REFERRAL,
    START_BARRED,
    /* what would mend it */
    MEND,
    MEND_START,
    MEND_ZONE,
    MEND_REPAIR,
    MEND_GLUE,
    MEND_ADDRESS,
    MEND_LITERAL,
    MEND_CIRCLE,
    MEND_BARRED,
    MEND_ALIAS,
    MEND_DEEP,
    MEND_MANY,
    MEND_BEGIN,
    MEND_BEGIN_HIGHER,
    TRACE_MESSAGES
};

extern const struct message_text trace_messages[TRACE_MESSAGES];

/* As messages_add does: the arguments, and NULL. */
void trace_add(struct text *t, enum lang lang, enum trace_message id, ...)
    __attribute__((sentinel));

#endif
