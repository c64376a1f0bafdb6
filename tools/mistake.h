/*
 * What is wrong with what the user wrote: two lines on stderr.
 */
#ifndef TWIG_MISTAKE_H
#define TWIG_MISTAKE_H

/* Where it was written. */
struct whence {
    const char *path; /* NULL: the command line; lives on */
    unsigned line;    /* 0: it is about the whole file */
};

/*
 * mistake(at, what, about, mend): twig: PATH:LINE: WHAT: 'ABOUT' and what would
 * mend it.  `at`, `about` and `mend` may be NULL.
 */
void mistake(const struct whence *at, const char *what, const char *about,
             const char *mend);

/* ;; Warning, ... on stderr, as dig's. */
void mistake_warn(const struct whence *at, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
