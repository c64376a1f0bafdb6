/*
 * The addresses of a server that is named on the command line.
 */
#ifndef TWIG_HOSTNAME_H
#define TWIG_HOSTNAME_H

#include "tools/request.h"

/*
 * hostname_find(wrong, out, room, text, kept): ADDRESS, ADDRESS#PORT,
 * ADDRESS:PORT, [IPV6]:PORT or a host's name, which the system's resolver is
 * asked for. A port that is not written is 0.  The names are kept.  Returns how
 * many there are; 0: *wrong tells why.
 */
unsigned hostname_find(const char **wrong, struct target *out, unsigned room,
                       const char *text, struct kept **kept);

#endif
