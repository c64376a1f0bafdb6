/*
 * Loading runs in a child: zone text and the library that reads it never share
 * a process with the answering, and all that loading takes is given back when
 * the child exits.  A child that crashes, hangs or runs out of memory costs a
 * message.
 */
#ifndef TWIG_LOADER_H
#define TWIG_LOADER_H

#include "zonefile/zonefile.h"

#include <sys/types.h>

struct loader {
    pid_t pid;               /* of the child; 0: none runs */
    int fd;                  /* the memfd that it fills; -1: none */
    int readings;            /* and another, with what it read; -1: none */
    uint64_t began;          /* us of clock.h */
    struct outcome *outcome; /* shared with the child */
};

/* What a child leaves behind, beside its exit code. */
struct outcome {
    uint64_t fingerprint; /* of the texts */
    uint64_t complaints;  /* and of what was complained of; 0: nothing */
    uint64_t printed;     /* of what was so, and printed, last */
    bool told;            /* the complaints were printed */
    bool doubtful;        /* not yet: are they the same at the next load? */
    bool denied;          /* one of them: a file may not be read */
};

/* Also the child's exit codes; what makes it exit with 1 is none of ours. */
enum loaded {
    LOADED,
    LOAD_BROKEN,  /* the child did not come to its end */
    LOAD_REFUSED, /* the files have mistakes */
    LOADED_SAME   /* they say what is served */
};

/* loader_open(l): 0, or -1 with errno. */
int loader_open(struct loader *l);

/*
 * loader_start(l, request, loud): start loading.  The child prints complaints
 * on stderr, once of the same texts; what refuses them not before a second load
 * finds it, too, as it may be half of a change.  If `loud`, at once and always.
 * Returns 0, or -1 with errno.
 */
int loader_start(struct loader *l, const struct zonefile_request *request,
                 bool loud);

/*
 * loader_finish(l, status, img): the child ended with that wait status.  When
 * it LOADED, the image is sealed, checked and mapped, and l->fd is the
 * caller's.  In any case l->readings is.
 */
enum loaded loader_finish(struct loader *l, int status, struct image *img);

/*
 * loader_begin_child(name): how every child that works on zone data begins: it
 * ends with the supervisor, not by the terminal's signals.
 */
void loader_begin_child(const char *name);

#endif
