/*
 * A message as YAML, laid out as dig does: an item of a list, so that the
 * messages of several queries are one list.  Whatever the octets, the text is
 * YAML: quotes are doubled, and nothing but visible characters is written.
 */
#ifndef TWIG_YAML_H
#define TWIG_YAML_H

#include "tools/print.h"

void yaml_message(struct text *t, const struct shown *s);

/* An item that is no message: why there is none, and below it the server. */
void yaml_failure(struct text *t, const struct failure *f);

#endif
