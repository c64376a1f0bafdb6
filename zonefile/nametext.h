/*
 * Names as people write them: presentation form, with escapes (RFC 1035 5.1,
 * RFC 4343 2.1).  Inside the server there is only wire form; text exists at
 * the edges, in zone files and messages.
 */
#ifndef TWIG_NAMETEXT_H
#define TWIG_NAMETEXT_H

#include "zonefile/name.h"

enum name_fault {
    NAME_FINE,
    NAME_EMPTY,       /* no text at all */
    NAME_EMPTY_LABEL, /* two dots, or one in front */
    NAME_LONG_LABEL,  /* over 63 octets */
    NAME_LONG,        /* over 255 octets */
    NAME_BAD_ESCAPE,  /* \ at the end, \1, \999 */
    NAME_RELATIVE     /* no final dot, and no origin to end it */
};

/*
 * name_parse(out, len, text, origin): a name in presentation form (RFC 1035
 * 5.1, escapes \X and \DDD) as wire form into `out` of 255 octets, the case
 * kept, its length into *len.  A name without final dot is completed with
 * `origin` (wire form; NULL: that is NAME_RELATIVE).  "@" is the origin.
 */
enum name_fault name_parse(uint8_t *out, size_t *len, struct bytes text,
                           const uint8_t *origin);

enum { NAME_TEXT_MAX = 4 * DNS_NAME_MAX + 1 };

/*
 * name_text(out, wire): presentation form, with the final dot and a final
 * NUL, into `out` of NAME_TEXT_MAX octets.  Returns `out`.
 */
char *name_text(char *out, const uint8_t *wire);

#endif
