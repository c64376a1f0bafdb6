#include "resolver/confine.h"

#include "resolver/calls.h"
#include "resolver/landlock.h"
#include "resolver/log.h"
#include "resolver/steps.h"
#include "resolver/user.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* A load of a billion names takes five minutes. */
enum { LOADER_SECONDS = 3600 };

/* ---- what can be seen ---- */

/* The directory that a path stands in, into `out` of PATH_MAX octets. */
static const char *above(char *out, const char *path)
{
    snprintf(out, PATH_MAX, "%s", path);
    return dirname(out);
}

static int see_around(int list, const char *path, enum landlock_use use)
{
    char directory[PATH_MAX];
    return landlock_add(list, above(directory, path), use);
}

static bool is_root(const char *path)
{
    struct stat here, root;
    return stat(path, &here) == 0 && stat("/", &root) == 0 &&
           here.st_dev == root.st_dev && here.st_ino == root.st_ino;
}

/* A directory that is made anew, or exchanged, is another to the kernel: see
 * the one above it, too, unless that were all there is. */
static int see_above(int list, const char *directory)
{
    char room[PATH_MAX];
    const char *up = above(room, directory);
    return is_root(up) ? 0 : landlock_add(list, up, LANDLOCK_READ);
}

/* What a link leads to is exchanged by changing the link: see what stands
 * beside it, too.  The links of /proc are no files. */
static int see_links(int list, const char *path)
{
    struct steps s;
    char to[2 * PATH_MAX], real[PATH_MAX];
    int done = 0;
    steps_begin(&s, path);
    while (done == 0 && steps_next(&s) && steps_enter(&s)) {
        snprintf(to, sizeof to, "%s/%s", s.at, s.to);
        if (*s.to && realpath(to, real) && strncmp(real, "/proc/", 6) != 0)
            done = see_above(list, real);
    }
    return done;
}

/* Where a link leads to, with what stands beside it, unless that were all there
 * is: nobody has named that. */
static int see_target(int list, const char *real)
{
    char room[PATH_MAX];
    const char *directory = above(room, real);
    if (is_root(real))
        return 0;
    return landlock_add(list, is_root(directory) ? real : directory,
                        LANDLOCK_READ);
}

/* A file as it is named, and where that leads to by links. */
static int see_file(int list, const char *path)
{
    char real[PATH_MAX];
    int done = see_around(list, path, LANDLOCK_READ);
    if (done == 0)
        done = see_links(list, path);
    if (done == 0 && realpath(path, real))
        done = see_target(list, real);
    return done;
}

/* A directory, and where the links in it lead to. */
static int see_directory(int list, const char *path, DIR *entries)
{
    char file[PATH_MAX];
    int done = landlock_add(list, path, LANDLOCK_READ);
    if (done == 0)
        done = see_links(list, path);
    for (const struct dirent *e; done == 0 && (e = readdir(entries));)
        if (e->d_type == DT_LNK && snprintf(file, sizeof file, "%s/%s", path,
                                            e->d_name) < (int)sizeof file)
            done = see_file(list, file);
    return done;
}

static int see_zone(int list, const char *path)
{
    char directory[PATH_MAX];
    DIR *entries = opendir(path);
    if (!entries)
        return see_file(list, path) < 0
                   ? -1
                   : see_above(list, above(directory, path));
    int done = see_directory(list, path, entries);
    closedir(entries);
    return done < 0 ? -1 : see_above(list, path);
}

/* ORIGIN=FILE, where the whole is not itself a file. */
static const char *file_of(const char *zone)
{
    const char *equals = strchr(zone, '=');
    return equals && access(zone, F_OK) < 0 ? equals + 1 : zone;
}

/* What is not there now, the kernel cannot be told to show later. */
static int see_more(int list, const char *path)
{
    int fd = open(path, O_PATH | O_CLOEXEC);
    if (fd < 0)
        log_line("--read %s: %m: it is left out", path);
    else
        close(fd);
    return landlock_add(list, path, LANDLOCK_READ);
}

