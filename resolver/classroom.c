#include "resolver/classroom.h"

#include "resolver/classfiles.h"
#include "resolver/clock.h"
#include "resolver/log.h"
#include "resolver/supervisor.h"
#include "resolver/watch.h"
#include "zonefile/fingerprint.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ADDRESS = sizeof "127.0.0.255" };

struct classroom {
    const struct config *config;
    struct classfiles files;
    pid_t servers[SPLIT_MAX]; /* 0: it has ended */
    int signals;              /* a signalfd */
    struct watch watch;       /* of the one file */
    struct lull lull;
};

/* ---- the servers ---- */

/* The child's life: a server like any other, of one zone. */
static int serve(const struct classroom *k, unsigned zone)
{
    struct config c = *k->config;
    char name[CLASSFILES_NAME], address[ADDRESS], *path;
    char nsid[NSID_MAX];
    classfiles_name(name, k->files.plan, zone);
    snprintf(address, sizeof address, "127.0.0.%u", split_host(zone));
    snprintf(nsid, sizeof nsid, "%s", k->files.plan->names[zone]);
    if (asprintf(&path, "%s/%s", k->files.directory, name) < 0)
        return 1;
    c.addresses[0] = address;
    c.addresses_n = 1;
    c.addresses_chosen = c.port_chosen = true;
    c.workers = 1;
    c.nsid = nsid;
    c.zones = &path;
    c.zones_n = 1;
    c.format = FORMAT_FLAT;
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    close(k->signals);
    close(k->watch.fd);
    return supervise(&c);
}

static void print_map(const struct classroom *k)
{
    const struct plan *p = k->files.plan;
    char name[CLASSFILES_NAME];
    fprintf(stderr,
            "twigd: the classroom: %u servers at port %u, and their "
            "files in %s\n",
            p->zones_n, k->config->port, k->files.directory);
    for (unsigned z = 0; z < p->zones_n; z++) {
        classfiles_name(name, p, z);
        fprintf(stderr, "  127.0.0.%-4u %-24s %s\n", split_host(z), p->names[z],
                name);
    }
    if (p->left_out)
        fprintf(stderr,
                "%u more zones have no address left: their names stay "
                "in the zone above\n",
                p->left_out);
    fprintf(stderr,
            k->config->classroom == CLASSROOM_DIG
                ? "Ask: dig +trace -p %u @127.0.0.41 news.cctv.com\n"
                : "Ask: twig +trace +explain -p %u @127.0.0.41 "
                  "news.cctv.com\n",
            k->config->port);
}

static bool open_servers(struct classroom *k)
{
    for (unsigned z = 0; z < k->files.plan->zones_n; z++) {
        k->servers[z] = fork();
        if (k->servers[z] == 0)
            _exit(serve(k, z));
        if (k->servers[z] < 0) {
            log_line("cannot start a server: %m");
            return false;
        }
    }
    return true;
}

static void close_servers(struct classroom *k)
{
    for (unsigned z = 0; z < SPLIT_MAX; z++)
        if (k->servers[z] > 0)
            kill(k->servers[z], SIGTERM);
    while (wait(NULL) > 0 || errno == EINTR)
        ;
    memset(k->servers, 0, sizeof k->servers);
}

/* ---- all ---- */

/* A server has ended by itself, which it says why. */
static bool has_ended(const struct classroom *k)
{
    siginfo_t child = { .si_pid = 0 };
    waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT);
    for (unsigned z = 0; z < SPLIT_MAX; z++)
        if (child.si_pid && k->servers[z] == child.si_pid)
            return true;
    return false;
}

/* Watch what was read, whatever came of it. */
static void watch_file(struct classroom *k, int readings, uint64_t since)
{
    struct watch_news news = { readings, true, since };
    if (k->config->watch && watch_renew(&k->watch, &news) &&
        watch_changed(&k->watch))
        lull_done(&k->lull, 0, clock_ms(), LULL_QUIET);
}

static bool make_files(struct classroom *k)
{
    int readings = memfd_create("twig-readings", MFD_CLOEXEC);
    uint64_t since = watch_clock();
    lull_load(&k->lull, clock_ms());
    bool made = classfiles_make(&k->files, readings);
    watch_file(k, readings, since);
    close(readings);
    return made;
}

/* A zone has come or gone, so others may be at other addresses now: all servers
 * are new. */
static bool reopen(struct classroom *k)
{
    close_servers(k);
    print_map(k);
    return open_servers(k);
}

/*
 * The one file has changed, or all is to begin anew.  If it has a mistake,
 * which was told, all stays as it is.  Servers see by themselves what is new in
 * their files.
 */
static bool renew(struct classroom *k, bool anew)
{
    struct plan *p = k->files.plan;
    uint64_t names = fingerprint(p->zones_n, p->names, sizeof p->names);
    if (anew)
        classfiles_forget(&k->files);
    if (!make_files(k)) {
        log_line("the classroom stays as it is");
        return true;
    }
    if (!anew && names == fingerprint(p->zones_n, p->names, sizeof p->names))
        return true;
    return reopen(k);
}

/* Until a signal comes, or the one file has changed: that is 0. */
static int next_event(struct classroom *k)
{
    struct signalfd_siginfo info = { .ssi_signo = 0 };
    struct pollfd wait[] = { { k->signals, POLLIN, 0 },
                             { k->watch.fd, POLLIN, 0 } };
    for (;;) {
        uint64_t due = lull_due(&k->lull), now = clock_ms();
        if (now >= due)
            return 0;
        poll(wait, 2, due == UINT64_MAX ? -1 : (int)(due - now));
        if (wait[0].revents && read(k->signals, &info, sizeof info) > 0)
            return (int)info.ssi_signo;
        if (wait[1].revents)
            watch_read(&k->watch, &k->lull, clock_ms());
    }
}

/* Serve; the exit code when it is over. */
static int serve_all(struct classroom *k)
{
    bool good = open_servers(k);
    while (good) {
        int event = next_event(k);
        if (event == SIGINT || event == SIGTERM)
            return 0;
        if (event == SIGCHLD)
            good = !has_ended(k);
        else
            good = renew(k, event == SIGHUP);
    }
    return 1;
}

static int run(struct classroom *k)
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGHUP);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, NULL);
    k->signals = signalfd(-1, &set, SFD_CLOEXEC);
    if (!make_files(k))
        return 1;
    print_map(k);
    int code = serve_all(k);
    close_servers(k);
    return code;
}

int classroom_run(const struct config *c)
{
    struct classroom *k = calloc(1, sizeof *k);
    int code = 1;
    if (!k)
        return code;
    k->config = c;
    lull_begin(&k->lull);
    watch_open(&k->watch);
    if (classfiles_open(&k->files, c) == 0) {
        code = run(k);
        classfiles_close(&k->files);
    }
    watch_close(&k->watch);
    free(k);
    return code;
}
