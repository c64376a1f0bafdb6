/*
 * Names in other scripts: UTF-8 to the xn-- form that the DNS stores
 * (IDNA 2008, RFC 5891), through libidn2.
 */
#ifndef TWIG_IDN_H
#define TWIG_IDN_H

#include "zonefile/wire.h"

enum { IDN_MAX = 1024 };

/*
 * idn_encode(out, text, why): `text`, a name in presentation form with labels
 * in UTF-8, into `out` of IDN_MAX octets, those labels replaced.  Returns the
 * length; or 0 and *why, a reason in words that stays valid.
 */
size_t idn_encode(char *out, struct bytes text, const char **why);

/* Is there an octet in it that is not ASCII? */
bool idn_needed(struct bytes text);

#endif
