#include "resolver/crew.h"

#include "resolver/clock.h"
#include "resolver/handover.h"
#include "resolver/log.h"
#include "resolver/worker.h"

#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    KICK_MS = 20,    /* a signal can come just before a wait: repeat it */
    STOP_MS = 2000,  /* workers that do not end by then are killed */
    QUICK_MS = 1000, /* a life shorter than this is a failure ... */
    QUICK_MAX = 10,  /* ... and after so many in a row we take our time */
    QUICK_PAUSE_MS = 500
};

_Static_assert((int)WORKER_SOCKETS_MAX >= (int)CONFIG_ADDRESSES_MAX,
               "a worker takes a socket for each address");

static void pause_ms(unsigned ms)
{
    struct timespec t = { ms / 1000, ms % 1000 * 1000000L };
    nanosleep(&t, NULL);
}

int crew_open(struct crew *c, const struct config *config)
{
    *c = (struct crew){ .config = config,
                        .n = config->workers + 1,
                        .image_fd = -1 };
    c->serving =
        mmap(NULL, CREW_MAX * sizeof *c->serving, PROT_READ | PROT_WRITE,
             MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    c->stats = stats_new(c->n + 1, (uint32_t)time(NULL));
    return c->serving == MAP_FAILED || !c->stats ? -1 : 0;
}

/* ---- one worker ---- */

static enum transport transport(const struct crew *c, unsigned slot)
{
    return slot == c->n - 1 ? BY_TCP : BY_UDP;
}

/* Their number into *n. */
static const int *sockets(const struct crew *c, unsigned slot, unsigned *n)
{
    const struct listening *l = &c->listening;
    bool tcp = transport(c, slot) == BY_TCP;
    *n = tcp ? l->tcp_n : l->udp_n[slot];
    return tcp ? l->tcp : l->udp[slot];
}

/* In the child: close those of the others. */
static void take_sockets(const struct crew *c, unsigned slot, struct job *job)
{
    for (unsigned w = 0; w < c->n; w++) {
        unsigned n;
        const int *all = sockets(c, w, &n);
        if (w == slot) {
            memcpy(job->sockets, all, n * sizeof *all);
            job->sockets_n = n;
        }
        for (unsigned i = 0; w != slot && i < n; i++)
            close(all[i]);
    }
}

/* In the child: keep only what is the worker's, and be one. */
static int be_worker(struct crew *c, unsigned slot, const int ends[2],
                     pid_t parent)
{
    struct job job = { .image = c->image,
                       .generation = c->generation,
                       .self = *c->self,
                       .journal = { .counts = &c->stats->places[slot],
                                    .failed_only =
                                        c->config->log == CONFIG_LOG_FAILED },
                       .wake = c->scribe.wake,
                       .limits = c->config->limits,
                       .workers = c->config->workers,
                       .by = transport(c, slot),
                       .tcp = c->config->tcp,
                       .news = ends[1],
                       .serving = &c->serving[slot] };
    job.self.stats = c->stats;
    if (c->scribe.rings)
        job.ring = &c->scribe.rings[slot];
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        return 1;
    take_sockets(c, slot, &job);
    for (unsigned w = 0; w < c->n; w++)
        if (c->workers[w].pid)
            close(c->workers[w].news);
    close(ends[0]);
    close(c->image_fd);
    for (unsigned i = 0; i < CREW_OTHERS; i++)
        if (*c->others[i] >= 0)
            close(*c->others[i]);
    return worker_run(&job);
}

static struct worker *find(struct crew *c, pid_t pid)
{
    for (unsigned w = 0; w < c->n; w++)
        if (c->workers[w].pid == pid)
            return &c->workers[w];
    return NULL;
}

static void leave(struct worker *w)
{
    close(w->news);
    w->pid = 0;
}

static int hire(struct crew *c, unsigned slot)
{
    int ends[2];
    if (handover_pair(ends) < 0)
        return -1;
    atomic_store(&c->serving[slot], 0);
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        _exit(be_worker(c, slot, ends, parent));
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return -1;
    }
    struct worker *w = &c->workers[slot];
    w->pid = pid;
    w->news = ends[0];
    w->hired = clock_ms();
    return 0;
}

