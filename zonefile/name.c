#include "zonefile/name.h"

#include <assert.h>
#include <ctype.h>
#include <endian.h>
#include <stdio.h>

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
        if (n == 0 || r->bad)
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
    struct writer w = writer_over(out, DNS_NAME_MAX);
    struct reader r = reader_over(msg.at, msg.n);
    read_bytes(&r, at);
    size_t lowest = at; /* a pointer must go below everything read so far */
    for (;;) {
        uint8_t n = read_u8(&r);
        if (n >= DNS_POINTER) {
            size_t to = (n & 0x3fu) << 8 | read_u8(&r);
            if (r.bad || to >= lowest)
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

/* One character of a label, escapes undone, or -1 for a bad escape. */
static int unescape(struct reader *r)
{
    uint8_t c = read_u8(r);
    if (c != '\\')
        return c;
    if (reader_left(r) == 0)
        return -1;
    if (!isdigit(*r->at))
        return read_u8(r);
    const uint8_t *d = read_bytes(r, 3);
    if (!d || !isdigit(d[1]) || !isdigit(d[2]))
        return -1;
    int v = (d[0] - '0') * 100 + (d[1] - '0') * 10 + (d[2] - '0');
    return v <= 255 ? v : -1;
}

/* One label into w; the reader stands behind it, at a dot or at its end. */
static enum name_fault parse_label(struct writer *w, struct reader *r)
{
    uint8_t *length = write_room(w, 1);
    unsigned n = 0;
    while (reader_left(r) && *r->at != '.') {
        int c = unescape(r);
        if (c < 0)
            return NAME_BAD_ESCAPE;
        write_u8(w, (uint8_t)c);
        n++;
    }
    if (n == 0)
        return NAME_EMPTY_LABEL;
    if (n > DNS_LABEL_MAX)
        return NAME_LONG_LABEL;
    if (w->bad)
        return NAME_LONG;
    *length = (uint8_t)n;
    return NAME_FINE;
}

enum name_fault name_parse(uint8_t *out, size_t *len, struct bytes text,
                           const uint8_t *origin)
{
    static const uint8_t root[1];
    struct writer w = writer_over(out, DNS_NAME_MAX);
    struct reader r = reader_over(text.at, text.n);
    const uint8_t *rest = root;
    if (text.n == 0)
        return NAME_EMPTY;
    if (text.n == 1 && text.at[0] == '.') {
        read_u8(&r);
    } else if (text.n == 1 && text.at[0] == '@') {
        read_u8(&r);
        rest = origin;
    }
    while (reader_left(&r)) {
        enum name_fault fault = parse_label(&w, &r);
        if (fault != NAME_FINE)
            return fault;
        if (reader_left(&r) == 0)
            rest = origin; /* no dot behind the last label */
        read_u8(&r);
    }
    if (!rest)
        return NAME_RELATIVE;
    write_bytes(&w, rest, name_len(rest));
    *len = (size_t)(w.at - out);
    return w.bad ? NAME_LONG : NAME_FINE;
}

/* One octet of a label in presentation form; RFC 4343 2.1. */
static char *escape(char *out, uint8_t c)
{
    static const char special[] = ".\\\"();@$";
    if (c <= ' ' || c >= 0x7f)
        return out + sprintf(out, "\\%03u", c);
    if (strchr(special, c))
        *out++ = '\\';
    *out++ = (char)c;
    return out;
}

char *name_text(char *out, const uint8_t *wire)
{
    char *p = out;
    if (*wire == 0)
        *p++ = '.';
    for (; *wire; wire += *wire + 1) {
        for (unsigned i = 1; i <= *wire; i++)
            p = escape(p, wire[i]);
        *p++ = '.';
    }
    *p = '\0';
    return out;
}

bool name_within(const uint8_t *wire, const uint8_t *zone)
{
    size_t have = name_len(wire), want = name_len(zone);
    for (; have > want; have -= *wire + 1u, wire += *wire + 1u)
        ;
    return have == want && memcmp(wire, zone, want) == 0;
}
