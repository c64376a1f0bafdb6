/*
 * The sockets that the configuration asks for, and what to do when they cannot
 * be had: the port rule of the command line.  Or those that the service manager
 * has bound.
 */
#ifndef TWIG_LISTENING_H
#define TWIG_LISTENING_H

#include "resolver/activation.h"
#include "resolver/config.h"

enum { LISTENING_TEXT = CONFIG_ADDRESSES_MAX * (ACTIVATION_TEXT + 2) };

struct listening {
    /* [worker][]: what it answers at */
    int udp[CONFIG_WORKERS_MAX][CONFIG_ADDRESSES_MAX];
    unsigned udp_n[CONFIG_WORKERS_MAX];
    int tcp[CONFIG_ADDRESSES_MAX];
    unsigned tcp_n;
    char at[LISTENING_TEXT]; /* "127.0.0.1, ::1 port 53" */
};

/*
 * listening_open(l, c): at each address a UDP socket for each worker, and one
 * for TCP.  Without the right to port 53, and without -p, port 5300 is taken
 * instead; an IPv6 loopback that is not there is left out; where the kernel
 * allows too few descriptors there will be fewer connections: *c says what was
 * done, and so does a log line.
 *
 * Or, if the service manager has passed sockets: those.  The UDP sockets of an
 * address are shared out to the workers in turn; a worker that gets none there
 * reads from one together with another worker.
 *
 * Returns 0, or -1: it was logged why, and what would help.
 */
int listening_open(struct listening *l, struct config *c);

#endif
