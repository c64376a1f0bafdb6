#include "resolver/sockets.h"

#include "resolver/service.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <netinet/tcp.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
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
static void tune_udp(int fd, const union endpoint *e)
{
    int on = 1, size = RECEIVE_BUFFER;
    int omit4 = IP_PMTUDISC_OMIT, omit6 = IPV6_PMTUDISC_OMIT;
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

/* What is accepted has them, too. */
static void tune_tcp(int fd)
{
    int on = 1, patience = PATIENCE_MS;
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    setsockopt(fd, IPPROTO_TCP, TCP_USER_TIMEOUT, &patience, sizeof patience);
}

void socket_tune(int fd, int type, const union endpoint *e)
{
    if (type == SOCK_STREAM)
        tune_tcp(fd);
    else
        tune_udp(fd, e);
}

static int open_udp(const union endpoint *e)
{
    int on = 1, fd = unbound(e, SOCK_DGRAM);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
        tune_udp(fd, e);
    }
    return bound(e, fd);
}

/* Connections of a server that was there before may still be closing:
 * SO_REUSEADDR. */
static int open_tcp(const union endpoint *e)
{
    int on = 1, fd = unbound(e, SOCK_STREAM | SOCK_NONBLOCK);
    if (fd >= 0) {
        setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        tune_tcp(fd);
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

/* An IPv4 address stands in an IPv6 table like this, ::ffff:127.0.0.1. */
static void map_address(uint8_t out[16], const union endpoint *e)
{
    static const uint8_t mapped[12] = { [10] = 0xff, 0xff };
    memcpy(out, mapped, sizeof mapped);
    memcpy(out + sizeof mapped, &e->v4.sin_addr, 4);
}

/* Octets as /proc spells them: numbers of 32 bits as this machine has them. */
static void spell(char *out, const uint8_t *at, size_t n)
{
    uint32_t word;
    for (size_t i = 0; i < n; i += sizeof word, out += 8) {
        memcpy(&word, at + i, sizeof word);
        snprintf(out, 9, "%08X", word);
    }
}

static bool is_any(const char *spelt)
{
    return !spelt[strspn(spelt, "0")];
}

/* What is looked for in one of /proc's tables. */
struct sought {
    int type;
    char address[33];
    uint16_t port;
};

/* The inode of a socket that is in the way; 0: there is none. */
static unsigned long find_inode(const char *table, const struct sought *s)
{
    char line[512], address[33];
    unsigned long inode = 0;
    FILE *f = fopen(table, "re");
    if (!f)
        return 0;
    while (!inode && fgets(line, sizeof line, f)) {
        unsigned port, state;
        unsigned long found;
        if (sscanf(line, " %*d: %32[0-9A-F]:%X %*s %X %*s %*s %*s %*s %*s %lu",
                   address, &port, &state, &found) == 4 &&
            port == s->port &&
            (s->type == SOCK_DGRAM || state == TCP_LISTENING) &&
            (is_any(address) || is_any(s->address) ||
             strcmp(address, s->address) == 0))
            inode = found;
    }
    fclose(f);
    return inode;
}

/* In the table of its own family; one of IPv6 may take IPv4, too. */
static unsigned long find_socket(int type, const union endpoint *e,
                                 uint16_t port)
{
    bool tcp = type == SOCK_STREAM;
    struct sought s = { .type = type, .port = port };
    unsigned long inode = 0;
    uint8_t octets[16];
    if (e->any.sa_family == AF_INET) {
        map_address(octets, e);
        spell(s.address, octets + 12, 4);
        inode = find_inode(tcp ? "/proc/net/tcp" : "/proc/net/udp", &s);
    } else {
        memcpy(octets, &e->v6.sin6_addr, sizeof octets);
    }
    spell(s.address, octets, sizeof octets);
    if (!inode)
        inode = find_inode(tcp ? "/proc/net/tcp6" : "/proc/net/udp6", &s);
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

int socket_holder(int type, const char *address, uint16_t port, char *out)
{
    union endpoint e;
    unsigned long inode = 0;
    if (parse(&e, address, port) == 0)
        inode = find_socket(type, &e, port);
    DIR *dir = inode ? opendir("/proc") : NULL;
    int found = 0;
    if (!dir)
        return -1;
    for (struct dirent *p; !found && (p = readdir(dir));)
        if (*p->d_name >= '1' && *p->d_name <= '9' &&
            (found = has_socket(p->d_name, inode)))
            name_process(p->d_name, out);
    closedir(dir);
    return found ? 0 : -1;
}
