/*
 * A text cut into entries, an entry into words: what the flat format and
 * master files (RFC 1035 5.1) have in common.  Parentheses join lines, quotes
 * hold a word together, a comment runs to the end of its line.  A word points
 * into the source, escapes and quotes untouched.
 */
#ifndef TWIG_SCAN_H
#define TWIG_SCAN_H

#include "zonefile/complaint.h"
#include "zonefile/wire.h"

struct word {
    const char *at;
    size_t n;
    uint32_t line;
};

struct scan {
    const struct source *in;
    struct complaints *complaints;
    bool hash;      /* # begins a comment too; both only at a word's start */
    const char *at; /* where to go on */
    uint32_t line;
    struct word *words; /* of this entry */
    size_t n, cap;
    bool blank; /* the entry began with a blank: RFC 1035, the last owner */
};

enum scanned { SCAN_END, SCAN_ENTRY, SCAN_BAD };

/* Begin at the start of `in`.  scan_free gives back what it took. */
void scan_begin(struct scan *s, const struct source *in, struct complaints *c);
void scan_free(struct scan *s);

/*
 * scan_entry(s): the next entry that has words.  SCAN_BAD: it was broken, that
 * was complained of, and reading may go on behind it.
 */
enum scanned scan_entry(struct scan *s);

/* Where a word stands; words a to b of one line. */
struct spot scan_spot(const struct scan *s, const struct word *word);
struct spot scan_span(const struct scan *s, size_t a, size_t b);

/* Complain: "'WORD' WHAT", with a hint behind the carets, or NULL. */
void scan_fault(struct scan *s, size_t word, const char *hint,
                const char *what);

static inline struct bytes word_bytes(const struct word *w)
{
    return (struct bytes){ (const uint8_t *)w->at, w->n };
}

/* Is the word this text, in any case? */
bool word_is(const struct word *w, const char *text);

#endif
