/*
 * Where a walk begins without a server that was named: the servers of the
 * root, from a file like named.root, or those of the Internet.
 */
#ifndef TWIG_TRACE_HINTS_H
#define TWIG_TRACE_HINTS_H

#include "tools/trace_servers.h"

#include <stdio.h>

/*
 * trace_hints_read(s, f, rules): NS records of the root and the addresses of
 * their names, in the form of zone files: NAME [TTL] [CLASS] TYPE DATA, names
 * with their final dot, a blank for the name of the line before, ; comments.
 * Other lines are passed over.  False: no server with an address that may be
 * asked is among them.
 */
bool trace_hints_read(struct trace_servers *s, FILE *f,
                      const struct trace_rules *rules);

/* The thirteen of the Internet. */
void trace_hints_real(struct trace_servers *s, const struct trace_rules *rules);

#endif
