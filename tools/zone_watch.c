#include "tools/zone_watch.h"

#include "tools/zone_command.h"

#include <errno.h>
#include <libgen.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    SAVED =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE,
    QUIET = 20 /* ms without a further event: the editor is done */
};

/* The directory to be watched, malloc'd, and what in it. */
static char *place(struct zone_watch *w, const char *zone)
{
    const char *equal = strchr(zone, '=');
    const char *path = equal && access(zone, F_OK) != 0 ? equal + 1 : zone;
    const char *slash = strrchr(path, '/');
    char *directory = strdup(path);
    if (!directory)
        abort();
    w->name = slash ? slash + 1 : path;
    return directory;
}

bool zone_watch_open(struct zone_watch *w, const char *zone)
{
    char *directory = place(w, zone);
    w->fd = inotify_init1(IN_CLOEXEC);
    int watched = inotify_add_watch(w->fd, directory, SAVED | IN_ONLYDIR);
    if (watched >= 0)
        w->name = NULL;
    else if (errno == ENOTDIR || errno == ENOENT)
        watched = inotify_add_watch(w->fd, dirname(directory), SAVED);
    if (watched < 0)
        zone_mistake("cannot watch", zone, strerror(errno));
    free(directory);
    return watched >= 0;
}

/* Is one of the events that are there about the file? */
static bool concerns(const struct zone_watch *w)
{
    _Alignas(struct inotify_event) char room[4096];
    ssize_t n = read(w->fd, room, sizeof room);
    bool ours = false;
    for (ssize_t at = 0; at < n;) {
        const void *p = room + at;
        const struct inotify_event *e = p;
        ours |= !w->name || (e->len > 0 && strcmp(e->name, w->name) == 0);
        at += (ssize_t)(sizeof *e + e->len);
    }
    return ours;
}

bool zone_watch_wait(struct zone_watch *w)
{
    struct pollfd p = { .fd = w->fd, .events = POLLIN };
    bool saved = false;
    for (;;) {
        int n = poll(&p, 1, saved ? QUIET : -1);
        if (n < 0 && errno != EINTR)
            return false;
        if (n == 0)
            return true;
        if (n > 0)
            saved |= concerns(w);
    }
}
