/*
 * A ring of entries in memory that two processes share: one puts, the other
 * takes, and neither ever waits for the other.
 *
 *                    tail                  head
 *                     v                     v
 *     | entry | entry | entry |  entry |    |        |        | slack |
 *                     \__ to be taken __/   \_ room _/
 *
 *     entry: | length, 4 | -, 4 | octets, to a multiple of 8 |
 *
 * Both count octets and only grow; an entry begins at its count modulo the
 * size and is never cut: the last one of a round may reach into the slack, and
 * the next begins as far behind the start as that one reached.
 *
 * An entry is there once `head` is behind it, so that of a process which is
 * killed while it writes nothing is seen.  Who takes believes nothing: entries
 * are copied first, and a ring whose numbers make no sense is emptied.
 *
 * Who takes and has nothing to do says that it dozes before it sleeps; then,
 * and only then, is it to be woken.  How, is the callers' affair.
 */
#ifndef TWIG_RING_H
#define TWIG_RING_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    RING_SIZE = 1 << 20,  /* a power of two */
    RING_ENTRY_MAX = 512, /* octets, a multiple of 8 */
    RING_HEAD = 8
};

struct ring {
    _Alignas(64) _Atomic uint64_t head; /* of who puts */
    _Alignas(64) _Atomic uint64_t tail; /* of who takes */
    _Alignas(64) atomic_bool dozes;     /* of who takes */
    _Alignas(64) uint8_t data[RING_SIZE + RING_HEAD + RING_ENTRY_MAX];
};

/* What who puts has at hand, so as to look at the other's `tail` seldom. */
struct ring_end {
    struct ring *ring; /* NULL: there is none */
    uint64_t head, tail;
    uint64_t told; /* `head` when it was last asked who dozes */
};

/*
 * rings_new(n): so many empty rings; memory of this process and of its
 * children.  NULL with errno.
 */
struct ring *rings_new(unsigned n);

/* The end of who puts.  Whoever did before is gone; what it left stays, if it
 * makes sense. */
struct ring_end ring_begin(struct ring *r);

/*
 * ring_room(e): where the next entry is to be written, up to RING_ENTRY_MAX
 * octets, at a multiple of 8; NULL: there is no room.
 */
void *ring_room(struct ring_end *e);

/* ring_put(e, n): what was written there is an entry of `n` octets. */
void ring_put(struct ring_end *e, size_t n);

/* ring_dozes(e): must who takes be woken, for what was put since this was asked
 * before? */
bool ring_dozes(struct ring_end *e);

enum { RING_EMPTY = -1, RING_BROKEN = -2 };

/*
 * ring_take(r, out): the next entry into `out` of RING_ENTRY_MAX octets.
 * Returns its length; RING_EMPTY; or RING_BROKEN: all that was in it is gone.
 */
int ring_take(struct ring *r, void *out);

/*
 * ring_doze(r, yes): say that who takes is about to sleep, or does no longer.
 * Returns whether the ring is empty, without which there is no sleeping.
 */
bool ring_doze(struct ring *r, bool yes);

#endif
