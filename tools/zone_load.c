#include "tools/zone_load.h"

#include "tools/zone_command.h"
#include "zonefile/check.h"

#include <errno.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

bool zone_open(struct zone_image *z, const struct zonefile_request *q)
{
    struct complaints c = { .text = NULL };
    int fd = memfd_create("twig-zone", MFD_CLOEXEC);
    int done = fd < 0 ? -1 : zonefile_load(q, fd, &c);
    if (c.text)
        fputs(c.text, stderr);
    z->warnings = c.warnings;
    if (done == 0)
        done = image_open(&z->image, fd);
    if (done < 0 && c.errors == 0)
        zone_mistake("cannot load", q->zones_n ? q->zones[0] : LESSON_PATH,
                     strerror(errno));
    complaint_free(&c);
    if (fd >= 0)
        close(fd);
    return done == 0;
}

void zone_close(struct zone_image *z)
{
    image_close(&z->image);
}

struct zone_sum zone_sum(const struct image *img)
{
    struct zone_sum sum = { img->head->names_n, img->head->zones_n, 0 };
    const struct node *node = image_first(img);
    for (; node; node = image_next(img, node)) {
        const struct rrset *set = node_rrsets(node);
        for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set))
            sum.records += set->records;
    }
    return sum;
}
