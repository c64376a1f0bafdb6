/*
 * twig-zone walk: how a name is found, with the line of the file that decided.
 */
#ifndef TWIG_ZONE_WALK_H
#define TWIG_ZONE_WALK_H

#include "tools/zone_command.h"

/* Returns how the program ends: ZONE_DIFFERS when nothing is found. */
int zone_walk(const struct zone_command *c);

#endif
