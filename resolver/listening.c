#include "resolver/listening.h"

#include "resolver/log.h"
#include "resolver/sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { SPARE = 16 /* descriptors: the log, the image, epoll and so on */ };

enum probed { PROBE_FINE, PROBE_AGAIN, PROBE_FAILED };

static void drop_address(struct config *c, unsigned i)
{
    log_line("there is no %s here: serving without it", c->addresses[i]);
    c->addresses_n--;
    for (; i < c->addresses_n; i++)
        c->addresses[i] = c->addresses[i + 1];
}

/* What stands before `port`. */
static const char *kind(int type)
{
    return type == SOCK_STREAM ? "TCP " : "";
}

/* Those who hold port 53 on many machines, and how they let go of it. */
static const struct {
    const char *name, *mend;
} holders[] = {
    { "systemd-resolve",
      "it needs 127.0.0.53 and 127.0.0.54 only: listen elsewhere, as with -a "
      "127.0.0.1;\n"
      "twigd: or set DNSStubListener=no in /etc/systemd/resolved.conf and: "
      "systemctl restart systemd-resolved" },
    { "dnsmasq", "stop it: systemctl disable --now dnsmasq;\n"
                 "twigd: or keep its DHCP alone: port=0 in /etc/dnsmasq.conf "
                 "and: systemctl restart dnsmasq" },
    { "named", "stop it: systemctl disable --now named" },
    { "unbound", "stop it: systemctl disable --now unbound" },
};

/* The address is in use; -1. */
static int explain_holder(const struct config *c, int type, const char *address)
{
    char holder[SOCKET_TEXT] = "another program";
    bool seen = socket_holder(type, address, c->port, holder) == 0;
    log_line("%sport %u at %s is taken by %s", kind(type), c->port, address,
             holder);
    for (size_t i = 0; i < sizeof holders / sizeof *holders; i++) {
        size_t n = strlen(holders[i].name);
        if (strncmp(holder, holders[i].name, n) == 0 && holder[n] == ' ')
            log_line("%s", holders[i].mend);
    }
    if (!seen)
        log_line("which one, this tells: sudo ss -lnptu sport = :%u", c->port);
    log_line("stop it, or take another: twigd -p 5300, then dig -p 5300");
    return -1;
}

static int explain(const struct config *c, int type, const char *address)
{
    int why = errno;
    switch (why) {
    case EADDRINUSE:
        return explain_holder(c, type, address);
    case EACCES:
        log_line("no right to bind port %u: ports below 1024 are root's",
                 c->port);
        log_line("use sudo, or: setcap cap_net_bind_service=ep twigd, or -p "
                 "5300");
        return -1;
    case EADDRNOTAVAIL:
        log_line("%s is no address of this machine", address);
        return -1;
    }
    log_line("cannot bind %s %sport %u: %s", address, kind(type), c->port,
             strerror(why));
    return -1;
}

static enum probed probe(struct config *c, int type, unsigned i)
{
    const char *address = c->addresses[i];
    if (socket_probe(type, address, c->port) == 0)
        return PROBE_FINE;
    int why = errno;
    if (why == EACCES && !c->port_chosen && c->port == CONFIG_PORT) {
        c->port = CONFIG_PORT_UNPRIVILEGED;
        log_line("no right to bind port 53: using port %u", c->port);
        return PROBE_AGAIN;
    }
    bool absent = why == EADDRNOTAVAIL || why == EAFNOSUPPORT;
    if (absent && !c->addresses_chosen && c->addresses_n > 1) {
        drop_address(c, i);
        return PROBE_AGAIN;
    }
    explain(c, type, address);
    return PROBE_FAILED;
}

/* Find the addresses and the port that can be had. */
static int probe_all(struct config *c)
{
    for (unsigned i = 0; i < c->addresses_n;) {
        enum probed p = probe(c, SOCK_DGRAM, i);
        if (p == PROBE_FINE)
            p = probe(c, SOCK_STREAM, i);
        if (p == PROBE_FAILED)
            return -1;
        i = p == PROBE_FINE ? i + 1 : 0; /* with another port: from the first */
    }
    return 0;
}

/* A descriptor for each connection, beside `sockets`, or fewer connections. */
static void allow_connections(struct config *c, unsigned sockets)
{
    unsigned others = sockets + c->workers + SPARE;
    unsigned allowed = socket_allow(c->tcp.connections + others);
    if (allowed >= c->tcp.connections + others)
        return;
    c->tcp.connections = allowed > others ? allowed - others : 1;
    log_line("%u open files are allowed (ulimit -n): %u TCP connections",
             allowed, c->tcp.connections);
}

