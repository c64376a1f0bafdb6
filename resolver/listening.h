/*
 * The sockets that the configuration asks for, and what to do when they cannot
 * be had: the port rule of the command line.
 */
#ifndef TWIG_LISTENING_H
#define TWIG_LISTENING_H

#include "resolver/config.h"

struct listening {
    int udp[CONFIG_WORKERS_MAX][CONFIG_ADDRESSES_MAX]; /* [worker][address] */
    int tcp[CONFIG_ADDRESSES_MAX];
};

/*
 * listening_open(l, c): at each address a UDP socket for each worker, and one
 * for TCP.  Without the right to port 53, and without -p, port 5300 is taken
 * instead; an IPv6 loopback that is not there is left out; where the kernel
 * allows too few descriptors there will be fewer connections: *c says what was
 * done, and so does a log line.  Returns 0, or -1: it was logged why, and what
 * would help.
 */
int listening_open(struct listening *l, struct config *c);

#endif
