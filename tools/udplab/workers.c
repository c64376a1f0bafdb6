/*
 * Lesson 6, workers: one process, then several, on one port.
 *
 * Concurrency: many clients wait at the same time, and one process serves them
 * in turn.  Parallelism: several are served at the same instant, each by a
 * process of its own, on a CPU of its own.
 *
 * With SO_REUSEPORT several sockets may have the same address.  The kernel
 * gives each datagram to one of them, by a hash of where it came from and goes
 * to: a client always meets the same worker, and chance deals the clients out.
 */
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "tools/number.h"
#include "tools/udplab/crowd.h"

enum { WORK = 4000000, WORKERS = 16, SHOWN = 4 };

static int open_server(const struct lab *lab)
{
    int yes = 1, fd = socket(lab->at->sa_family, SOCK_DGRAM, 0);
    if (fd < 0)
        return lab_fail(lab, "socket");
    /* Each of them must want to share, the first one, too. */
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &yes, sizeof yes);
    if (bind(fd, lab->at, lab->at_len) < 0)
        return lab_fail(lab, "bind");
    return fd;
}

/* Something that takes a CPU a few milliseconds. */
static uint32_t work(void)
{
    uint32_t hash = 2166136261u;
    for (uint32_t i = 0; i < WORK; i++)
        hash = (hash ^ (i & 0xff)) * 16777619u;
    return hash;
}

/* Microseconds of CPU that this process has had. */
static long cpu_time(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

/* One worker: answers with who did the work, what it took, what came of it. */
static int serve_one(struct lab *lab, int fd)
{
    for (;;) {
        char any[1], answer[64];
        struct sockaddr_storage from;
        socklen_t from_len = sizeof from;
        if (recvfrom(fd, any, sizeof any, 0, (struct sockaddr *)&from,
                     &from_len) < 0)
            return lab_fail(lab, "recvfrom");
        long before = cpu_time();
        uint32_t hash = work();
        int n = sprintf(answer, "%d %ld %08x", (int)getpid(),
                        cpu_time() - before, hash);
        sendto(fd, answer, (size_t)n, 0, (struct sockaddr *)&from, from_len);
    }
}

/* One worker more: a socket of the same address, and a process. */
static pid_t hire(struct lab *lab)
{
    int fd = open_server(lab);
    pid_t pid = fd < 0 ? -1 : lab_fork();
    if (pid == 0)
        _exit(serve_one(lab, fd) < 0);
    if (fd >= 0)
        close(fd);
    return pid;
}

/* udplab workers serve 4 */
static int serve(struct lab *lab, int fd)
{
    unsigned n = 1;
    if (lab->words[0] && (!number_read(&n, lab->words[0], WORKERS) || n == 0))
        say(lab, "server: that is no number up to %d; 1 worker\n", WORKERS);
    for (; n > 1; n--)
        if (hire(lab) < 0)
            return -1;
    return serve_one(lab, fd);
}

static int ask(struct lab *lab)
{
    crowd_head(lab);
    return crowd_measure(lab) < 0 ? -1 : 0;
}

static int show(struct lab *lab)
{
    pid_t hired[SHOWN] = { 0 };
    double first, last, most = 0;
    crowd_head(lab);
    first = last = crowd_measure(lab);
    for (int n = 1; n < SHOWN && last >= 0; n *= 2) {
        for (int i = n; i < 2 * n; i++) /* twice as many */
            hired[i] = hire(lab);
        last = crowd_measure(lab);
        most = last > most ? last : most;
    }
    for (int i = 0; i < SHOWN; i++)
        lab_end(hired[i]);
    if (first < 0 || last < 0)
        return -1;
    say(lab,
        "Concurrency: one worker served %d clients that waited at the "
        "same time, in turn.\n",
        CROWD);
    if (most > 1.3)
        say(lab,
            "Parallelism: several were at work at the same instant, %.2f "
            "on the average, on %ld CPUs.\n",
            most, sysconf(_SC_NPROCESSORS_ONLN));
    else
        say(lab,
            "No parallelism was seen: %.2f at work at once. Are there "
            "free CPUs? (%ld are there.)\n",
            most, sysconf(_SC_NPROCESSORS_ONLN));
    return 0;
}

const struct lesson lesson_workers = {
    .name = "workers",
    .about = "one process, then several, on one port; measured",
    .open = open_server,
    .serve = serve,
    .ask = ask,
    .show = show,
};
