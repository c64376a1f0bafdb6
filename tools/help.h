/*
 * What --help and --version print.
 */
#ifndef TWIG_HELP_H
#define TWIG_HELP_H

#include <stdbool.h>
#include <stdio.h>

/* One screen; or `all` options, too. */
void help_print(FILE *out, bool all);

void help_version(FILE *out);

#endif
