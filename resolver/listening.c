#include "resolver/listening.h"

#include "resolver/log.h"
#include "resolver/sockets.h"

#include <errno.h>
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

/* A descriptor for each connection, or fewer connections. */
static void allow_connections(struct config *c)
{
    unsigned others = (c->workers + 1) * c->addresses_n + c->workers + SPARE;
    unsigned allowed = socket_allow(c->tcp.connections + others);
    if (allowed >= c->tcp.connections + others)
        return;
    c->tcp.connections = allowed > others ? allowed - others : 1;
    log_line("%u open files are allowed (ulimit -n): %u TCP connections",
             allowed, c->tcp.connections);
}

int listening_open(struct listening *l, struct config *c)
{
    allow_connections(c);
    if (probe_all(c) < 0)
        return -1;
    for (unsigned i = 0; i < c->addresses_n; i++) {
        const char *address = c->addresses[i];
        for (unsigned w = 0; w < c->workers; w++) {
            l->udp[w][i] = socket_open(SOCK_DGRAM, address, c->port);
            if (l->udp[w][i] < 0)
                return explain(c, SOCK_DGRAM, address);
        }
        l->tcp[i] = socket_open(SOCK_STREAM, address, c->port);
        if (l->tcp[i] < 0)
            return explain(c, SOCK_STREAM, address);
    }
    return 0;
}
