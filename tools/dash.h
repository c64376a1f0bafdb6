/*
 * The options that begin with - or --.
 */
#ifndef TWIG_DASH_H
#define TWIG_DASH_H

#include "tools/arguments.h"

/*
 * dash_read(a, word): the option at a->at[a->i]; a value that stands in the
 * next word is taken, too.
 */
enum command_verdict dash_read(struct arguments *a, const char *word);

/* The letters and long names, for the completions and the manual page. */
struct dash {
    char letter;       /* '\0': none */
    const char *name;  /* long; NULL: none */
    const char *value; /* NULL: takes none */
    const char *help;
};
const struct dash *dash_table(size_t *n);

/* Is -r among the arguments: do not read ~/.twigrc?  Asked before all else. */
bool dash_no_rc(int argc, char **argv);

#endif
