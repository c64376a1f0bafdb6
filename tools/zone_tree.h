/*
 * twig-zone tree: the names of a zone as a tree, on the terminal or as a
 * picture.
 */
#ifndef TWIG_ZONE_TREE_H
#define TWIG_ZONE_TREE_H

#include "tools/zone_command.h"

/* Returns how the program ends. */
int zone_tree(const struct zone_command *c);

#endif
