/*
 * What a reply means, in one or two plain sentences; or what it means that
 * there is none.
 */
#ifndef TWIG_WORDS_H
#define TWIG_WORDS_H

#include "tools/explain_task.h"

#include <stdio.h>

/* Print the sentences, cut at column 80, without a heading. */
void words_print(FILE *out, const struct explain *e);

#endif
