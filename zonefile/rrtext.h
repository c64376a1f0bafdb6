/*
 * A record's TTL, type and data in presentation form, to numbers and wire.
 * Addresses and single names are read here, all other data by ldns.
 */
#ifndef TWIG_RRTEXT_H
#define TWIG_RRTEXT_H

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

/* How names in record data are read. */
struct rrtext_names {
    const uint8_t *origin; /* ends relative names; NULL: none */
    bool utf8;             /* U-labels become A-labels: RFC 5891 */
};

enum { RDATA_MAX = 65535 };

/*
 * rrtext_data(s, first, type, names, out): the data of a record, in the words
 * of the entry from number `first` on, to wire form in `out` (RDATA_MAX
 * octets).  Returns its length, or -1: that was complained of.
 */
int rrtext_data(struct scan *s, size_t first, uint16_t type,
                const struct rrtext_names *names, uint8_t *out);

/*
 * rrtext_name(c, where, text, names, wire): a name in presentation form, to
 * wire form of at most 255 octets, the case kept.  Returns its length, or 0:
 * complained of at `where`.
 */
size_t rrtext_name(struct complaints *c, struct spot where, struct bytes text,
                   const struct rrtext_names *names, uint8_t *wire);

#endif
