#include "zonefile/name.h"

#include <assert.h>
#include <endian.h>

enum { WORD = 8 };

static uint64_t load(const uint8_t *p)
{
    uint64_t w;
    memcpy(&w, p, WORD);
    return le64toh(w);
}

/* Fold A-Z in eight octets at once: no octet's sum reaches its neighbour. */
static uint64_t lower_word(uint64_t w)
{
    const uint64_t ones = 0x0101010101010101;
    uint64_t low = w & ones * 0x7f;
    uint64_t from_a = low + ones * (0x80 - 'A');
    uint64_t past_z = low + ones * (0x7f - 'Z');
    uint64_t upper = (from_a ^ past_z) & ~w & ones * 0x80;
    return w | upper >> 2; /* 0x80 >> 2 is 0x20, the bit between the cases */
}

void name_lower(uint8_t *dst, const uint8_t *src, size_t n)
{
    for (; n >= WORD; n -= WORD, src += WORD, dst += WORD) {
        uint64_t w;
        memcpy(&w, src, WORD);
        w = lower_word(w);
        memcpy(dst, &w, WORD);
    }
    for (; n; n--, src++, dst++)
        *dst = *src >= 'A' && *src <= 'Z' ? *src | 0x20 : *src;
}

/* Multiply to 128 bits and fold: every bit of the input reaches the result. */
static uint64_t mix(uint64_t h, uint64_t word)
{
    __extension__ unsigned __int128 m = h ^ word;
    m *= 0x9e3779b97f4a7c15; /* 2^64 over the golden ratio, odd */
    return (uint64_t)m ^ (uint64_t)(m >> 64);
}

uint64_t name_hash_label(uint64_t above, const uint8_t *label)
{
    size_t n = (size_t)label[0] + 1; /* the length is hashed with the label */
    uint64_t h = above;
    for (; n > WORD; n -= WORD, label += WORD)
        h = mix(h, load(label));
    uint64_t last = load(label) & UINT64_MAX >> (WORD - n) * 8;
    return mix(h, last) ^ 0xd6e8feb86659fd93; /* any constant: 0 maps to 0 */
}

/* Hash the labels above depth `d`, whose own hash is there. */
static void hash_from(struct name *n, unsigned d)
{
    uint64_t h = n->hash[d];
    while (++d <= n->labels) {
        h = name_hash_label(h, n->wire + name_suffix(n, d));
        n->hash[d] = h;
    }
}

void name_hash(struct name *n)
{
    n->hash[0] = 0x243f6a8885a308d3; /* pi: nothing up a sleeve */
    hash_from(n, 0);
}

bool name_append(struct name *n, const struct name *end)
{
    unsigned at = n->len - 1u, depth = end->labels;
    if (at + end->len > DNS_NAME_MAX)
        return false;
    memcpy(n->wire + at, end->wire, end->len);
    for (unsigned i = 0; i <= depth; i++)
        n->at[n->labels + i] = (uint8_t)(at + end->at[i]);
    memcpy(n->hash, end->hash, (depth + 1) * sizeof *n->hash);
    n->len = (uint8_t)(at + end->len);
    n->labels = (uint8_t)(n->labels + depth);
    hash_from(n, depth);
    return true;
}

void name_set(struct name *n, const uint8_t *wire)
{
    unsigned labels = 0, at = 0;
    for (; wire[at]; at += wire[at] + 1u)
        n->at[labels++] = (uint8_t)at;
    assert(labels <= DNS_LABELS_MAX && at < DNS_NAME_MAX);
    n->at[labels] = (uint8_t)at;
    n->labels = (uint8_t)labels;
    n->len = (uint8_t)(at + 1);
    name_lower(n->wire, wire, n->len);
    name_hash(n);
}

size_t name_len(const uint8_t *wire)
{
    const uint8_t *p = wire;
    while (*p)
        p += *p + 1;
    return (size_t)(p - wire) + 1;
}

size_t name_valid(const uint8_t *p, size_t n)
{
    size_t at = 0;
    if (n > DNS_NAME_MAX)
        n = DNS_NAME_MAX;
    while (at < n && p[at]) {
        if (p[at] > DNS_LABEL_MAX)
            return 0;
        at += p[at] + 1u;
    }
    return at < n ? at + 1 : 0;
}

void name_skip(struct reader *r)
{
    for (;;) {
        uint8_t n = read_u8(r);
        if (n == 0) /* the root, or the reader's end */
            return;
        if (n >= DNS_POINTER) {
            read_u8(r);
            return;
        }
        if (n > DNS_LABEL_MAX)
            r->bad = true;
        read_bytes(r, n);
    }
}

size_t name_unpack(uint8_t *out, struct bytes msg, size_t at)
{
    /* A name has so many labels, and no use for a pointer to a pointer; a
       message has room for 8,000 of these in a row, and for many names at
       their end. */
    enum { POINTERS_MAX = 127 };
    unsigned pointers = 0;
    struct writer w = writer_over(out, DNS_NAME_MAX);
    struct reader r = reader_over(msg.at, msg.n);
    read_bytes(&r, at);
    size_t lowest = at; /* a pointer must go below everything read so far */
    for (;;) {
        uint8_t n = read_u8(&r);
        if (n >= DNS_POINTER) {
            size_t to = (n & 0x3fu) << 8 | read_u8(&r);
            if (r.bad || to >= lowest || ++pointers > POINTERS_MAX)
                return 0;
            lowest = to;
            r.at = msg.at + to;
            continue;
        }
        const uint8_t *label = read_bytes(&r, n);
        if (r.bad || n > DNS_LABEL_MAX)
            return 0;
        write_u8(&w, n);
        write_bytes(&w, label, n);
        if (w.bad)
            return 0;
        if (n == 0)
            return (size_t)(w.at - out);
    }
}

bool name_within(const uint8_t *wire, const uint8_t *zone)
{
    size_t have = name_len(wire), want = name_len(zone);
    for (; have > want; have -= *wire + 1u, wire += *wire + 1u)
        ;
    return have == want && memcmp(wire, zone, want) == 0;
}
