#include "tests/peers/asker.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    AGAIN_MS = 1500, /* far more than any server takes, even under ASan */
    TRIES = 4,
    INDEX_BITS = 6
};

_Static_assert(WINDOW == 1 << INDEX_BITS, "an ID holds the index");

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void *must(void *got)
{
    if (!got) {
        perror("peers");
        exit(2);
    }
    return got;
}

void asker_begin(struct asker *a)
{
    *a = (struct asker){ 0 };
    for (unsigned s = 0; s < SERVERS; s++) {
        a->udp[s] = -1;
        a->tcp[s] = must(malloc(sizeof *a->tcp[s]));
        a->tcp[s]->fd = -1;
        for (unsigned i = 0; i < WINDOW; i++)
            a->window[i].reply[s] = must(malloc(REPLY_MAX));
    }
}

void asker_end(struct asker *a)
{
    asker_close(a);
    for (unsigned s = 0; s < SERVERS; s++) {
        free(a->tcp[s]);
        for (unsigned i = 0; i < WINDOW; i++)
            free(a->window[i].reply[s]);
    }
}

static int open_udp(unsigned port)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (fd < 0 || connect(fd, (struct sockaddr *)&at, sizeof at) != 0) {
        perror("peers: socket");
        exit(2);
    }
    return fd;
}

void asker_open(struct asker *a, const struct servers *s)
{
    a->servers = s;
    a->lost = 0;
    for (unsigned i = 0; i < SERVERS; i++)
        a->udp[i] = s->of[i].used ? open_udp(s->of[i].port) : -1;
}

void asker_close(struct asker *a)
{
    for (unsigned i = 0; i < SERVERS; i++) {
        if (a->udp[i] >= 0)
            close(a->udp[i]);
        a->udp[i] = -1;
        stream_close(a->tcp[i]);
    }
}

/* ---- out ---- */

static void send_to(struct asker *a, struct exchange *e, unsigned server)
{
    struct stream *t = a->tcp[server];
    if (!e->q.tcp) { /* what does not get through is sent again */
        (void)!send(a->udp[server], e->q.wire, e->q.n, 0);
        return;
    }
    if (t->fd < 0) {
        stream_open(t, a->servers->of[server].port);
        a->connection[server]++;
    }
    e->connection[server] = a->connection[server];
    stream_put(t, (struct bytes){ e->q.wire, e->q.n });
}

static void send_all(struct asker *a, struct exchange *e)
{
    e->tries++;
    e->sent_at = now_ms();
    for (unsigned s = 0; s < SERVERS; s++)
        if (e->waiting >> s & 1)
            send_to(a, e, s);
}

struct exchange *asker_room(struct asker *a)
{
    for (unsigned i = 0; i < WINDOW; i++)
        if (!a->window[i].under_way)
            return &a->window[i];
    return NULL;
}

void asker_ask(struct asker *a, struct exchange *e)
{
    a->turn++;
    e->id = (uint16_t)(a->turn << INDEX_BITS | (e - a->window));
    put_u16(e->q.wire, e->id);
    e->under_way = true;
    e->tries = 0;
    e->waiting = 0;
    for (unsigned s = 0; s < SERVERS; s++) {
        e->n[s] = 0;
        e->waiting |= (unsigned)a->servers->of[s].used << s;
    }
    e->waiting &= ~a->lost;
    a->under_way++;
    send_all(a, e);
}

void asker_give_back(struct asker *a, struct exchange *e)
{
    e->under_way = false;
    a->under_way--;
}

/* ---- in ---- */

static void take_reply(struct asker *a, unsigned server, struct bytes reply)
{
    if (reply.n < 2)
        return;
    unsigned id = get_u16(reply.at);
    struct exchange *e = &a->window[id % WINDOW];
    if (!e->under_way || e->id != id || !(e->waiting >> server & 1))
        return; /* to a question that was asked twice */
    memcpy(e->reply[server], reply.at, reply.n);
    e->n[server] = reply.n;
    e->waiting &= ~(1U << server);
}

static void read_server(struct asker *a, unsigned server)
{
    static uint8_t in[REPLY_MAX];
    struct stream *t = a->tcp[server];
    ssize_t n;
    while ((n = recv(a->udp[server], in, sizeof in, 0)) > 0)
        take_reply(a, server, (struct bytes){ in, (size_t)n });
    stream_flush(t);
    stream_fill(t);
    for (size_t len; (len = stream_take(t, in)) > 0;)
        take_reply(a, server, (struct bytes){ in, len });
}

static void wait_any(struct asker *a)
{
    struct pollfd p[2 * SERVERS];
    for (unsigned s = 0; s < SERVERS; s++) {
        p[2 * s] = (struct pollfd){ .fd = a->udp[s], .events = POLLIN };
        short out = a->tcp[s]->out_n ? POLLOUT : 0;
        p[2 * s + 1] = (struct pollfd){ .fd = a->tcp[s]->fd,
                                        .events = (short)(POLLIN | out) };
    }
    poll(p, 2 * SERVERS, AGAIN_MS / 4);
    for (unsigned s = 0; s < SERVERS; s++)
        if (p[2 * s].revents || p[2 * s + 1].revents)
            read_server(a, s);
}

/* What was sent on a connection that has ended is sent again. */
static void send_lost(struct asker *a, struct exchange *e)
{
    for (unsigned s = 0; s < SERVERS && e->q.tcp; s++)
        if ((e->waiting >> s & 1) &&
            (a->tcp[s]->fd < 0 || e->connection[s] != a->connection[s]))
            send_to(a, e, s);
}

struct exchange *asker_take(struct asker *a)
{
    while (a->under_way) {
        uint64_t now = now_ms();
        for (unsigned i = 0; i < WINDOW; i++) {
            struct exchange *e = &a->window[i];
            if (!e->under_way)
                continue;
            e->waiting &= ~a->lost;
            bool late = now - e->sent_at > AGAIN_MS;
            if (late && e->tries == TRIES)
                a->lost |= e->waiting & ~(1U << TWIGD);
            if (!e->waiting || (late && e->tries == TRIES))
                return e;
            if (late)
                send_all(a, e);
            else
                send_lost(a, e);
        }
        wait_any(a);
    }
    return NULL;
}