void crew_fill(struct crew *c)
{
    uint64_t now = clock_ms();
    if (c->generation == 0)
        return;
    scribe_fill(&c->scribe);
    for (unsigned i = 0; i < c->n; i++) {
        struct worker *w = &c->workers[i];
        if (w->pid || now < w->hire_at)
            continue;
        if (hire(c, i) == 0)
            continue;
        log_line("cannot start a worker: %m");
        w->hire_at = now + QUICK_PAUSE_MS;
    }
}

void crew_fell(struct crew *c, pid_t pid, int status)
{
    struct worker *w = find(c, pid);
    if (scribe_fell(&c->scribe, pid, status) || !w)
        return;
    uint64_t now = clock_ms(), lived = now - w->hired;
    bool tcp = transport(c, (unsigned)(w - c->workers)) == BY_TCP;
    const char *who = tcp ? "the TCP worker" : "a worker";
    leave(w);
    if (WIFSIGNALED(status))
        log_line("%s was ended by signal %d: hiring another", who,
                 WTERMSIG(status));
    else
        log_line("%s ended by itself: hiring another", who);
    w->quick = lived < QUICK_MS ? w->quick + 1 : 0;
    if (w->quick > QUICK_MAX)
        w->hire_at = now + QUICK_PAUSE_MS;
    crew_fill(c);
}

/* ---- all ---- */

void crew_report(const struct crew *c)
{
    char line[STATS_TEXT_MAX];
    struct writer w = writer_over(line, sizeof line);
    stats_json(&w, c->stats, (uint32_t)time(NULL));
    write_bytes(&w, "\n", 2);
    log_text(line);
}

void crew_tell(struct crew *c)
{
    struct news news = { ++c->generation, c->self->cookies };
    c->stats->generation = c->generation;
    c->stats->names = c->image.head->names_n;
    c->stats->zones = c->image.head->zones_n;
    if (c->image.head->zones_n)
        c->stats->serial = c->image.zones[0].serial;
    for (unsigned w = 0; w < c->n; w++) {
        struct worker *worker = &c->workers[w];
        if (!worker->pid)
            continue;
        if (handover_send(worker->news, c->image_fd, &news) < 0)
            kill(worker->pid, SIGKILL);
        else
            kill(worker->pid, SIGUSR1);
    }
}

/* Is a worker still answering from an older image?  Its signal is repeated. */
static bool kick(const struct crew *c)
{
    bool late = false;
    for (unsigned w = 0; w < c->n; w++) {
        if (!c->workers[w].pid || atomic_load(&c->serving[w]) == c->generation)
            continue;
        late = true;
        if (atomic_load(&c->serving[w]) != 0) /* it has begun to work */
            kill(c->workers[w].pid, SIGUSR1);
    }
    return late;
}

uint64_t crew_next(const struct crew *c)
{
    uint64_t next = kick(c) ? clock_ms() + KICK_MS : CLOCK_NEVER;
    for (unsigned i = 0; i < c->n && c->generation > 0; i++) {
        const struct worker *w = &c->workers[i];
        if (!w->pid && w->hire_at < next)
            next = w->hire_at;
    }
    if (c->scribe.config && !c->scribe.pid && c->scribe.hire_at < next)
        next = c->scribe.hire_at;
    return next;
}

static unsigned signal_all(const struct crew *c, int signal)
{
    unsigned n = 0;
    for (unsigned w = 0; w < c->n; w++)
        if (c->workers[w].pid) {
            kill(c->workers[w].pid, signal);
            n++;
        }
    return n;
}

void crew_dismiss(struct crew *c)
{
    uint64_t until = clock_ms() + STOP_MS;
    while (signal_all(c, SIGTERM) && clock_ms() < until) {
        pause_ms(1);
        for (pid_t pid; (pid = waitpid(-1, NULL, WNOHANG)) > 0;) {
            struct worker *w = find(c, pid);
            if (w)
                leave(w);
        }
    }
    signal_all(c, SIGKILL);
    for (unsigned w = 0; w < c->n; w++)
        if (c->workers[w].pid) {
            waitpid(c->workers[w].pid, NULL, 0);
            leave(&c->workers[w]);
        }
}
