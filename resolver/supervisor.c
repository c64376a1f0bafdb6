#include "resolver/supervisor.h"

#include "resolver/handover.h"
#include "resolver/identity.h"
#include "resolver/listening.h"
#include "resolver/loader.h"
#include "resolver/log.h"
#include "resolver/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KICK_MS = 20,    /* a signal can come just before a wait: repeat it */
    STOP_MS = 2000,  /* workers that do not end by then are killed */
    QUICK_MS = 1000, /* a life shorter than this is a failure ... */
    QUICK_MAX = 10,  /* ... and after so many in a row we take our time */
    QUICK_PAUSE_MS = 500,
    ROLL_MS = 24 * 3600 * 1000 /* the age of a secret: RFC 9018 5 */
};

#define NEVER UINT64_MAX

_Static_assert((int)WORKER_SOCKETS_MAX >= (int)CONFIG_ADDRESSES_MAX,
               "a worker takes a socket for each address");

struct worker {
    pid_t pid;
    int news; /* our end: newer images go in here */
    uint64_t hired;
};

struct supervisor {
    struct config *config;
    struct listening listening;
    struct worker workers[CONFIG_WORKERS_MAX];
    atomic_uint *serving; /* [worker], shared: the generation it answers from */
    struct identity identity;
    uint64_t roll_at; /* time for another secret; ms, or NEVER */
    struct loader loader;
    bool load_again; /* SIGHUP came while a load was running */
    struct image image;
    int image_fd;
    unsigned generation; /* of what the workers were told; 0: nothing yet */
    int signals;
    unsigned quick;   /* workers in a row that lived for a moment only */
    uint64_t hire_at; /* not before; ms */
    bool stop;
    int code;
};

/* ---- time ---- */

static uint64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static void pause_ms(unsigned ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000L };
    nanosleep(&t, NULL);
}

/* ---- workers ---- */

/* In the child: keep only what is the worker's, and be one. */
static int be_worker(struct supervisor *s, unsigned slot, const int ends[2],
                     pid_t parent)
{
    struct job job = { .image = s->image,
                       .generation = s->generation,
                       .self = s->identity.service,
                       .limits = s->config->limits,
                       .workers = s->config->workers,
                       .sockets_n = s->config->addresses_n,
                       .news = ends[1],
                       .serving = &s->serving[slot] };
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        return 1;
    for (unsigned w = 0; w < s->config->workers; w++) {
        if (s->workers[w].pid)
            close(s->workers[w].news);
        for (unsigned i = 0; i < job.sockets_n; i++)
            if (w != slot)
                close(s->listening.fd[w][i]);
            else
                job.sockets[i] = s->listening.fd[w][i];
    }
    if (s->loader.pid)
        close(s->loader.fd);
    close(ends[0]);
    close(s->image_fd);
    close(s->signals);
    return worker_run(&job);
}

static int hire(struct supervisor *s, unsigned slot)
{
    int ends[2];
    if (handover_pair(ends) < 0)
        return -1;
    atomic_store(&s->serving[slot], 0);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        _exit(be_worker(s, slot, ends, parent));
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return -1;
    }
    s->workers[slot] = (struct worker){ pid, ends[0], now_ms() };
    return 0;
}

/* Fill all places, if it is time. */
static void hire_all(struct supervisor *s)
{
    uint64_t now = now_ms();
    for (unsigned w = 0; w < s->config->workers; w++) {
        if (s->workers[w].pid || now < s->hire_at)
            continue;
        if (hire(s, w) == 0)
            continue;
        log_line("cannot start a worker: %m");
        s->hire_at = now + QUICK_PAUSE_MS;
    }
}

static void fallen(struct supervisor *s, struct worker *w, int status)
{
    uint64_t now = now_ms(), lived = now - w->hired;
    close(w->news);
    *w = (struct worker){ .pid = 0 };
    if (s->stop)
        return;
    if (WIFSIGNALED(status))
        log_line("a worker was ended by signal %d: hiring another",
                 WTERMSIG(status));
    else
        log_line("a worker ended by itself: hiring another");
    s->quick = lived < QUICK_MS ? s->quick + 1 : 0;
    if (s->quick > QUICK_MAX)
        s->hire_at = now + QUICK_PAUSE_MS;
    hire_all(s);
}

/* ---- images ---- */

static void start_load(struct supervisor *s)
{
    struct zonefile_request request = { .zones = s->config->zones,
                                        .zones_n = s->config->zones_n,
                                        .format = s->config->format,
                                        .before = &s->image };
    if (s->loader.pid) {
        s->load_again = true;
        return;
    }
    s->load_again = false;
    if (loader_start(&s->loader, &request) < 0)
        log_line("cannot load: %m");
}

static void announce(const struct supervisor *s)
{
    const struct config *c = s->config;
    char list[CONFIG_ADDRESSES_MAX * 48] = "";
    size_t at = 0;
    for (unsigned i = 0; i < c->addresses_n && at < sizeof list; i++)
        at += (size_t)snprintf(list + at, sizeof list - at, "%s%s",
                               i ? ", " : "", c->addresses[i]);
    log_line("serving %u name%s in %u zone%s at %s port %u, %u worker%s",
             s->image.head->names_n, s->image.head->names_n == 1 ? "" : "s",
             s->image.head->zones_n, s->image.head->zones_n == 1 ? "" : "s",
             list, c->port, c->workers, c->workers == 1 ? "" : "s");
}

