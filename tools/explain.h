/*
 * A query and its reply explained: every octet, and then in words what the
 * reply means.
 */
#ifndef TWIG_EXPLAIN_H
#define TWIG_EXPLAIN_H

#include "tools/explain_task.h"

#include <stdio.h>

/*
 * explain_print(out, e): the parts wanted.  A message that is no reply to
 * anything (--decode) is handed in as the reply, without query and server.
 */
void explain_print(FILE *out, const struct explain *e);

#endif
