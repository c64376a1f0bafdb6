/*
 * pass PORT KIND... -- COMMAND...: bind sockets, a loopback one of each KIND,
 * and be COMMAND with them, as a service manager passes them: from descriptor
 * 3 on, with LISTEN_FDS and LISTEN_PID.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { FIRST = 3 };

static const struct kind {
    const char *name;
    int family, type;
    const char *address;
    bool deaf; /* does not listen */
} kinds[] = {
    { "udp4", AF_INET, SOCK_DGRAM, "127.0.0.1", false },
    { "udp6", AF_INET6, SOCK_DGRAM, "::1", false },
    { "tcp4", AF_INET, SOCK_STREAM, "127.0.0.1", false },
    { "tcp6", AF_INET6, SOCK_STREAM, "::1", false },
    { "both", AF_INET6, SOCK_DGRAM, "::", false },
    { "deaf", AF_INET, SOCK_STREAM, "127.0.0.1", true },
    { "unix", AF_UNIX, SOCK_DGRAM, NULL, false },
};

static void die(const char *what)
{
    if (errno == EADDRINUSE)
        fprintf(stderr, "the port is taken by another\n");
    else
        perror(what);
    exit(1);
}

static void bind_to(int fd, const struct kind *k, uint16_t port)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } at = { .any.sa_family = (sa_family_t)k->family };
    if (k->family == AF_INET6) {
        inet_pton(AF_INET6, k->address, &at.v6.sin6_addr);
        at.v6.sin6_port = htons(port);
    } else {
        inet_pton(AF_INET, k->address, &at.v4.sin_addr);
        at.v4.sin_port = htons(port);
    }
    if (bind(fd, &at.any, sizeof at) < 0)
        die("bind");
}

/* As ReusePort=yes; and as nobody expects it, blocking or not: the server has
 * to set that. */
static void open_kind(const struct kind *k, uint16_t port, int want)
{
    int on = 1;
    int flags = k->type == SOCK_DGRAM ? SOCK_NONBLOCK : 0;
    int fd = socket(k->family, k->type | flags, 0);
    if (fd < 0)
        die("socket");
    if (k->address) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        bind_to(fd, k, port);
    }
    if (k->type == SOCK_STREAM && !k->deaf && listen(fd, 100) < 0)
        die("listen");
    if (fd != want && (dup2(fd, want) < 0 || close(fd) < 0))
        die("dup2");
}

static const struct kind *find(const char *name)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0)
            return &kinds[i];
    fprintf(stderr, "pass: no such kind: %s\n", name);
    exit(2);
}

static void set_number(const char *name, int n)
{
    char text[16];
    snprintf(text, sizeof text, "%d", n);
    setenv(name, text, 1);
}

int main(int argc, char **argv)
{
    int n = 0;
    while (n + 2 < argc && strcmp(argv[n + 2], "--") != 0) {
        open_kind(find(argv[n + 2]), (uint16_t)atoi(argv[1]), FIRST + n);
        n++;
    }
    if (n + 3 >= argc) {
        fprintf(stderr, "usage: pass PORT KIND... -- COMMAND...\n");
        return 2;
    }
    set_number("LISTEN_FDS", n);
    set_number("LISTEN_PID", getpid());
    execvp(argv[n + 3], argv + n + 3);
    perror(argv[n + 3]);
    return 1;
}
