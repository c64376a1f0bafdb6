/*
 * Lesson 6, workers: the clients.  All ask at once, and it is measured.
 */
#ifndef TWIG_UDPLAB_CROWD_H
#define TWIG_UDPLAB_CROWD_H

#include "tools/udplab/lab.h"

enum { CROWD = 32 };

/* The head of the table. */
void crowd_head(const struct lab *lab);

/*
 * crowd_measure(lab): a row of it.  Returns how many workers were at work at
 * the same time, on the average, or -1 when an answer is missing.
 */
double crowd_measure(const struct lab *lab);

#endif
