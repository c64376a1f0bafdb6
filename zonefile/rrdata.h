/*
 * The data of a record: from words to wire form, field by field, by the list
 * of fields that the type has.
 */
#ifndef TWIG_RRDATA_H
#define TWIG_RRDATA_H

#include "zonefile/rrtext.h"

enum { RDATA_MAX = 65535 };

/*
 * rrdata_read(s, first, type, names, out): the data of a record, in the words
 * of the entry from number `first` on, to wire form in `out` (RDATA_MAX
 * octets).  Returns its length, or -1: that was complained of.  A name that
 * looks like an address is warned of.  The words are used up.
 */
int rrdata_read(struct scan *s, size_t first, uint16_t type,
                const struct rrtext_names *names, uint8_t *out);

#endif
