/*
 * Waits until a zone file is saved, in whichever way: its directory is watched,
 * for many editors save by renaming.  What a file includes is not.
 */
#ifndef TWIG_ZONE_WATCH_H
#define TWIG_ZONE_WATCH_H

#include <stdbool.h>

struct zone_watch {
    int fd;
    const char *name; /* in the directory; NULL: whatever is in it */
};

/*
 * zone_watch_open(w, zone): FILE, ORIGIN=FILE or a DIRECTORY; it outlives the
 * watch.  False, after it was said why: it cannot be watched.
 */
bool zone_watch_open(struct zone_watch *w, const char *zone);

/* zone_watch_wait(w): until it was saved since; false: never again. */
bool zone_watch_wait(struct zone_watch *w);

#endif
