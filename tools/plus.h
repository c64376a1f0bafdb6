/*
 * An option with +, or with -- in its place, among the arguments.
 */
#ifndef TWIG_PLUS_H
#define TWIG_PLUS_H

#include "tools/arguments.h"

/* The option without what stands in front: noall, time=3. */
enum command_verdict plus_read(struct arguments *a, const char *word);

#endif
