/*
 * From the command line to a configuration: options, zones and files of
 * arguments.
 */
#ifndef TWIG_COMMANDLINE_H
#define TWIG_COMMANDLINE_H

#include "resolver/config.h"

/*
 * commandline_read(c, argc, argv): a command line as main gets it.  `argv` and
 * its strings must stay as long as *c is used.  config_free(c) whatever the
 * verdict.
 */
enum config_verdict commandline_read(struct config *c, int argc, char **argv);

#endif
