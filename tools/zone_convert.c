#include "tools/zone_convert.h"

#include "tools/zone_load.h"
#include "tools/zone_save.h"
#include "tools/zone_write.h"

#include <stdio.h>
#include <stdlib.h>

static void tell_lost(const struct zone_writing *w, bool lossy)
{
    static const char *const names[] = { [TO_FLAT] = "the flat format",
                                         [TO_HOSTS] = "a hosts file",
                                         [TO_MASTER] = "one master file" };
    fprintf(stderr, "twig-zone: %s cannot carry %zu of the records%s:\n%s",
            names[w->target], w->lost_n,
            lossy ? "" : ", so nothing is written without --lossy", w->lost.at);
    if (w->lost_n > LOST_SHOWN)
        fprintf(stderr, "  and %zu more\n", w->lost_n - LOST_SHOWN);
}

static int deliver(const struct zone_command *c, const struct zone_writing *w)
{
    if (w->lost_n > 0)
        tell_lost(w, c->lossy);
    if (w->lost_n > 0 && !c->lossy)
        return ZONE_DIFFERS;
    return zone_save(c->output, &w->out);
}

int zone_convert(const struct zone_command *c)
{
    struct zone_image z = { 0 };
    struct complaints quiet = { .text = NULL };
    struct zonefile_request q = { .zones = c->words,
                                  .zones_n = 1,
                                  .format = c->format };
    int code = ZONE_TROUBLE;
    if (!zone_open(&z, &q))
        return ZONE_TROUBLE;
    struct zone_writing w = { .target = c->target,
                              .records = zonefile_records(&q, &quiet),
                              .image = &z.image };
    if (w.records) {
        zone_write_all(&w);
        text_put(&w.out, '\0'); /* even of nothing it is a text */
        w.out.n--;
        code = deliver(c, &w);
    } else {
        zone_mistake("cannot load it twice", c->words[0],
                     "Has the file changed meanwhile, or is it a pipe?");
    }
    records_free((struct records *)(uintptr_t)w.records);
    text_free(&w.out);
    text_free(&w.lost);
    complaint_free(&quiet);
    zone_close(&z);
    return code;
}
