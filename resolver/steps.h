/*
 * The steps of a path, one name in one directory after the other, as the kernel
 * takes them: the links are followed, so each directory is named without any.
 *
 *     zones/a.zone       .       for "zones"
 *       -> ..data/a.zone zones   for "a.zone", a link, and for "..data", too
 *       -> ..2026/a.zone ..2026  for "a.zone"
 */
#ifndef TWIG_STEPS_H
#define TWIG_STEPS_H

#include <limits.h>
#include <stdbool.h>

struct steps {
    char at[PATH_MAX];       /* a directory; behind the last step: what it is */
    char name[NAME_MAX + 1]; /* what is looked for in it; not "." nor ".." */
    char to[PATH_MAX];       /* where the link leads that was taken; "": none */
    char rest[PATH_MAX];     /* the path from there on */
    unsigned links;
};

/* steps_begin(s, path): at the root, or where the process is. */
void steps_begin(struct steps *s, const char *path);

/* steps_next(s): the next step, into s->at and s->name; false: that was all. */
bool steps_next(struct steps *s);

/* steps_enter(s): take it.  False: there is nothing of that name, or a link
 * that leads nowhere. */
bool steps_enter(struct steps *s);

#endif
