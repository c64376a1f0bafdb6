/*
 * The server's UDP sockets: bound, and set so that replies leave from the
 * address that was asked, and that no ICMP message, which anybody can forge,
 * makes the kernel fragment them (RFC 9715).
 */
#ifndef TWIG_SOCKETS_H
#define TWIG_SOCKETS_H

#include <stdint.h>

enum { SOCKET_TEXT = 64 };

/*
 * socket_probe(address, port): could it be bound, and by nobody else?  Two
 * servers that both share a port would each get half of the queries.  Returns
 * 0, or -1 with errno (EINVAL: that is no address).
 */
int socket_probe(const char *address, uint16_t port);

/*
 * socket_open(address, port): a socket, one of several that share the port
 * (SO_REUSEPORT: the kernel spreads the clients over them).  Returns it, or -1
 * with errno.
 */
int socket_open(const char *address, uint16_t port);

/*
 * socket_holder(port, out): who has a UDP socket on that port, as "NAME (PID
 * n)" into `out` of SOCKET_TEXT octets.  Returns 0; or -1 when that cannot be
 * seen, as when it is another user's.
 */
int socket_holder(uint16_t port, char *out);

#endif
