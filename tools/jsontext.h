/*
 * Writing JSON, RFC 8259, on one line: keys with their commas, strings.
 */
#ifndef TWIG_JSONTEXT_H
#define TWIG_JSONTEXT_H

#include "tools/text.h"
#include "zonefile/wire.h"

/* "key": in an object, behind a comma unless it is the first. */
void jsontext_key(struct text *t, const char *key);

/* The comma of an item of a list; the item is the caller's. */
void jsontext_item(struct text *t);

/*
 * Any octets as a string.  Characters that are not to be seen are escapes, and
 * what is no UTF-8 is U+FFFD: the string is always valid and harmless.
 */
void jsontext_string(struct text *t, struct bytes b);

/* Octets as hexadecimal digits. */
void jsontext_hex(struct text *t, struct bytes b);

/* "key":"value" and "key":number. */
void jsontext_add(struct text *t, const char *key, const char *value);
void jsontext_number(struct text *t, const char *key, uint64_t value);

#endif
