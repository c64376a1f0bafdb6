#include "resolver/scribe.h"

#include "resolver/calls.h"
#include "resolver/clock.h"
#include "resolver/log.h"
#include "resolver/logline.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    /* As long as queries come it looks this often, and is not to be woken:
       a ring holds some 15,000 lines, so it may be late. */
    PAUSE_MS = 10,
    TURN_MAX = 4096, /* lines of one ring, then the others have their turn */
    FILE_MAX = 64 << 10, /* octets in one write */
    HIRE_PAUSE_MS = 500,
    STOP_MS = 2000
};

/* What the process has for itself: these descriptors and this desk. */
enum {
    WAKE = STDIN_FILENO,
    OUT = STDOUT_FILENO,
    OPEN = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK,
    MODE = 0640
};

struct desk {
    const struct scribe *scribe;
    int signals;
    bool stop;
    bool failing;     /* the last write failed, and it was told */
    bool torn;        /* in the middle of a line */
    uint32_t told_at; /* when lost lines were last told of; seconds */
    size_t most;      /* octets in one write */
    size_t n;         /* octets in `text`, and ... */
    unsigned lines;   /* ... lines in it */
    uint64_t telling; /* how many lost ones it tells of, in all */
    struct logline line;
    uint8_t text[FILE_MAX];
};

/* ---- writing ---- */

/* Writes to a pipe or a terminal that others write to as well stay whole only
 * when they are short. */
static void measure(struct desk *d)
{
    struct stat st;
    bool file = fstat(OUT, &st) == 0 && S_ISREG(st.st_mode);
    d->most = file ? FILE_MAX : PIPE_BUF;
}

/* How many octets were written: all, unless it failed. */
static size_t write_all(const uint8_t *at, size_t n)
{
    size_t all = 0;
    while (all < n) {
        struct pollfd room = { OUT, POLLOUT, 0 };
        ssize_t done = write(OUT, at + all, n - all);
        if (done >= 0)
            all += (size_t)done;
        else if (errno == EAGAIN)
            poll(&room, 1, -1);
        else if (errno != EINTR)
            break;
    }
    return all;
}

/* The lines, as whole ones; what a disk that ran full left of another has an
 * end first. */
static bool write_lines(struct desk *d)
{
    static const uint8_t end[] = "\n";
    if (d->torn && write_all(end, 1) == 0)
        return false;
    size_t n = write_all(d->text, d->n);
    d->torn = n > 0 && d->text[n - 1] != '\n';
    return n == d->n;
}

static void flush(struct desk *d)
{
    struct counts *counts = d->scribe->counts;
    if (d->n == 0)
        return;
    bool good = write_lines(d);
    if (!good && !d->failing)
        log_line("the query log cannot be written: %m");
    d->failing = !good;
    stats_add(counts, good ? STAT_LOGGED : STAT_LOST, d->lines);
    if (good)
        stats_set(counts, STAT_LOST_TOLD, d->telling);
    else
        d->telling = stats_get(counts, STAT_LOST_TOLD);
    d->n = d->lines = 0;
}

/* Room for one more line. */
static struct writer begin_line(struct desk *d)
{
    if (d->n + LOGLINE_MAX > d->most)
        flush(d);
    return writer_over(d->text + d->n, d->most - d->n);
}

static void end_line(struct desk *d, const struct writer *w)
{
    d->n = (size_t)(w->at - d->text);
}

static void tell_lost(struct desk *d, uint32_t now)
{
    struct writer w = begin_line(d);
    uint64_t lost = stats_sum(d->scribe->stats, STAT_LOST);
    d->told_at = now;
    if (lost <= d->telling)
        return;
    logline_lost(&d->line, &w, now, lost - d->telling);
    end_line(d, &w);
    d->telling = lost;
}

/* ---- reading ---- */

/* The lines of one ring; how many there were. */
static unsigned drain(struct desk *d, struct ring *r)
{
    _Alignas(struct fact) uint8_t entry[RING_ENTRY_MAX];
    const void *fact = entry;
    unsigned taken = 0;
    for (int n; taken < TURN_MAX && (n = ring_take(r, entry)) != RING_EMPTY;
         taken++) {
        struct writer w = begin_line(d);
        bool good = n >= 0 && logline_write(&d->line, &w, fact, (size_t)n);
        if (good)
            end_line(d, &w);
        d->lines += good;
        if (!good)
            stats_add(d->scribe->counts, STAT_LOST, 1);
    }
    return taken;
}

static unsigned drain_all(struct desk *d)
{
    unsigned taken = 0;
    for (unsigned i = 0; i < d->scribe->rings_n; i++)
        taken += drain(d, &d->scribe->rings[i]);
    struct timespec date; /* by the call that its list has */
    clock_gettime(CLOCK_REALTIME_COARSE, &date);
    uint32_t now = (uint32_t)date.tv_sec;
    if (taken == 0 || now != d->told_at)
        tell_lost(d, now);
    flush(d);
    return taken;
}

/* ---- the process ---- */

/* Its lines go into its file, as that is named now, or stay where they are. */
static void renew(struct desk *d)
{
    const char *path = d->scribe->config->log_file;
    if (!path)
        return;
    int fd = open(path, OPEN, MODE);
    if (fd < 0) {
        log_line("%s: %m; the query log goes on where it was", path);
        return;
    }
    dup2(fd, OUT);
    close(fd);
    d->torn = false;
    measure(d);
}

