/*
 * The parent of all: opens the sockets, has the zones loaded, hires the
 * workers, replaces the fallen, loads again on SIGHUP, ends on SIGTERM.
 */
#ifndef TWIG_SUPERVISOR_H
#define TWIG_SUPERVISOR_H

#include "resolver/config.h"

/* Run the server.  Returns the exit code of the program. */
int supervise(struct config *c);

#endif
