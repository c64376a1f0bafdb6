#include "tools/udplab/window.h"

bool window_admits(struct window *w, int64_t now, int64_t span)
{
    /* The new event takes the place of the oldest; that must be old enough. */
    int64_t *oldest = &w->at[w->next];
    if (w->full && now - *oldest < span)
        return false;
    *oldest = now;
    w->next = (w->next + 1) % WINDOW_EVENTS;
    w->full = w->full || w->next == 0;
    return true;
}
