#include "resolver/supervisor.h"

#include "resolver/clock.h"
#include "resolver/confine.h"
#include "resolver/crew.h"
#include "resolver/identity.h"
#include "resolver/log.h"
#include "resolver/notify.h"
#include "resolver/reload.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

struct supervisor {
    struct config *config;
    struct crew crew;
    struct identity identity;
    struct reload reload;
    int signals;
    int manager; /* of services, see notify.h; -1: none */
    bool stop;
    int code;
};

/* ---- images ---- */

static void announce(const struct supervisor *s)
{
    const struct config *c = s->config;
    const struct image_head *head = s->crew.image.head;
    log_line("serving %u name%s in %u zone%s at %s, %u worker%s", head->names_n,
             head->names_n == 1 ? "" : "s", head->zones_n,
             head->zones_n == 1 ? "" : "s", s->crew.listening.at, c->workers,
             c->workers == 1 ? "" : "s");
}

/* To the manager of services: what is served, and with that it is ready. */
static void tell_ready(const struct supervisor *s)
{
    const struct image *img = &s->crew.image;
    const struct image_head *head = img->head;
    if (head->zones_n == 1)
        notify_say(s->manager, "READY=1\nSTATUS=serving %u names, serial %u",
                   head->names_n, img->zones[0].serial);
    else
        notify_say(s->manager, "READY=1\nSTATUS=serving %u names in %u zones",
                   head->names_n, head->zones_n);
}

/* A load has ended. */
static void loaded(struct supervisor *s, int status)
{
    struct image before = s->crew.image, image;
    int fd = reload_ended(&s->reload, status, &image);
    bool first = s->crew.generation == 0;
    if (fd < 0) {
        if (!first)
            tell_ready(s);
        s->code = first;
        s->stop = first; /* there is nothing to serve */
        return;
    }
    if (!first)
        close(s->crew.image_fd);
    s->crew.image = image;
    s->crew.image_fd = fd;
    crew_tell(&s->crew);
    crew_fill(&s->crew);
    tell_ready(s);
    if (first)
        announce(s);
    else
        reload_announce(&s->reload, &before);
    image_close(&before);
}

/* How long to wait for a signal: -1, for ever, when nothing is pending. */
static int wait_ms(const struct supervisor *s)
{
    uint64_t until = crew_next(&s->crew), now = clock_ms();
    if (s->identity.roll_at < until)
        until = s->identity.roll_at;
    if (reload_next(&s->reload) < until)
        until = reload_next(&s->reload);
    if (until == CLOCK_NEVER)
        return -1;
    return until > now ? (int)(until - now) : 0;
}

/* Of new secrets; who is hired later is born with them. */
static void tell_secrets(struct supervisor *s)
{
    if (s->crew.generation > 0)
        crew_tell(&s->crew);
}

/* ---- events ---- */

static void reap(struct supervisor *s)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (pid == s->reload.loader.pid)
            loaded(s, status);
        else if (pid == s->reload.teller)
            s->reload.teller = 0;
        else
            crew_fell(&s->crew, pid, status);
    }
}

static void take_signal(struct supervisor *s)
{
    struct signalfd_siginfo info;
    if (read(s->signals, &info, sizeof info) != sizeof info)
        return;
    switch (info.ssi_signo) {
    case SIGCHLD:
        reap(s);
        break;
    case SIGHUP:
        scribe_renew(&s->crew.scribe);
        if (identity_renew(&s->identity, s->config))
            tell_secrets(s);
        notify_reloading(s->manager);
        reload_ask(&s->reload);
        break;
    case SIGUSR1:
        crew_report(&s->crew);
        break;
    default:
        s->stop = true;
    }
}

static int open_signals(void)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1); /* for a worker, too, as soon as it can take it */
    int fd = signalfd(-1, &set, SFD_CLOEXEC);
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN); /* whoever reads the log may go away */
    return fd;
}

/* Wait, and take what comes. */
static void turn(struct supervisor *s)
{
    struct pollfd wait[] = { { s->signals, POLLIN, 0 },
                             { s->reload.watch.fd, POLLIN, 0 } };
    if (poll(wait, sizeof wait / sizeof *wait, wait_ms(s)) > 0) {
        if (wait[0].revents)
            take_signal(s);
        if (wait[1].revents)
            reload_see(&s->reload);
    }
    reload_turn(&s->reload);
    crew_fill(&s->crew);
    if (identity_roll(&s->identity, clock_ms()))
        tell_secrets(s);
}

static void run(struct supervisor *s)
{
    reload_ask(&s->reload);
    reload_turn(&s->reload);
    if (!s->reload.loader.pid) {
        s->code = 1;
        return;
    }
    while (!s->stop)
        turn(s);
    notify_say(s->manager, "STOPPING=1");
    reload_close(&s->reload);
    crew_dismiss(&s->crew);
}

/* What the supervisor has open, and a worker has not. */
static void keep_apart(struct supervisor *s)
{
    s->crew.others[0] = &s->signals;
    s->crew.others[1] = &s->reload.watch.fd;
    s->crew.others[2] = &s->reload.loader.fd;
    s->crew.others[3] = &s->reload.loader.readings;
    s->crew.others[4] = &s->crew.scribe.out;
    s->crew.others[5] = &s->manager;
}

int supervise(struct config *c)
{
    struct supervisor *s = calloc(1, sizeof *s);
    if (!s)
        return 1;
    s->config = c;
    s->code = 1;
    s->manager = notify_open();
    s->signals = open_signals();
    if (s->signals < 0 || crew_open(&s->crew, c) < 0 ||
        reload_open(&s->reload, c, &s->crew.image) < 0) {
        log_line("cannot begin: %m");
    } else if (scribe_open(&s->crew.scribe, c, s->crew.stats) == 0 &&
               identity_begin(&s->identity, c, clock_ms()) == 0 &&
               listening_open(&s->crew.listening, c) == 0 &&
               confine_server(c) == 0) {
        s->crew.self = &s->identity.service;
        keep_apart(s);
        s->code = 0;
        run(s);
    }
    int code = s->code;
    image_close(&s->crew.image);
    free(s);
    return code;
}
