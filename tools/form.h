/*
 * The form in which a message is shown: dig's text, or one for programs.  The
 * one place that knows which there are.
 */
#ifndef TWIG_FORM_H
#define TWIG_FORM_H

#include "tools/print.h"

void form_message(struct text *t, const struct shown *s);

/* What is told behind it. */
void form_statistics(struct text *t, const struct shown *s);

/* In dig's text nothing: there it is a message to the user, not a result. */
void form_failure(struct text *t, enum form form, const struct failure *f);

#endif
