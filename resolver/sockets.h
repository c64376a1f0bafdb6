/*
 * The server's sockets.  Those of UDP are set so that replies leave from the
 * address that was asked, and that no ICMP message, which anybody can forge,
 * makes the kernel fragment them (RFC 9715); those of TCP so that a server can
 * follow upon another at once.
 */
#ifndef TWIG_SOCKETS_H
#define TWIG_SOCKETS_H

#include "resolver/endpoint.h"

enum { SOCKET_TEXT = 64 };

/* `type`, below, is SOCK_DGRAM for UDP or SOCK_STREAM for TCP. */

/*
 * socket_probe(type, address, port): could it be had, and by nobody else?  Two
 * servers that both share a port would each get half of the queries.  Returns
 * 0, or -1 with errno (EINVAL: that is no address).
 */
int socket_probe(int type, const char *address, uint16_t port);

/*
 * socket_open(type, address, port): for UDP one of several that share the port
 * (SO_REUSEPORT: the kernel spreads the clients over them); for TCP one that
 * listens and does not block.  Returns it, or -1 with errno.
 */
int socket_open(int type, const char *address, uint16_t port);

/*
 * socket_tune(fd, type, e): give a socket that somebody else has bound, at `e`,
 * all that one of socket_open has, as far as that can be done later.
 */
void socket_tune(int fd, int type, const union endpoint *e);

/*
 * socket_holder(type, address, port, out): who has a socket that is in the way
 * of one there, be it at all addresses, as "NAME (PID n)" into `out` of
 * SOCKET_TEXT octets.  Returns 0; or -1 when that cannot be seen, as when it is
 * another user's.
 */
int socket_holder(int type, const char *address, uint16_t port, char *out);

/*
 * socket_allow(n): have the kernel allow `n` descriptors to this process and
 * its children.  Returns how many it allows, which may be fewer.
 */
unsigned socket_allow(unsigned n);

#endif
