/*
 * Watches what the last load read, and tells when it may have changed.
 *
 * Watched are directories, not files: an editor that saves by renaming leaves
 * another file behind.  And each step of a path (steps.h), for each may be
 * exchanged.  A file that can be written by another name is watched, too.
 *
 * What is missing is watched as far as its path goes, until it comes.  Events
 * of names that no load looked for (4913, .a.zone.swp, a.zone~) are nothing.
 * They only say when to load; whether anything changed, the load finds out.
 */
#ifndef TWIG_WATCH_H
#define TWIG_WATCH_H

#include "resolver/lull.h"
#include "zonefile/readings.h"

/* What a load leaves behind. */
struct watch_news {
    int fd;         /* its readings */
    bool whole;     /* it came to its end; else what was watched still is */
    uint64_t since; /* when it began, by watch_clock */
};

struct watch {
    int fd;                /* inotify's, to be polled; -1: none */
    int blind;             /* the errno why not all is watched; 0: all is;
                              EREMOTE: others can write without an event */
    struct arena readings; /* see readings.h */
    size_t whole_n;        /* octets of them that are of the last whole load */
    uint64_t since;        /* when it began to read, in the time of files, ns */
    struct target *targets;
    size_t targets_n;
    struct place *places;
    size_t places_n;
};

/* watch_open(w): what cannot be watched, *w says; it can still be looked at. */
void watch_open(struct watch *w);

void watch_close(struct watch *w);

/* watch_clock(): now, in the time of files. */
uint64_t watch_clock(void);

/*
 * watch_renew(w, news): watch what a load read.  True when there is something
 * new among it, which may have changed unseen: ask watch_changed.
 */
bool watch_renew(struct watch *w, const struct watch_news *news);

/* watch_read(w, l, now): what was seen, without waiting, into the lull. */
void watch_read(struct watch *w, struct lull *l, uint64_t now);

/* watch_tells(type): does a file system of this type, as of statfs(2), tell of
 * every change?  Not of those that are made behind the kernel's back. */
bool watch_tells(long type);

/* Look at all: is anything not as the load found it, or may not be? */
bool watch_changed(const struct watch *w);

#endif
