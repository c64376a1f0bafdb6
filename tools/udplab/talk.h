/*
 * The chat: what its server (chat.c) and its client (talk.c) send each other.
 *
 *     client -> server   a text; or an empty datagram, "I am here"
 *     server -> client   a letter, the number of a seat, a blank, a text
 *
 * Each datagram of a client has one answer: any kind but MESSAGE and GOODBYE.
 */
#ifndef TWIG_UDPLAB_TALK_H
#define TWIG_UDPLAB_TALK_H

#include "tools/udplab/lab.h"

enum talk_kind {
    WELCOME = 'w',  /* that seat is yours */
    PASSED = 'p',   /* your text has gone to all others */
    MESSAGE = 'm',  /* a text from that seat */
    TOO_FAST = 'f', /* not passed on */
    TOO_LONG = 'l', /* the same */
    NO_SEAT = 'x',  /* all are taken */
    GOODBYE = 'b',  /* you were silent, and have left */
};

enum {
    TALK_MAX = 400,    /* bytes of a message */
    TALK_SPAN = 10000, /* ms; WINDOW_EVENTS messages of one guest within that */
};

int talk(struct lab *lab);
int talk_show(struct lab *lab);

#endif
