#include "tests/hostile/probe.h"

#include "tests/hostile/fence.h"

#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PAUSE_US = 1000, /* between two queries */
    SOCKETS = 8,     /* of UDP: each may lead to another worker */
    AT_LEAST = 20    /* queries between two looks */
};

/* Written by the process, taken to zero by its parent. */
struct board {
    struct {
        atomic_uint asked, missed, lost, wrong, longest_us;
    } of[2];
};

struct probe {
    pid_t pid;
    bool streams;
    unsigned ms; /* that an answer may take */
    struct board *board;
    struct endpoint to;
    int sockets[SOCKETS];
    uint16_t id;
};

static unsigned long now_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (unsigned long)t.tv_sec * 1000000 + (unsigned long)t.tv_nsec / 1000;
}

/* Until it can be read or written, or the time is over. */
static bool wait_for(int fd, short what, unsigned long until)
{
    struct pollfd p = { fd, what, 0 };
    unsigned long now = now_us();
    int ms = now < until ? (int)((until - now + 999) / 1000) : 0;
    return poll(&p, 1, ms) == 1;
}

enum outcome { ANSWERED, WRONG, LATE };

static enum outcome ask_datagram(struct probe *p, unsigned long until)
{
    uint8_t query[FENCE_LEN], reply[2048];
    int fd = p->sockets[p->id % SOCKETS];
    fence_write(query, p->id);
    send(fd, query, sizeof query, 0);
    while (wait_for(fd, POLLIN, until)) {
        ssize_t n = recv(fd, reply, sizeof reply, MSG_DONTWAIT);
        if (n < 2 || get_u16(reply) != p->id)
            continue; /* to one that was given up */
        struct bytes got = { reply, (size_t)n };
        return fence_judge(p->id, got, DATAGRAMS) ? WRONG : ANSWERED;
    }
    return LATE;
}

/* Octets of a connection, as many as that; false: too late, or it ended. */
static bool read_all(int fd, uint8_t *to, size_t n, unsigned long until)
{
    while (n > 0) {
        if (!wait_for(fd, POLLIN, until))
            return false;
        ssize_t got = recv(fd, to, n, 0);
        if (got <= 0)
            return false;
        to += got;
        n -= (size_t)got;
    }
    return true;
}

static enum outcome converse(struct probe *p, int fd, unsigned long until)
{
    uint8_t query[2 + FENCE_LEN], reply[65535];
    connect(fd, endpoint_any(&p->to), p->to.len);
    if (!wait_for(fd, POLLOUT, until))
        return LATE;
    put_u16(query, FENCE_LEN);
    fence_write(query + 2, p->id);
    if (send(fd, query, sizeof query, MSG_NOSIGNAL) != sizeof query ||
        !read_all(fd, reply, 2, until))
        return LATE;
    struct bytes got = { reply, get_u16(reply) };
    if (!read_all(fd, reply, got.n, until))
        return LATE;
    return fence_judge(p->id, got, STREAMS) ? WRONG : ANSWERED;
}

static enum outcome ask_stream(struct probe *p, unsigned long until)
{
    int fd = socket(p->to.address.ss_family,
                    SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (fd < 0)
        return LATE;
    enum outcome o = converse(p, fd, until);
    /* no TIME_WAIT: there are more connections than ports */
    struct linger now = { .l_onoff = 1 };
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close(fd);
    return o;
}

static void note_longest(atomic_uint *longest, unsigned took)
{
    if (took > atomic_load(longest))
        atomic_store(longest, took);
}

static void ask(struct probe *p, enum channel c)
{
    enum outcome o = LATE;
    for (int try = 0; try < PROBE_TRIES && o == LATE; try++) {
        unsigned long from = now_us(), until = from + p->ms * 1000;
        p->id++;
        o = c == STREAMS ? ask_stream(p, until) : ask_datagram(p, until);
        if (o == LATE)
            atomic_fetch_add(&p->board->of[c].missed, 1);
        else
            note_longest(&p->board->of[c].longest_us,
                         (unsigned)(now_us() - from));
    }
    atomic_fetch_add(&p->board->of[c].asked, 1);
    atomic_fetch_add(&p->board->of[c].lost, o == LATE);
    atomic_fetch_add(&p->board->of[c].wrong, o == WRONG);
}

static void run(struct probe *p)
{
    struct timespec pause = { .tv_nsec = PAUSE_US * 1000 };
    for (int i = 0; i < SOCKETS; i++) {
        p->sockets[i] =
            socket(p->to.address.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);
        connect(p->sockets[i], endpoint_any(&p->to), p->to.len);
    }
    for (;;) {
        ask(p, DATAGRAMS);
        if (p->streams)
            ask(p, STREAMS);
        nanosleep(&pause, NULL);
    }
}

struct probe *probe_start(const struct endpoint *to, bool streams, unsigned ms)
{
    struct probe *p = calloc(1, sizeof *p);
    void *shared = mmap(NULL, sizeof *p->board, PROT_READ | PROT_WRITE,
                        MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (!p || shared == MAP_FAILED) {
        free(p);
        return NULL;
    }
    p->to = *to;
    p->streams = streams;
    p->ms = ms;
    p->board = shared;
    p->pid = fork();
    if (p->pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        run(p);
    }
    return p;
}

void probe_stop(struct probe *p)
{
    kill(p->pid, SIGKILL);
    waitpid(p->pid, NULL, 0);
    munmap(p->board, sizeof *p->board);
    free(p);
}

struct sight probe_look(struct probe *p, enum channel channel)
{
    struct timespec pause = { .tv_nsec = PAUSE_US * 1000 };
    atomic_uint *asked = &p->board->of[channel].asked;
    while (atomic_load(asked) < AT_LEAST && waitpid(p->pid, NULL, WNOHANG) == 0)
        nanosleep(&pause, NULL);
    return (struct sight){
        .asked = atomic_exchange(asked, 0),
        .missed = atomic_exchange(&p->board->of[channel].missed, 0),
        .lost = atomic_exchange(&p->board->of[channel].lost, 0),
        .wrong = atomic_exchange(&p->board->of[channel].wrong, 0),
        .longest_us = atomic_exchange(&p->board->of[channel].longest_us, 0),
    };
}
