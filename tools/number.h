/*
 * Numbers as people write them on a command line.
 */
#ifndef TWIG_NUMBER_H
#define TWIG_NUMBER_H

#include <stdbool.h>

/* A whole decimal number; false when it is none or over `most`. */
bool number_read(unsigned *v, const char *text, unsigned most);

#endif
