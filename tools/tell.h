/*
 * An exchange told to who learns: +explain, +words and +hexdump.
 */
#ifndef TWIG_TELL_H
#define TWIG_TELL_H

#include "tools/exchange.h"

/* Is that what the user wants? */
bool tell_is_wanted(const struct settings *s);

/* tell_exchange(e): the query and its reply, or why there was none; of a
 * transfer the query once. */
void tell_exchange(const struct exchange *e);

/* That there was no server to ask. */
void tell_no_server(const struct settings *s);

#endif
