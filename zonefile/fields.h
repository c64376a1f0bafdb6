/*
 * The fields of record data that are read here, and not by ldns: words in
 * presentation form (RFC 1035 5.1) to octets in a writer.
 *
 * Each returns false when the words are no such field; something may have been
 * written by then.  A writer that was too small is bad, as ever.
 */
#ifndef TWIG_FIELDS_H
#define TWIG_FIELDS_H

#include "zonefile/scan.h"

/* Plain digits, at most `most`: no sign, no blank, nothing cut to fit. */
bool field_number(struct bytes word, uint32_t most, uint32_t *v);

/*
 * A text, in quotes or not, its escapes \X and \DDD resolved; without the
 * length in front.  A quote within it must be escaped.
 */
bool field_text(struct writer *w, struct bytes word);

/* Hexadecimal digits, two for an octet. */
bool field_hex(struct writer *w, struct bytes digits);

/* Base64 with its padding, RFC 4648 4. */
bool field_base64(struct writer *w, struct bytes text);

/* [!]family:address/prefix, RFC 3123 5. */
bool field_prefix(struct writer *w, struct bytes word);

/* 42 21 54 N 71 06 18 W -24m 30m, RFC 1876 3. */
bool field_place(struct writer *w, const struct word *words, size_t n);

/* A protocol, and the ports of its services: RFC 1035 3.4.2. */
bool field_services(struct writer *w, const struct word *words, size_t n);

enum { BITMAP_OCTETS = 8192 }; /* a bit for each type, type 0 the highest */

/* The types of a bitmap, in windows of 256: RFC 4034 4.1.2. */
void field_bitmap(struct writer *w, const uint8_t bits[BITMAP_OCTETS]);

#endif
