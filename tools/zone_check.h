/*
 * twig-zone check: all that is wrong with zone files, or what they hold.
 */
#ifndef TWIG_ZONE_CHECK_H
#define TWIG_ZONE_CHECK_H

#include "tools/zone_command.h"

/* Returns how the program ends. */
int zone_check(const struct zone_command *c);

#endif
