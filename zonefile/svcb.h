/*
 * The parameters of SVCB and HTTPS records (RFC 9460): alpn=h2,h3 port=443 to
 * wire, sorted by key, and what they owe to each other.
 */
#ifndef TWIG_SVCB_H
#define TWIG_SVCB_H

#include "zonefile/wire.h"

/*
 * svcb_put(w, first, word): read one parameter and put it among those that
 * were put from `first` on.  Returns NULL, or a hint at what is wrong.
 */
const char *svcb_put(struct writer *w, uint8_t *first, struct bytes word);

/*
 * svcb_fault(params): what is wrong with parameters in wire form, in words, or
 * NULL.  Keys that are not known are octets.
 */
const char *svcb_fault(struct bytes params);

#endif
