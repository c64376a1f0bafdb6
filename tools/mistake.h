/*
 * What is wrong with what the user wrote: two lines on stderr.
 */
#ifndef TWIG_MISTAKE_H
#define TWIG_MISTAKE_H

/*
 * mistake(what, about, mend): twig: WHAT: 'ABOUT' and what would mend it.
 * `about` and `mend` may be NULL.
 */
void mistake(const char *what, const char *about, const char *mend);

/* ;; Warning, ... on stderr, as dig's. */
void mistake_warn(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

#endif
