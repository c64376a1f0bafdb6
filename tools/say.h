/*
 * Where output goes: what was asked for to stdout, and so the messages too, as
 * dig's do; but when a program reads stdout (+short), messages to stderr.
 */
#ifndef TWIG_SAY_H
#define TWIG_SAY_H

#include "tools/request.h"

/* A line behind ;; and a blank. */
void say(const struct settings *s, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * say_greeting(s, greeting, failed): the lines of the command, once.  They are
 * the caller's no longer.  Nothing could be shown: then even with +nocmd.
 */
void say_greeting(const struct settings *s, char **greeting, bool failed);

/* A text to stdout. */
void say_text(const struct settings *s, const struct text *t);

/* ... or where messages go. */
void say_message(const struct settings *s, const struct text *t);

#endif
