/*
 * The one table of options: the parser, --help, the list in the manual page
 * and the completions of the shells are made from it.
 */
#ifndef TWIG_OPTTABLE_H
#define TWIG_OPTTABLE_H

#include "tools/option.h"

/* All options, in the order of the alphabet. */
const struct option *opttable(size_t *n);

#endif
