/*
 * Lesson 5, chat: the client.  It waits for two things at once: what you type,
 * and what the server sends.  poll() sleeps until one of them is there.
 */
#include "tools/udplab/talk.h"

#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "tools/udplab/upper.h"
#include "tools/udplab/window.h"

enum {
    SIGN_OF_LIFE = 20000, /* ms: so often a client says that it is here */
    TOO_MANY = WINDOW_EVENTS + 2, /* messages, in the demonstration */
};

static int enter(const struct lab *lab)
{
    int fd = upper_client(lab);
    if (fd >= 0)
        send(fd, "", 0, 0); /* "I am here": no bytes are a datagram, too */
    return fd;
}

/* One datagram from the server, told to `who`: its kind, or -1. */
static int hear(struct lab *lab, int fd, const char *who)
{
    char note[LAB_DATAGRAM + 2], *text;
    ssize_t n = recv(fd, note, sizeof note - 2, 0);
    if (n < 0)
        return lab_fail(lab, "recv");
    note[n] = note[n + 1] = '\0'; /* where strtol() stops, if not before */
    long seat = strtol(note + 1, &text, 10);
    text += *text == ' ';
    size_t length = text < note + n ? (size_t)(note + n - text) : 0;
    switch (note[0]) {
    case WELCOME:
        say(lab, "%s: seat %ld is yours\n", who, seat);
        break;
    case PASSED:
        say(lab, "%s: to all: %s\n", who, lab_shown(text, length).text);
        break;
    case MESSAGE:
        say(lab, "%s: seat %ld says: %s\n", who, seat,
            lab_shown(text, length).text);
        break;
    case TOO_FAST:
        say(lab, "%s: too fast: %d messages in %d s are enough\n", who,
            WINDOW_EVENTS, TALK_SPAN / 1000);
        break;
    case TOO_LONG:
        say(lab, "%s: too long: %d bytes at most\n", who, TALK_MAX);
        break;
    case NO_SEAT:
        say(lab, "%s: no seat is free\n", who);
        break;
    case GOODBYE:
        say(lab, "%s: good-bye, you were silent; say something to come back\n",
            who);
        break;
    default:
        say(lab, "%s: a datagram that this protocol does not have\n", who);
    }
    return note[0];
}

enum event { DATAGRAM, TEXT, SILENCE };

/* What comes first?  Words of the command line are there at once. */
static enum event next_event(const struct lab *lab, int fd)
{
    struct pollfd ready[2] = {
        { .fd = fd, .events = POLLIN },
        { .fd = lab->lines ? STDIN_FILENO : -1, .events = POLLIN },
    };
    poll(ready, 2, lab->lines ? SIGN_OF_LIFE : 0);
    if (ready[0].revents)
        return DATAGRAM;
    return !lab->lines || ready[1].revents ? TEXT : SILENCE;
}

int talk(struct lab *lab)
{
    bool more = true; /* there may be something to say */
    int missing = 1;  /* so many answers */
    int fd = enter(lab);
    if (fd < 0)
        return -1;
    setvbuf(stdin, NULL, _IONBF, 0); /* or a line would wait unseen by poll() */
    while (more || missing > 0) {
        enum event event = more ? next_event(lab, fd) : DATAGRAM;
        if (event == DATAGRAM) {
            int kind = hear(lab, fd, "chat"); /* it waits, but not for ever */
            if (kind < 0 || kind == NO_SEAT)
                return -1;
            missing -= kind != MESSAGE && kind != GOODBYE;
            continue;
        }
        char *text = ""; /* in silence: "I am here" */
        ssize_t n = event == TEXT ? lab_next(lab, &text) : 0;
        more = n >= 0;
        if (more && send(fd, text, (size_t)n, 0) < 0)
            return lab_fail(lab, "send");
        missing += more;
    }
    close(fd);
    return 0;
}

/* Three clients; in earnest each is a terminal of its own. */
int talk_show(struct lab *lab)
{
    static const char *const names[] = { "ann", "ben", "eve" };
    int fd[3], result = 0;
    for (int i = 0; i < 3; i++) {
        fd[i] = enter(lab);
        if (fd[i] < 0 || hear(lab, fd[i], names[i]) < 0)
            return -1;
    }
    say(lab, "--- ann says hello; the server passes it to all\n");
    send(fd[0], "hello", 5, 0);
    for (int i = 0; i < 3; i++)
        result |= hear(lab, fd[i], names[i]) < 0;

    say(lab, "--- eve sends %d messages at once\n", TOO_MANY);
    for (int k = 0; k < TOO_MANY; k++) {
        send(fd[2], "buy!", 4, 0);
        result |= hear(lab, fd[2], names[2]) < 0;
    }
    char text[TALK_MAX + 16];
    for (int i = 0; i < 2; i++)
        for (int k = 0; k < WINDOW_EVENTS; k++)
            recv(fd[i], text, sizeof text, 0); /* ann and ben get five */

    say(lab, "--- nobody says anything; what is remembered has an end\n");
    for (int i = 0; i < 3; i++)
        result |= hear(lab, fd[i], names[i]) < 0;
    return result ? -1 : 0;
}