static void add_place(struct listening *l, const char *text)
{
    size_t n = strlen(l->at);
    snprintf(l->at + n, sizeof l->at - n, "%s%s", n ? ", " : "", text);
}

static int open_own(struct listening *l, struct config *c)
{
    allow_connections(c, (c->workers + 1) * c->addresses_n);
    if (probe_all(c) < 0)
        return -1;
    for (unsigned i = 0; i < c->addresses_n; i++) {
        const char *address = c->addresses[i];
        for (unsigned w = 0; w < c->workers; w++) {
            int fd = socket_open(SOCK_DGRAM, address, c->port);
            if (fd < 0)
                return explain(c, SOCK_DGRAM, address);
            l->udp[w][l->udp_n[w]++] = fd;
        }
        l->tcp[i] = socket_open(SOCK_STREAM, address, c->port);
        if (l->tcp[i] < 0)
            return explain(c, SOCK_STREAM, address);
        l->tcp_n++;
        add_place(l, address);
    }
    size_t n = strlen(l->at);
    snprintf(l->at + n, sizeof l->at - n, " port %u", c->port);
    return 0;
}

/* ---- sockets of the service manager ---- */

struct passed_all {
    struct passed list[ACTIVATION_MAX];
    unsigned n;
};

static int too_many(const char *at)
{
    log_line("too many sockets were passed, at %s: %d for a worker, and for "
             "TCP, at most",
             at, CONFIG_ADDRESSES_MAX);
    return -1;
}

static int give(int *sockets, unsigned *n, const struct passed *p, bool shared)
{
    if (*n == CONFIG_ADDRESSES_MAX)
        return too_many(p->at);
    int fd = shared ? fcntl(p->fd, F_DUPFD_CLOEXEC, 0) : p->fd;
    if (fd < 0) {
        log_line("cannot share a socket: %m");
        return -1;
    }
    sockets[(*n)++] = fd;
    return 0;
}

/* The UDP sockets at one place: all are read, and by every worker one. */
static int share_out(struct listening *l, unsigned workers,
                     const struct passed *const *here, unsigned n)
{
    for (unsigned i = 0; n > 0 && (i < n || i < workers); i++) {
        unsigned w = i % workers;
        if (give(l->udp[w], &l->udp_n[w], here[i % n], i >= n) < 0)
            return -1;
    }
    return 0;
}

/* All that are where the one at `first` is, which no one before it is. */
static int take_place(struct listening *l, const struct config *c,
                      const struct passed_all *all, unsigned first)
{
    const struct passed *udp[ACTIVATION_MAX];
    unsigned n = 0;
    for (unsigned i = first; i < all->n; i++) {
        const struct passed *p = &all->list[i];
        if (strcmp(p->at, all->list[first].at) != 0)
            continue;
        if (p->type == SOCK_DGRAM)
            udp[n++] = p;
        else if (give(l->tcp, &l->tcp_n, p, false) < 0)
            return -1;
    }
    add_place(l, all->list[first].at);
    return share_out(l, c->workers, udp, n);
}

static bool is_first(const struct passed_all *all, unsigned i)
{
    for (unsigned j = 0; j < i; j++)
        if (strcmp(all->list[j].at, all->list[i].at) == 0)
            return false;
    return true;
}

static int open_passed(struct listening *l, struct config *c)
{
    struct passed_all all = { .n = c->passed };
    allow_connections(c, c->passed + c->workers * CONFIG_ADDRESSES_MAX);
    for (unsigned i = 0; i < all.n; i++)
        if (activation_see(&all.list[i], ACTIVATION_FIRST + (int)i) < 0)
            return -1;
    for (unsigned i = 0; i < all.n; i++)
        if (is_first(&all, i) && take_place(l, c, &all, i) < 0)
            return -1;
    if (l->udp_n[0] > 0 && l->tcp_n > 0)
        return 0;
    log_line("no socket of %s was passed: twigd.socket needs a line %s",
             l->tcp_n ? "UDP" : "TCP",
             l->tcp_n ? "ListenDatagram=" : "ListenStream=");
    return -1;
}

int listening_open(struct listening *l, struct config *c)
{
    return c->passed ? open_passed(l, c) : open_own(l, c);
}
