#include "resolver/reload.h"

#include "resolver/bulletin.h"
#include "resolver/clock.h"
#include "resolver/confine.h"
#include "resolver/log.h"

#include <ctype.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    BLIND_POLL_MS = 2000, /* when not all can be watched */
    HOPELESS_MS = 60000,  /* a load that takes longer, and ten times as long as
                             any before, is ended ... */
    OVERTAKEN_MS = 1000,  /* ... or after this, when the files change again */
    PATIENCE = 10,
    SLOW_MS = 5000 /* the first load is never ended, but then spoken of */
};

int reload_open(struct reload *r, const struct config *config,
                const struct image *serving)
{
    *r = (struct reload){ .config = config,
                          .serving = serving,
                          .watch = { .fd = -1 },
                          .poll_ms = config->poll_seconds * 1000,
                          .poll_at = CLOCK_NEVER };
    lull_begin(&r->lull);
    if (config->watch)
        watch_open(&r->watch);
    return loader_open(&r->loader);
}

void reload_close(struct reload *r)
{
    if (r->loader.pid) { /* it has the sockets open, too: see it gone */
        kill(r->loader.pid, SIGKILL);
        waitpid(r->loader.pid, NULL, 0);
    }
    watch_close(&r->watch);
}

/* ---- when ---- */

void reload_ask(struct reload *r)
{
    r->asked = true;
    lull_done(&r->lull, 0, clock_ms(), 0);
}

void reload_see(struct reload *r)
{
    watch_read(&r->watch, &r->lull, clock_ms());
}

/* When there is no more patience with the load that runs. */
static uint64_t end_at(const struct reload *r)
{
    uint64_t began = r->loader.began / 1000 + PATIENCE * r->longest;
    uint64_t due = lull_due(&r->lull);
    if (r->stopped)
        return CLOCK_NEVER;
    if (!r->serving->base)
        return began + SLOW_MS;
    if (due != CLOCK_NEVER)
        return due > began + OVERTAKEN_MS ? due : began + OVERTAKEN_MS;
    return began + HOPELESS_MS;
}

uint64_t reload_next(const struct reload *r)
{
    uint64_t next = r->loader.pid ? end_at(r) : lull_due(&r->lull);
    return next < r->poll_at ? next : r->poll_at;
}

static void start(struct reload *r, uint64_t now)
{
    const struct config *c = r->config;
    struct zonefile_request request = { .zones = c->zones,
                                        .zones_n = c->zones_n,
                                        .format = c->format,
                                        .before = r->serving,
                                        .served = r->served,
                                        .cite = c->walk != WALK_UNTOLD };
    lull_load(&r->lull, now);
    r->since = watch_clock();
    r->loud = r->asked;
    r->asked = r->stopped = false;
    if (loader_start(&r->loader, &request, r->loud) == 0)
        return;
    log_line("cannot load: %m");
    r->asked = r->loud;
    lull_done(&r->lull, 0, now, LULL_BOUND);
}

static void look(struct reload *r, uint64_t now)
{
    r->poll_at = now + r->poll_ms;
    if (!r->loader.pid && watch_changed(&r->watch))
        lull_done(&r->lull, 0, now, 0);
}

/* The last file that the load which runs has begun to read. */
static void name_last(char *out, size_t size, const struct reload *r)
{
    struct arena a = { .base = NULL };
    struct reading one;
    readings_take(&a, r->loader.readings);
    struct reader in = reader_over(a.base, a.len);
    snprintf(out, size, "no file");
    while (readings_next(&in, &one))
        snprintf(out, size, "%s", one.path);
    for (char *p = out; *p; p++)
        if (iscntrl((unsigned char)*p))
            *p = '?';
    arena_free(&a);
}

/* It takes long.  As long as nothing is served there is nothing better to do
 * than to wait. */
static void lose_patience(struct reload *r, uint64_t now)
{
    char last[256];
    unsigned seconds = (unsigned)(now - r->loader.began / 1000) / 1000;
    bool first = !r->serving->base;
    name_last(last, sizeof last, r);
    log_line("loading has taken %u s: it %s; it has come to %s", seconds,
             first ? "goes on" : "is ended", last);
    r->stopped = true;
    if (!first)
        kill(r->loader.pid, SIGKILL);
}

void reload_turn(struct reload *r)
{
    uint64_t now = clock_ms();
    if (now >= r->poll_at)
        look(r, now);
    if (!r->loader.pid && now >= lull_due(&r->lull))
        start(r, now);
    if (r->loader.pid && now >= end_at(r))
        lose_patience(r, now);
}

/* ---- what came of it ---- */

