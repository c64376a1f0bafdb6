#include "tools/ask.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "zonefile/dns.h"

uint64_t ask_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

uint64_t ask_date(uint64_t clock)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    uint64_t now = (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
    return now - (ask_clock() - clock);
}

/* Wait for what poll calls `events`; -1 with errno. */
static int wait_for(int fd, short events, uint64_t until)
{
    for (;;) {
        struct pollfd p = { .fd = fd, .events = events };
        uint64_t now = ask_clock();
        int ms = now < until ? (int)((until - now + 999) / 1000) : 0;
        int n = poll(&p, 1, ms);
        if (n > 0)
            return 0;
        if (n < 0 && errno != EINTR)
            return -1;
        if (n == 0 && ask_clock() >= until) {
            errno = ETIMEDOUT;
            return -1;
        }
    }
}

/* How a connect that was begun has ended. */
static int finish_connect(int fd, uint64_t until)
{
    int error = 0;
    socklen_t n = sizeof error;
    if (wait_for(fd, POLLOUT, until) != 0)
        return -1;
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &n);
    errno = error;
    return error ? -1 : 0;
}

int ask_open(const struct route *route, uint64_t until)
{
    const struct endpoint *to = route->server, *from = route->source;
    int kind = route->tcp ? SOCK_STREAM : SOCK_DGRAM;
    int fd =
        socket(to->at.any.sa_family, kind | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    int error;
    if (fd < 0)
        return -1;
    if (from && from->len && bind(fd, &from->at.any, from->len) != 0)
        goto close;
    if (connect(fd, &to->at.any, to->len) == 0)
        return fd;
    if (errno == EINPROGRESS && finish_connect(fd, until) == 0)
        return fd;
close:
    error = errno;
    close(fd);
    errno = error;
    return -1;
}

int ask_send(int fd, bool tcp, struct bytes message, uint64_t until)
{
    uint8_t length[2];
    struct iovec parts[2] = {
        { length, sizeof length },
        { (void *)message.at, message.n },
    };
    struct msghdr all = { .msg_iov = tcp ? parts : parts + 1,
                          .msg_iovlen = tcp ? 2 : 1 };
    size_t want = tcp ? message.n + sizeof length : message.n;
    put_u16(length, (uint16_t)message.n);
    for (;;) {
        /* a query fits into a socket's buffer: it goes whole or not at all */
        ssize_t n = sendmsg(fd, &all, MSG_NOSIGNAL);
        if (n == (ssize_t)want)
            return 0;
        if (n >= 0)
            errno = EMSGSIZE;
        if (n >= 0 || (errno != EAGAIN && errno != EINTR))
            return -1;
        if (wait_for(fd, POLLOUT, until) != 0)
            return -1;
    }
}

/* Exactly `n` octets of a stream. */
static int receive_all(int fd, uint8_t *out, size_t n, uint64_t until)
{
    while (n > 0) {
        ssize_t got = recv(fd, out, n, 0);
        if (got == 0) {
            errno = ENODATA;
            return -1;
        }
        if (got > 0) {
            out += got;
            n -= (size_t)got;
            continue;
        }
        if (errno != EAGAIN && errno != EINTR)
            return -1;
        if (wait_for(fd, POLLIN, until) != 0)
            return -1;
    }
    return 0;
}

static ssize_t receive_datagram(int fd, uint8_t *out, uint64_t until)
{
    for (;;) {
        if (wait_for(fd, POLLIN, until) != 0)
            return -1;
        ssize_t n = recv(fd, out, DNS_MESSAGE_MAX, 0);
        if (n >= 0 || (errno != EAGAIN && errno != EINTR))
            return n;
    }
}

ssize_t ask_receive(int fd, bool tcp, uint8_t *out, uint64_t until)
{
    uint8_t length[2];
    if (!tcp)
        return receive_datagram(fd, out, until);
    if (receive_all(fd, length, sizeof length, until) != 0 ||
        receive_all(fd, out, get_u16(length), until) != 0)
        return -1;
    return get_u16(length);
}

const char *ask_reason(int error)
{
    switch (error) {
    case ECONNREFUSED:
        return "connection refused";
    case ETIMEDOUT:
        return "timed out";
    case ENODATA:
        return "end of file";
    case EHOSTUNREACH:
        return "host unreachable";
    case ENETUNREACH:
        return "network unreachable";
    case ECONNRESET:
        return "connection reset";
    case EADDRNOTAVAIL:
        return "address not available";
    case EADDRINUSE:
        return "address in use";
    case EACCES:
    case EPERM:
        return "permission denied";
    default:
        return strerror(error);
    }
}
