/*
 * The options that begin with - or --.
 */
#ifndef TWIG_DASH_H
#define TWIG_DASH_H

#include "tools/arguments.h"
#include "tools/dashtable.h"

/*
 * dash_read(a, word): the option at a->at[a->i]; a value that stands in the
 * next word is taken, too.
 */
enum command_verdict dash_read(struct arguments *a, const char *word);

/* Is -r among the arguments: do not read ~/.twigrc?  Asked before all else. */
bool dash_no_rc(int argc, char **argv);

#endif
