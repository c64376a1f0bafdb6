#include "tools/zone_save.h"

#include "tools/zone_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All of it into a file beside the one that is meant, which then is it. */
static int replace(const char *path, const struct text *t, mode_t mode)
{
    char *beside = NULL;
    if (asprintf(&beside, "%s.XXXXXX", path) < 0)
        return -1;
    int fd = mkstemp(beside);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    bool good = out && fchmod(fd, mode) == 0 &&
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

/* Into what is no file: a pipe, a terminal, /dev/null. */
static int pour(const char *path, const struct text *t)
{
    FILE *out = fopen(path, "w");
    bool good = out && fwrite(t->at, 1, t->n, out) == t->n;
    return out && fclose(out) == 0 && good ? 0 : -1;
}

/* A link stays one, and a file keeps its mode. */
static int save(const char *path, const struct text *t)
{
    struct stat st;
    mode_t mask = umask(0);
    umask(mask);
    if (stat(path, &st) < 0)
        return replace(path, t, 0666 & ~mask);
    char *real = S_ISREG(st.st_mode) ? realpath(path, NULL) : NULL;
    int done = real ? replace(real, t, st.st_mode & 07777) : pour(path, t);
    free(real);
    return done;
}

int zone_save(const char *path, const struct text *t)
{
    if (!path) {
        fwrite(t->at, 1, t->n, stdout);
        return ZONE_GOOD;
    }
    if (save(path, t) == 0)
        return ZONE_GOOD;
    zone_mistake("cannot write", path, strerror(errno));
    return ZONE_TROUBLE;
}
