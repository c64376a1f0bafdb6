#include "resolver/watch.h"

#include "resolver/steps.h"
#include "zonefile/fingerprint.h"
#include "zonefile/zonefile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/magic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <time.h>
#include <unistd.h>

enum kind {
    TARGET_STEP,   /* on the way to a file: a directory, a link */
    TARGET_NAMED,  /* a file; the load fails without it */
    TARGET_MEMBER, /* a file of a directory */
    TARGET_MEMBERS /* the directory: any name in it */
};

enum {
    STEP_EVENTS =
        IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB,
    WRITE_EVENTS = IN_MODIFY | IN_CLOSE_WRITE,
    FILE_EVENTS = STEP_EVENTS | WRITE_EVENTS,
    READS_MAX = 256 /* of 16 KB: what the kernel keeps; who writes faster than
                       we read, be it another file, shall not stop all else */
};

/* A name in a directory; or "", what is watched itself. */
struct target {
    uint64_t key; /* of both, see key_of */
    enum kind kind;
};

/* A directory that is watched, or a file. */
struct place {
    int wd;
    char *path;
};

static uint64_t key_of(int wd, const char *name)
{
    return fingerprint((uint64_t)wd, name, strlen(name));
}

/* ---- what is watched ---- */

static int by_key(const void *a, const void *b)
{
    const struct target *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (int)y->kind - (int)x->kind; /* the one that tells most is first */
}

static const struct target *find(const struct target *all, size_t n,
                                 uint64_t key)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (all[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < n && all[low].key == key ? &all[low] : NULL;
}

static const struct place *find_place(const struct watch *w, int wd)
{
    for (size_t i = 0; i < w->places_n; i++)
        if (w->places[i].wd == wd)
            return &w->places[i];
    return NULL;
}

bool watch_tells(long type)
{
    static const long silent[] = { NFS_SUPER_MAGIC,  SMB_SUPER_MAGIC,
                                   CIFS_SUPER_MAGIC, SMB2_SUPER_MAGIC,
                                   CEPH_SUPER_MAGIC, AFS_SUPER_MAGIC,
                                   AFS_FS_MAGIC,     V9FS_MAGIC,
                                   FUSE_SUPER_MAGIC, 0x786f4256 /* vboxsf */ };
    for (size_t i = 0; i < sizeof silent / sizeof *silent; i++)
        if ((uint32_t)silent[i] == (uint32_t)type)
            return false;
    return true;
}

static void add_place(struct watch *w, int wd, const char *path)
{
    struct statfs fs;
    if (find_place(w, wd))
        return;
    if (statfs(path, &fs) == 0 && !watch_tells((long)fs.f_type))
        w->blind = EREMOTE;
    struct place *more = reallocarray(w->places, w->places_n + 1, sizeof *more);
    char *copy = strdup(path);
    if (more)
        w->places = more;
    if (more && copy)
        w->places[w->places_n++] = (struct place){ wd, copy };
    else
        free(copy);
}

/* Room is taken in powers of two. */
static void add_target(struct watch *w, uint64_t key, enum kind kind)
{
    size_t n = w->targets_n;
    if ((n & (n - 1)) == 0) {
        struct target *more =
            reallocarray(w->targets, n ? 2 * n : 1, sizeof *more);
        if (!more)
            return;
        w->targets = more;
    }
    w->targets[w->targets_n++] = (struct target){ key, kind };
}

/* Watch a directory for a name, or as a directory of zone files; or a file for
 * "". */
static void add(struct watch *w, const char *path, const char *name,
                enum kind kind)
{
    bool itself = !*name && kind != TARGET_MEMBERS;
    uint32_t events = kind == TARGET_STEP ? STEP_EVENTS : FILE_EVENTS;
    int wd = inotify_add_watch(
        w->fd, path,
        IN_MASK_ADD | (itself ? WRITE_EVENTS : events | IN_ONLYDIR));
    if (wd >= 0) {
        add_place(w, wd, path);
        add_target(w, key_of(wd, name), kind);
        return;
    }
    bool gone = errno == ENOENT || errno == ENOTDIR; /* its parent tells */
    if (!gone && (kind != TARGET_STEP || errno != EACCES))
        w->blind = errno;
}

/* ---- all of a load ---- */

/* Can it be written by another name, so that no directory here tells: a second
 * link, or a mount of the file alone, as into a container? */
static bool has_other_name(const char *path)
{
    struct statx s;
    return statx(AT_FDCWD, path, 0, STATX_TYPE | STATX_NLINK, &s) == 0 &&
           S_ISREG(s.stx_mode) &&
           (s.stx_nlink > 1 || s.stx_attributes & STATX_ATTR_MOUNT_ROOT);
}

/* Watch all the steps of a path, to its end or as far as it goes. */
static void add_path(struct watch *w, const char *path, enum kind kind)
{
    struct steps s;
    steps_begin(&s, path);
    while (steps_next(&s)) {
        bool last = !*s.rest && kind != TARGET_MEMBERS;
        add(w, s.at, s.name, last ? kind : TARGET_STEP);
        if (!steps_enter(&s))
            return;
    }
    if (kind == TARGET_MEMBERS || has_other_name(s.at))
        add(w, s.at, "", kind);
}

static enum kind kind_of(enum reading_kind kind)
{
    switch (kind) {
    case READ_NAMED:
        return TARGET_NAMED;
    case READ_MEMBER:
        return TARGET_MEMBER;
    case READ_DIRECTORY:
        break;
    }
    return TARGET_MEMBERS;
}

static void add_all(struct watch *w)
{
    struct reader in = reader_over(w->readings.base, w->readings.len);
    struct reading one;
    while (readings_next(&in, &one))
        add_path(w, one.path, kind_of(one.kind));
    if (w->targets_n)
        qsort(w->targets, w->targets_n, sizeof *w->targets, by_key);
}

/* Of what was watched before: let go what is not watched now. */
static void drop(struct watch *w, struct watch *before)
{
    for (size_t i = 0; i < before->places_n; i++) {
        if (!find_place(w, before->places[i].wd))
            inotify_rm_watch(w->fd, before->places[i].wd);
        free(before->places[i].path);
    }
    free(before->places);
    free(before->targets);
}

static bool has_new(const struct watch *w, const struct watch *before)
{
    for (size_t i = 0; i < w->targets_n; i++)
        if (!find(before->targets, before->targets_n, w->targets[i].key))
            return true;
    return false;
}

static void take_readings(struct watch *w, const struct watch_news *news)
{
    if (!news->whole)
        w->readings.len = w->whole_n;
    else
        arena_free(&w->readings);
    readings_take(&w->readings, news->fd);
    if (news->whole)
        w->whole_n = w->readings.len;
}

bool watch_renew(struct watch *w, const struct watch_news *news)
{
    struct watch before = *w;
    take_readings(w, news);
    w->since = news->since;
    if (w->fd < 0)
        return false;
    w->targets = NULL;
    w->places = NULL;
    w->targets_n = w->places_n = 0;
    add_all(w);
    bool more = has_new(w, &before);
    drop(w, &before);
    return more;
}

void watch_open(struct watch *w)
{
    *w = (struct watch){ .fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC) };
    if (w->fd < 0)
        w->blind = errno;
}

