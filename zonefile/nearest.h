/*
 * How far a word is from one that there is: which option, which type was
 * probably meant?  Nothing is known here of what the words are.
 */
#ifndef TWIG_NEAREST_H
#define TWIG_NEAREST_H

#include <stddef.h>

enum { NEAREST_MAX = 31 /* letters of a name that there is */ };

/*
 * nearest_distance(written, n, name): how many letters of `written`, of any
 * case, are wrong, missing, too many or swapped with their neighbour, when
 * `name`, of at most NEAREST_MAX letters, was meant.
 */
unsigned nearest_distance(const char *written, size_t n, const char *name);

/* The best of the names that were offered. */
struct nearest {
    const char *name; /* NULL: none is near enough */
    unsigned apart;
};

/*
 * nearest_offer(best, written, n, name): take `name` if it is nearer than the
 * best so far; of two, the one with the same first letter.  No more than a
 * third of the letters may be wrong: farther words were not meant.
 */
void nearest_offer(struct nearest *best, const char *written, size_t n,
                   const char *name);

#endif
