/*
 * An exchange told to who learns: +explain, +words and +hexdump.
 */
#ifndef TWIG_TELL_H
#define TWIG_TELL_H

#include "tools/exchange.h"

/* Is that what the user wants? */
bool tell_is_wanted(const struct settings *s);

/* tell_exchange(e): the query and its reply, or why there was none. */
void tell_exchange(const struct exchange *e);

/*
 * tell_pasted(s, f): a message that somebody pasted as hex, read from `f`, as
 * --decode does.  False: it is none, which was said.
 */
bool tell_pasted(const struct settings *s, FILE *f);

#endif
