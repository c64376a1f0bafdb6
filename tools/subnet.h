/*
 * The client's subnet of +subnet: RFC 7871.
 */
#ifndef TWIG_SUBNET_H
#define TWIG_SUBNET_H

#include "tools/request.h"

/*
 * subnet_read(s, text): ADDRESS[/BITS]; an IPv4 address with bits may end
 * early, as in 10.1/16; 0 is 0/0.  False when it is no such thing.
 */
bool subnet_read(struct subnet *s, const char *text);

#endif
