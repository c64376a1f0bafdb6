#include "tools/udplab/relay.h"

#include <poll.h>
#include <string.h>

#include "tools/udplab/plan.h"

/* One direction of the line. */
struct lane {
    struct plan plan;
    int fd; /* what leaves here leaves by this socket, */
    struct sockaddr_storage to;
    socklen_t to_len;        /* to there; 0: the socket is connected */
    char held[LAB_DATAGRAM]; /* one that is late, until another has passed */
    ssize_t held_n;          /* -1: there is none */
};

static void carry(const struct lane *lane, const char *data, ssize_t n)
{
    const struct sockaddr *to = (const struct sockaddr *)&lane->to;
    sendto(lane->fd, data, (size_t)n, 0, lane->to_len ? to : NULL,
           lane->to_len);
}

/* What the plan has for it happens to a datagram. */
static void pass(struct lane *lane, const char *data, ssize_t n)
{
    enum fate fate = plan_next(&lane->plan);
    if (fate == FATE_LOST)
        return;
    if (fate == FATE_LATE && lane->held_n < 0) {
        memcpy(lane->held, data, (size_t)n);
        lane->held_n = n;
        return;
    }
    carry(lane, data, n);
    if (fate == FATE_TWICE)
        carry(lane, data, n);
    if (lane->held_n >= 0)
        carry(lane, lane->held, lane->held_n);
    lane->held_n = -1;
}

static void begin(struct lane *lane, unsigned seed)
{
    lane->plan = plan_begin(seed);
    lane->held_n = -1;
}

int relay_run(struct lab *lab, int front, int back)
{
    static struct lane there, home; /* too big for a stack */
    there.fd = back;
    home.fd = front;
    for (;;) {
        struct pollfd ready[2] = { { .fd = front, .events = POLLIN },
                                   { .fd = back, .events = POLLIN } };
        char data[LAB_DATAGRAM];
        if (poll(ready, 2, -1) < 0)
            return lab_fail(lab, "poll");
        if (ready[0].revents) {
            struct sockaddr_storage from = { 0 };
            socklen_t from_len = sizeof from;
            ssize_t n = recvfrom(front, data, sizeof data, 0,
                                 (struct sockaddr *)&from, &from_len);
            if (n < 0)
                return lab_fail(lab, "recvfrom");
            if (from_len != home.to_len || memcmp(&from, &home.to, from_len)) {
                begin(&there, lab->seed);
                begin(&home, ~lab->seed);
                home.to = from;
                home.to_len = from_len;
            }
            pass(&there, data, n);
        }
        if (ready[1].revents) {
            ssize_t n = recv(back, data, sizeof data, 0);
            if (n >= 0 && home.to_len)
                pass(&home, data, n);
        }
    }
}
