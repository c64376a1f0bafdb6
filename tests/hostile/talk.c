/* One conversation: see stream.h. */
#include "tests/hostile/judge.h"
#include "tests/hostile/message.h"
#include "tests/hostile/stream.h"

#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
    PATIENCE_MS = 3000,
    READ_MAX = 1 << 20,
    FRAMES_MAX = 1024,
    PIECE_PAUSE_US = 200 /* so that the pieces stay pieces */
};

struct talk {
    int fd;
    struct tally *tally;
    struct bytes said;
    size_t n; /* octets read */
    uint8_t heard[READ_MAX];
};

/* Send the next piece; true when all is sent, and the sending ended. */
static bool say(struct talk *t, size_t *at, size_t piece)
{
    struct timespec pause = { .tv_nsec = PIECE_PAUSE_US * 1000 };
    size_t n = t->said.n - *at;
    n = n < piece ? n : piece;
    ssize_t done = send(t->fd, t->said.at + *at, n, MSG_NOSIGNAL);
    if (done < 0)
        return errno != EAGAIN; /* it was ended by the server, who may */
    *at += (size_t)done;
    if (*at < t->said.n) {
        if (piece < t->said.n)
            nanosleep(&pause, NULL);
        return false;
    }
    shutdown(t->fd, SHUT_WR);
    return true;
}

/* Say all, hear all.  False: no end came in time. */
static bool converse(struct talk *t, size_t piece)
{
    size_t at = 0;
    bool said = false;
    while (t->n < READ_MAX) {
        struct pollfd wait = { t->fd, said ? POLLIN : POLLIN | POLLOUT, 0 };
        if (poll(&wait, 1, PATIENCE_MS) <= 0)
            return false;
        if (!said && wait.revents & (POLLOUT | POLLERR))
            said = say(t, &at, piece);
        if (!(wait.revents & ~POLLOUT))
            continue;
        ssize_t n = recv(t->fd, t->heard + t->n, READ_MAX - t->n, 0);
        if (n == 0 || (n < 0 && errno != EAGAIN))
            return true;
        t->n += n > 0 ? (size_t)n : 0;
    }
    return true;
}

/* The whole messages of a stream; up to the first length that none has. */
static size_t split(struct bytes stream, struct bytes *frames, size_t least)
{
    size_t n = 0, at = 0;
    while (stream.n - at >= 2 && n < FRAMES_MAX) {
        struct bytes f = { stream.at + at + 2, get_u16(stream.at + at) };
        if (f.n < least || f.n > stream.n - at - 2)
            break;
        frames[n++] = f;
        at += 2 + f.n;
    }
    return n;
}

/* The replies in the order of what they reply to (it is one of those that RFC
 * 7766 6.2.1.1 allows; this server keeps it). */
static void compare(struct talk *t)
{
    static struct bytes asked[FRAMES_MAX], got[FRAMES_MAX];
    size_t asked_n = split(t->said, asked, HEADER), k = 0;
    size_t got_n = split((struct bytes){ t->heard, t->n }, got, 0);
    for (size_t i = 0; i < asked_n; i++) {
        if (!judge_due(asked[i]))
            continue;
        const char *why = "no reply to it";
        if (k < got_n)
            why = judge_reply(asked[i], got[k++], STREAMS);
        if (why)
            tally_fail(t->tally, t->said, "message %zu: %s", i, why);
        t->tally->replies++;
    }
    t->tally->messages += asked_n;
    if (k < got_n)
        tally_fail(t->tally, t->said, "more replies than messages");
}

void stream_talk(const struct endpoint *to, struct tally *tally,
                 struct bytes octets, size_t piece)
{
    static struct talk t;
    int on = 1;
    t.fd = tally->failed ? -1 : stream_dial(to, tally);
    if (t.fd < 0)
        return;
    setsockopt(t.fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    t.tally = tally;
    t.said = octets;
    t.n = 0;
    if (converse(&t, piece))
        compare(&t);
    else
        tally_fail(tally, octets, "the connection does not end");
    stream_reset(t.fd);
}
