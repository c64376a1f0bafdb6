/*
 * The sockets that the configuration asks for, and what to do when they cannot
 * be had: the port rule of the command line.
 */
#ifndef TWIG_LISTENING_H
#define TWIG_LISTENING_H

#include "resolver/config.h"

struct listening {
    int fd[CONFIG_WORKERS_MAX][CONFIG_ADDRESSES_MAX]; /* [worker][address] */
};

/*
 * listening_open(l, c): a socket for each worker at each address.  Without the
 * right to port 53, and without -p, port 5300 is taken instead; an IPv6
 * loopback that is not there is left out: *c says what was done, and so does a
 * log line.  Returns 0, or -1: it was logged why, and what would help.
 */
int listening_open(struct listening *l, struct config *c);

#endif
