/*
 * How an image reaches a worker that already runs: its descriptor and its
 * generation, over a socket of the two processes.
 */
#ifndef TWIG_HANDOVER_H
#define TWIG_HANDOVER_H

/* handover_pair(ends): two connected ends; 0, or -1 with errno. */
int handover_pair(int ends[2]);

/* handover_send(to, fd, generation): 0, or -1 with errno.  Never waits. */
int handover_send(int to, int fd, unsigned generation);

/*
 * handover_receive(from, generation): the next image's descriptor, the
 * caller's to close, and its generation; HANDOVER_NONE when there is none;
 * HANDOVER_LOST when it came without a descriptor, because this process may
 * have no more of them.  Never waits.
 */
enum { HANDOVER_NONE = -1, HANDOVER_LOST = -2 };

int handover_receive(int from, unsigned *generation);

#endif
