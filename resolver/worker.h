/*
 * One worker's life: turn the sockets, and between two turns take the news
 * if there are any: an image, and the secrets of cookies.
 */
#ifndef TWIG_WORKER_H
#define TWIG_WORKER_H

#include "resolver/rrl.h"
#include "resolver/service.h"
#include "resolver/tcp.h"

#include <stdatomic.h>

enum { WORKER_SOCKETS_MAX = 16 };

/* What a worker is born with. */
struct job {
    struct image image;  /* mapped before the fork */
    unsigned generation; /* of that image */
    struct service self;
    enum transport by;
    struct journal journal;   /* its .counts and .failed_only; and of ... */
    struct ring *ring;        /* ... the queries that are logged; NULL: none */
    int wake;                 /* an eventfd, for who takes from the ring */
    struct tcp_limits tcp;    /* BY_TCP */
    struct rrl_config limits; /* BY_UDP; .rate == 0: none */
    unsigned workers;         /* that share them */
    int sockets[WORKER_SOCKETS_MAX]; /* BY_TCP: they listen */
    unsigned sockets_n;
    int news;             /* where they come from, see handover.h */
    atomic_uint *serving; /* shared with the supervisor: the generation that
                             this worker answers from */
};

/*
 * worker_run(job): answer until SIGTERM.  SIGUSR1 says that there are news
 * at job->news.  Returns the exit code of the process, which is the caller's
 * own child.
 */
int worker_run(struct job *job);

#endif
