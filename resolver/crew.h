/*
 * The workers: hired, replaced when they fall, told the news, dismissed.
 * The last one answers by TCP, the others by UDP.
 */
#ifndef TWIG_CREW_H
#define TWIG_CREW_H

#include "resolver/config.h"
#include "resolver/listening.h"
#include "resolver/scribe.h"
#include "resolver/service.h"
#include "zonefile/image.h"

#include <stdatomic.h>
#include <sys/types.h>

enum { CREW_MAX = CONFIG_WORKERS_MAX + 1, CREW_OTHERS = 6 };

struct worker {
    pid_t pid; /* 0: the place is empty */
    int news;  /* our end: images and secrets go in here */
    uint64_t hired;
    /* Of the place, whoever has it: */
    unsigned quick;   /* that lived for a moment only, in a row */
    uint64_t hire_at; /* not before; ms */
};

struct crew {
    /* The supervisor's, which changes them between the calls below: */
    const struct config *config;
    struct listening listening;
    const struct service *self;
    struct image image;
    int image_fd;
    const int *others[CREW_OTHERS]; /* descriptors that a worker closes; there
                                       -1 stands for none */
    /* Its own: */
    struct worker workers[CREW_MAX];
    unsigned n;
    unsigned generation;  /* of what they were told; 0: nothing yet */
    atomic_uint *serving; /* [worker], shared: the generation it answers from */
    struct stats *stats;  /* a place for each worker, and for the scribe */
    struct scribe scribe;
};

/* crew_open(c, config): the rest is the caller's to fill.  0, or -1 with errno.
 */
int crew_open(struct crew *c, const struct config *config);

/* Fill all places, if it is time, once there is something to tell. */
void crew_fill(struct crew *c);

/* crew_fell(c, pid, status): a child ended.  If it was of the crew another is
 * hired. */
void crew_fell(struct crew *c, pid_t pid, int status);

/* All that was counted, on stderr: a line, one JSON object. */
void crew_report(const struct crew *c);

/*
 * crew_tell(c): tell all of the image and of the secrets of *self as they are
 * now.  Who cannot be told is replaced by one that knows.
 */
void crew_tell(struct crew *c);

/*
 * crew_next(c): when the caller shall call crew_fill again, and this, in ms of
 * clock.h, or CLOCK_NEVER.  Whoever is late to take the news gets his signal
 * again.
 */
uint64_t crew_next(const struct crew *c);

/* Have all end, be it by force, and wait until they have; children that are
 * not of the crew are reaped too. */
void crew_dismiss(struct crew *c);

#endif
