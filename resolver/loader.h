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

/*
 * What a child leaves behind, beside its exit code.  There is doubt about
 * mistakes, a file that is not there or empty, and one that was cut short while
 * it was read: an editor may be in the middle.  What a load that begins at
 * doubt_until finds, too, is meant so.
 */
struct outcome {
    uint64_t fingerprint; /* of the texts */
    uint64_t printed;     /* and of the complaints that were printed last */
    uint64_t doubt;       /* of what may be half of a change; 0: nothing */
    uint64_t doubt_until; /* ms: is it the same then? */
    bool doubtful;        /* it is not yet then: nothing was printed */
    bool told;            /* the complaints were printed */
    bool denied;          /* one of them: a file may not be read */
    bool cut;             /* a file became shorter while it was read */
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
 * on stderr, once of the same texts, and when there is no doubt.  If `loud`, at
 * once and always.  Returns 0, or -1 with errno.
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
