/*
 * A record's TTL, type, names and data in presentation form, to numbers and
 * wire; and what ldns knows of the data of a type.  Data is read field by field
 * (rrdata.c), the rarer fields by ldns.
 */
#ifndef TWIG_RRTEXT_H
#define TWIG_RRTEXT_H

#include "zonefile/fields.h"
#include "zonefile/name.h"
#include "zonefile/scan.h"

enum { TTL_MAX = 0x7fffffff /* RFC 2181 8 */ };

enum ttl_text {
    TTL_NONE, /* not a TTL at all */
    TTL_FINE,
    TTL_LARGE /* it is one, but over TTL_MAX */
};

/* 90, 5m, 1h30m, 2d, 1w into seconds. */
enum ttl_text rrtext_ttl(const struct word *w, uint32_t *ttl);

/*
 * rrtext_type(w): the type of a mnemonic or TYPE123 (RFC 3597 5), any case; 0
 * when it is none.  Types that no record has (ANY, AXFR, OPT) are types here.
 */
uint16_t rrtext_type(const struct word *w);

/* May a zone hold records of this type?  Not ANY, AXFR, OPT and their like. */
bool rrtext_is_data(uint16_t type);

/*
 * rrtext_guess(w): the mnemonic that was probably meant: one letter wrong,
 * missing, too many or two swapped.  NULL: none is that near.
 */
const char *rrtext_guess(const struct word *w);

/* How names are read. */
struct rrtext_names {
    const uint8_t *origin; /* ends relative names; NULL: none */
    bool utf8;             /* U-labels become A-labels: RFC 5891 */
};

/*
 * rrtext_name(c, where, text, names, wire): a name in presentation form, to
 * wire form of at most 255 octets, the case kept.  Returns its length, or 0:
 * complained of at `where`.
 */
size_t rrtext_name(struct complaints *c, struct spot where, struct bytes text,
                   const struct rrtext_names *names, uint8_t *wire);

/* ---- what ldns knows of the data ---- */

/* The fields of a type: so many, and its mnemonic, or TYPE123. */
struct shape {
    size_t least, most;
    char name[16];
};

struct shape rrtext_shape(uint16_t type);

/* Field `i` of the data of a type; FIELD_OCTETS when none are known. */
enum field rrtext_field(uint16_t type, size_t i);

/* Field `i` from text by ldns; false when it is none. */
bool rrtext_by_ldns(struct writer *w, uint16_t type, size_t i,
                    const char *text);

/*
 * rrtext_data(type, data): the data of a record in presentation form, or as
 * octets (RFC 3597 5) when they are not what the type has; malloc'd.
 */
char *rrtext_data(uint16_t type, struct bytes data);

/* ... as octets in any case. */
char *rrtext_octets(struct bytes data);

/* Are these octets well-formed data of a type that is known? */
bool rrtext_fits(uint16_t type, struct bytes data);

#endif
