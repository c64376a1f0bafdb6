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

enum field {
    FIELD_OCTETS, /* of a type that is not known: RFC 3597 5 */
    FIELD_NAME,
    FIELD_INT8,
    FIELD_INT16,
    FIELD_INT32,
    FIELD_NAMED_INT8,  /* or a mnemonic, as for the next two: RFC 7218 */
    FIELD_ALGORITHM,   /* of DNSSEC: RFC 4034 A.1 */
    FIELD_CERTIFICATE, /* a type of them: RFC 4398 2.1 */
    FIELD_TIME,        /* seconds, or 1h30m */
    FIELD_DATE,        /* RFC 4034 3.2 */
    FIELD_A,
    FIELD_AAAA,
    FIELD_TEXT,      /* a character-string: RFC 1035 3.3 */
    FIELD_LONG_TEXT, /* without length: RFC 8659 4.1, RFC 7553 4.4 */
    FIELD_HEX,
    FIELD_BASE64,
    FIELD_TYPE,
    FIELD_TYPES,
    FIELD_PREFIX,   /* RFC 3123 */
    FIELD_PLACE,    /* RFC 1876 */
    FIELD_SERVICES, /* RFC 1035 3.4.2 */
    FIELD_PARAMS,   /* RFC 9460 2.1 */
    FIELD_GATEWAY,  /* all of RFC 4025 */
    FIELD_HIP,      /* RFC 8005, up to its names */
    FIELD_NSAP,     /* RFC 1706 */
    FIELD_ATMA,
    FIELD_SALT,   /* RFC 5155 3.3 */
    FIELD_HASH,   /* RFC 5155 3.3 */
    FIELD_ILNP64, /* RFC 6742 */
    FIELD_EUI48,  /* RFC 7043 */
    FIELD_EUI64,  /* RFC 7043 */
    FIELD_TAG     /* RFC 8659 4.1 */
};

enum { FIELD_REST = 255 };

struct field_kind {
    const char *what;  /* it is not WHAT */
    const char *limit; /* ... LIMIT, too long for a list; or NULL */
    uint8_t octets;    /* of a number; 0: it is none */
    uint8_t words;     /* it takes: 1, 3, or FIELD_REST */
};

struct field_kind field_kind(enum field field);

/* Plain digits, at most `most`: no sign, no blank, nothing cut to fit. */
bool field_number(struct bytes word, uint32_t most, uint32_t *v);

/* The same as an integer of 1, 2 or 4 octets. */
bool field_integer(struct writer *w, const struct word *word, unsigned octets);

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
