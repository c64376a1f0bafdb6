/*
 * How news reach a worker that already runs: an image's descriptor, and what
 * goes with it, over a socket of the two processes.
 */
#ifndef TWIG_HANDOVER_H
#define TWIG_HANDOVER_H

#include "resolver/cookie.h"

struct news {
    unsigned generation; /* of the image */
    struct cookie_secrets cookies;
};

/* handover_pair(ends): two connected ends; 0, or -1 with errno. */
int handover_pair(int ends[2]);

/* handover_send(to, fd, news): 0, or -1 with errno.  Never waits. */
int handover_send(int to, int fd, const struct news *news);

/*
 * handover_receive(from, news): the next image's descriptor, the caller's to
 * close, and *news; HANDOVER_NONE when there is none; HANDOVER_LOST when it
 * came without a descriptor, because this process may have no more of them.
 * Never waits.
 */
enum { HANDOVER_NONE = -1, HANDOVER_LOST = -2 };

int handover_receive(int from, struct news *news);

#endif
