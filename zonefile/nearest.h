/*
 * How far a word is from one that there is: which option, which type was
 * probably meant?  Nothing is known here of what the words are.
 */
#ifndef TWIG_NEAREST_H
#define TWIG_NEAREST_H

enum { NEAREST_MAX = 31 /* letters of a name that there is */ };

/*
 * nearest_distance(written, name): how many letters must be changed, added or
 * taken away until `written`, of any length, is `name`, of at most NEAREST_MAX.
 */
unsigned nearest_distance(const char *written, const char *name);

#endif
