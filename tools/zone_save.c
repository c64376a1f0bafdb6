#include "tools/zone_save.h"

#include "tools/zone_command.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* All of it into a file beside the one that is meant, which then is it, with
 * the mode of `like` and, as far as that is allowed, its owner. */
static int replace(const char *path, const struct text *t,
                   const struct stat *like)
{
    char *beside = NULL;
    if (asprintf(&beside, "%s.XXXXXX", path) < 0)
        return -1;
    int fd = mkstemp(beside);
    FILE *out = fd < 0 ? NULL : fdopen(fd, "w");
    bool good =
        out &&
        (fchown(fd, like->st_uid, like->st_gid) == 0 || errno == EPERM) &&
        fchmod(fd, like->st_mode & 07777) == 0 &&
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

/* Into what is no file: a pipe, a terminal, /dev/null; or what a link is to. */
static int pour(const char *path, const struct text *t)
{
    FILE *out = fopen(path, "w");
    bool good = out && fwrite(t->at, 1, t->n, out) == t->n;
    return out && fclose(out) == 0 && good ? 0 : -1;
}

static int create(const char *path, const struct text *t)
{
    mode_t mask = umask(0);
    umask(mask);
    struct stat mine = { .st_mode = 0666 & ~mask,
                         .st_uid = (uid_t)-1,
                         .st_gid = (gid_t)-1 };
    return replace(path, t, &mine);
}

/* A link stays one, and a file keeps its mode and its owner. */
static int save(const char *path, const struct text *t)
{
    struct stat st;
    if (lstat(path, &st) < 0)
        return create(path, t);
    if (stat(path, &st) < 0 || !S_ISREG(st.st_mode))
        return pour(path, t);
    char *real = realpath(path, NULL);
    int done = real ? replace(real, t, &st) : -1;
    free(real);
    return done;
}

/* /dev/stdout: whatever it is, others may have written to it before. */
static bool is_stdout(const char *path)
{
    struct stat that, out;
    return stat(path, &that) == 0 && fstat(STDOUT_FILENO, &out) == 0 &&
           that.st_dev == out.st_dev && that.st_ino == out.st_ino;
}

int zone_save(const char *path, const struct text *t)
{
    if (!path || is_stdout(path)) {
        fwrite(t->at, 1, t->n, stdout);
        return ZONE_GOOD;
    }
    if (save(path, t) == 0)
        return ZONE_GOOD;
    zone_mistake("cannot write", path, strerror(errno));
    return ZONE_TROUBLE;
}
