/*
 * Walking along record data, and the fields that many types have: names,
 * numbers, texts, digits in groups.
 */
#ifndef TWIG_RDFIELD_H
#define TWIG_RDFIELD_H

#include "tools/rdstyle.h"

struct walk {
    struct reader r; /* what is left of the data */
    const struct rdata *data;
    struct text *t; /* NULL: it is only looked at */
    const struct rdstyle *style;
    struct text *raw;  /* NULL, or where the octets go, names whole */
    const char *fault; /* the first, and then nothing more is read */
};

/* Add to the text, if there is one. */
void walk_add(struct walk *w, const char *s);
void walk_format(struct walk *w, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Remember the first fault. */
void walk_fault(struct walk *w, const char *why);

/* Octets of the data; NULL, and it is a fault, when there are not so many. */
const uint8_t *walk_take(struct walk *w, size_t n);
unsigned walk_number(struct walk *w, unsigned octets);

/* Where a new line begins with +multiline; a blank without. */
void walk_break(struct walk *w);

void field_write_name(struct walk *w);
void field_write_a(struct walk *w);
void field_write_aaaa(struct walk *w);
void field_write_long_aaaa(struct walk *w); /* all digits, if so styled */

/* "text", its length in front of it; then all that are left. */
void field_write_string(struct walk *w);
void field_write_strings(struct walk *w);

/* "text" that goes to the end. */
void field_write_rest(struct walk *w);

/* A CAA tag: its length in front, bare letters and digits, RFC 8659 4.1. */
void field_write_tag(struct walk *w);

/* So many octets, in groups if the style has them. */
void field_write_hex(struct walk *w, size_t n);
void field_write_base64(struct walk *w, size_t n);

/* The same in one piece. */
void field_write_base64_whole(struct walk *w, const uint8_t *p, size_t n);

/* 00-00-5e-00-53-2a; 14:4fff:ff20:ee64; 0x47..; 20300101000000 */
void field_write_dashed(struct walk *w);
void field_write_ilnp(struct walk *w);
void field_write_nsap(struct walk *w);
void field_write_date(struct walk *w);

/* Octets behind their number: a salt, or -; a hash in base 32. */
void field_write_salt(struct walk *w);
void field_write_hash(struct walk *w);

/* The types of a bitmap: RFC 4034 4.1.2. */
void field_write_bitmap(struct walk *w);

/* An octet of a text, escaped as it must be between quotes. */
void field_write_octet(struct walk *w, uint8_t c);

#endif
