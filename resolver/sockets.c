#include "resolver/sockets.h"

#include "resolver/service.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

enum {
    /* Seconds of silence are a burst of thousands: a worker that is replaced
       must find its queries waiting.  The kernel takes what its limit allows.
     */
    RECEIVE_BUFFER = 8 << 20,
    /* Clients that wait to be let in.  The kernel's limit, net.core.somaxconn,
       may be lower. */
    BACKLOG = 4096,
    /* The kernel keeps what was written to a connection that is closed until
       the client has taken it, or, without this, for minutes. */
    PATIENCE_MS = 2 * IDLE_SECONDS * 1000,
    TCP_LISTENING = 0x0a /* a state in /proc/net/tcp */
};

union endpoint {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

/* Text, with %INTERFACE behind a link-local address, to what bind takes. */
static int parse(union endpoint *e, const char *text, uint16_t port)
{
    char host[INET6_ADDRSTRLEN];
    const char *scope = strchr(text, '%');
    size_t n = scope ? (size_t)(scope - text) : strlen(text);
    memset(e, 0, sizeof *e);
    if (inet_pton(AF_INET, text, &e->v4.sin_addr) == 1) {
        e->v4.sin_family = AF_INET;
        e->v4.sin_port = htons(port);
        return 0;
    }
    errno = EINVAL;
    if (n >= sizeof host)
        return -1;
    memcpy(host, text, n);
    host[n] = '\0';
    if (inet_pton(AF_INET6, host, &e->v6.sin6_addr) != 1)
        return -1;
    e->v6.sin6_family = AF_INET6;
    e->v6.sin6_port = htons(port);
    if (scope && !(e->v6.sin6_scope_id = if_nametoindex(scope + 1)))
        return -1;
    return 0;
}

/* Close it, with errno as it was; -1. */
static int fail(int fd)
{
    int why = errno;
    if (fd >= 0)
        close(fd);
    errno = why;
    return -1;
}

static int bound(const union endpoint *e, int fd)
{
    socklen_t len = e->any.sa_family == AF_INET ? sizeof e->v4 : sizeof e->v6;
    return fd >= 0 && bind(fd, &e->any, len) == 0 ? fd : fail(fd);
}

static int unbound(const union endpoint *e, int type)
{
    int on = 1, fd = socket(e->any.sa_family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0 && e->any.sa_family == AF_INET6)
        setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on);
    return fd;
}

/* Options of which none can fail on a kernel of this century. */
static void set_udp_options(const union endpoint *e, int fd)
{
    int on = 1, size = RECEIVE_BUFFER;
    int omit4 = IP_PMTUDISC_OMIT, omit6 = IPV6_PMTUDISC_OMIT;
    setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) < 0)
        setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    if (e->any.sa_family == AF_INET) {
        setsockopt(fd, IPPROTO_IP, IP_MTU_DISCOVER, &omit4, sizeof omit4);
        if (e->v4.sin_addr.s_addr == INADDR_ANY)
            setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof on);
    } else {
        setsockopt(fd, IPPROTO_IPV6, IPV6_MTU_DISCOVER, &omit6, sizeof omit6);
        if (IN6_IS_ADDR_UNSPECIFIED(&e->v6.sin6_addr))
            setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof on);
    }
}

static int open_udp(const union endpoint *e)
{
    int fd = unbound(e, SOCK_DGRAM);
    if (fd >= 0)
        set_udp_options(e, fd);
    return bound(e, fd);
}

/* Connections of a server that was there before may still be closing:
 * SO_REUSEADDR.  What is accepted has the others, too. */
static int open_tcp(const union endpoint *e)
{
    int on = 1, patience = PATIENCE_MS,
        fd = unbound(e, SOCK_STREAM | SOCK_NONBLOCK);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience,
                   sizeof patience);
    }
    fd = bound(e, fd);
    return fd >= 0 && listen(fd, BACKLOG) == 0 ? fd : fail(fd);
}

int socket_open(int type, const char *address, uint16_t port)
{
    union endpoint e;
    if (parse(&e, address, port) < 0)
        return -1;
    return type == SOCK_STREAM ? open_tcp(&e) : open_udp(&e);
}

int socket_probe(int type, const char *address, uint16_t port)
{
    union endpoint e;
    if (parse(&e, address, port) < 0)
        return -1;
    int fd =
        type == SOCK_STREAM ? open_tcp(&e) : bound(&e, unbound(&e, SOCK_DGRAM));
    if (fd < 0)
        return -1;
    close(fd);
    return 0;
}

unsigned socket_allow(unsigned n)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) < 0)
        return n;
    struct rlimit more = limit;
    if (more.rlim_cur < n)
        more.rlim_cur = n;
    if (more.rlim_max < more.rlim_cur)
        more.rlim_max = more.rlim_cur; /* which is root's */
    if (setrlimit(RLIMIT_NOFILE, &more) == 0)
        return n;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur < n ? (unsigned)limit.rlim_cur : n;
}

/* ---- who holds a port ---- */

/* The inode of a socket on the port, from one of /proc's tables; 0. */
static unsigned long find_inode(int type, const char *table, uint16_t port)
{
    char line[512];
    unsigned long inode = 0;
    FILE *f = fopen(table, "re");
    if (!f)
        return 0;
    while (!inode && fgets(line, sizeof line, f)) {
        unsigned local, state;
        unsigned long found;
        if (sscanf(line, " %*d: %*[0-9A-F]:%X %*s %X %*s %*s %*s %*s %*s %lu",
                   &local, &state, &found) == 3 &&
            local == port && (type == SOCK_DGRAM || state == TCP_LISTENING))
            inode = found;
    }
    fclose(f);
    return inode;
}

/* Does process `pid` have the socket open? */
static int has_socket(const char *pid, unsigned long inode)
{
    char path[300], want[64], link[64];
    int found = 0;
    snprintf(path, sizeof path, "/proc/%s/fd", pid);
    snprintf(want, sizeof want, "socket:[%lu]", inode);
    DIR *dir = opendir(path);
    if (!dir)
        return 0;
    for (struct dirent *e; !found && (e = readdir(dir));) {
        ssize_t n = readlinkat(dirfd(dir), e->d_name, link, sizeof link - 1);
        if (n < 0)
            continue;
        link[n] = '\0';
        found = strcmp(link, want) == 0;
    }
    closedir(dir);
    return found;
}

static void name_process(const char *pid, char *out)
{
    char path[300], name[32] = "a process";
    snprintf(path, sizeof path, "/proc/%s/comm", pid);
    FILE *f = fopen(path, "re");
    if (f && fgets(name, sizeof name, f))
        name[strcspn(name, "\n")] = '\0';
    if (f)
        fclose(f);
    snprintf(out, SOCKET_TEXT, "%s (PID %.10s)", name, pid);
}

int socket_holder(int type, uint16_t port, char *out)
{
    bool tcp = type == SOCK_STREAM;
    const char *four = tcp ? "/proc/net/tcp" : "/proc/net/udp";
    const char *six = tcp ? "/proc/net/tcp6" : "/proc/net/udp6";
    unsigned long inode = find_inode(type, four, port);
    if (!inode)
        inode = find_inode(type, six, port);
    DIR *dir = inode ? opendir("/proc") : NULL;
    int found = 0;
    if (!dir)
        return -1;
    for (struct dirent *e; !found && (e = readdir(dir));)
        if (*e->d_name >= '1' && *e->d_name <= '9' &&
            (found = has_socket(e->d_name, inode)))
            name_process(e->d_name, out);
    closedir(dir);
    return found ? 0 : -1;
}