static void take_signals(struct desk *d)
{
    struct signalfd_siginfo info;
    while (read(d->signals, &info, sizeof info) == sizeof info) {
        if (info.ssi_signo == SIGHUP)
            renew(d);
        else
            d->stop = true;
    }
}

/* Until a worker, or a signal, says that there is something to do. */
static void doze(struct desk *d)
{
    const struct scribe *s = d->scribe;
    struct pollfd wait[] = { { WAKE, POLLIN, 0 }, { d->signals, POLLIN, 0 } };
    bool empty = true;
    uint64_t times;
    for (unsigned i = 0; i < s->rings_n; i++)
        empty &= ring_doze(&s->rings[i], true);
    poll(wait, 2, empty ? -1 : 0);
    for (unsigned i = 0; i < s->rings_n; i++)
        ring_doze(&s->rings[i], false);
    if (read(WAKE, &times, sizeof times) < 0)
        return; /* nobody did */
}

/* Is there a terminal, whose reader wants colours?  See no-color.org. */
static enum logline_form form(const struct config *c)
{
    const char *term = getenv("TERM"), *none = getenv("NO_COLOR");
    if (c->log_json)
        return LOGLINE_JSON;
    bool can = isatty(OUT) && term && strcmp(term, "dumb") != 0;
    return can && !(none && *none) ? LOGLINE_COLOURED : LOGLINE_TEXT;
}

static int work(const struct scribe *s)
{
    struct desk desk = { .scribe = s }, *d = &desk;
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGUSR1); /* of the supervisor alone: the end */
    d->telling = stats_get(s->counts, STAT_LOST_TOLD);
    d->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    logline_begin(&d->line, form(s->config));
    if (calls_only(CALLS_LOG) < 0)
        return 1;
    measure(d);
    renew(d);
    for (;;) {
        struct pollfd signals = { d->signals, POLLIN, 0 };
        bool ending = d->stop;
        if (drain_all(d) > 0)
            poll(&signals, 1, d->stop ? 0 : PAUSE_MS);
        else if (ending)
            return 0;
        else
            doze(d);
        take_signals(d);
    }
}

/* In the child: keep only what is the scribe's, and be one.  All signals are
 * blocked, as the supervisor has it. */
static int be_scribe(const struct scribe *s, pid_t parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    prctl(PR_SET_NAME, "twigd-log");
    if (getppid() != parent)
        return 1;
    int out = s->out < 0 ? STDERR_FILENO : s->out;
    if (dup2(s->wake, WAKE) < 0 || dup2(out, OUT) < 0 ||
        close_range(STDERR_FILENO + 1, UINT_MAX, 0) < 0)
        return 1;
    return work(s);
}

/* ---- the supervisor's ---- */

/* The file that root began is that of the user who will go on with it: if it is
 * what it is called, and not another, which a link leads to. */
static void give(int fd, const char *path, const struct user *to)
{
    struct stat st, named;
    if (geteuid() != 0 || fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) ||
        st.st_nlink != 1 || lstat(path, &named) < 0 ||
        named.st_dev != st.st_dev || named.st_ino != st.st_ino)
        return;
    if (fchown(fd, to->uid, to->gid) < 0)
        log_line("the file of the query log stays root's: %m");
}

int scribe_open(struct scribe *s, const struct config *c, struct stats *stats)
{
    *s = (struct scribe){ .wake = -1, .out = -1 };
    if (c->log == CONFIG_LOG_NOTHING)
        return 0;
    s->config = c;
    s->stats = stats;
    s->rings_n = stats->places_n - 1;
    s->counts = &stats->places[s->rings_n];
    s->rings = rings_new(s->rings_n);
    s->wake = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (!s->rings || s->wake < 0) {
        log_line("no query log: %m");
        return -1;
    }
    if (!c->log_file)
        return 0;
    s->out = open(c->log_file, OPEN, MODE);
    if (s->out >= 0) {
        give(s->out, c->log_file, &c->user);
        return 0;
    }
    log_line("%s: %m", c->log_file);
    return -1;
}

void scribe_fill(struct scribe *s)
{
    pid_t parent = getpid();
    if (!s->config || s->pid || clock_ms() < s->hire_at)
        return;
    pid_t pid = fork();
    if (pid == 0)
        _exit(be_scribe(s, parent));
    s->hire_at = clock_ms() + HIRE_PAUSE_MS;
    if (pid < 0)
        log_line("cannot start the process of the query log: %m");
    else
        s->pid = pid;
}

bool scribe_fell(struct scribe *s, pid_t pid, int status)
{
    if (pid != s->pid)
        return false;
    s->pid = 0;
    if (WIFSIGNALED(status))
        log_line("the process of the query log was ended by signal %d: "
                 "hiring another",
                 WTERMSIG(status));
    else
        log_line("the process of the query log ended by itself: hiring "
                 "another");
    scribe_fill(s);
    return true;
}

void scribe_renew(const struct scribe *s)
{
    if (s->pid)
        kill(s->pid, SIGHUP);
}

void scribe_dismiss(struct scribe *s)
{
    uint64_t until = clock_ms() + STOP_MS;
    if (!s->pid)
        return;
    kill(s->pid, SIGUSR1);
    while (waitpid(s->pid, NULL, WNOHANG) == 0) {
        struct timespec moment = { 0, 1000000 };
        if (clock_ms() > until)
            kill(s->pid, SIGKILL);
        nanosleep(&moment, NULL);
    }
    s->pid = 0;
}
