#include "tests/hostile/datagram.h"

#include "tests/hostile/fence.h"
#include "tests/hostile/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
    LANES = 64,
    UNDER_WAY = 65536, /* octets: less than a server's buffer must hold */
    PATIENCE_MS = 2000,
    TRIES = 3, /* a datagram may be lost, even here */
    REPLY_MAX = 65536
};

/* A socket, and the message that went from it. */
struct lane {
    int fd;
    uint16_t id, fence; /* of the two messages */
    unsigned replies, tries;
    bool fenced, repeated; /* ever: then a reply may come twice */
    size_t n;
    uint8_t message[MESSAGE_MAX];
};

struct datagrams {
    struct endpoint to;
    struct tally *tally;
    unsigned used; /* lanes */
    size_t octets;
    uint16_t next_id;
    uint8_t reply[REPLY_MAX];
    struct lane lanes[LANES];
};

struct datagrams *datagrams_open(const struct endpoint *to, struct tally *t)
{
    struct datagrams *d = calloc(1, sizeof *d);
    if (!d)
        return NULL;
    d->to = *to;
    d->tally = t;
    for (int i = 0; i < LANES; i++)
        d->lanes[i].fd =
            socket(to->address.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    return d;
}

void datagrams_close(struct datagrams *d)
{
    for (int i = 0; i < LANES; i++)
        close(d->lanes[i].fd);
    free(d);
}

static struct bytes asked(const struct lane *l)
{
    return (struct bytes){ l->message, l->n };
}

/* The message, and the fence behind it. */
static void launch(struct datagrams *d, struct lane *l)
{
    uint8_t fence[FENCE_LEN];
    const struct sockaddr *to = endpoint_any(&d->to);
    fence_write(fence, l->fence);
    if (sendto(l->fd, l->message, l->n, 0, to, d->to.len) < 0 ||
        sendto(l->fd, fence, sizeof fence, 0, to, d->to.len) < 0)
        tally_fail(d->tally, asked(l), "cannot send: %s", strerror(errno));
    l->tries++;
}

static void take(struct datagrams *d, struct lane *l, struct bytes reply)
{
    uint16_t id = reply.n >= 2 ? get_u16(reply.at) : (uint16_t)(l->id - 1);
    const char *why = NULL;
    if (id == l->fence) {
        l->fenced = true;
        why = fence_judge(id, reply, DATAGRAMS);
        if (why)
            tally_fail(d->tally, asked(l), "a good query behind it: %s", why);
        return;
    }
    if (id == l->id) {
        why = judge_reply(asked(l), reply, DATAGRAMS);
        if (++l->replies > l->tries)
            why = "a second reply";
        d->tally->replies++;
    } else if (!l->repeated)
        why = "a reply to something else";
    if (why)
        tally_fail(d->tally, asked(l), "%s", why);
}

/* One datagram of those that came; false: none does. */
static bool receive(struct datagrams *d, struct lane *l)
{
    struct pollfd wait = { l->fd, POLLIN, 0 };
    struct endpoint from = { .len = sizeof from.address };
    void *address = &from.address;
    if (poll(&wait, 1, PATIENCE_MS) <= 0)
        return false;
    ssize_t n = recvfrom(l->fd, d->reply, sizeof d->reply, MSG_DONTWAIT,
                         address, &from.len);
    if (n < 0)
        return true;
    if (!endpoint_same(&from, &d->to))
        tally_fail(d->tally, asked(l), "a reply from another address");
    take(d, l, (struct bytes){ d->reply, (size_t)n });
    return true;
}

static void settle(struct datagrams *d, struct lane *l)
{
    while (!d->tally->failed) {
        bool came = receive(d, l);
        if (came && !l->fenced)
            continue;
        if (came && (l->replies > 0 || !judge_due(asked(l))))
            return;
        if (l->tries == TRIES) {
            tally_fail(d->tally, asked(l), "%s",
                       came ? "no reply to it" : "no reply behind it");
            return;
        }
        l->fenced = false;
        l->repeated = true;
        launch(d, l);
    }
}

void datagrams_settle(struct datagrams *d)
{
    for (unsigned i = 0; i < d->used; i++)
        settle(d, &d->lanes[i]);
    d->used = 0;
    d->octets = 0;
}

void datagrams_send(struct datagrams *d, struct bytes message)
{
    if (d->tally->failed)
        return;
    if (d->used == LANES || d->octets + message.n > UNDER_WAY)
        datagrams_settle(d);
    struct lane *l = &d->lanes[d->used++];
    memcpy(l->message, message.at, message.n);
    l->n = message.n;
    l->id = d->next_id++;
    l->fence = d->next_id++;
    if (l->n >= 2)
        put_u16(l->message, l->id);
    l->replies = l->tries = 0;
    l->fenced = false;
    d->octets += message.n;
    d->tally->messages++;
    launch(d, l);
}

void datagrams_shout(struct datagrams *d, struct bytes message)
{
    struct lane *l = &d->lanes[d->next_id++ % LANES];
    l->repeated = true; /* what comes of it, comes */
    if (sendto(l->fd, message.at, message.n, MSG_DONTWAIT, endpoint_any(&d->to),
               d->to.len) >= 0)
        d->tally->messages++;
}
