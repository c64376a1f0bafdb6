/*
 * slow ADDRESS PORT CLIENTS SECONDS [spread] [probe]: hold so many connections
 * for so long, and send an octet of a valid query through each every few
 * seconds.  Who is thrown out comes again.
 *
 * spread   from addresses of 127.1.0.0/16, 100 connections each
 * probe    ask good queries all the while, by UDP and by new connections
 *
 * Prints "held" when all are there, and what came of it at the end.
 */
#include "tests/hostile/fence.h"
#include "tests/hostile/probe.h"
#include "tests/hostile/stream.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
    CLIENTS_MAX = 20000,
    PER_ADDRESS = 100,
    TICK_MS = 20,
    OCTET_MS = 3000, /* between two octets of one connection */
    PROBE_MS = 100,
    HEARD_MAX = 4096
};

struct client {
    int fd;
    unsigned sent; /* octets of the query */
    uint8_t query[2 + FENCE_LEN];
};

struct slow {
    struct endpoint to;
    bool spread;
    unsigned n, next; /* whose turn it is */
    unsigned long octets, replies, again, refused;
    struct client clients[CLIENTS_MAX];
};

/* Its own address, of many; the port is the kernel's to choose. */
static void choose_source(int fd, unsigned i)
{
    struct sockaddr_in from = { .sin_family = AF_INET };
    const void *address = &from;
    int on = 1;
    from.sin_addr.s_addr = htonl(0x7f010001 + i / PER_ADDRESS);
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    bind(fd, address, sizeof from);
}

static void dial(struct slow *s, unsigned i)
{
    struct client *c = &s->clients[i];
    uint8_t query[FENCE_LEN];
    fence_write(query, (uint16_t)i);
    stream_frame(c->query, (struct bytes){ query, sizeof query });
    c->sent = 0;
    c->fd = socket(s->to.address.ss_family,
                   SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (c->fd >= 0 && s->spread)
        choose_source(c->fd, i);
    if (c->fd < 0 || (connect(c->fd, endpoint_any(&s->to), s->to.len) < 0 &&
                      errno != EINPROGRESS))
        s->refused++;
}

/* The next octet; what has come meanwhile is read. */
static void step(struct slow *s, unsigned i)
{
    struct client *c = &s->clients[i];
    uint8_t heard[HEARD_MAX];
    ssize_t n = recv(c->fd, heard, sizeof heard, 0);
    s->replies += n > 0;
    if (n == 0 || (n < 0 && errno != EAGAIN) ||
        send(c->fd, c->query + c->sent, 1, MSG_NOSIGNAL) < 0) {
        stream_reset(c->fd);
        dial(s, i);
        s->again++;
        return;
    }
    s->octets++;
    c->sent = (c->sent + 1) % (unsigned)sizeof c->query;
}

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void hold(struct slow *s, uint64_t until)
{
    struct timespec pause = { .tv_nsec = TICK_MS * 1000000 };
    double due = 0;
    while (now_ms() < until) {
        for (due += (double)s->n * TICK_MS / OCTET_MS; due >= 1; due--)
            step(s, s->next++ % s->n);
        nanosleep(&pause, NULL);
    }
}

/* How many are there: no end, no error. */
static unsigned count(const struct slow *s)
{
    unsigned n = 0;
    for (unsigned i = 0; i < s->n; i++) {
        struct pollfd p = { s->clients[i].fd, POLLRDHUP, 0 };
        poll(&p, 1, 0);
        n += p.revents == 0;
    }
    return n;
}

static void tell(const char *what, struct sight seen)
{
    printf("%s asked %u missed %u lost %u wrong %u longest %u us\n", what,
           seen.asked, seen.missed, seen.lost, seen.wrong, seen.longest_us);
}

static bool has(char **words, const char *word)
{
    while (*words)
        if (strcmp(*words++, word) == 0)
            return true;
    return false;
}

static void open_all(struct slow *s)
{
    struct timespec pause = { .tv_nsec = TICK_MS * 1000000 };
    for (unsigned i = 0; i < s->n; i++) {
        dial(s, i);
        if (i % PER_ADDRESS == 0) /* a server's queue is not that long */
            nanosleep(&pause, NULL);
    }
    nanosleep(&pause, NULL);
    printf("held %u of %u\n", count(s), s->n);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    static struct slow s;
    if (argc < 5 || !endpoint_parse(&s.to, argv[1], argv[2])) {
        fprintf(stderr, "usage: slow ADDRESS PORT CLIENTS SECONDS "
                        "[spread] [probe]\n");
        return 2;
    }
    s.n = (unsigned)atoi(argv[3]);
    if (s.n < 1 || s.n > CLIENTS_MAX)
        return 2;
    s.spread = has(argv + 5, "spread");
    signal(SIGPIPE, SIG_IGN);
    open_all(&s);
    struct probe *p = NULL;
    if (has(argv + 5, "probe"))
        p = probe_start(&s.to, true, PROBE_MS);
    hold(&s, now_ms() + strtoull(argv[4], NULL, 10) * 1000);
    printf("held %u of %u octets %lu replies %lu again %lu refused %lu\n",
           count(&s), s.n, s.octets, s.replies, s.again, s.refused);
    if (p) {
        tell("UDP", probe_look(p, DATAGRAMS));
        tell("TCP", probe_look(p, STREAMS));
        probe_stop(p);
    }
    return 0;
}
