/*
 * The OPT record in YAML: version, flags, size, the options.
 */
#ifndef TWIG_YAMLOPT_H
#define TWIG_YAMLOPT_H

#include "tools/print.h"

/* Of a message that has one. */
void yamlopt_write(struct text *t, const struct shown *s);

#endif
