/*
 * A name written as the path that leads to it, from the top:
 *
 *     com -> cctv -> news        ->, > or the arrow U+2192
 */
#ifndef TWIG_PATH_H
#define TWIG_PATH_H

#include "zonefile/scan.h"

/*
 * path_words(s): how many words of the entry make the path at its beginning.
 * 0: it does not begin with one.
 */
size_t path_words(const struct scan *s);

/* Is there an arrow in the word? */
bool path_has_arrow(const struct word *w);

enum { PATH_TEXT_MAX = 1024 };

/*
 * path_text(s, words, out): the path in the first `words` words as a name in
 * presentation form, news.cctv.com., into `out` of PATH_TEXT_MAX octets.
 * Returns its text, somewhere in `out`; .n == 0: that was complained of.
 */
struct bytes path_text(struct scan *s, size_t words, char *out);

#endif
