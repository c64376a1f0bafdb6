#include "tests/peers/dname.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { LABEL_MAX = 63 };

struct dname dname_from(const char *text)
{
    struct dname d = { 0 };
    while (*text && *text != '.') {
        size_t n = strcspn(text, ".");
        d.wire[d.len++] = (uint8_t)n;
        memcpy(d.wire + d.len, text, n);
        d.len = (uint8_t)(d.len + n);
        text += n + (text[n] == '.');
    }
    d.len++;
    return d;
}

struct dname dname_wire(const uint8_t *wire)
{
    struct dname d = { 0 };
    while (wire[d.len])
        d.len = (uint8_t)(d.len + wire[d.len] + 1);
    d.len++;
    memcpy(d.wire, wire, d.len);
    return d;
}

bool dname_push_labels(struct dname *d, const uint8_t *front, size_t n)
{
    if (d->len + n > DNAME_MAX)
        return false;
    memmove(d->wire + n, d->wire, d->len);
    memcpy(d->wire, front, n);
    d->len = (uint8_t)(d->len + n);
    return true;
}

bool dname_push(struct dname *d, const uint8_t *label, size_t n)
{
    uint8_t front[1 + LABEL_MAX];
    front[0] = (uint8_t)n;
    memcpy(front + 1, label, n);
    return dname_push_labels(d, front, n + 1);
}

unsigned dname_labels(const struct dname *d)
{
    unsigned n = 0;
    for (const uint8_t *p = d->wire; *p; p += *p + 1)
        n++;
    return n;
}

struct dname dname_strip(const struct dname *d, unsigned n)
{
    const uint8_t *p = d->wire;
    for (; n > 0 && *p; n--)
        p += *p + 1;
    return dname_wire(p);
}

uint32_t dname_hash(const struct dname *d)
{
    uint32_t h = 2166136261; /* FNV-1a */
    for (unsigned i = 0; i < d->len; i++) {
        uint8_t c = d->wire[i];
        c |= c >= 'A' && c <= 'Z' ? 0x20 : 0;
        h = (h ^ c) * 16777619;
    }
    return h;
}

/* No length octet is a letter, so they may be compared like the others. */
bool dname_equal(const struct dname *a, const struct dname *b)
{
    if (a->len != b->len)
        return false;
    for (unsigned i = 0; i < a->len; i++) {
        uint8_t x = a->wire[i], y = b->wire[i];
        x |= x >= 'A' && x <= 'Z' ? 0x20 : 0;
        y |= y >= 'A' && y <= 'Z' ? 0x20 : 0;
        if (x != y)
            return false;
    }
    return true;
}

bool dname_within(const struct dname *d, const struct dname *top)
{
    unsigned have = dname_labels(d), want = dname_labels(top);
    if (have < want)
        return false;
    struct dname tail = dname_strip(d, have - want);
    return dname_equal(&tail, top);
}

unsigned dname_common(const struct dname *a, const struct dname *b)
{
    unsigned n = dname_labels(a), m = dname_labels(b);
    unsigned most = n < m ? n : m;
    for (; most > 0; most--) {
        struct dname x = dname_strip(a, n - most), y = dname_strip(b, m - most);
        if (dname_equal(&x, &y))
            break;
    }
    return most;
}

bool dname_is_wildcard(const struct dname *d)
{
    return d->wire[0] == 1 && d->wire[1] == '*';
}

void dname_mix_case(struct dname *d, struct rng *r)
{
    for (uint8_t *p = d->wire; *p; p += *p + 1)
        for (unsigned i = 1; i <= *p; i++) {
            uint8_t c = p[i] | 0x20;
            if (c >= 'a' && c <= 'z' && rng_chance(r, 50))
                p[i] ^= 0x20;
        }
}

char *dname_text(char *out, const struct dname *d)
{
    char *to = out;
    for (const uint8_t *p = d->wire; *p; p += *p + 1) {
        for (unsigned i = 1; i <= *p; i++) {
            bool plain =
                p[i] > ' ' && p[i] < 127 && !strchr(".;()\"\\@$", p[i]);
            to += sprintf(to, plain ? "%c" : "\\%03u", p[i]);
        }
        *to++ = '.';
    }
    if (to == out)
        *to++ = '.';
    *to = '\0';
    return out;
}

/* Octets that a reader of master files may stumble over. */
static size_t odd_label(uint8_t *label, struct rng *r)
{
    static const char odd[] = ".\\\"();@$ \t*#-_'\n\r,=/:!";
    size_t n = 1 + rng_below(r, 6);
    for (size_t i = 0; i < n; i++)
        label[i] = rng_chance(r, 50) ? (uint8_t)odd[rng_below(r, sizeof odd)]
                                     : (uint8_t)rng_below(r, 256);
    return n;
}

static size_t letters(uint8_t *label, struct rng *r, size_t n)
{
    static const char of[] = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-_";
    for (size_t i = 0; i < n; i++)
        label[i] = (uint8_t)of[rng_below(r, sizeof of - 1)];
    return n;
}

bool dname_push_random(struct dname *d, struct rng *r)
{
    static const char *const common[] = { "a",   "b",    "c",   "d",    "e",
                                          "ns",  "ns1",  "www", "mail", "x",
                                          "y",   "_tcp", "sub", "cut",  "A",
                                          "WwW", "**",   "*a",  "1",    "0" };
    enum { COMMON, LETTERS, ODD, LONG };
    static const uint8_t weights[] = { 84, 9, 5, 2 };
    uint8_t label[LABEL_MAX];
    size_t n = 0;
    const char *word;
    switch (rng_weighted(r, weights, sizeof weights)) {
    case COMMON:
        word = common[rng_below(r, sizeof common / sizeof *common)];
        n = strlen(word);
        memcpy(label, word, n);
        break;
    case LETTERS:
        n = letters(label, r, 1 + rng_below(r, 12));
        break;
    case ODD:
        n = odd_label(label, r);
        break;
    case LONG:
        n = letters(label, r, LABEL_MAX);
        break;
    }
    return dname_push(d, label, n);
}

void dname_push_long(struct dname *d, struct rng *r, unsigned room)
{
    uint8_t label[LABEL_MAX];
    while (d->len + room + 1 < DNAME_MAX) {
        size_t n = DNAME_MAX - room - d->len - 1;
        n = n > LABEL_MAX ? LABEL_MAX : n;
        if (!dname_push(d, label, letters(label, r, n)))
            return;
    }
}

struct dname dname_near(const struct dname *d, struct rng *r)
{
    enum { SELF, BELOW, FAR_BELOW, ABOVE, BESIDE, STAR, LONG };
    static const uint8_t weights[] = { 45, 16, 6, 8, 14, 6, 2 };
    struct dname near = *d;
    switch (rng_weighted(r, weights, sizeof weights)) {
    case SELF:
        break;
    case BELOW:
        dname_push_random(&near, r);
        break;
    case FAR_BELOW:
        for (unsigned n = 2 + rng_below(r, 4); n > 0; n--)
            dname_push_random(&near, r);
        break;
    case ABOVE:
        near = dname_strip(d, 1 + rng_below(r, 2));
        break;
    case BESIDE:
        near = dname_strip(d, 1 + rng_below(r, 2));
        dname_push_random(&near, r);
        break;
    case STAR:
        near = dname_strip(d, rng_below(r, 2));
        dname_push(&near, (const uint8_t *)"*", 1);
        break;
    case LONG:
        dname_push_long(&near, r, rng_below(r, 20));
        break;
    }
    return near;
}
