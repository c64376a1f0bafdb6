/*
 * Where each name and RRset of an image was read, gathered while it is made, as
 * far as anybody wants to know: image.h has the picture.
 */
#ifndef TWIG_CITATION_H
#define TWIG_CITATION_H

#include "zonefile/image.h"
#include "zonefile/records.h"
#include "zonefile/spool.h"

struct citations { /* all zero: nobody wants to know */
    const struct records *records;
    struct arena below;  /* uint32_t[owner]: the first record there or below */
    struct arena all;    /* struct citation[] */
    struct arena paths;  /* as they will stand in the image */
    struct arena starts; /* uint32_t[source]: of its path, in `paths` */
};

/*
 * citation_begin(w, r): somebody wants to know.  The records must stay. Returns
 * 0, or -1 with errno ENOMEM; citation_free gives back what it took.
 */
int citation_begin(struct citations *w, const struct records *r);
void citation_free(struct citations *w);

/*
 * citation_add(w, place, rec): the RRset at this place begins with that record;
 * citation_add_empty: the node there is of that owner, and has no RRsets.  Each
 * place is above the one before.  Returns 0, or -1 with errno.
 */
int citation_add(struct citations *w, uint64_t place, const struct record *rec);
int citation_add_empty(struct citations *w, uint64_t place,
                       const struct owner *o);

/* citation_write(w, out, head): all of it to the image's end.  0, or -1. */
int citation_write(const struct citations *w, struct spool *out,
                   struct image_head *head);

#endif
