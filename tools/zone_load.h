/*
 * Zone files as twig-zone reads them: all that is wrong goes to stderr.
 */
#ifndef TWIG_ZONE_LOAD_H
#define TWIG_ZONE_LOAD_H

#include "zonefile/zonefile.h"

struct zone_image {
    struct image image;
    unsigned warnings; /* that were said */
};

/*
 * zone_open(z, q): false, after it was said why: there is no image.  zone_close
 * gives it back.
 */
bool zone_open(struct zone_image *z, const struct zonefile_request *q);
void zone_close(struct zone_image *z);

/* Names and records, a zone's own negative answer not counted. */
struct zone_sum {
    uint32_t names, zones, records;
};

struct zone_sum zone_sum(const struct image *img);

#endif
