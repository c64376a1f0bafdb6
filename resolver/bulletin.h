/*
 * What a load changed, in words: each record that came or went, to ten lines,
 * then their number.
 *
 *     + sport.cctv.com A 203.0.113.8
 *     - news.cctv.com A 203.0.113.7
 */
#ifndef TWIG_BULLETIN_H
#define TWIG_BULLETIN_H

#include "zonefile/image.h"

#include <sys/types.h>

enum { BULLETIN_LINES = 10 };

/*
 * bulletin_text(before, after): whole lines of a log, malloc'd; NULL with errno
 * ENOMEM.  A TTL is told where it is what changed, the serial of a SOA not.
 */
char *bulletin_text(const struct image *before, const struct image *after);

/*
 * bulletin_print(before, after): have it logged by a child, which is soon gone:
 * to compare a million names takes longer than to serve them.  Returns its PID,
 * or -1 with errno.
 */
pid_t bulletin_print(const struct image *before, const struct image *after);

#endif
