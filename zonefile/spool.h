/*
 * A file that is written from one end to the other, through a little memory:
 * octets gather behind one another and go to the file many at a time.  So a
 * large file takes no memory of this process but a buffer, used again and
 * again, and none of the page faults of a file that is mapped.
 */
#ifndef TWIG_SPOOL_H
#define TWIG_SPOOL_H

#include "zonefile/arena.h"

struct spool {
    int fd;
    uint64_t at; /* where in the file the buffer's first octet belongs */
    struct arena buffer;
};

/* Where in the file the next octet goes. */
static inline uint64_t spool_end(const struct spool *s)
{
    return s->at + s->buffer.len;
}

/*
 * spool_take(s, n): `n` more octets, zero, at the end.  Returns NULL with errno
 * ENOMEM.  As with an arena, what is pointed to may move with the next take.
 */
void *spool_take(struct spool *s, size_t n);

/* What was taken at `at`, which is not written yet. */
static inline void *spool_get(const struct spool *s, uint64_t at)
{
    return s->buffer.base + (at - s->at);
}

/* Give back what was taken behind `end`. */
static inline void spool_cut(struct spool *s, uint64_t end)
{
    s->buffer.len = (size_t)(end - s->at);
}

/* A place to stop: write, if it is worth it.  0, or -1 with errno. */
int spool_pause(struct spool *s);

/* Write all that is left; 0, or -1 with errno. */
int spool_flush(struct spool *s);

/* Give the buffer back, written or not. */
void spool_free(struct spool *s);

#endif
