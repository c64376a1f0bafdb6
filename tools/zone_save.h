/*
 * Where what twig-zone made goes to: -o.
 */
#ifndef TWIG_ZONE_SAVE_H
#define TWIG_ZONE_SAVE_H

#include "tools/text.h"

/*
 * zone_save(path, t): the text to that file, which is whole, old or new, at any
 * moment; or, with NULL, to stdout.  What is no regular file is written into.
 * Returns how the program ends; what is wrong with the file was said.
 */
int zone_save(const char *path, const struct text *t);

#endif
