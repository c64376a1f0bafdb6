/*
 * The options that begin with +, as they are written: whole, shortened, with
 * no in front.
 */
#ifndef TWIG_OPTWORD_H
#define TWIG_OPTWORD_H

#include "tools/option.h"

#include <stdio.h>

/* Why an option is refused, and what would mend it; "": the help says. */
struct refusal {
    const char *what;
    char mend[256];
};

/*
 * optword_apply(r, word, choice): an option without its +, as in noall or
 * time=3: its exact name, one of dig's short forms, or any beginning that
 * only one option has.  Returns false with the reason.
 */
bool optword_apply(struct refusal *r, const char *word, struct choice *choice);

/* All of them, a line or two each, for --help=all. */
void optword_help(FILE *out);

/*
 * optword_offer(refusal, mark, word): there is no such option: what was meant?
 */
void optword_offer(struct refusal *r, const char *mark, const char *word);

#endif
