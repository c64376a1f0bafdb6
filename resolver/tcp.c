#include "resolver/tcp.h"

#include "resolver/endpoint.h"
#include "resolver/guests.h"
#include "resolver/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    EVENTS = 64,
    /* Of one connection in one turn: some 400 queries, which take less than a
       millisecond. */
    READ_MAX = 16 << 10,
    ACCEPT_MAX = 64, /* from one socket in one turn */
    DEAF_MS = 100,   /* without descriptors: a pause before the next try */
    WINDOW_MAX = 16 << 20, /* more than the kernel takes unread */
    PAGE = 4096,
    /* Of a connection, in whole pages: what is read and cannot be answered
       yet; replies that could not be written yet. */
    IN_AREA = (STREAM_MESSAGE_MAX + PAGE - 1) / PAGE * PAGE,
    OUT_AREA = (STREAM_OUT_MAX + PAGE - 1) / PAGE * PAGE,
    AREA = IN_AREA + OUT_AREA
};

struct connection {
    int fd; /* -1: none */
    union endpoint from;
    uint32_t in_n;   /* octets in its area */
    uint32_t out_at; /* of these, where to go on */
    uint32_t out_n;  /* octets to be written */
    bool more;       /* a whole query is in its area */
    bool ended;      /* nothing more will be read */
    bool writing;    /* waits until it can write, or else read */
    bool large;      /* more than a page of an area was touched */
};

struct tcp {
    int epoll;
    unsigned most;
    struct journal *journal;
    struct guests *guests;
    struct connection *connections; /* [1 + most], by number of the guest */
    uint8_t *areas;                 /* [1 + most][AREA] */
    int listeners[TCP_LISTENERS_MAX];
    unsigned listeners_n;
    bool deaf;           /* the listening sockets are not looked at ... */
    uint64_t deaf_until; /* ... until then */
    struct epoll_event events[EVENTS];
    int events_n;
    uint8_t in[READ_MAX]; /* for whoever has nothing left from before */
    uint8_t out[STREAM_OUT_MAX];
};

/* What a turn is made with. */
struct turn {
    struct tcp *tcp;
    const struct image *image;
    const struct service *self;
    struct moment now;
};

/* ---- memory ---- */

static uint8_t *in_area(const struct tcp *t, unsigned i)
{
    return t->areas + (size_t)i * AREA;
}

static uint8_t *out_area(const struct tcp *t, unsigned i)
{
    return in_area(t, i) + IN_AREA;
}

