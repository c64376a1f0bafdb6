#include "zonefile/arena.h"

#include <errno.h>
#include <sys/mman.h>

enum { ARENA_FIRST = 1 << 16 }; /* whole pages, of whatever size */

static int grow(struct arena *a, size_t need)
{
    size_t cap = a->cap ? a->cap : ARENA_FIRST;
    while (cap < need)
        cap *= 2;
    void *p = a->base ? mremap(a->base, a->cap, cap, MREMAP_MAYMOVE)
                      : mmap(NULL, cap, PROT_READ | PROT_WRITE,
                             MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (p == MAP_FAILED) {
        errno = ENOMEM;
        return -1;
    }
    a->base = p;
    a->cap = cap;
    return 0;
}

void *arena_take(struct arena *a, size_t n)
{
    if (a->cap - a->len < n && grow(a, a->len + n) < 0)
        return NULL;
    void *p = a->base + a->len;
    a->len += n;
    return p;
}

void arena_forget(struct arena *a, size_t n)
{
    n = n / ARENA_FIRST * ARENA_FIRST;
    if (n <= a->forgotten)
        return;
    madvise(a->base + a->forgotten, n - a->forgotten, MADV_DONTNEED);
    a->forgotten = n;
}

void arena_free(struct arena *a)
{
    if (a->base)
        munmap(a->base, a->cap);
    *a = (struct arena){ .base = NULL };
}