void watch_close(struct watch *w)
{
    struct watch none = { .fd = w->fd };
    drop(&none, w);
    arena_free(&w->readings);
    if (w->fd >= 0)
        close(w->fd);
    *w = (struct watch){ .fd = -1 };
}

/* ---- what is seen ---- */

/* Is what was just created whole?  A link is, and a file's second name. */
static bool is_whole(const struct watch *w, int wd, const char *name)
{
    char path[PATH_MAX + NAME_MAX + 2];
    struct stat st;
    const struct place *p = find_place(w, wd);
    snprintf(path, sizeof path, "%s/%s", p ? p->path : ".", name);
    return p && lstat(path, &st) == 0 &&
           (S_ISLNK(st.st_mode) || (S_ISREG(st.st_mode) && st.st_nlink > 1));
}

/* Who was looked for by that name: exactly it, or any in a directory?  Of what
 * is watched itself it has none. */
static const struct target *who(const struct watch *w,
                                const struct inotify_event *e, uint64_t file)
{
    static const struct target newcomer = { 0, TARGET_MEMBERS };
    const struct target *t = find(w->targets, w->targets_n, file);
    if (!e->len && !(e->mask & WRITE_EVENTS))
        return NULL;
    if (t)
        return t;
    if (e->mask & IN_ISDIR || !e->len || !zonefile_is_member(e->name))
        return NULL;
    t = find(w->targets, w->targets_n, key_of(e->wd, ""));
    return t ? &newcomer : NULL;
}

static void judge(struct watch *w, struct lull *l, uint64_t now,
                  const struct inotify_event *e)
{
    if (e->mask & (IN_Q_OVERFLOW | IN_UNMOUNT)) {
        lull_done(l, 0, now, LULL_SOON); /* what happened, nobody knows */
        return;
    }
    uint64_t file = key_of(e->wd, e->len ? e->name : "");
    const struct target *t = who(w, e, file);
    if (!t)
        return;
    bool directory = e->mask & IN_ISDIR;
    if (e->mask & IN_MOVED_TO ||
        (e->mask & IN_CREATE && is_whole(w, e->wd, e->name)))
        lull_done(l, file, now, 0);
    else if (e->mask & IN_CLOSE_WRITE) /* sed -i: the new one is soon renamed */
        lull_done(l, file, now, t->kind == TARGET_MEMBERS ? LULL_SOON : 0);
    else if (e->mask & (IN_CREATE | IN_MODIFY) && !directory)
        lull_writing(l, file, now);
    else if (e->mask & IN_ATTRIB ||
             (e->mask & (IN_DELETE | IN_MOVED_FROM) &&
              (t->kind == TARGET_MEMBER || t->kind == TARGET_MEMBERS)))
        lull_done(l, file, now, LULL_SOON);
    else /* without it nothing can be loaded: there is no haste */
        lull_done(l, file, now, LULL_QUIET);
}

void watch_read(struct watch *w, struct lull *l, uint64_t now)
{
    _Alignas(struct inotify_event) char octets[1 << 14];
    ssize_t n;
    for (int i = 0;
         i < READS_MAX && (n = read(w->fd, octets, sizeof octets)) > 0; i++) {
        const struct inotify_event *e;
        for (ssize_t at = 0; at < n; at += (ssize_t)(sizeof *e + e->len)) {
            const void *p = octets + at;
            e = p;
            judge(w, l, now, e);
        }
    }
}

/* ---- looking ---- */

uint64_t watch_clock(void)
{
    struct timespec t;
    clock_gettime(CLOCK_REALTIME_COARSE, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

bool watch_changed(const struct watch *w)
{
    struct reader in = reader_over(w->readings.base, w->readings.len);
    struct reading one;
    while (readings_next(&in, &one)) {
        struct mark now = mark_path(one.path);
        if (!mark_same(&now, &one.mark) || now.changed >= w->since)
            return true;
    }
    return false;
}
