/*
 * The query log: a process of its own, twigd-log, that takes facts out of the
 * workers' rings and writes a line for each.
 *
 *     worker 1  --ring-->
 *     worker 2  --ring-->  twigd-log  --> stderr, or a file
 *     tcp       --ring-->
 *
 * A disk that is slow, or nobody who reads the pipe, makes it wait, and nobody
 * else: the rings run full, lines are lost and counted, and the log tells how
 * many once it goes on.  A process of its own can also die: another is hired,
 * and goes on where it was.
 *
 * Lines of one worker stand in the order of its replies; those of several are
 * no more than a moment out of it.
 */
#ifndef TWIG_SCRIBE_H
#define TWIG_SCRIBE_H

#include "resolver/config.h"
#include "resolver/ring.h"
#include "resolver/stats.h"

#include <sys/types.h>

/* Kept by the supervisor. */
struct scribe {
    const struct config *config; /* NULL: no queries are logged */
    struct counts *counts;       /* its place, the last */
    const struct stats *stats;
    struct ring *rings; /* one of each worker */
    unsigned rings_n;
    int wake;         /* an eventfd: it sleeps until there is something in it */
    int out;          /* where its lines go, at first; -1: to stderr */
    pid_t pid;        /* 0: there is none */
    uint64_t hire_at; /* not before; ms of clock.h */
};

/*
 * scribe_open(s, c, stats): what the log of so many workers as `stats` has
 * places but one needs; nothing, if no queries are to be logged.  Returns 0, or
 * -1: it was logged what is wrong.
 */
int scribe_open(struct scribe *s, const struct config *c, struct stats *stats);

/* scribe_fill(s): start the process, if there shall be one and there is none.
 */
void scribe_fill(struct scribe *s);

/* scribe_fell(s, pid, status): a child ended.  False: it was not this one. */
bool scribe_fell(struct scribe *s, pid_t pid, int status);

/* Its file was moved away: it shall begin another. */
void scribe_renew(const struct scribe *s);

/* The workers are gone: it shall write what is left, and end.  It is waited
 * for, but not for ever. */
void scribe_dismiss(struct scribe *s);

#endif
