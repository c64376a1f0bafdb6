/*
 * Messages that somebody pasted as hexadecimal digits: --decode.
 */
#ifndef TWIG_PASTE_H
#define TWIG_PASTE_H

#include "tools/request.h"

#include <stdio.h>

/*
 * paste_tell(s, f): all messages in `f`, one after the other.  False: what is
 * there is none, which was said.
 */
bool paste_tell(const struct settings *s, FILE *f);

#endif
