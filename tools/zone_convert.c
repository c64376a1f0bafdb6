#include "tools/zone_convert.h"

#include "tools/zone_load.h"
#include "tools/zone_write.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* All of it into a file beside the one that is meant, which then is it. */
static int replace(const char *path, const struct text *t)
{
    char *beside = NULL;
    mode_t mask = umask(0);
    umask(mask);
    if (asprintf(&beside, "%s.XXXXXX", path) < 0)
        return -1;
    int fd = mkstemp(beside);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    bool good = out && fchmod(fd, 0666 & ~mask) == 0 &&
                fwrite(t->at, 1, t->n, out) == t->n && fflush(out) == 0 &&
                fsync(fd) == 0;
    good = out && fclose(out) == 0 && good;
    good = good && rename(beside, path) == 0;
    int why = errno;
    if (!good && fd >= 0)
        unlink(beside);
    free(beside);
    errno = why;
    return good ? 0 : -1;
}

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
    if (!c->output) {
        fwrite(w->out.at, 1, w->out.n, stdout);
        return ZONE_GOOD;
    }
    if (replace(c->output, &w->out) == 0)
        return ZONE_GOOD;
    zone_mistake("cannot write", c->output, strerror(errno));
    return ZONE_TROUBLE;
}

int zone_convert(const struct zone_command *c)
{
    struct zone_image z = { 0 };
    struct complaints quiet = { .text = NULL };
    struct zonefile_request q = { .zones = c->words,
                                  .zones_n = 1,
                                  .format = c->format };
    int code = ZONE_TROUBLE;
    if (!zone_open(&z, c->words, 1, c->format))
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
