#include "tests/shared/serve.h"

#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- worlds ---- */

/* A world's zones as arguments: files that are there, or are written now. */
struct arguments {
    char path[WORLD_ZONES][PATH_LENGTH];
    char *at[WORLD_ZONES];
    size_t n;
};

static void write_world(struct arguments *a, const struct world *w)
{
    a->n = 0;
    for (size_t i = 0; i < WORLD_ZONES && w->zones[i].file; i++) {
        char name[PATH_LENGTH / 2];
        snprintf(name, sizeof name, "tests/%s", w->zones[i].file);
        a->at[i] = a->path[i];
        a->n++;
        if (!w->zones[i].text) {
            source_path(a->path[i], name);
            continue;
        }
        snprintf(a->path[i], PATH_LENGTH, "%s", w->zones[i].file);
        zone_write(a->path[i], w->zones[i].text);
    }
}

struct zone_load world_load(const struct world *w)
{
    struct arguments a;
    write_world(&a, w);
    struct zone_load l =
        zone_load(&(struct zonefile_request){ .zones = a.at, .zones_n = a.n });
    if (l.done != 0)
        fail_msg("%s: %s", w->name, zone_said(&l));
    return l;
}

/* ---- a server ---- */

static uint16_t free_port(void)
{
    union endpoint e;
    socklen_t len = caller_endpoint(&e, "0.0.0.0", 0);
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(fd, &e.any, len), 0);
    assert_int_equal(getsockname(fd, &e.any, &len), 0);
    close(fd);
    return ntohs(e.v4.sin_port);
}

static void become_server(char **argv)
{
    int log = open("twigd.log", O_WRONLY | O_CREAT | O_TRUNC, 0600);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    dup2(log, 2);
    execv(argv[0], argv);
    _exit(127);
}

/* Any reply tells that it works.  False: it does not, for long, or has ended.
 */
static bool await(const struct server *s, const char *address)
{
    static const struct question status = { .wire = { 0, 1, 0x10 }, .n = 12 };
    static uint8_t reply[REPLY_MAX];
    struct caller c = server_caller(s, address, false);
    bool works = false, ended = false;
    c.patience = 2;
    for (int i = 0; !works && !ended && i < 5000; i++) {
        works = caller_ask(&c, &status, reply) > 0;
        usleep(works ? 0 : 1000); /* that nobody is there is told at once */
        ended = waitpid(s->pid, NULL, WNOHANG) == s->pid;
    }
    caller_close(&c);
    return works && !ended;
}

/* The test fails, with what the server printed. */
static void fail_to_start(const struct world *w)
{
    char said[4096] = "";
    FILE *log = fopen("twigd.log", "re");
    size_t n = log ? fread(said, 1, sizeof said - 1, log) : 0;
    if (log)
        fclose(log);
    fail_msg("%s: twigd does not answer; its log:\n%.*s", w->name, (int)n,
             said);
}

void server_start(struct server *s, const struct world *w,
                  const char *const *addresses)
{
    enum { OTHERS = 16 };
    struct arguments zones;
    char twigd[PATH_LENGTH], port[8], *argv[WORLD_ZONES + OTHERS] = { twigd };
    size_t n = 1;
    write_world(&zones, w);
    built_path(twigd, "twigd");
    for (size_t i = 0; addresses[i]; i++) {
        argv[n++] = (char *)(uintptr_t) "-a";
        argv[n++] = (char *)(uintptr_t)addresses[i];
    }
    argv[n++] = (char *)(uintptr_t) "-w2";
    argv[n++] = (char *)(uintptr_t) "--nsid=" SERVE_NAME;
    argv[n++] = (char *)(uintptr_t) "-p";
    argv[n++] = port;
    memcpy(argv + n, zones.at, zones.n * sizeof *argv);
    const char *address = addresses[0];
    if (strcmp(address, "0.0.0.0") == 0)
        address = "127.0.0.1";
    if (strcmp(address, "::") == 0)
        address = "::1";
    for (int i = 0; i < 5; i++) { /* another test may take the port first */
        s->port = free_port();
        snprintf(port, sizeof port, "%u", s->port);
        s->pid = fork();
        if (s->pid == 0)
            become_server(argv);
        if (await(s, address))
            return;
    }
    fail_to_start(w);
}

int server_stop(struct server *s)
{
    int status = 0;
    kill(s->pid, SIGTERM);
    while (waitpid(s->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct caller server_caller(const struct server *s, const char *address,
                            bool tcp)
{
    struct caller c;
    assert_true(caller_open(&c, address, s->port, tcp));
    c.ordered = true;
    return c;
}
