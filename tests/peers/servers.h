/*
 * twigd and its peers as processes: each in a directory under /tmp, at a free
 * high port of 127.0.0.1, with the zones of a batch; none outlives this
 * program.
 */
#ifndef TWIG_PEERS_SERVERS_H
#define TWIG_PEERS_SERVERS_H

#include "tests/peers/configs.h"

#include <sys/types.h>
#include <time.h>

enum server_name { TWIGD, NSD, KNOT, BIND, SERVERS };

struct server {
    const char *name;
    bool used;
    pid_t pid; /* 0: not running */
    unsigned port;
};

struct servers {
    struct server of[SERVERS];
    const char *twigd; /* the path of the program */
    char dir[64];
    bool keep; /* the directory, for a look */
    time_t started;
    unsigned refused[SERVERS]; /* zones, since the beginning */
    unsigned findings;         /* zones that twigd alone refused */
};

/* A directory; nothing runs yet. */
void servers_begin(struct servers *s, const char *twigd);

/*
 * servers_start(s, b, rng): write the zones of the batch and start all that are
 * to be used.  A zone that one of them refuses is left out for all, and told on
 * stdout.  False: a server does not serve; why is told on stderr.
 */
bool servers_start(struct servers *s, struct batch *b, struct rng *rng);

/* Stop what runs; false: twigd ended badly, or had ended before. */
bool servers_stop(struct servers *s);

/* Stop all and remove the directory. */
void servers_end(struct servers *s);

#endif
