/*
 * Numbers, times and addresses as text, to a writer: for lines that are written
 * so often that printf would be what they cost.  Pure.
 */
#ifndef TWIG_FIGURES_H
#define TWIG_FIGURES_H

#include "zonefile/wire.h"

enum { FIGURES_DATE = 19 };

/* A text that is known when this is compiled, and other strings. */
static inline void write_text(struct writer *w, const char *text)
{
    write_bytes(w, text, strlen(text));
}

/* Decimal. */
void figures_number(struct writer *w, uint64_t v);

/* `seconds` since 1970, in UTC, RFC 3339: 2026-11-23T20:31:05, FIGURES_DATE
 * octets; the Z is the caller's. */
void figures_date(struct writer *w, uint32_t seconds);

/* Of 4 octets or 16; the latter as RFC 5952 has them. */
void figures_address(struct writer *w, struct bytes address);

#endif
