/* Connections: what can be wrong with them, whatever they carry. */
#include "tests/hostile/attack.h"

#include <errno.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { STREAM_MAX = 4096 };

static void pause_ms(long ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000 };
    nanosleep(&t, NULL);
}

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* `n` of the valid messages, from the first on, framed; how many octets. */
static size_t fill(struct attack *a, uint8_t *to, unsigned first, unsigned n)
{
    size_t len = 0;
    for (unsigned i = first; i < first + n; i++) {
        message_valid(&a->message, i % message_valid_n);
        put_u16(a->message.at, (uint16_t)i);
        len += stream_frame(to + len, message_bytes(&a->message));
    }
    return len;
}

static void talk(struct attack *a, const uint8_t *at, size_t n, size_t piece)
{
    stream_talk(&a->to, &a->tally, (struct bytes){ at, n }, piece);
}

void attack_lengths(struct attack *a)
{
    uint8_t octets[STREAM_MAX];
    for (unsigned i = 0; i < message_valid_n; i++) {
        size_t n = fill(a, octets, i, 3), first = get_u16(octets);
        size_t lies[] = { 0,   1,   11,    12,    13,    first - 1, first + 1,
                          255, 256, 16384, 65535, n - 2, n - 1,     n };
        for (size_t k = 0; k < sizeof lies / sizeof lies[0]; k++) {
            put_u16(octets, (uint16_t)lies[k]);
            talk(a, octets, n, n);
        }
    }
    for (unsigned i = 0; i < 300 * a->rounds; i++) {
        size_t n = 1 + random_below(&a->random, STREAM_MAX - 1);
        random_fill(&a->random, octets, n);
        octets[0] &= 3; /* a message that may be whole */
        talk(a, octets, n, n);
    }
}

void attack_drip(struct attack *a)
{
    uint8_t octets[STREAM_MAX];
    for (size_t piece = 1; piece < 12; piece++) {
        size_t n = fill(a, octets, (unsigned)piece * 3, 6);
        talk(a, octets, n, piece);
    }
}

void attack_half_close(struct attack *a)
{
    uint8_t octets[STREAM_MAX];
    size_t n = fill(a, octets, 0, message_valid_n);
    for (size_t cut = 1; cut <= n; cut++)
        talk(a, octets, cut, cut);
    /* more replies than go out at once */
    message_big(&a->message);
    struct bytes big = message_bytes(&a->message);
    for (n = 0; n + 2 + big.n <= STREAM_MAX;)
        n += stream_frame(octets + n, big);
    talk(a, octets, n, n);
}

/* ---- many at once ---- */

struct crowd {
    int fds[1024];
    unsigned n;
};

static void crowd_open(struct attack *a, struct crowd *c, unsigned n)
{
    for (c->n = 0; c->n < n; c->n++)
        c->fds[c->n] = stream_dial(&a->to, &a->tally);
    pause_ms(20);
}

/* How many octets went; none, if the server has closed it. */
static size_t crowd_say(const struct crowd *c, unsigned i, const uint8_t *at,
                        size_t n)
{
    ssize_t done = -1;
    if (c->fds[i] >= 0)
        done = send(c->fds[i], at, n, MSG_NOSIGNAL | MSG_DONTWAIT);
    return done > 0 ? (size_t)done : 0;
}

static void crowd_close(struct crowd *c)
{
    for (unsigned i = 0; i < c->n; i++)
        if (c->fds[i] >= 0 && i % 2)
            stream_reset(c->fds[i]);
        else if (c->fds[i] >= 0)
            close(c->fds[i]);
}

void attack_half_open(struct attack *a)
{
    enum { CLIENTS = 600, HELD_MS = 300 };
    struct crowd c;
    uint8_t octets[STREAM_MAX];
    size_t n = fill(a, octets, 1, 1);
    crowd_open(a, &c, CLIENTS);
    for (unsigned i = 0; i < c.n; i++)
        crowd_say(&c, i, octets, i % n); /* up to the last octet but one */
    a->tally.messages += c.n;
    pause_ms(HELD_MS);
    crowd_close(&c);
}

void attack_halves(struct attack *a)
{
    enum { CLIENTS = 100, HALF = 40000, HELD_MS = 300, TRIES = 20 };
    static uint8_t octets[HALF];
    struct crowd c;
    size_t sent[CLIENTS] = { 0 };
    put_u16(octets, MESSAGE_MAX);
    crowd_open(a, &c, CLIENTS);
    for (unsigned try = 0; try < TRIES; try++, pause_ms(HELD_MS / TRIES))
        for (unsigned i = 0; i < c.n; i++)
            sent[i] += crowd_say(&c, i, octets + sent[i], HALF - sent[i]);
    a->tally.messages += c.n;
    crowd_close(&c);
}

