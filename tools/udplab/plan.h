/*
 * What becomes of each datagram on a bad line, by chance; but the same seed
 * makes the same accidents, so that a run can be repeated.
 */
#ifndef TWIG_UDPLAB_PLAN_H
#define TWIG_UDPLAB_PLAN_H

#include <stdint.h>

enum fate {
    FATE_ARRIVES,
    FATE_LOST,
    FATE_TWICE,
    FATE_LATE, /* it is overtaken by the next one */
};

struct plan {
    uint32_t state;
};

struct plan plan_begin(unsigned seed);

/* What becomes of the next datagram. */
enum fate plan_next(struct plan *plan);

#endif