static int see_all(int list, const struct config *c)
{
    int done = 0;
    for (size_t i = 0; i < c->zones_n && done == 0; i++)
        done = see_zone(list, file_of(c->zones[i]));
    for (unsigned i = 0; i < c->reads_n && done == 0; i++)
        done = see_more(list, c->reads[i]);
    if (done == 0 && c->cookie_file)
        done = see_file(list, c->cookie_file);
    if (done == 0 && c->log_file)
        done = see_around(list, c->log_file, LANDLOCK_APPEND);
    if (done == 0 && calls_sanitized()) /* it looks for leaks there */
        done = landlock_add(list, "/proc", LANDLOCK_READ);
    return done;
}

static int close_eyes(const struct config *c)
{
    int list = landlock_open();
    if (list < 0) {
        log_line("this kernel has no Landlock: going on without it");
        return 0;
    }
    tzset(); /* it reads a file, for the times of day in the log */
    if (see_all(list, c) == 0 && landlock_begin(list) == 0)
        return 0;
    bool denied = errno == EACCES;
    log_line("cannot be confined to the files that are served: %m");
    if (denied)
        confine_hint(c);
    return -1;
}

/* ---- who to be ---- */

/* Which of the zone files the user cannot read, from 1 on; 0: none.  A child
 * becomes that user, and tries. */
static int unreadable(const struct config *c)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == 0) {
        if (user_become(&c->user) < 0)
            _exit(0); /* that is told when we do so */
        for (size_t i = 0; i < c->zones_n && i < UINT8_MAX; i++)
            if (access(file_of(c->zones[i]), R_OK) < 0 && errno == EACCES)
                _exit((int)i + 1);
        _exit(0);
    }
    if (pid > 0)
        waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 0;
}

void confine_choose(struct config *c)
{
    struct stat file;
    if (geteuid() != 0 || c->user_chosen)
        return;
    int which = unreadable(c);
    if (which == 0 || stat(file_of(c->zones[which - 1]), &file) < 0)
        return;
    struct user before = c->user;
    user_number(&c->user, file.st_uid);
    log_line("user %s cannot read %s: running as its owner, %s%s", before.name,
             c->zones[which - 1], c->user.name,
             file.st_uid == 0 ? ", without privileges" : "");
}

/* ---- */

int confine_server(const struct config *c)
{
    if (user_become(&c->user) < 0) {
        log_line("cannot become user %s: %m", c->user.name);
        log_line("to stay root, without its powers: twigd -u root");
        return -1;
    }
    if (!calls_known())
        log_line("this kernel has no seccomp: going on without it");
    return close_eyes(c);
}

/* Not above what is allowed already. */
static int limit(int resource, rlim_t most)
{
    struct rlimit r;
    if (getrlimit(resource, &r) < 0)
        return -1;
    if (most < r.rlim_max)
        r.rlim_max = most;
    if (r.rlim_max < r.rlim_cur)
        r.rlim_cur = r.rlim_max;
    return setrlimit(resource, &r);
}

/* More memory than the machine has would not come to a good end; files that
 * are read, and the image, do not count.  A sanitizer takes what it likes. */
int confine_loader(void)
{
    rlim_t memory =
        (rlim_t)sysconf(_SC_PHYS_PAGES) * (rlim_t)sysconf(_SC_PAGESIZE);
    if (limit(RLIMIT_CPU, LOADER_SECONDS) < 0 ||
        (!calls_sanitized() && limit(RLIMIT_DATA, memory) < 0))
        return -1;
    return calls_only(CALLS_LOADER);
}

void confine_hint(const struct config *c)
{
    const char *other = getenv("SUDO_USER");
    log_line("user %s reads the files, in the directories of the zones and of "
             "--read only: chmod them, or start with -u %s",
             c->user.name, other ? other : "USER");
}
