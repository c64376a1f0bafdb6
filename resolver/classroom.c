#include "resolver/classroom.h"

#include "resolver/log.h"
#include "resolver/supervisor.h"
#include "zonefile/flat.h"
#include "zonefile/nametext.h"
#include "zonefile/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    NAME_SHOWN = 100,                            /* octets */
    FILE_NAME = sizeof "255-.zone" + NAME_SHOWN, /* of a zone's file */
    ADDRESS = sizeof "127.0.0.255"
};

/* The zones, as the child that cuts the file found them; shared with it. */
struct plan {
    unsigned zones_n, left_out;
    char names[SPLIT_MAX][NAME_TEXT_MAX];
};

struct classroom {
    const struct config *config;
    char directory[sizeof "/tmp/twig-classroom.XXXXXX"];
    struct plan *plan;
    pid_t servers[SPLIT_MAX]; /* 0: it has ended */
};

/* ---- the files ---- */

/* 42-com.zone, and what a file's name had better not hold is left out. */
static void file_name(char out[FILE_NAME], const struct plan *p, unsigned zone)
{
    const char *name = zone ? p->names[zone] : "root.";
    size_t n = (size_t)snprintf(out, FILE_NAME, "%u-", split_host(zone));
    for (; name[1] && n < NAME_SHOWN; name++)
        if (*name != '/' && *name != '\\')
            out[n++] = *name;
    strcpy(out + n, ".zone");
}

static bool write_zone(const struct split *s, unsigned zone,
                       const struct split_style *style, const struct plan *p)
{
    char name[FILE_NAME];
    file_name(name, p, zone);
    FILE *to = fopen(name, "we");
    bool good = to != NULL;
    if (to) {
        split_write(s, zone, style, to);
        good = !ferror(to);
        good &= fclose(to) == 0;
    }
    if (!good)
        log_line("cannot write %s: %m", name);
    return good;
}

/* Those that --break can name. */
static void list_zones(const struct split *s)
{
    char list[512] = "", name[NAME_TEXT_MAX];
    for (unsigned z = 1; z < s->zones_n; z++) {
        split_name(s, z, name);
        if (strlen(list) + strlen(name) + sizeof "  ..." > sizeof list) {
            strcat(list, " ...");
            break;
        }
        strcat(strcat(list, " "), name);
    }
    log_line("there are:%s", list);
}

/* What the user wants broken. */
static bool take_breaks(struct split_style *style, const struct split *s,
                        const struct config *c)
{
    static const uint8_t root[1];
    for (unsigned i = 0; i < c->breaks_n; i++) {
        const char *zone = c->breaks[i].zone;
        struct bytes text = { (const uint8_t *)zone, strlen(zone) };
        uint8_t wire[DNS_NAME_MAX];
        size_t len;
        unsigned found = SPLIT_MAX;
        if (name_parse(wire, &len, text, root) == NAME_FINE)
            found = split_find(s, wire);
        if (found == SPLIT_MAX || found == 0) {
            log_line("nothing to break: '%s' is no zone that is delegated",
                     zone);
            list_zones(s);
            return false;
        }
        style->breaks[found] = c->breaks[i].how;
    }
    return true;
}

static bool write_zones(const struct split *s, const struct config *c,
                        struct plan *p)
{
    struct split_style style = { .literal = c->classroom == CLASSROOM_DIG };
    if (!take_breaks(&style, s, c))
        return false;
    p->zones_n = s->zones_n;
    p->left_out = s->left_out;
    for (unsigned z = 0; z < s->zones_n; z++)
        split_name(s, z, p->names[z]);
    for (unsigned z = 0; z < s->zones_n; z++)
        if (!write_zone(s, z, &style, p))
            return false;
    return true;
}

/* The one file, as records; NULL: it was told what is wrong. */
static struct records *read_world(const struct config *c)
{
    struct complaints said = { .text = NULL };
    struct records *r = records_new();
    struct source *in =
        c->zones_n ? source_read(c->zones[0])
                   : source_text(LESSON_PATH, lesson_text,
                                 (size_t)(lesson_text_end - lesson_text));
    if (!r || !in)
        log_line("%s: %s", c->zones_n ? c->zones[0] : LESSON_PATH,
                 source_why(errno));
    bool good = r && in && records_source(r, in) == 0 &&
                flat_read(r, 0, &said) == 0 && settle(r, &said) == 0;
    complaint_close(&said);
    if (said.text)
        log_text(said.text);
    return good && said.errors == 0 ? r : NULL;
}

