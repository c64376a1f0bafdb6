/*
 * Waits until what was read is saved, in whichever way.  Every file and
 * directory that the last load noted is looked at, again and again: what is
 * included, what a link leads to, and what was missing, too.
 */
#ifndef TWIG_ZONE_WATCH_H
#define TWIG_ZONE_WATCH_H

#include "zonefile/readings.h"

/*
 * zone_watch_wait(r): until something is not as the load found it, and has
 * stayed so for a moment: the editor is done.  False with errno: it cannot be
 * known.
 */
bool zone_watch_wait(const struct readings *r);

#endif
