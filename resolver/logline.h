/*
 * One line of the query log, from a fact of journal.h.
 *
 * As text, in columns that blanks part:
 *
 *     2026-11-23T20:31:05.123Z 192.0.2.7#53124 udp news.cctv.com IN A +EK
 *     NOERROR 1 62
 *
 * That is: the time, UTC; the client and its port; udp or tcp; name, class,
 * type; + recursion was asked for, - not, E there is EDNS, D DNSSEC OK, C
 * checking disabled, K the client's cookie, S with ours behind it; then of the
 * reply: rcode, records in the answer section, octets.  What there is not is a
 * dash.
 *
 * When there is reason, at the end: tc (it did not fit), rrl-cut, rrl-dropped,
 * silent, opcode=4, and with --walk, up to the end of the line, walk: and the
 * words of way.h.
 *
 * As JSON: an object with the same.  Names are in presentation form (RFC 4343
 * 2.1) in both, without the final dot, so a line is ASCII whatever was asked;
 * with --walk, which names files, it is UTF-8.  For a terminal there is text
 * whose rcode and walk have a colour: green for an answer, yellow for a No, red
 * for what failed.
 */
#ifndef TWIG_LOGLINE_H
#define TWIG_LOGLINE_H

#include "resolver/figures.h"
#include "resolver/journal.h"

enum {
    LOGLINE_MAX = 2560, /* a name of 253 octets, each written as \\000 in JSON,
                           and a walk, each octet with a \ before */
    LOGLINE_TYPES = 258 /* whose names are at hand */
};

enum logline_form { LOGLINE_TEXT, LOGLINE_COLOURED, LOGLINE_JSON };

struct logline {
    enum logline_form form;
    bool dated;      /* the next two are of some line before */
    uint32_t second; /* since 1970, and ... */
    uint8_t date[FIGURES_DATE];
    char types[LOGLINE_TYPES][16];
};

/* logline_begin(l, form): all lines have that form. */
void logline_begin(struct logline *l, enum logline_form form);

/*
 * logline_write(l, w, f, n): the line, with its newline, of the fact *f, of
 * which `n` octets are there.  False: it makes no sense, and nothing was
 * written.  The writer must have room for LOGLINE_MAX octets.
 */
bool logline_write(struct logline *l, struct writer *w, const struct fact *f,
                   size_t n);

/* logline_lost(l, w, seconds, n): a line that tells that `n` are missing. */
void logline_lost(struct logline *l, struct writer *w, uint32_t seconds,
                  uint64_t n);

#endif