/* Not all can be watched: that is told once, and they are looked at. */
static void poll_instead(struct reload *r)
{
    const char *why = strerror(r->watch.blind), *more = "";
    if (r->watch.blind == EREMOTE)
        why = "their file system does not tell who else writes";
    if (r->watch.blind == ENOSPC)
        more = " (fs.inotify.max_user_watches)";
    if (r->watch.blind == EMFILE)
        more = " (fs.inotify.max_user_instances)";
    r->poll_ms = BLIND_POLL_MS;
    log_line("cannot watch all zone files: %s%s: looking at them every %u s",
             why, more, r->poll_ms / 1000);
}

static void watch_files(struct reload *r, bool whole)
{
    struct watch_news news = { r->loader.readings, whole, r->since };
    uint64_t now = clock_ms();
    if (watch_renew(&r->watch, &news) && watch_changed(&r->watch))
        lull_done(&r->lull, 0, now, LULL_QUIET);
    close(r->loader.readings);
    r->loader.readings = -1;
    if (r->watch.blind && !r->poll_ms)
        poll_instead(r);
    r->poll_at = r->poll_ms ? now + r->poll_ms : CLOCK_NEVER;
}

/* "serial 7", or of more zones their number. */
static const char *which(char out[32], const struct image *img)
{
    if (img->head->zones_n == 1)
        snprintf(out, 32, "serial %u", img->zones[0].serial);
    else
        snprintf(out, 32, "%u zones", img->head->zones_n);
    return out;
}

static void tell(struct reload *r, enum loaded done)
{
    char what[32];
    if (r->loader.outcome->cut)
        log_line("a zone file was cut short while it was read");
    if (done == LOAD_REFUSED && r->loader.outcome->denied)
        confine_hint(r->config);
    if (!r->serving->base) {
        log_line("nothing to serve");
        return;
    }
    which(what, r->serving);
    if (done == LOADED_SAME && r->refused)
        log_line("the mistake is gone: serving %s, loaded at %s", what,
                 r->loaded_at);
    else if (done == LOADED_SAME && r->loud)
        log_line("nothing changed: serving %s, loaded at %s", what,
                 r->loaded_at);
    else if (done == LOAD_BROKEN || r->loader.outcome->told)
        log_line("not loaded: still serving %s, loaded at %s", what,
                 r->loaded_at);
}

static void note_time(struct reload *r)
{
    time_t now = time(NULL);
    struct tm date;
    if (localtime_r(&now, &date))
        strftime(r->loaded_at, sizeof r->loaded_at, "%H:%M:%S", &date);
}

/* A file was written while it was read: what came of it may be half of what
 * is to be. */
static bool is_overtaken(struct reload *r)
{
    uint64_t now = clock_ms();
    watch_read(&r->watch, &r->lull, now);
    return r->serving->base && lull_overtaken(&r->lull, now);
}

static void drop(struct reload *r, enum loaded done, struct image *img)
{
    r->asked |= r->loud;
    if (done != LOADED)
        return;
    image_close(img);
    close(r->loader.fd);
    r->loader.fd = -1;
}

/* It may be half of a change: there shall be another. */
static bool is_half(struct reload *r, enum loaded done)
{
    const struct outcome *o = r->loader.outcome;
    uint64_t now = clock_ms();
    if ((done == LOADED || o->cut) && is_overtaken(r))
        return true;
    if (!o->doubtful || !r->serving->base)
        return false;
    lull_done(&r->lull, 0, now,
              o->doubt_until > now ? (unsigned)(o->doubt_until - now) : 0);
    return true;
}

int reload_ended(struct reload *r, int status, struct image *img)
{
    enum loaded done = loader_finish(&r->loader, status, img);
    r->took = clock_us() - r->loader.began;
    watch_files(r, done != LOAD_BROKEN);
    if (done != LOAD_BROKEN && r->took / 1000 > r->longest)
        r->longest = r->took / 1000;
    if (is_half(r, done)) {
        drop(r, done, img);
        return -1;
    }
    if (done == LOADED) {
        int fd = r->loader.fd;
        r->loader.fd = -1;
        r->served = r->loader.outcome->fingerprint;
        note_time(r);
        return fd;
    }
    tell(r, done);
    r->refused = done != LOADED_SAME;
    return -1;
}

void reload_announce(struct reload *r, const struct image *before)
{
    const struct image_head *head = r->serving->head;
    char what[32];
    log_line("loaded in %.1f ms%s: %u name%s, %s", (double)r->took / 1000,
             r->refused ? ", the mistake is gone" : "", head->names_n,
             head->names_n == 1 ? "" : "s", which(what, r->serving));
    r->refused = false;
    if (!r->teller)
        r->teller = bulletin_print(before, r->serving);
    if (r->teller < 0)
        r->teller = 0; /* the load was told; this may be left out */
}
