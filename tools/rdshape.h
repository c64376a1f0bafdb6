/*
 * What the data of each type consist of.
 *
 * A letter for each field:
 *   1 2 4  a number of so many octets    n  a name        a 6  an address
 *   s S    a text; all that are left     q  the rest, as a text
 *   t b    a type; a bitmap of them      d  a time        c    a CAA tag
 *   h B Y  the rest: hexadecimal, base 64 in groups, in one piece
 *   H N    a salt; a hash                e  dashed        i    ILNP   z NSAP
 *   C g    a certificate's type; an algorithm's name
 *   G R    a gateway of the kind two octets, one octet ago
 *   P      service parameters            L A W K   LOC, APL, WKS, HIP
 *   O      the numbers of an SOA         Z  what a key is
 *   E T    OPT, TSIG
 *   k      the rest, a key: left out by +nocrypto with its tag
 *   x X    the rest, a signature, a digest: left out by +nocrypto
 * and with +multiline:
 *   (      opens: the next field begins a line
 *   [      opens, on this line           |  the next field begins a line
 *   )      closes                        }  closes on a line of its own
 */
#ifndef TWIG_RDSHAPE_H
#define TWIG_RDSHAPE_H

#include "tools/rdstyle.h"

/* The letters of a type; NULL: it has none, its data are octets. */
const char *rdshape_fields(const struct rdata *data);

#endif
