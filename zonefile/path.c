#include "zonefile/path.h"

/* The octets of an arrow at `p`, or 0. */
static size_t arrow(const char *p, const char *end)
{
    size_t left = (size_t)(end - p);
    if (left >= 2 && memcmp(p, "->", 2) == 0)
        return 2;
    if (left >= 3 && memcmp(p, "\xe2\x86\x92", 3) == 0)
        return 3;
    return left >= 1 && *p == '>' ? 1 : 0;
}

/* Where the next arrow begins, or `end`. */
static const char *find_arrow(const char *p, const char *end)
{
    while (p < end && !arrow(p, end))
        p += *p == '\\' && p + 1 < end ? 2 : 1;
    return p;
}

static bool begins_with_arrow(const struct word *w)
{
    return arrow(w->at, w->at + w->n) > 0;
}

static bool ends_with_arrow(const struct word *w)
{
    const char *p = w->at, *end = w->at + w->n;
    bool last = false;
    while (p < end) {
        size_t n = arrow(p, end);
        last = n > 0;
        p = n ? p + n : find_arrow(p, end);
    }
    return last;
}

bool path_has_arrow(const struct word *w)
{
    return find_arrow(w->at, w->at + w->n) < w->at + w->n;
}

size_t path_words(const struct scan *s)
{
    const struct word *w = s->words;
    size_t n = 1;
    while (n < s->n && (ends_with_arrow(&w[n - 1]) || begins_with_arrow(&w[n])))
        n++;
    return n > 1 || path_has_arrow(w) ? n : 0;
}

/* What a word adds to the path so far. */
struct path {
    char *out;
    size_t at;  /* the name begins here: it grows to the front */
    bool label; /* the last thing was a label, not an arrow */
};

/* A dot that no backslash is in front of: more than one label. */
static bool has_dot(const char *p, const char *to)
{
    while (p < to && *p != '.')
        p += *p == '\\' ? 2 : 1;
    return p < to;
}

static bool put_label(struct path *p, const char *from, const char *to)
{
    size_t n = (size_t)(to - from);
    if (p->label || n + 1 > p->at || has_dot(from, to))
        return false;
    p->out[--p->at] = '.';
    p->at -= n;
    memcpy(p->out + p->at, from, n);
    p->label = true;
    return true;
}

static bool put_word(struct path *path, const struct word *w)
{
    const char *p = w->at, *end = w->at + w->n;
    while (p < end) {
        size_t n = arrow(p, end);
        const char *to = n ? p + n : find_arrow(p, end);
        if (n && !path->label)
            return false;
        if (n)
            path->label = false;
        else if (!put_label(path, p, to))
            return false;
        p = to;
    }
    return true;
}

struct bytes path_text(struct scan *s, size_t words, char *out)
{
    static const char hint[] = "one label, an arrow, one label: com -> cctv";
    struct path path = { .out = out, .at = PATH_TEXT_MAX };
    for (size_t i = 0; i < words; i++) {
        if (put_word(&path, &s->words[i]))
            continue;
        complain(s->complaints, COMPLAINT_ERROR, scan_spot(s, &s->words[i]),
                 hint, "'%.*s' does not fit into a path", (int)s->words[i].n,
                 s->words[i].at);
        return (struct bytes){ NULL, 0 };
    }
    if (!path.label) {
        complain(s->complaints, COMPLAINT_ERROR,
                 scan_spot(s, &s->words[words - 1]), hint,
                 "the path ends in an arrow");
        return (struct bytes){ NULL, 0 };
    }
    return (struct bytes){ (const uint8_t *)out + path.at,
                           PATH_TEXT_MAX - path.at };
}
