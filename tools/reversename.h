/*
 * The name under which an address is found: RFC 1035 3.5, RFC 3596 2.5.
 */
#ifndef TWIG_REVERSENAME_H
#define TWIG_REVERSENAME_H

#include <stddef.h>

/*
 * reversename_write(out, room, text): of an IPv6 address its ip6.arpa name;
 * of anything else its parts between dots from the last to the first, below
 * in-addr.arpa: 10.0 becomes 0.10.in-addr.arpa.
 */
void reversename_write(char *out, size_t room, const char *text);

#endif
