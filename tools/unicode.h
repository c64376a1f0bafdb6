/*
 * Names with xn-- labels in their own script, for people to read.
 */
#ifndef TWIG_UNICODE_H
#define TWIG_UNICODE_H

#include <stdbool.h>

enum { UNICODE_NAME = 1024 };

/*
 * unicode_name(out, ascii): the name in UTF-8 into `out` of UNICODE_NAME.
 * False, and nothing is in it: there is no xn-- label, or one that is none, or
 * what it stands for must not be shown.
 */
bool unicode_name(char *out, const char *ascii);

/* Does the locale of the environment say UTF-8?  It is not set up for that. */
bool unicode_locale(void);

#endif
