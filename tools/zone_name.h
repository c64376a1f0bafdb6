/*
 * A name among the words of the command line.
 */
#ifndef TWIG_ZONE_NAME_H
#define TWIG_ZONE_NAME_H

#include "zonefile/name.h"

/* zone_name(name, text): in any script; false, after it was said: it is none.
 */
bool zone_name(struct name *name, const char *text);

#endif
