/*
 * Did you mean?  A name that exists one slip away from one that does not: a
 * letter wrong, missing or too many, or two swapped.
 *
 * Every such label is made and looked up.  That is some hundred look-ups, of a
 * label of 63 octets 5,000, and no more in a zone of a million names.
 */
#ifndef TWIG_NEIGHBOUR_H
#define TWIG_NEIGHBOUR_H

#include "zonefile/image.h"

/*
 * neighbour_find(img, name, depth, near): the label that `depth` counts, from
 * the root, does not exist: with another one in its place there is `near`, all
 * of the name if that exists, or else as much of it as ends in this label.
 * False: there is none.
 */
bool neighbour_find(const struct image *img, const struct name *name,
                    unsigned depth, struct name *near);

#endif
