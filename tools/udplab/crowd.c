#include "tools/udplab/crowd.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

void crowd_head(const struct lab *lab)
{
    say(lab, "workers  clients       ms   CPU ms  at once  each worker's\n");
}

struct tally {
    int pid[CROWD], served[CROWD], workers; /* who served how many */
    long cpu;                               /* microseconds, of all */
    int answers;
};

static void count(struct tally *t, const char *answer)
{
    int pid = 0, i = 0;
    long cpu = 0;
    if (sscanf(answer, "%d %ld", &pid, &cpu) != 2)
        return;
    while (i < t->workers && t->pid[i] != pid)
        i++;
    t->workers += i == t->workers;
    t->pid[i] = pid;
    t->served[i]++;
    t->cpu += cpu;
    t->answers++;
}

/* All ask at once, each from a port of its own. */
static int ask_all(const struct lab *lab, struct pollfd *clients)
{
    for (int i = 0; i < CROWD; i++) {
        int fd = socket(lab->at->sa_family, SOCK_DGRAM, 0);
        if (fd < 0 || connect(fd, lab->at, lab->at_len) < 0 ||
            send(fd, "", 0, 0) < 0)
            return lab_fail(lab, "send");
        clients[i] = (struct pollfd){ .fd = fd, .events = POLLIN };
    }
    return 0;
}

/* A client has its answer, and goes. */
static int take(const struct lab *lab, struct pollfd *client, struct tally *t)
{
    char answer[64] = "";
    if (recv(client->fd, answer, sizeof answer - 1, 0) < 0)
        return lab_fail(lab, "recv");
    count(t, answer);
    close(client->fd);
    client->fd = -1; /* poll() passes it over */
    return 0;
}

/* poll() sleeps until one of many sockets has something: so one process can
 * be many clients. */
static int hear_all(const struct lab *lab, struct pollfd *clients,
                    struct tally *t)
{
    for (int left = CROWD; left > 0;) {
        if (poll(clients, CROWD, 1000 * LAB_PATIENCE) <= 0) {
            errno = EAGAIN; /* nothing came in all that time */
            return lab_fail(lab, "poll");
        }
        for (int i = 0; i < CROWD; i++) {
            if (clients[i].fd < 0 || !clients[i].revents)
                continue;
            if (take(lab, &clients[i], t) < 0)
                return -1;
            left--;
        }
    }
    return 0;
}

double crowd_measure(const struct lab *lab)
{
    struct tally t = { 0 };
    struct pollfd clients[CROWD];
    int64_t start = lab_now();
    if (ask_all(lab, clients) < 0 || hear_all(lab, clients, &t) < 0)
        return -1;
    double ms = (double)(lab_now() - start), cpu = (double)t.cpu / 1000;
    double at_once = cpu / (ms > 0 ? ms : 1);
    printf("%7d %8d %8.0f %8.0f %8.2f  ", t.workers, t.answers, ms, cpu,
           at_once);
    for (int i = 0; i < t.workers; i++)
        printf(" %d", t.served[i]);
    printf("\n");
    return t.answers == CROWD ? at_once : -1;
}
