/*
 * The replies of one batch on their way out: sendmmsg with as few trips
 * through the kernel's network stack as will do.
 *
 *     replies   a1 b1 a2 a3 c1 b2        to clients a, b, c
 *     messages  [a1 a2 a3] [b1 b2] [c1]
 *
 * Replies of equal length to one client go as one message that the kernel
 * cuts into datagrams at the very end (UDP_SEGMENT): a forwarder or a load
 * balancer in front of the server asks from few ports, and sending is most of
 * what a query costs.  The last of a message may be shorter.
 */
#ifndef TWIG_OUTBOX_H
#define TWIG_OUTBOX_H

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

enum { OUTBOX_MAX = 32 };

struct outbox;

/* outbox_new(): NULL with errno ENOMEM. */
struct outbox *outbox_new(void);
void outbox_free(struct outbox *o);

/*
 * outbox_add(o, asked, reply, len): send `len` octets at `reply` to where the
 * request came from: `asked` is what recvmmsg made of its header, with the
 * control message that says which address was asked.  Both must stay until
 * outbox_send.  At most OUTBOX_MAX between two sends.
 */
void outbox_add(struct outbox *o, const struct msghdr *asked, uint8_t *reply,
                size_t len);

/*
 * outbox_send(o, fd): send all, and be empty again.  What the kernel refuses
 * to send to somebody is left out.
 */
void outbox_send(struct outbox *o, int fd);

#endif
