#include "tests/hostile/stream.h"

#include "tests/hostile/fence.h"
#include "tests/hostile/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    BATCH = 32,
    UNDER_WAY = 128 << 10, /* octets of a batch, but for its last message */
    OUT_MAX = UNDER_WAY + BATCH * 2 + MESSAGE_MAX + 2 + FENCE_LEN,
    IN_MAX = 2 + MESSAGE_MAX,
    PATIENCE_MS = 2000,
    TRIES = 3
};

struct sent {
    struct bytes message; /* in `out` */
    bool replied;
};

struct streams {
    struct endpoint to;
    struct tally *tally;
    int fd; /* -1: none now */
    uint16_t next_id, fence;
    bool fenced;
    struct sent batch[BATCH];
    unsigned used;
    size_t out_n, in_n;
    uint8_t out[OUT_MAX], in[IN_MAX];
};

struct streams *streams_open(const struct endpoint *to, struct tally *t)
{
    struct streams *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->to = *to;
    s->tally = t;
    s->fd = -1;
    return s;
}

void streams_close(struct streams *s)
{
    if (s->fd >= 0)
        stream_reset(s->fd);
    free(s);
}

int stream_dial(const struct endpoint *to, struct tally *t)
{
    int fd = socket(to->address.ss_family,
                    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd >= 0 &&
        (connect(fd, endpoint_any(to), to->len) == 0 || errno == EINPROGRESS))
        return fd;
    tally_fail(t, (struct bytes){ NULL, 0 }, "cannot connect: %s",
               strerror(errno));
    if (fd >= 0)
        close(fd);
    return -1;
}

void stream_reset(int fd)
{
    struct linger now = { .l_onoff = 1 };
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
}

size_t stream_frame(uint8_t *to, struct bytes message)
{
    put_u16(to, (uint16_t)message.n);
    memcpy(to + 2, message.at, message.n);
    return 2 + message.n;
}

/* ---- batches on a kept connection ---- */

static void take(struct streams *s, struct bytes reply)
{
    uint16_t id = reply.n >= 2 ? get_u16(reply.at) : 0;
    struct sent *to = NULL;
    if (reply.n >= 2 && id == s->fence) {
        const char *why = fence_judge(id, reply, STREAMS);
        s->fenced = true;
        if (why)
            tally_fail(s->tally, reply, "a good query behind it: %s", why);
        return;
    }
    for (unsigned i = 0; i < s->used && !to; i++)
        if (s->batch[i].message.n >= 2 && get_u16(s->batch[i].message.at) == id)
            to = &s->batch[i];
    if (!to) {
        tally_fail(s->tally, reply, "a reply to something else");
        return;
    }
    const char *why = judge_reply(to->message, reply, STREAMS);
    if (to->replied)
        why = "a second reply";
    if (why)
        tally_fail(s->tally, to->message, "%s", why);
    s->tally->replies += !to->replied;
    to->replied = true;
}

/* Take the whole replies among what was read. */
static void take_all(struct streams *s)
{
    size_t at = 0;
    while (s->in_n - at >= 2) {
        size_t n = get_u16(s->in + at);
        if (s->in_n - at - 2 < n)
            break;
        take(s, (struct bytes){ s->in + at + 2, n });
        at += 2 + n;
    }
    memmove(s->in, s->in + at, s->in_n - at);
    s->in_n -= at;
}

/* Send `out`, reading meanwhile; false: the connection is over, or silent. */
static bool converse(struct streams *s)
{
    size_t at = 0;
    s->fenced = false;
    s->in_n = 0;
    while (!s->fenced && !s->tally->failed) {
        bool more = at < s->out_n;
        struct pollfd wait = { s->fd, more ? POLLIN | POLLOUT : POLLIN, 0 };
        if (poll(&wait, 1, PATIENCE_MS) <= 0)
            return false;
        if (more && wait.revents & POLLOUT) {
            ssize_t n = send(s->fd, s->out + at, s->out_n - at, MSG_NOSIGNAL);
            if (n < 0 && errno != EAGAIN)
                return false;
            at += n > 0 ? (size_t)n : 0;
        }
        if (!(wait.revents & ~POLLOUT))
            continue;
        ssize_t n = recv(s->fd, s->in + s->in_n, sizeof s->in - s->in_n, 0);
        if (n == 0 || (n < 0 && errno != EAGAIN))
            return false;
        s->in_n += n > 0 ? (size_t)n : 0;
        take_all(s);
    }
    return true;
}

static void hang_up(struct streams *s)
{
    stream_reset(s->fd);
    s->fd = -1;
}

/* All that is due has come; of what ended the connection nothing is. */
static void check_replies(struct streams *s)
{
    for (unsigned i = 0; i < s->used; i++) {
        const struct sent *m = &s->batch[i];
        if (judge_due(m->message) && !m->replied)
            tally_fail(s->tally, m->message, "no reply to it");
    }
}

void streams_settle(struct streams *s)
{
    bool done = s->used == 0, may_end = false;
    uint8_t fence[FENCE_LEN];
    if (done)
        return;
    may_end = s->batch[s->used - 1].message.n < HEADER;
    s->fence = s->next_id++;
    fence_write(fence, s->fence);
    s->out_n +=
        stream_frame(s->out + s->out_n, (struct bytes){ fence, FENCE_LEN });
    for (int try = 0; try < TRIES && !done && !s->tally->failed; try++) {
        for (unsigned i = 0; i < s->used; i++)
            s->batch[i].replied = false;
        if (s->fd < 0)
            s->fd = stream_dial(&s->to, s->tally);
        done = s->fd >= 0 && converse(s);
        if (!done && s->fd >= 0)
            hang_up(s);
        done |= may_end;
    }
    if (!done)
        tally_fail(s->tally, s->batch[s->used - 1].message,
                   "the connection ended, or went silent, before or at it");
    check_replies(s);
    s->used = 0;
    s->out_n = 0;
}

/* A length that no message has may end the connection: it goes alone. */
void streams_send(struct streams *s, struct bytes message)
{
    bool alone = message.n < HEADER;
    if (s->tally->failed)
        return;
    if (alone || s->used == BATCH || s->out_n >= UNDER_WAY)
        streams_settle(s);
    uint8_t *at = s->out + s->out_n;
    s->out_n += stream_frame(at, message);
    if (message.n >= 2)
        put_u16(at + 2, s->next_id++);
    s->batch[s->used++] = (struct sent){ { at + 2, message.n }, false };
    s->tally->messages++;
    if (alone)
        streams_settle(s);
}
