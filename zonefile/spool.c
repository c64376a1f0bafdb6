#include "zonefile/spool.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum { ENOUGH = 1 << 18 }; /* octets; 1 << 16 to 1 << 20 cost the same */

void *spool_take(struct spool *s, size_t n)
{
    void *p = arena_take(&s->buffer, n);
    return p ? memset(p, 0, n) : NULL; /* it may be used again */
}

int spool_flush(struct spool *s)
{
    const uint8_t *from = s->buffer.base;
    while (s->buffer.len) {
        ssize_t n = pwrite(s->fd, from, s->buffer.len, (off_t)s->at);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        from += n;
        s->at += (size_t)n;
        s->buffer.len -= (size_t)n;
    }
    return 0;
}

int spool_pause(struct spool *s)
{
    return s->buffer.len < ENOUGH ? 0 : spool_flush(s);
}

void spool_free(struct spool *s)
{
    arena_free(&s->buffer);
}
