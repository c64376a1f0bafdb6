#include "resolver/ring.h"

#include <assert.h>
#include <string.h>
#include <sys/mman.h>

enum { MASK = RING_SIZE - 1 };

_Static_assert((RING_SIZE & MASK) == 0, "a position is a count and a mask");

struct ring *rings_new(unsigned n)
{
    void *rings = mmap(NULL, n * sizeof(struct ring), PROT_READ | PROT_WRITE,
                       MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return rings == MAP_FAILED ? NULL : rings;
}

/* What an entry of `n` octets takes up. */
static uint64_t whole(size_t n)
{
    return RING_HEAD + ((n + 7) & ~(uint64_t)7);
}

/* ---- who puts ---- */

struct ring_end ring_begin(struct ring *r)
{
    uint64_t head = atomic_load(&r->head), tail = atomic_load(&r->tail);
    head = head - tail > RING_SIZE ? tail : head;
    head = (head + 7) & ~(uint64_t)7;
    atomic_store(&r->head, head);
    return (struct ring_end){ r, head, tail, tail };
}

void *ring_room(struct ring_end *e)
{
    enum { ENOUGH = RING_SIZE - RING_HEAD - RING_ENTRY_MAX };
    if (e->head - e->tail > ENOUGH)
        e->tail = atomic_load_explicit(&e->ring->tail, memory_order_acquire);
    if (e->head - e->tail > ENOUGH)
        return NULL;
    return e->ring->data + (e->head & MASK) + RING_HEAD;
}

void ring_put(struct ring_end *e, size_t n)
{
    uint32_t len = (uint32_t)n;
    assert(n <= RING_ENTRY_MAX);
    memcpy(e->ring->data + (e->head & MASK), &len, sizeof len);
    e->head += whole(n);
    atomic_store_explicit(&e->ring->head, e->head, memory_order_release);
}

/* Either who takes sees the entry before it sleeps, or we see that it dozes:
 * each writes first, then looks. */
bool ring_dozes(struct ring_end *e)
{
    if (e->told == e->head)
        return false;
    e->told = e->head;
    atomic_thread_fence(memory_order_seq_cst);
    return atomic_load_explicit(&e->ring->dozes, memory_order_relaxed);
}

/* ---- who takes ---- */

int ring_take(struct ring *r, void *out)
{
    uint32_t len;
    uint64_t tail = atomic_load_explicit(&r->tail, memory_order_relaxed);
    uint64_t head = atomic_load_explicit(&r->head, memory_order_acquire);
    const uint8_t *at = r->data + (tail & MASK);
    if (head == tail)
        return RING_EMPTY;
    memcpy(&len, at, sizeof len);
    atomic_signal_fence(memory_order_acquire); /* it is not looked up again */
    bool good = head - tail <= RING_SIZE && len <= RING_ENTRY_MAX &&
                whole(len) <= head - tail;
    if (good)
        memcpy(out, at + RING_HEAD, len);
    tail = good ? tail + whole(len) : head;
    atomic_store_explicit(&r->tail, tail, memory_order_release);
    return good ? (int)len : RING_BROKEN;
}

bool ring_doze(struct ring *r, bool yes)
{
    atomic_store_explicit(&r->dozes, yes, memory_order_relaxed);
    atomic_thread_fence(memory_order_seq_cst);
    return atomic_load_explicit(&r->head, memory_order_relaxed) ==
           atomic_load_explicit(&r->tail, memory_order_relaxed);
}
