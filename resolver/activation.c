#include "resolver/activation.h"

#include "resolver/log.h"
#include "resolver/sockets.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- how many ---- */

/* As a whole number; `other` when it is none, or there is no such variable. */
static unsigned long read_variable(const char *name, unsigned long other)
{
    char *end;
    const char *text = getenv(name);
    if (!text || *text < '0' || *text > '9')
        return other;
    errno = 0;
    unsigned long v = strtoul(text, &end, 10);
    return *end || errno ? other : v;
}

unsigned activation_take(void)
{
    unsigned long n = 0, too_many = ACTIVATION_MAX + 1;
    if (read_variable("LISTEN_PID", 0) == (unsigned long)getpid())
        n = read_variable("LISTEN_FDS", too_many);
    unsetenv("LISTEN_PID");
    unsetenv("LISTEN_FDS");
    unsetenv("LISTEN_FDNAMES");
    if (n > ACTIVATION_MAX)
        return (unsigned)too_many;
    for (unsigned i = 0; i < n; i++)
        fcntl(ACTIVATION_FIRST + (int)i, F_SETFD, FD_CLOEXEC);
    return (unsigned)n;
}

/* ---- one of them ---- */

static int option(int fd, int level, int name)
{
    int value = -1;
    socklen_t len = sizeof value;
    return getsockopt(fd, level, name, &value, &len) < 0 ? -1 : value;
}

/* Would clients of IPv4 come in as IPv6 addresses?  Limits, counters and the
 * log would take them for others than they are. */
static bool takes_both(int fd, const union endpoint *e)
{
    const struct in6_addr *a = &e->v6.sin6_addr;
    return e->any.sa_family == AF_INET6 &&
           (IN6_IS_ADDR_UNSPECIFIED(a) || IN6_IS_ADDR_V4MAPPED(a)) &&
           option(fd, IPPROTO_IPV6, IPV6_V6ONLY) != 1;
}

static void spell(char *out, const union endpoint *e)
{
    char host[INET6_ADDRSTRLEN], name[IF_NAMESIZE];
    bool six = e->any.sa_family == AF_INET6;
    bool scoped =
        six && e->v6.sin6_scope_id && if_indextoname(e->v6.sin6_scope_id, name);
    snprintf(
        out, ACTIVATION_TEXT, "%s%s%s port %u",
        inet_ntop(e->any.sa_family, endpoint_address(e).at, host, sizeof host),
        scoped ? "%" : "", scoped ? name : "", endpoint_port(e));
}

/* UDP waits in the call for requests, TCP in that for events. */
static int set_blocking(int fd, bool blocks)
{
    int flags = fcntl(fd, F_GETFL);
    if (flags < 0)
        return -1;
    return fcntl(fd, F_SETFL,
                 blocks ? flags & ~O_NONBLOCK : flags | O_NONBLOCK);
}

/* Why it cannot be used, with what would help; NULL: it can. */
static const char *fault(int fd, int type, const union endpoint *e)
{
    if (e->any.sa_family != AF_INET && e->any.sa_family != AF_INET6)
        return "is no socket of IPv4 or IPv6: Listen lines are like "
               "127.0.0.1:53 or [::1]:53";
    if (type != SOCK_DGRAM && type != SOCK_STREAM)
        return "is of neither UDP nor TCP: ListenDatagram= or ListenStream=";
    if (type == SOCK_STREAM && option(fd, SOL_SOCKET, SO_ACCEPTCONN) != 1)
        return "is a connection, or does not listen: Accept=no";
    if (takes_both(fd, e))
        return "takes IPv4, too: BindIPv6Only=ipv6-only, and a line for "
               "0.0.0.0:53 beside the one for [::]:53";
    return NULL;
}

int activation_see(struct passed *p, int fd)
{
    union endpoint e = { .any.sa_family = AF_UNSPEC };
    socklen_t len = sizeof e;
    p->fd = fd;
    p->type = option(fd, SOL_SOCKET, SO_TYPE);
    if (p->type < 0 || getsockname(fd, &e.any, &len) < 0) {
        log_line("descriptor %d was passed, and is no socket: %m", fd);
        return -1;
    }
    const char *why = fault(fd, p->type, &e);
    if (why) {
        log_line("the socket that was passed as descriptor %d %s", fd, why);
        return -1;
    }
    spell(p->at, &e);
    socket_tune(fd, p->type, &e);
    return set_blocking(fd, p->type == SOCK_DGRAM);
}
