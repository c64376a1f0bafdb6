/*
 * A message as JSON, RFC 8427, by the names that kdig uses; an object on a
 * line of its own, so that several are JSON Lines.  An object "twig" tells
 * what the RFC has no names for.
 */
#ifndef TWIG_JSON_H
#define TWIG_JSON_H

#include "tools/print.h"

/*
 * json_message(t, s): the reply, together with its query if that is to be
 * shown.  Of a message that was sent to a server nothing is written: it comes
 * with the reply.
 */
void json_message(struct text *t, const struct shown *s);

/*
 * json_failure(t, f): an object with "error", and the question as far as one
 * was asked, by the names that it has in a message.
 */
void json_failure(struct text *t, const struct failure *f);

#endif
