/*
 * hold PORT COUNT MILLISECONDS: hold COUNT connections to 127.0.0.1, all of
 * them slow: now and then each sends one more octet of a query that will never
 * be whole.  Who is cut off comes again.  Prints "held" as soon as all are
 * there, and at the end:
 *
 *     cut N        how often one was cut off
 *
 * With a COUNT of 0 it listens on the port instead, and answers nobody.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { COUNT_MAX = 20000, ROUND_MS = 1000 };

static struct sockaddr_in at;

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void die(const char *what)
{
    perror(what);
    exit(1);
}

static int open_socket(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (fd < 0)
        die("socket");
    return fd;
}

static int call(void)
{
    const void *address = &at;
    int fd = open_socket();
    if (connect(fd, address, sizeof at) < 0)
        die("connect");
    return fd;
}

static int take_port(unsigned ms)
{
    const void *address = &at;
    int on = 1, fd = open_socket();
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, address, sizeof at) < 0 || listen(fd, 1) < 0)
        die("listen");
    puts("held");
    fflush(stdout);
    poll(NULL, 0, (int)ms);
    return 0;
}

/* 0xff, 0xff: the longest message there is. */
static int is_cut_off(int fd)
{
    char end;
    ssize_t n = recv(fd, &end, 1, MSG_DONTWAIT);
    return n == 0 || (n < 0 && errno != EAGAIN) ||
           send(fd, "\xff", 1, MSG_NOSIGNAL | MSG_DONTWAIT) < 0;
}

int main(int argc, char **argv)
{
    static int fds[COUNT_MAX];
    struct rlimit limit;
    unsigned cut = 0, n = argc == 4 ? (unsigned)atoi(argv[2]) : COUNT_MAX + 1;
    if (n > COUNT_MAX) {
        fprintf(stderr, "usage: hold PORT COUNT MILLISECONDS\n");
        return 2;
    }
    at = (struct sockaddr_in){ .sin_family = AF_INET,
                               .sin_port = htons((uint16_t)atoi(argv[1])),
                               .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    unsigned ms = (unsigned)atoi(argv[3]);
    if (n == 0)
        return take_port(ms);
    getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    for (unsigned i = 0; i < n; i++)
        fds[i] = call();
    puts("held");
    fflush(stdout);
    uint64_t until = now_ms() + ms;
    for (unsigned i = 0; now_ms() < until; i = (i + 1) % n) {
        if (is_cut_off(fds[i])) {
            close(fds[i]);
            fds[i] = call();
            cut++;
        }
        if (i % (n / 50 + 1) == 0) /* all of them in about ROUND_MS */
            poll(NULL, 0, ROUND_MS / 50);
    }
    printf("cut %u\n", cut);
    return 0;
}
