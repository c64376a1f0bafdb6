/*
 * Bytes from outside are touched only here: a reader and a writer that know
 * their ends.  Going too far sets `bad`, which sticks; it is asked once, when
 * all is read or written.  Numbers are in network order on the wire.
 */
#ifndef TWIG_WIRE_H
#define TWIG_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct bytes {
    const uint8_t *at;
    size_t n;
};

struct reader {
    const uint8_t *at;  /* next byte */
    const uint8_t *end; /* one past the last */
    bool bad;           /* somebody asked for more than there was */
};

struct writer {
    uint8_t *at;
    uint8_t *end;
    bool bad; /* it did not fit; nothing after that was written */
};

static inline struct reader reader_over(const void *p, size_t n)
{
    const uint8_t *at = p;
    return (struct reader){ .at = at, .end = at + n };
}

static inline struct writer writer_over(void *p, size_t n)
{
    uint8_t *at = p;
    return (struct writer){ .at = at, .end = at + n };
}

/* How many octets are left. */
static inline size_t reader_left(const struct reader *r)
{
    return (size_t)(r->end - r->at);
}

static inline uint16_t get_u16(const uint8_t *p)
{
    return (uint16_t)(p[0] << 8 | p[1]);
}

static inline uint32_t get_u32(const uint8_t *p)
{
    return (uint32_t)get_u16(p) << 16 | get_u16(p + 2);
}

static inline void put_u16(uint8_t *p, uint16_t v)
{
    p[0] = (uint8_t)(v >> 8);
    p[1] = (uint8_t)v;
}

static inline void put_u32(uint8_t *p, uint32_t v)
{
    put_u16(p, (uint16_t)(v >> 16));
    put_u16(p + 2, (uint16_t)v);
}

/* Take the next `n` octets; NULL once the reader is bad. */
static inline const uint8_t *read_bytes(struct reader *r, size_t n)
{
    if (r->bad || reader_left(r) < n) {
        r->bad = true;
        return NULL;
    }
    const uint8_t *p = r->at;
    r->at += n;
    return p;
}

/* 0 once the reader is bad. */
static inline uint8_t read_u8(struct reader *r)
{
    const uint8_t *p = read_bytes(r, 1);
    return p ? *p : 0;
}

static inline uint16_t read_u16(struct reader *r)
{
    const uint8_t *p = read_bytes(r, 2);
    return p ? get_u16(p) : 0;
}

static inline uint32_t read_u32(struct reader *r)
{
    const uint8_t *p = read_bytes(r, 4);
    return p ? get_u32(p) : 0;
}

/* Room for `n` more octets, to be filled by the caller; NULL once bad. */
static inline uint8_t *write_room(struct writer *w, size_t n)
{
    if (w->bad || (size_t)(w->end - w->at) < n) {
        w->bad = true;
        return NULL;
    }
    uint8_t *p = w->at;
    w->at += n;
    return p;
}

static inline void write_bytes(struct writer *w, const void *src, size_t n)
{
    uint8_t *p = write_room(w, n);
    if (p && n > 0)
        memcpy(p, src, n);
}

static inline void write_u8(struct writer *w, uint8_t v)
{
    write_bytes(w, &v, 1);
}

static inline void write_u16(struct writer *w, uint16_t v)
{
    uint8_t *p = write_room(w, 2);
    if (p)
        put_u16(p, v);
}

static inline void write_u32(struct writer *w, uint32_t v)
{
    uint8_t *p = write_room(w, 4);
    if (p)
        put_u32(p, v);
}

#endif
