#include "resolver/listening.h"

#include "resolver/log.h"
#include "resolver/sockets.h"

#include <errno.h>
#include <string.h>

enum probed { PROBE_FINE, PROBE_AGAIN, PROBE_FAILED };

static void drop_address(struct config *c, unsigned i)
{
    log_line("there is no %s here: serving without it", c->addresses[i]);
    c->addresses_n--;
    for (; i < c->addresses_n; i++)
        c->addresses[i] = c->addresses[i + 1];
}

static void explain(const struct config *c, const char *address, int why)
{
    char holder[SOCKET_TEXT] = "another program";
    switch (why) {
    case EADDRINUSE:
        socket_holder(c->port, holder);
        log_line("port %u at %s is taken by %s", c->port, address, holder);
        log_line("stop it, or take another: twigd -p 5300, then dig -p 5300");
        return;
    case EACCES:
        log_line("no right to bind port %u: ports below 1024 are root's",
                 c->port);
        log_line("use sudo, or: setcap cap_net_bind_service=ep twigd, or -p "
                 "5300");
        return;
    case EADDRNOTAVAIL:
        log_line("%s is no address of this machine", address);
        return;
    }
    log_line("cannot bind %s port %u: %s", address, c->port, strerror(why));
}

static enum probed probe(struct config *c, unsigned i)
{
    const char *address = c->addresses[i];
    if (socket_probe(address, c->port) == 0)
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
    explain(c, address, why);
    return PROBE_FAILED;
}

int listening_open(struct listening *l, struct config *c)
{
    for (unsigned i = 0; i < c->addresses_n;) {
        enum probed p = probe(c, i);
        if (p == PROBE_FAILED)
            return -1;
        i = p == PROBE_FINE ? i + 1 : 0; /* with another port: from the first */
    }
    for (unsigned w = 0; w < c->workers; w++)
        for (unsigned i = 0; i < c->addresses_n; i++) {
            l->fd[w][i] = socket_open(c->addresses[i], c->port);
            if (l->fd[w][i] >= 0)
                continue;
            explain(c, c->addresses[i], errno);
            return -1;
        }
    return 0;
}
