/*
 * Who is in the chat room.  UDP has no connections, so a server must note
 * itself who is there: the address that a datagram came from.  Nobody tells it
 * that a client has gone; who is silent for too long has left.  And what is
 * kept for strangers must have an end: there are SEATS, and no more.
 */
#ifndef TWIG_UDPLAB_ROOM_H
#define TWIG_UDPLAB_ROOM_H

#include "tools/udplab/window.h"

#include <stdbool.h>
#include <sys/socket.h>

enum { SEATS = 16 };

struct guest {
    struct sockaddr_storage at;
    socklen_t at_len; /* 0: the seat is free */
    int64_t heard;    /* when something last came from there */
    struct window talk;
};

struct room { /* all zero: empty */
    struct guest seats[SEATS];
};

/*
 * room_enter(room, at, at_len, now): the guest of that address, who may be new
 * and has then a seat that was free.  NULL: all are taken.
 */
struct guest *room_enter(struct room *room, const struct sockaddr_storage *at,
                         socklen_t at_len, int64_t now);

/* A guest who has been silent for so long; NULL: there is none. */
struct guest *room_silent(struct room *room, int64_t now, int64_t silence);

/* The seat is free again. */
void room_leave(struct guest *guest);

/* The number of a guest's seat: 1 to SEATS. */
int room_number(const struct room *room, const struct guest *guest);

#endif
