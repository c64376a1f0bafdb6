/*
 * What a reply means to somebody who walks down the tree of zones: the end,
 * the way on, or that this server is of no use.  Nothing is believed that the
 * server may not say.
 */
#ifndef TWIG_TRACE_READ_H
#define TWIG_TRACE_READ_H

#include "tools/message.h"

/* What was asked, and of which zone it was asked a server. */
struct trace_asked {
    const uint8_t *name, *zone;
    uint16_t type;
};

enum trace_meaning {
    MEANS_ANSWER,       /* data of the type, and the server owns them */
    MEANS_ALIAS,        /* the name is another's, which it leads to */
    MEANS_NO_NAME,      /* NXDOMAIN, from the owner */
    MEANS_NO_DATA,      /* nothing of the type, from the owner */
    MEANS_REFERRAL,     /* down, towards the name */
    MEANS_UPWARD,       /* back to where we come from */
    MEANS_SIDEWAYS,     /* to the zone where we are */
    MEANS_BESIDE,       /* to a zone that the name is not in */
    MEANS_ERROR,        /* an rcode that is no answer */
    MEANS_NOT_OURS,     /* it does not own what it says */
    MEANS_ALIAS_CIRCLE, /* the alias leads back to itself */
};

struct trace_reading {
    enum trace_meaning meaning;
    unsigned rcode;
    /* the zone of a referral; where the alias leads; whose data these are */
    uint8_t name[DNS_NAME_MAX];
};

void trace_read(struct trace_reading *r, const struct message *m,
                const struct trace_asked *asked);

#endif
