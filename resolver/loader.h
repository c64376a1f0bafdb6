/*
 * Loading runs in a child: zone text and the library that reads it never share
 * a process with the answering, and all that loading takes is given back when
 * the child exits.
 */
#ifndef TWIG_LOADER_H
#define TWIG_LOADER_H

#include "zonefile/zonefile.h"

#include <sys/types.h>

struct loader {
    pid_t pid; /* of the child; 0: none runs */
    int fd;    /* the memfd that it fills */
};

/*
 * loader_start(l, request): start loading.  The child prints complaints on
 * stderr.  Returns 0, or -1 with errno.
 */
int loader_start(struct loader *l, const struct zonefile_request *request);

/*
 * loader_finish(l, status, img): the child ended with that wait status.  If it
 * succeeded: seal the image, check and map it.  Returns the image's descriptor,
 * the caller's; or -1: nothing is left open, and it was logged why.
 */
int loader_finish(struct loader *l, int status, struct image *img);

#endif
