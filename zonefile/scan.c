#include "zonefile/scan.h"

#include <stdlib.h>
#include <strings.h>

void scan_begin(struct scan *s, const struct source *in, struct complaints *c)
{
    *s = (struct scan){ .in = in, .complaints = c, .at = in->text, .line = 1 };
}

void scan_free(struct scan *s)
{
    free(s->words);
    s->words = NULL;
}

static const char *end_of(const struct scan *s)
{
    return s->in->text + s->in->len;
}

static void skip_line(struct scan *s)
{
    const char *end = end_of(s);
    const char *newline = memchr(s->at, '\n', (size_t)(end - s->at));
    s->at = newline ? newline : end;
}

/* Room for one word more. */
static struct word *add_word(struct scan *s)
{
    if (s->n == s->cap) {
        size_t cap = s->cap ? s->cap * 2 : 32;
        struct word *more = reallocarray(s->words, cap, sizeof *more);
        if (!more)
            abort(); /* 32 words: the machine is out of memory for good */
        s->words = more;
        s->cap = cap;
    }
    struct word *w = &s->words[s->n++];
    *w = (struct word){ .at = s->at, .line = s->line };
    return w;
}

static bool complain_at(struct scan *s, const char *at, uint32_t line,
                        const char *what)
{
    struct spot where = { s->in, at, 1, line };
    complain(s->complaints, COMPLAINT_ERROR, where, NULL, "%s", what);
    skip_line(s);
    return false;
}

/* From an opening quote to behind the closing one, on the same line. */
static bool read_quoted(struct scan *s)
{
    const char *open = s->at++, *end = end_of(s);
    while (s->at < end && *s->at != '"' && *s->at != '\n')
        s->at += *s->at == '\\' && s->at + 1 < end && s->at[1] != '\n' ? 2 : 1;
    if (s->at >= end || *s->at == '\n')
        return complain_at(s, open, s->line, "a quote that is not closed");
    s->at++;
    return true;
}

static bool ends_word(const struct scan *s, char c)
{
    if (c == ';')
        return !s->hash;
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '(' ||
           c == ')';
}

static bool read_word(struct scan *s)
{
    struct word *w = add_word(s);
    const char *end = end_of(s);
    while (s->at < end && !ends_word(s, *s->at)) {
        if (*s->at == '"') {
            if (!read_quoted(s))
                return false;
        } else {
            bool escape = *s->at == '\\';
            if (escape && (end - s->at < 2 || s->at[1] == '\n'))
                return complain_at(s, s->at, s->line,
                                   "a backslash with nothing behind it");
            s->at += escape ? 2 : 1;
        }
    }
    w->n = (size_t)(s->at - w->at);
    return true;
}

/* One step of an entry; false when it was broken. */
static bool step(struct scan *s, const char **open, uint32_t *open_line)
{
    switch (*s->at) {
    case '\n':
        s->line++;
        s->at++;
        return true;
    case ' ':
    case '\t':
    case '\r':
        s->at++;
        return true;
    case ';':
        skip_line(s);
        return true;
    case '(':
        if (*open)
            return complain_at(s, s->at, s->line, "parentheses do not nest");
        *open = s->at++;
        *open_line = s->line;
        return true;
    case ')':
        if (!*open)
            return complain_at(s, s->at, s->line, "nothing to close here");
        *open = NULL;
        s->at++;
        return true;
    case '#':
        if (s->hash) {
            skip_line(s);
            return true;
        }
        return read_word(s);
    default:
        return read_word(s);
    }
}

enum scanned scan_entry(struct scan *s)
{
    const char *end = end_of(s), *open = NULL;
    uint32_t open_line = 0;
    s->n = 0;
    s->blank = s->at < end && (*s->at == ' ' || *s->at == '\t');
    while (s->at < end) {
        if (*s->at == '\n' && !open) {
            s->line++;
            s->at++;
            if (s->n)
                return SCAN_ENTRY;
            s->blank = s->at < end && (*s->at == ' ' || *s->at == '\t');
            continue;
        }
        if (!step(s, &open, &open_line))
            return SCAN_BAD;
    }
    if (open) {
        complain_at(s, open, open_line, "a parenthesis that is not closed");
        return SCAN_BAD;
    }
    return s->n ? SCAN_ENTRY : SCAN_END;
}

struct spot scan_spot(const struct scan *s, const struct word *word)
{
    return (struct spot){ s->in, word->at, word->n, word->line };
}

struct spot scan_span(const struct scan *s, size_t a, size_t b)
{
    const struct word *from = &s->words[a], *to = &s->words[b];
    while (to->line != from->line)
        to--;
    return (struct spot){ s->in, from->at, (size_t)(to->at + to->n - from->at),
                          from->line };
}

void scan_fault(struct scan *s, size_t word, const char *hint, const char *what)
{
    const struct word *w = &s->words[word];
    complain(s->complaints, COMPLAINT_ERROR, scan_spot(s, w), hint, "'%.*s' %s",
             (int)w->n, w->at, what);
}

bool word_is(const struct word *w, const char *text)
{
    return strlen(text) == w->n && strncasecmp(w->at, text, w->n) == 0;
}
