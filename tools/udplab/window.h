/*
 * A sliding window: at most so many events within any span of time.
 *
 *              |<------- span ------->|
 *     ---x-----x--x----x----x---------?-->  time
 *              5 within the span: the next one is refused until the oldest
 *              of them falls out of the window on the left
 *
 * Only the times of the last few events are kept, in a ring.
 */
#ifndef TWIG_UDPLAB_WINDOW_H
#define TWIG_UDPLAB_WINDOW_H

#include <stdbool.h>
#include <stdint.h>

enum { WINDOW_EVENTS = 5 };

struct window { /* all zero: nothing has happened */
    int64_t at[WINDOW_EVENTS];
    unsigned next; /* the place of the next event, and of the oldest one */
    bool full;     /* there have been as many as the ring has places */
};

/*
 * window_admits(w, now, span): may one more happen now?  If so, it is noted;
 * an event that is refused does not count.  `now` never goes back.
 */
bool window_admits(struct window *w, int64_t now, int64_t span);

#endif
