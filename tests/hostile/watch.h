/*
 * A server from outside: which processes it is, and how much memory they have.
 */
#ifndef TWIG_HOSTILE_WATCH_H
#define TWIG_HOSTILE_WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { FAMILY_MAX = 64 };

struct family {
    pid_t pids[FAMILY_MAX]; /* the first one, and all below it */
    size_t n;
};

/* A process and its children and theirs; none, if it is gone. */
struct family watch_family(pid_t first);
bool watch_same(const struct family *a, const struct family *b);

/*
 * The memory of their own: what is anonymous or shared between processes,
 * each page counted once (Pss), in KiB.  Pages of files are left out: how they
 * are shared depends on what else runs on the machine.  -1: it cannot be read.
 */
long watch_memory(const struct family *f);

#endif