void attack_resets(struct attack *a)
{
    uint8_t octets[STREAM_MAX];
    size_t n = fill(a, octets, 0, message_valid_n);
    for (size_t cut = 0; cut <= n; cut++)
        for (int late = 0; late < 2; late++) {
            int fd = stream_dial(&a->to, &a->tally);
            if (fd < 0)
                return;
            send(fd, octets, cut, MSG_NOSIGNAL);
            if (late && cut % 8 == 0)
                pause_ms(1); /* it was read, and answered */
            stream_reset(fd);
            a->tally.messages++;
        }
}

void attack_brief(struct attack *a)
{
    enum { CLIENTS = 3000 };
    for (unsigned i = 0; i < CLIENTS * a->rounds; i++) {
        int fd = stream_dial(&a->to, &a->tally);
        if (fd < 0)
            return;
        if (i % 4)
            stream_reset(fd);
        else
            close(fd);
        a->tally.messages++;
    }
}

/* 500 connections, each an octet at a time, and new ones for those that the
 * server closes. */
void attack_slow(struct attack *a)
{
    enum { CLIENTS = 500, HELD_MS = 3000, OCTET_MS = 50 };
    struct crowd c;
    uint8_t octets[STREAM_MAX], heard[STREAM_MAX];
    size_t at = 0, n = fill(a, octets, 0, message_valid_n);
    crowd_open(a, &c, CLIENTS);
    for (uint64_t end = now_ms() + HELD_MS; now_ms() < end; at++) {
        for (unsigned i = 0; i < c.n && !a->tally.failed; i++) {
            crowd_say(&c, i, octets + (at + i) % n, 1);
            if (recv(c.fds[i], heard, sizeof heard, 0) == 0 ||
                (errno != EAGAIN && errno != EINPROGRESS)) {
                stream_reset(c.fds[i]);
                c.fds[i] = stream_dial(&a->to, &a->tally);
            }
        }
        pause_ms(OCTET_MS);
    }
    a->tally.messages += at * c.n / n;
    crowd_close(&c);
}

/* Send the octets over and over, through so many connections, for so long;
 * how many went. */
static size_t pour(struct attack *a, unsigned clients, struct bytes octets,
                   unsigned times)
{
    enum { HELD_MS = 1500 };
    static size_t sent[1024];
    struct crowd c;
    size_t sum = 0;
    memset(sent, 0, sizeof sent);
    crowd_open(a, &c, clients);
    for (uint64_t end = now_ms() + HELD_MS; now_ms() < end; pause_ms(1))
        for (unsigned i = 0; i < c.n; i++) {
            size_t at = sent[i] % octets.n, n = octets.n - at;
            if (sent[i] < octets.n * times)
                sent[i] += crowd_say(&c, i, octets.at + at, n);
        }
    for (unsigned i = 0; i < c.n; i++)
        sum += sent[i];
    crowd_close(&c);
    return sum;
}

/* Clients with the greatest questions, who never read. */
void attack_deaf(struct attack *a)
{
    enum { CLIENTS = 64, QUERIES = 80, TIMES = 50 };
    uint8_t octets[STREAM_MAX];
    size_t n = 0;
    message_big(&a->message);
    for (unsigned i = 0; i < QUERIES; i++)
        n += stream_frame(octets + n, message_bytes(&a->message));
    struct bytes all = { octets, n };
    a->tally.messages += pour(a, CLIENTS, all, TIMES) / (n / QUERIES);
}

/* Clients whose questions are a lot of work. */
void attack_toil(struct attack *a)
{
    enum { CLIENTS = 16, TIMES = 1000, LONG = 8000, MOST = 126 };
    static uint8_t octets[2 * MESSAGE_MAX];
    message_dear(&a->message, LONG);
    size_t n = stream_frame(octets, message_bytes(&a->message));
    for (int i = 0; i < 6; i++) {
        message_dear(&a->message, MOST);
        n += stream_frame(octets + n, message_bytes(&a->message));
    }
    struct bytes all = { octets, n };
    a->tally.messages += pour(a, CLIENTS, all, TIMES) / n * 7;
}
