/*
 * twig-zone convert: the same zone in another format.
 *
 * What the target cannot carry is told, and then nothing is written without
 * --lossy.  Comments and the layout are not carried in any case.
 */
#ifndef TWIG_ZONE_CONVERT_H
#define TWIG_ZONE_CONVERT_H

#include "tools/zone_command.h"

/* Returns how the program ends: ZONE_DIFFERS when something is lost. */
int zone_convert(const struct zone_command *c);

#endif