/* The image and the secrets as they are now.  A worker that cannot be told is
 * replaced by one that knows. */
static void tell_workers(struct supervisor *s)
{
    s->generation++;
    struct news news = { s->generation, s->identity.service.cookies };
    for (unsigned w = 0; w < s->config->workers; w++) {
        struct worker *worker = &s->workers[w];
        if (!worker->pid)
            continue;
        if (handover_send(worker->news, s->image_fd, &news) < 0)
            kill(worker->pid, SIGKILL);
        else
            kill(worker->pid, SIGUSR1);
    }
}

static void loaded(struct supervisor *s, int status)
{
    struct image image;
    int fd = loader_finish(&s->loader, status, &image);
    bool first = s->generation == 0;
    if (fd < 0 && first) {
        log_line("nothing to serve");
        s->code = 1;
        s->stop = true;
        return;
    }
    if (fd >= 0) {
        image_close(&s->image);
        if (!first)
            close(s->image_fd);
        s->image = image;
        s->image_fd = fd;
    }
    tell_workers(s); /* the secrets may be new in any case */
    hire_all(s);
    if (fd >= 0)
        announce(s);
    else
        log_line("not loaded: what was served before still is");
    if (s->load_again)
        start_load(s);
}

/* Is a worker still answering from an older image?  Its signal is repeated. */
static bool kick(const struct supervisor *s)
{
    bool late = false;
    for (unsigned w = 0; w < s->config->workers; w++) {
        if (!s->workers[w].pid || atomic_load(&s->serving[w]) == s->generation)
            continue;
        late = true;
        if (atomic_load(&s->serving[w]) != 0) /* it has begun to work */
            kill(s->workers[w].pid, SIGUSR1);
    }
    return late;
}

static bool has_empty_place(const struct supervisor *s)
{
    for (unsigned w = 0; w < s->config->workers && s->generation > 0; w++)
        if (!s->workers[w].pid)
            return true;
    return false;
}

/* How long to wait for a signal: -1, for ever, when nothing is pending. */
static int wait_ms(const struct supervisor *s)
{
    uint64_t now = now_ms(), until = s->roll_at;
    if (has_empty_place(s) && s->hire_at < until)
        until = s->hire_at;
    if (kick(s) && now + KICK_MS < until)
        until = now + KICK_MS;
    if (until == NEVER)
        return -1;
    return until > now ? (int)(until - now) : 0;
}

/* A secret of our own drawing is replaced now and then. */
static void roll(struct supervisor *s)
{
    if (now_ms() < s->roll_at)
        return;
    s->roll_at = now_ms() + ROLL_MS;
    identity_roll(&s->identity);
    if (s->generation > 0)
        tell_workers(s);
}

/* ---- events ---- */

static void reap(struct supervisor *s)
{
    int status;
    for (pid_t pid; (pid = waitpid(-1, &status, WNOHANG)) > 0;) {
        if (pid == s->loader.pid && s->stop)
            s->loader.pid = 0;
        else if (pid == s->loader.pid)
            loaded(s, status);
        for (unsigned w = 0; w < s->config->workers; w++)
            if (pid == s->workers[w].pid)
                fallen(s, &s->workers[w], status);
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
        identity_renew(&s->identity, s->config);
        start_load(s);
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
    int fd = signalfd(-1, &set, SFD_CLOEXEC);
    sigaddset(&set, SIGUSR1); /* for a worker, as soon as it can take it */
    sigprocmask(SIG_BLOCK, &set, NULL);
    signal(SIGPIPE, SIG_IGN); /* whoever reads the log may go away */
    return fd;
}

static unsigned signal_workers(const struct supervisor *s, int signal)
{
    unsigned n = 0;
    for (unsigned w = 0; w < s->config->workers; w++)
        if (s->workers[w].pid) {
            kill(s->workers[w].pid, signal);
            n++;
        }
    return n;
}

static void dismiss(struct supervisor *s)
{
    if (s->loader.pid)
        kill(s->loader.pid, SIGKILL);
    uint64_t until = now_ms() + STOP_MS;
    while (signal_workers(s, SIGTERM) && now_ms() < until) {
        pause_ms(1);
        reap(s);
    }
    signal_workers(s, SIGKILL);
}

static void run(struct supervisor *s)
{
    start_load(s);
    if (!s->loader.pid) {
        s->code = 1;
        return;
    }
    while (!s->stop) {
        struct pollfd wait = { s->signals, POLLIN, 0 };
        if (poll(&wait, 1, wait_ms(s)) > 0)
            take_signal(s);
        if (s->generation > 0)
            hire_all(s);
        roll(s);
    }
    dismiss(s);
}

int supervise(struct config *c)
{
    struct supervisor *s = calloc(1, sizeof *s);
    if (!s)
        return 1;
    s->config = c;
    s->code = 1;
    s->roll_at = c->cookie_file ? NEVER : now_ms() + ROLL_MS;
    s->signals = open_signals();
    s->serving =
        mmap(NULL, CONFIG_WORKERS_MAX * sizeof *s->serving,
             PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s->signals < 0 || s->serving == MAP_FAILED)
        log_line("cannot begin: %m");
    else if (identity_begin(&s->identity, c) == 0 &&
             listening_open(&s->listening, c) == 0) {
        s->code = 0;
        run(s);
    }
    int code = s->code;
    image_close(&s->image);
    free(s);
    return code;
}
