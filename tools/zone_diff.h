/*
 * twig-zone diff: what differs between two zones, as names and records; and
 * which answers there are no more.
 */
#ifndef TWIG_ZONE_DIFF_H
#define TWIG_ZONE_DIFF_H

#include "tools/zone_command.h"

/* Returns how the program ends. */
int zone_diff(const struct zone_command *c);

#endif