struct tcp *tcp_new(const struct tcp_limits *limits, struct journal *journal)
{
    struct tcp *t = calloc(1, sizeof *t);
    if (!t)
        return NULL;
    t->most = limits->connections;
    t->journal = journal;
    t->epoll = epoll_create1(EPOLL_CLOEXEC);
    t->guests = guests_new(t->most, limits->per_client);
    t->connections = calloc(t->most + 1, sizeof *t->connections);
    /* addresses; there is no memory behind them until they are used */
    t->areas = mmap(NULL, (size_t)(t->most + 1) * AREA, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    for (unsigned i = 0; t->connections && i <= t->most; i++)
        t->connections[i].fd = -1;
    if (t->epoll >= 0 && t->guests && t->connections && t->areas != MAP_FAILED)
        return t;
    tcp_free(t);
    return NULL;
}

void tcp_free(struct tcp *t)
{
    if (!t)
        return;
    for (unsigned i = 0; t->connections && i <= t->most; i++)
        if (t->connections[i].fd >= 0)
            close(t->connections[i].fd);
    if (t->epoll >= 0)
        close(t->epoll);
    if (t->areas != MAP_FAILED)
        munmap(t->areas, (size_t)(t->most + 1) * AREA);
    free(t->connections);
    guests_free(t->guests);
    free(t);
}

/* ---- one connection ---- */

/*
 * An orderly end: what was written will arrive.  With something left unread
 * the kernel would take it back (RFC 1122 4.2.2.13): whatever stands behind
 * nonsense is thrown away.
 */
static void drop(struct tcp *t, unsigned i)
{
    struct connection *c = &t->connections[i];
    recv(c->fd, NULL, WINDOW_MAX, MSG_TRUNC | MSG_DONTWAIT);
    close(c->fd);
    if (c->large)
        madvise(in_area(t, i), AREA, MADV_DONTNEED);
    *c = (struct connection){ .fd = -1 };
    guests_leave(t->guests, i);
    journal_count(t->journal, STAT_TCP_CLOSED);
}

/* Its time is up, or its place is wanted.  Of replies that it does not take
 * the kernel keeps none either. */
static void cut_off(struct tcp *t, unsigned i, enum counter why)
{
    const struct connection *c = &t->connections[i];
    struct linger at_once = { .l_onoff = 1 };
    if (c->writing)
        setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    drop(t, i);
    journal_count(t->journal, why);
}

/* Write `n` octets; how many were taken, 0 too; -1: there is nobody. */
static ssize_t write_some(int fd, const uint8_t *at, size_t n)
{
    ssize_t done = send(fd, at, n, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (done < 0 && (errno == EAGAIN || errno == EINTR || errno == ENOBUFS))
        return 0;
    return done;
}

/* The replies that are left from before.  False: the client is gone. */
static bool write_rest(const struct turn *turn, unsigned i)
{
    struct tcp *t = turn->tcp;
    struct connection *c = &t->connections[i];
    if (c->out_n == 0)
        return true;
    ssize_t done = write_some(c->fd, out_area(t, i) + c->out_at, c->out_n);
    if (done < 0)
        return false;
    if (done > 0)
        guests_touch(t->guests, i, turn->now.ms);
    c->out_at += (uint32_t)done;
    c->out_n -= (uint32_t)done;
    return true;
}

/* The new replies; what is not taken now is kept. */
static bool write_new(struct tcp *t, unsigned i, size_t n)
{
    struct connection *c = &t->connections[i];
    ssize_t done = n > 0 ? write_some(c->fd, t->out, n) : 0;
    if (done < 0)
        return false;
    c->out_at = 0;
    c->out_n = (uint32_t)(n - (size_t)done);
    if (c->out_n > 0)
        memcpy(out_area(t, i), t->out + done, c->out_n);
    c->large |= c->out_n > PAGE;
    return true;
}

/* Behind what is left from before; where it all begins, or NULL: the client is
 * gone. */
static uint8_t *read_some(struct tcp *t, unsigned i)
{
    struct connection *c = &t->connections[i];
    uint8_t *in = c->in_n > 0 ? in_area(t, i) : t->in;
    size_t room = READ_MAX;
    if (c->more || c->ended)
        return in;
    if (c->in_n > 0 && room > STREAM_MESSAGE_MAX - c->in_n)
        room = STREAM_MESSAGE_MAX - c->in_n;
    ssize_t n = recv(c->fd, in + c->in_n, room, MSG_DONTWAIT);
    if (n < 0 && errno != EAGAIN && errno != EINTR)
        return NULL;
    c->ended = n == 0; /* or half of it: it may still read its replies */
    c->in_n += n > 0 ? (uint32_t)n : 0;
    c->large |= in != t->in && c->in_n > PAGE;
    return in;
}

/* Answer what is there, and keep what is left. */
static bool answer_some(const struct turn *turn, unsigned i, const uint8_t *in)
{
    struct tcp *t = turn->tcp;
    struct connection *c = &t->connections[i];
    struct bytes octets = { in, c->in_n };
    struct client from = { .by = BY_TCP,
                           .now = turn->now.seconds,
                           .ms = turn->now.milliseconds,
                           .address = endpoint_address(&c->from),
                           .port = endpoint_port(&c->from),
                           .journal = t->journal };
    struct stream_turn done =
        stream_answer(turn->image, turn->self, &from, octets, t->out);
    if (done.replies > 0)
        guests_touch(t->guests, i, turn->now.ms);
    c->more = done.more;
    c->ended |= done.nonsense;
    c->in_n = done.nonsense ? 0 : (uint32_t)(octets.n - done.taken);
    if (c->in_n > 0 && in + done.taken != in_area(t, i))
        memmove(in_area(t, i), in + done.taken, c->in_n);
    c->large |= c->in_n > PAGE;
    return write_new(t, i, done.put);
}

/* False: it is over. */
static bool move(const struct turn *turn, unsigned i)
{
    struct connection *c = &turn->tcp->connections[i];
    if (!write_rest(turn, i))
        return false;
    if (c->out_n > 0)
        return true; /* who takes no replies is asked for no queries */
    const uint8_t *in = read_some(turn->tcp, i);
    if (!in || !answer_some(turn, i, in))
        return false;
    return !c->ended || c->out_n > 0;
}

/* Wait for what it needs next. */
static bool watch(struct tcp *t, unsigned i, int how, bool writing)
{
    struct epoll_event e = { writing ? EPOLLOUT : EPOLLIN, { .u32 = i } };
    struct connection *c = &t->connections[i];
    c->writing = writing;
    return epoll_ctl(t->epoll, how, c->fd, &e) == 0;
}

static void serve(const struct turn *turn, unsigned i)
{
    struct tcp *t = turn->tcp;
    struct connection *c = &t->connections[i];
    bool stays = move(turn, i);
    /* a query that waits for its turn needs no more than room for its reply */
    bool writing = c->out_n > 0 || c->more;
    if (stays && writing != c->writing)
        stays = watch(t, i, EPOLL_CTL_MOD, writing);
    if (!stays)
        drop(t, i);
}

static void expire(struct tcp *t, uint64_t now)
{
    unsigned i;
    while ((i = guests_idlest(t->guests)) != 0 &&
           guests_since(t->guests, i) + TCP_IDLE_MS <= now)
        cut_off(t, i, STAT_TCP_IDLE);
}

/* ---- new connections ---- */

/* Does a connection that cannot be had say that none can? */
static bool is_short(int why)
{
    return why == EMFILE || why == ENFILE || why == ENOBUFS || why == ENOMEM;
}

static void hear(struct tcp *t, bool deaf)
{
    for (unsigned k = 0; k < t->listeners_n; k++) {
        struct epoll_event e = { deaf ? 0 : EPOLLIN,
                                 { .u32 = t->most + 1 + k } };
        epoll_ctl(t->epoll, EPOLL_CTL_MOD, t->listeners[k], &e);
    }
    t->deaf = deaf;
}

static void admit(const struct turn *turn, int fd, const union endpoint *from)
{
    struct tcp *t = turn->tcp;
    uint64_t client = guests_client(endpoint_address(from));
    unsigned idlest = guests_in_the_way(t->guests, client);
    if (idlest)
        cut_off(t, idlest, STAT_TCP_EVICTED);
    unsigned i = guests_admit(t->guests, client, turn->now.ms);
    struct connection *c = &t->connections[i];
    c->fd = fd;
    c->from = *from;
    journal_count(t->journal, STAT_TCP_OPENED);
    if (!watch(t, i, EPOLL_CTL_ADD, false))
        drop(t, i);
}

/* Take those who knock.  When descriptors run out the idlest gives his; when
 * that was no help the sockets are left alone for a moment: they would go on
 * saying that somebody is there. */
static void welcome(const struct turn *turn, int listener)
{
    struct tcp *t = turn->tcp;
    bool made_room = false;
    for (int n = 0; n < ACCEPT_MAX && !t->deaf; n++) {
        union endpoint from;
        socklen_t len = sizeof from;
        int fd =
            accept4(listener, &from.any, &len, SOCK_NONBLOCK | SOCK_CLOEXEC);
        unsigned idlest = guests_idlest(t->guests);
        if (fd >= 0) {
            admit(turn, fd, &from);
        } else if (is_short(errno) && idlest && !made_room) {
            cut_off(t, idlest, STAT_TCP_EVICTED);
            made_room = true;
        } else if (is_short(errno)) {
            hear(t, true);
            t->deaf_until = turn->now.ms + DEAF_MS;
        } else if (errno == EAGAIN) {
            return;
        } /* else: whoever it was has gone again */
    }
}

int tcp_listen(struct tcp *t, int fd)
{
    struct epoll_event e = { EPOLLIN, { .u32 = t->most + 1 + t->listeners_n } };
    if (epoll_ctl(t->epoll, EPOLL_CTL_ADD, fd, &e) < 0)
        return -1;
    t->listeners[t->listeners_n++] = fd;
    return 0;
}

/* ---- all ---- */

int tcp_wait(struct tcp *t, struct moment now)
{
    unsigned idlest = guests_idlest(t->guests);
    uint64_t until = UINT64_MAX;
    if (idlest)
        until = guests_since(t->guests, idlest) + TCP_IDLE_MS;
    if (t->deaf && t->deaf_until < until)
        until = t->deaf_until;
    uint64_t left = until > now.ms ? until - now.ms : 0;

    t->events_n = epoll_wait(t->epoll, t->events, EVENTS,
                             until == UINT64_MAX ? -1 : (int)left);
    return t->events_n < 0 ? -1 : 0;
}

void tcp_turn(struct tcp *t, const struct image *img,
              const struct service *self, struct moment now)
{
    struct turn turn = { t, img, self, now };
    bool knocks[TCP_LISTENERS_MAX] = { false };
    for (int e = 0; e < t->events_n; e++) {
        unsigned i = t->events[e].data.u32;
        if (i > t->most)
            knocks[i - t->most - 1] = true;
        else
            serve(&turn, i); /* nobody has been dropped but by himself */
    }
    t->events_n = 0;
    expire(t, now.ms);
    if (t->deaf && now.ms >= t->deaf_until)
        hear(t, false);
    for (unsigned k = 0; k < t->listeners_n; k++)
        if (knocks[k])
            welcome(&turn, t->listeners[k]);
}
