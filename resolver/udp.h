/*
 * One turn of a UDP socket: take a batch of requests, answer each, send the
 * replies, each from the address that was asked.
 */
#ifndef TWIG_UDP_H
#define TWIG_UDP_H

#include "resolver/journal.h"
#include "resolver/rrl.h"
#include "resolver/service.h"
#include "zonefile/image.h"

struct udp;

/*
 * udp_new(limits, journal): the buffers of a batch; all the memory that turning
 * needs.  `limits` and `journal`, each or NULL for none, stay the caller's and
 * are used until udp_free.  Returns NULL with errno ENOMEM.
 */
struct udp *udp_new(struct rrl *limits, struct journal *journal);
void udp_free(struct udp *u);

/*
 * udp_turn(u, fd, flags, img, self): receive what is there, at least one
 * request unless `flags` has MSG_DONTWAIT, and reply.  Returns how many
 * requests came; or -1 with errno: EINTR, EAGAIN, or trouble with the socket.
 */
int udp_turn(struct udp *u, int fd, int flags, const struct image *img,
             const struct service *self);

#endif
