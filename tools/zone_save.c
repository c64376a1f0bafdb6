#include "tools/zone_save.h"

#include "tools/zone_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

int zone_save(const char *path, const struct text *t)
{
    if (!path) {
        fwrite(t->at, 1, t->n, stdout);
        return ZONE_GOOD;
    }
    if (replace(path, t) == 0)
        return ZONE_GOOD;
    zone_mistake("cannot write", path, strerror(errno));
    return ZONE_TROUBLE;
}