/* The child's life: cut the file.  All that it takes goes with it. */
static int cut(const struct classroom *k)
{
    struct split s;
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (user_become(&k->config->user) < 0)
        return 1;
    struct records *r = read_world(k->config);
    if (!r || split_begin(&s, r) < 0)
        return 1;
    if (chdir(k->directory) < 0) {
        log_line("%s: %m", k->directory);
        return 1;
    }
    return write_zones(&s, k->config, k->plan) ? 0 : 1;
}

static bool make_files(struct classroom *k)
{
    int status;
    pid_t pid = fork();
    if (pid == 0)
        _exit(cut(k));
    return pid > 0 && waitpid(pid, &status, 0) == pid && status == 0;
}

static void remove_files(const struct classroom *k)
{
    char name[FILE_NAME];
    int directory = open(k->directory, O_PATH | O_CLOEXEC);
    for (unsigned z = 0; z < k->plan->zones_n; z++) {
        file_name(name, k->plan, z);
        unlinkat(directory, name, 0);
    }
    close(directory);
}

/* ---- the servers ---- */

/* The child's life: a server like any other, of one zone. */
static int serve(const struct classroom *k, unsigned zone)
{
    struct config c = *k->config;
    char name[FILE_NAME], address[ADDRESS], *path;
    char nsid[NSID_MAX];
    file_name(name, k->plan, zone);
    snprintf(address, sizeof address, "127.0.0.%u", split_host(zone));
    snprintf(nsid, sizeof nsid, "%s", k->plan->names[zone]);
    if (asprintf(&path, "%s/%s", k->directory, name) < 0)
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
    return supervise(&c);
}

static void print_map(const struct classroom *k)
{
    const struct plan *p = k->plan;
    char name[FILE_NAME];
    fprintf(stderr,
            "twigd: the classroom: %u servers at port %u, and their "
            "files in %s\n",
            p->zones_n, k->config->port, k->directory);
    for (unsigned z = 0; z < p->zones_n; z++) {
        file_name(name, p, z);
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
    for (unsigned z = 0; z < k->plan->zones_n; z++) {
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
    for (unsigned z = 0; z < k->plan->zones_n; z++)
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
    for (unsigned z = 0; z < k->plan->zones_n; z++)
        if (child.si_pid && k->servers[z] == child.si_pid)
            return true;
    return false;
}

/* Serve; the signal that ended it: SIGHUP, SIGTERM, or SIGCHLD: a server has
 * ended. */
static int serve_all(struct classroom *k, const sigset_t *signals)
{
    int signal = SIGCHLD;
    if (!open_servers(k))
        return SIGCHLD;
    do
        sigwait(signals, &signal);
    while (signal == SIGCHLD && !has_ended(k));
    return signal;
}

static int run(struct classroom *k)
{
    sigset_t signals;
    int signal = SIGHUP;
    sigemptyset(&signals);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    while (signal == SIGHUP) {
        if (!make_files(k))
            return 1;
        print_map(k);
        signal = serve_all(k, &signals);
        close_servers(k);
        remove_files(k);
    }
    return signal == SIGCHLD ? 1 : 0;
}

int classroom_run(const struct config *c)
{
    struct classroom *k = calloc(1, sizeof *k);
    int code = 1;
    if (!k)
        return code;
    k->config = c;
    strcpy(k->directory, "/tmp/twig-classroom.XXXXXX");
    k->plan = mmap(NULL, sizeof *k->plan, PROT_READ | PROT_WRITE,
                   MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (k->plan == MAP_FAILED || !mkdtemp(k->directory) ||
        chmod(k->directory, 0755) < 0 ||
        chown(k->directory, c->user.uid, c->user.gid) < 0)
        log_line("cannot make %s: %m", k->directory);
    else
        code = run(k);
    rmdir(k->directory);
    free(k);
    return code;
}
