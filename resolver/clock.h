/*
 * Time for whoever waits or measures: milliseconds, or microseconds, that do
 * not go back; and for who serves, the time of a batch by two clocks.
 */
#ifndef TWIG_CLOCK_H
#define TWIG_CLOCK_H

#include <stdint.h>
#include <time.h>

#define CLOCK_NEVER UINT64_MAX

static inline uint64_t clock_us(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static inline uint64_t clock_ms(void)
{
    return clock_us() / 1000;
}

struct moment {
    uint64_t ms;           /* of a clock that does not go back */
    uint32_t seconds;      /* since 1970, modulo 2^32, and ... */
    uint16_t milliseconds; /* ... of that second */
};

/*
 * clock_moment(): now, as of the timer's last tick, some milliseconds ago: good
 * enough for cookies, limits, idle connections and the log, and read in 3 ns
 * instead of 20.
 */
static inline struct moment clock_moment(void)
{
    struct timespec t, date;
    clock_gettime(CLOCK_MONOTONIC_COARSE, &t);
    clock_gettime(CLOCK_REALTIME_COARSE, &date);
    return (struct moment){ (uint64_t)t.tv_sec * 1000 +
                                (uint64_t)t.tv_nsec / 1000000,
                            (uint32_t)date.tv_sec,
                            (uint16_t)(date.tv_nsec / 1000000) };
}

#endif
