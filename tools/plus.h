/*
 * An option with +, or with -- in its place, among the arguments.
 */
#ifndef TWIG_PLUS_H
#define TWIG_PLUS_H

#include "tools/arguments.h"

/* `mark`: + or --, `word`: what stands behind it: noall, time=3. */
enum command_verdict plus_read(struct arguments *a, const char *mark,
                               const char *word);

#endif
