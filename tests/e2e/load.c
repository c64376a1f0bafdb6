/*
 * load PORT MILLISECONDS NAMES PATIENCE [SOCKETS [plain]]: ask 127.0.0.1 for
 * mI.load.test MX, I from 0 to NAMES-1, from 8 sockets unless told, one query
 * under way in each; after PATIENCE milliseconds without reply it is sent
 * again.  SIGTERM ends it, too.  The zone has
 *
 *     mI MX G aI        G is the generation of the zone file
 *     aI A 10.G.G.x      its upper and its lower octet
 *     @ SOA ... G ...   which ZONEVERSION tells: RFC 9660
 *
 * Prints: answered N longest MS repeated N wrong N mixed N back N last G
 *
 * wrong: no such reply; mixed: of two generations in one reply, its zone
 * version included; back: older than the reply before it, from the same worker.
 */
#include <arpa/inet.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum {
    SOCKETS_MAX = 256,
    QUERY = 64,
    HEADER = 12,
    OPT = 11 + 4,        /* of the question: with an empty ZONEVERSION */
    OPT_REPLY = OPT + 6, /* labels, type, serial: RFC 9660 2 */
    MX = 2 + 10 + 4,     /* its owner and its name are pointers, or short */
    A = 2 + 10 + 4,
};

struct lane {
    int fd;
    unsigned generation; /* of the last reply */
    uint16_t id;
    uint64_t asked, sent; /* first, and last, time of this query */
    uint8_t query[QUERY];
    size_t question, len; /* without OPT, and with it */
};

struct load {
    struct lane lanes[SOCKETS_MAX];
    unsigned sockets, names, next;
    uint64_t patience, longest; /* microseconds */
    bool plain;                 /* no OPT, for servers without ZONEVERSION */
    unsigned answered, repeated, wrong, mixed, back, last;
};

static volatile sig_atomic_t stop;

static void on_signal(int signal)
{
    (void)signal;
    stop = 1;
}

static uint64_t now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void send_again(struct lane *l)
{
    l->sent = now_us();
    if (send(l->fd, l->query, l->len, 0) < 0)
        return; /* it is repeated */
}

/* Write and send the next question. */
static void ask(struct load *load, struct lane *l)
{
    static const uint8_t tail[] = "\4load\4test\0\0\17\0\1"
                                  "\0\0\51\4\320\0\0\0\0\0\4\0\23\0\0";
    char label[16];
    int n = snprintf(label, sizeof label, "m%u", load->next++ % load->names);
    uint8_t *p = l->query + HEADER;
    l->id++;
    memset(l->query, 0, HEADER);
    l->query[0] = (uint8_t)(l->id >> 8);
    l->query[1] = (uint8_t)l->id;
    l->query[5] = 1;
    l->query[11] = !load->plain;
    *p++ = (uint8_t)n;
    memcpy(p, label, (size_t)n);
    p += n;
    memcpy(p, tail, sizeof tail - 1);
    l->question = (size_t)(p - l->query) + sizeof tail - 1 - OPT;
    l->len = l->question + (load->plain ? 0 : OPT);
    l->asked = now_us();
    send_again(l);
}

/* Is it a reply of one MX and one A, whose end is *end, and the zone version?
 */
static bool is_reply(const struct load *load, const struct lane *l,
                     const uint8_t *r, const uint8_t *end)
{
    static const uint8_t version[] = { 0, 19, 0, 6, 2, 0, 0, 0 };
    return end - r >= (ssize_t)l->question + MX + A && (r[3] & 15) == 0 &&
           r[7] == 1 && r[11] == (load->plain ? 1 : 2) &&
           memcmp(r + HEADER, l->query + HEADER, l->question - HEADER) == 0 &&
           (load->plain ||
            memcmp(end + OPT_REPLY - 10, version, sizeof version) == 0);
}

static unsigned number(const uint8_t *two)
{
    return (unsigned)(two[0] << 8 | two[1]);
}

static void judge(struct load *load, struct lane *l, const uint8_t *r, size_t n)
{
    const uint8_t *end = r + n - (load->plain ? 0 : OPT_REPLY);
    load->answered++;
    if (!is_reply(load, l, r, end)) {
        load->wrong++;
        return;
    }
    unsigned generation = number(r + l->question + 12); /* the preference */
    load->mixed += number(end - 3) != generation ||
                   (!load->plain && number(r + n - 2) != generation);
    load->back += generation < l->generation;
    l->generation = load->last = generation;
}

/* The reply to this lane's question, and the next question. */
static void take(struct load *load, struct lane *l)
{
    uint8_t r[1500];
    ssize_t n = recv(l->fd, r, sizeof r, MSG_DONTWAIT);
    if (n < HEADER + OPT_REPLY || memcmp(r, l->query, 2) != 0)
        return; /* to one that was repeated, before */
    uint64_t took = now_us() - l->asked;
    if (took > load->longest)
        load->longest = took;
    judge(load, l, r, (size_t)n);
    ask(load, l);
}

static void run(struct load *load, uint64_t until)
{
    struct pollfd wait[SOCKETS_MAX];
    for (unsigned i = 0; i < load->sockets; i++)
        wait[i] = (struct pollfd){ load->lanes[i].fd, POLLIN, 0 };
    for (uint64_t now = now_us(); now < until && !stop; now = now_us()) {
        poll(wait, load->sockets, 1);
        for (unsigned i = 0; i < load->sockets; i++) {
            struct lane *l = &load->lanes[i];
            if (wait[i].revents)
                take(load, l);
            if (now_us() - l->sent < load->patience)
                continue;
            load->repeated++;
            send_again(l);
        }
    }
}

int main(int argc, char **argv)
{
    static struct load load;
    load.plain = argc == 7 && strcmp(argv[6], "plain") == 0;
    load.sockets = argc > 5 ? (unsigned)atoi(argv[5]) : 8;
    if (argc < 5 || argc > 6 + load.plain || load.sockets > SOCKETS_MAX) {
        fprintf(stderr, "usage: load PORT MILLISECONDS NAMES PATIENCE "
                        "[SOCKETS [plain]]\n");
        return 2;
    }
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)atoi(argv[1])),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const void *address = &to;
    uint64_t until = now_us() + strtoull(argv[2], NULL, 10) * 1000;
    load.names = (unsigned)atoi(argv[3]);
    load.patience = strtoull(argv[4], NULL, 10) * 1000;
    for (unsigned i = 0; i < load.sockets; i++) {
        load.lanes[i].fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        if (connect(load.lanes[i].fd, address, sizeof to) < 0)
            return 1;
        ask(&load, &load.lanes[i]);
    }
    signal(SIGTERM, on_signal);
    run(&load, until);
    printf("answered %u longest %llu repeated %u wrong %u mixed %u back %u "
           "last %u\n",
           load.answered, (unsigned long long)load.longest / 1000,
           load.repeated, load.wrong, load.mixed, load.back, load.last);
    return 0;
}
