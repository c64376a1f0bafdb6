/*
 * Lesson 5, chat: a server that remembers its clients (room.h says how), and
 * passes what one of them says to all.  A sliding window (window.h) stops
 * those who talk too fast.  This is the server; the client is talk.c.
 *
 * The address that a datagram comes from can be forged: whoever writes "I am
 * here" in your name makes this server send to you.  DNS servers have the same
 * worry; twigd --rrl is one answer to it.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/udplab/lab.h"
#include "tools/udplab/room.h"
#include "tools/udplab/talk.h"
#include "tools/udplab/upper.h"

enum {
    SILENCE = 60000,      /* ms: who is silent for so long has left */
    SILENCE_SHOWN = 2000, /* the same in the demonstration */
};

struct note {
    char text[TALK_MAX + 16];
    size_t n;
};

static struct note note_of(enum talk_kind kind, int seat, const char *text,
                           size_t n)
{
    struct note note;
    int head = sprintf(note.text, "%c%d ", kind, seat);
    memcpy(note.text + head, text, n);
    note.n = (size_t)head + n;
    return note;
}

static void tell(int fd, const struct guest *g, struct note note)
{
    sendto(fd, note.text, note.n, 0, (const struct sockaddr *)&g->at,
           g->at_len);
}

/* What a guest has said. */
static void hear(int fd, struct room *room, struct guest *from,
                 const char *text, size_t n)
{
    int seat = room_number(room, from);
    if (n == 0) {
        tell(fd, from, note_of(WELCOME, seat, "", 0));
    } else if (n > TALK_MAX) {
        tell(fd, from, note_of(TOO_LONG, seat, "", 0));
    } else if (!window_admits(&from->talk, from->heard, TALK_SPAN)) {
        tell(fd, from, note_of(TOO_FAST, seat, "", 0));
    } else {
        tell(fd, from, note_of(PASSED, seat, text, n));
        for (struct guest *g = room->seats; g < room->seats + SEATS; g++)
            if (g->at_len && g != from)
                tell(fd, g, note_of(MESSAGE, seat, text, n));
    }
}

static int serve(struct lab *lab, int fd)
{
    struct room room = { 0 };
    int64_t silence = lab->demo ? SILENCE_SHOWN : SILENCE;
    for (;;) {
        struct pollfd ready = { .fd = fd, .events = POLLIN };
        struct guest *gone;
        while ((gone = room_silent(&room, lab_now(), silence))) {
            tell(fd, gone, note_of(GOODBYE, room_number(&room, gone), "", 0));
            room_leave(gone);
        }
        /* Wait for a datagram; look around from time to time. */
        if (poll(&ready, 1, 200) <= 0)
            continue;

        char text[TALK_MAX + 1]; /* one more: what is too long is seen to be */
        struct guest stranger = { .at_len = sizeof stranger.at };
        ssize_t n = recvfrom(fd, text, sizeof text, 0,
                             (struct sockaddr *)&stranger.at, &stranger.at_len);
        if (n < 0)
            return lab_fail(lab, "recvfrom");
        if (!lab->demo)
            say(lab, "server: %s sent %zd bytes: %s\n",
                lab_address(&stranger.at, stranger.at_len).text, n,
                lab_shown(text, (size_t)n).text);
        struct guest *from =
            room_enter(&room, &stranger.at, stranger.at_len, lab_now());
        if (from)
            hear(fd, &room, from, text, (size_t)n);
        else
            tell(fd, &stranger, note_of(NO_SEAT, 0, "", 0));
    }
}

const struct lesson lesson_chat = {
    .name = "chat",
    .about = "a server that remembers its clients, and passes on what they say",
    .open = upper_server,
    .serve = serve,
    .ask = talk,
    .show = talk_show,
};
