#include "tests/peers/servers.h"

#include "tests/peers/probe.h"
#include "tests/peers/zonetext.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

void servers_begin(struct servers *s, const char *twigd)
{
    *s = (struct servers){ .twigd = twigd,
                           .of = { [TWIGD] = { .name = "twigd" },
                                   [NSD] = { .name = "nsd" },
                                   [KNOT] = { .name = "knot" },
                                   [BIND] = { .name = "bind" } } };
    for (unsigned i = 0; i < SERVERS; i++)
        s->of[i].used = true;
    strcpy(s->dir, "/tmp/twig-peers-XXXXXX");
    if (!mkdtemp(s->dir) || chmod(s->dir, 0755) < 0) {
        perror(s->dir);
        exit(2);
    }
}

/* Can a socket of that kind be bound there? */
static bool is_free(unsigned port, int kind)
{
    struct sockaddr_in at = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)port),
                              .sin_addr = { htonl(INADDR_LOOPBACK) } };
    int fd = socket(AF_INET, kind, 0);
    bool done = fd >= 0 && bind(fd, (struct sockaddr *)&at, sizeof at) == 0;
    close(fd);
    return done;
}

/* Below the ports that the kernel gives to clients, or one would be taken. */
static unsigned free_port(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct rng any = { (uint64_t)now.tv_nsec ^ (uint64_t)getpid() << 32 };
    for (;;) {
        unsigned port = 10000 + rng_below(&any, 22000);
        if (is_free(port, SOCK_DGRAM) && is_free(port, SOCK_STREAM))
            return port;
    }
}

static void write_zones(const struct servers *s, const struct batch *b,
                        struct rng *rng)
{
    char path[CONFIG_PATH_MAX];
    for (unsigned i = 0; i < b->zones_n; i++) {
        config_zone_path(path, s->dir, i);
        FILE *out = fopen(path, "w");
        if (!out) {
            perror(path);
            exit(2);
        }
        zonetext_write(out, &b->zones[i], rng);
        fclose(out);
    }
}

/* In the child: its output goes into NAME.log, and it dies with us. */
static void become(const struct servers *s, enum server_name who, char **argv)
{
    char log[CONFIG_PATH_MAX];
    snprintf(log, sizeof log, "%s/%s.log", s->dir, s->of[who].name);
    int fd = open(log, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(fd, STDOUT_FILENO);
    dup2(fd, STDERR_FILENO);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM);
    if (chdir(s->dir) == 0) {
        setenv("PATH", "/usr/sbin:/usr/local/sbin:/usr/bin:/bin", 1);
        execvp(argv[0], argv);
    }
    perror(argv[0]);
    _exit(127);
}

static void spawn(struct servers *s, enum server_name who,
                  const struct batch *b)
{
    static char *const peers[SERVERS][8] = {
        [NSD] = { "nsd", "-d", "-c", "nsd.conf" },
        [KNOT] = { "knotd", "-c", "knot.conf" },
        [BIND] = { "named", "-g", "-n", "1", "-c", "named.conf" },
    };
    char port[16], (*paths)[CONFIG_PATH_MAX];
    char **argv = calloc(b->zones_n + 16, sizeof *argv);
    paths = calloc(b->zones_n, sizeof *paths);
    if (!argv || !paths) {
        perror("peers");
        exit(2);
    }
    snprintf(port, sizeof port, "%u", s->of[who].port);
    char *twigd[] = { (char *)s->twigd, "-a", "127.0.0.1", "-p", port };
    unsigned n = 0;
    if (who == TWIGD) {
        memcpy(argv, twigd, sizeof twigd);
        n = sizeof twigd / sizeof *twigd;
        for (unsigned i = 0; i < b->zones_n; i++)
            if (!b->zones[i].left_out) {
                config_zone_path(paths[i], s->dir, i);
                argv[n++] = paths[i];
            }
    } else {
        memcpy(argv, peers[who], sizeof peers[who]);
    }
    fflush(NULL);
    s->of[who].pid = fork();
    if (s->of[who].pid == 0)
        become(s, who, argv);
    free(argv);
    free(paths);
}

static void spawn_all(struct servers *s, const struct batch *b)
{
    for (unsigned i = 0; i < SERVERS; i++)
        s->of[i].port = free_port();
    s->started = time(NULL);
    config_nsd(b, s->dir, s->of[NSD].port);
    config_knot(b, s->dir, s->of[KNOT].port);
    config_bind(b, s->dir, s->of[BIND].port);
    for (unsigned i = 0; i < SERVERS; i++)
        if (s->of[i].used)
            spawn(s, i, b);
}

/* ---- who refuses what ---- */

/* Has it ended by itself? */
static bool has_ended(struct server *server)
{
    if (server->pid && waitpid(server->pid, NULL, WNOHANG) == server->pid)
        server->pid = 0;
    return server->pid == 0;
}

/* Lines of a server's log that hold `text`. */
static void show_log(const struct servers *s, enum server_name who,
                     const char *text)
{
    char path[CONFIG_PATH_MAX], line[512];
    snprintf(path, sizeof path, "%s/%s.log", s->dir, s->of[who].name);
    FILE *in = fopen(path, "r");
    if (!in)
        return;
    unsigned shown = 0;
    while (shown < 3 && fgets(line, sizeof line, in))
        if (strstr(line, text) && !strstr(line, "warning") &&
            !strstr(line, "inherited owner")) {
            printf("    %s: %s", s->of[who].name, line);
            shown++;
        }
    fclose(in);
}

/* How a server's log says that it refuses a zone: `text` of 2 KB. */
static void refusal(char *text, const struct servers *s, enum server_name who,
                    const struct batch *b, unsigned zone)
{
    char origin[DNAME_TEXT_MAX];
    dname_text(origin, &b->zones[zone].origin);
    size_t n = strlen(origin) > 1 ? strlen(origin) - 1 : 1;
    switch (who) {
    case TWIGD:
        sprintf(text, "%s/%u.zone:", s->dir, zone);
        break;
    case NSD:
        sprintf(text, " %u.zone read with", zone);
        break;
    case KNOT:
        sprintf(text, "failed to parse zone file '%s/%u.zone'", s->dir, zone);
        break;
    case BIND:
        sprintf(text, "zone %.*s/IN: not loaded", (int)n, origin);
        break;
    case SERVERS:
        break;
    }
}

static bool is_blamed(const struct servers *s, enum server_name who,
                      const struct batch *b, unsigned zone)
{
    char path[CONFIG_PATH_MAX], text[2048], line[2048];
    bool blamed = false;
    refusal(text, s, who, b, zone);
    snprintf(path, sizeof path, "%s/%s.log", s->dir, s->of[who].name);
    FILE *in = fopen(path, "r");
    while (in && !blamed && fgets(line, sizeof line, in))
        blamed = strstr(line, text) && !strstr(line, "warning");
    if (in)
        fclose(in);
    return blamed;
}

/* Is the zone served?  Wait for it, unless the log says that it never will. */
static bool wait_served(struct servers *s, enum server_name who,
                        const struct batch *b, unsigned zone)
{
    enum { WAIT_S = 30 };
    while (time(NULL) - s->started < WAIT_S) {
        bool ended = has_ended(&s->of[who]);
        if (!ended && probe(s->of[who].port, &b->zones[zone].origin))
            return true;
        if (is_blamed(s, who, b, zone))
            return false;
        if (ended)
            return true; /* for another zone: this one may be good */
        usleep(20000);
    }
    return false;
}

/* The servers that do not serve that zone, a bit each. */
static unsigned who_refuses(struct servers *s, const struct batch *b,
                            unsigned zone)
{
    unsigned who = 0;
    for (unsigned i = 0; i < SERVERS; i++) {
        bool refused = s->of[i].used && !wait_served(s, i, b, zone);
        who |= (unsigned)refused << i;
    }
    return who;
}

static void leave_out(struct servers *s, struct batch *b, unsigned zone,
                      unsigned who)
{
    char text[DNAME_TEXT_MAX], file[DNAME_TEXT_MAX + 16];
    b->zones[zone].left_out = true;
    printf("left out: %s, refused by",
           dname_text(text, &b->zones[zone].origin));
    for (unsigned i = 0; i < SERVERS; i++)
        if (who >> i & 1) {
            printf(" %s", s->of[i].name);
            s->refused[i]++;
        }
    printf("%s\n", who == 1 << TWIGD ? " alone: why?" : "");
    s->findings += who == 1 << TWIGD;
    for (unsigned i = 0; i < SERVERS; i++)
        if (who >> i & 1) {
            snprintf(file, sizeof file, " %u.zone:", zone);
            show_log(s, i, file);
            snprintf(file, sizeof file, "%s%u.zone", i == BIND ? "file " : "/",
                     zone); /* Knot tells the path */
            show_log(s, i, file);
            snprintf(file, sizeof file, "zone %.*s/IN: NS",
                     (int)strlen(text) - 1, text);
            show_log(s, i, file); /* of BIND */
        }
}

bool servers_start(struct servers *s, struct batch *b, struct rng *rng)
{
    enum { TRIES = 10 };
    write_zones(s, b, rng);
    for (unsigned tries = 0; tries < TRIES; tries++) {
        bool again = false;
        spawn_all(s, b);
        for (unsigned i = 0; i < b->zones_n; i++) {
            unsigned who = b->zones[i].left_out ? 0 : who_refuses(s, b, i);
            if (who) {
                leave_out(s, b, i, who);
                again = true;
            }
        }
        bool up = batch_served(b) > 0; /* twigd has a zone of its own */
        for (unsigned i = 0; i < SERVERS; i++)
            up &= !s->of[i].used || !has_ended(&s->of[i]);
        if (up && !again)
            return true;
        servers_stop(s);
        if (!again)
            break;
    }
    fprintf(stderr, "peers: the servers do not start; see %s/*.log\n", s->dir);
    return false;
}

bool servers_stop(struct servers *s)
{
    int status = 0;
    bool good = s->of[TWIGD].pid != 0;
    for (unsigned i = 0; i < SERVERS; i++)
        if (s->of[i].pid)
            kill(s->of[i].pid, SIGTERM);
    for (unsigned i = 0; i < SERVERS; i++) {
        pid_t pid = s->of[i].pid;
        for (unsigned tries = 0; pid && tries < 500; tries++) {
            if (waitpid(pid, &status, WNOHANG) == pid) {
                good &= i != TWIGD || status == 0;
                s->of[i].pid = 0;
                break;
            }
            usleep(10000);
        }
        if (pid)
            kill(-pid, SIGKILL); /* what it left behind */
        if (s->of[i].pid)
            waitpid(pid, NULL, 0);
        s->of[i].pid = 0;
    }
    return good;
}

void servers_end(struct servers *s)
{
    char command[128];
    servers_stop(s);
    if (s->keep) {
        printf("kept: %s\n", s->dir);
        return;
    }
    snprintf(command, sizeof command, "rm -rf %s", s->dir);
    if (system(command) != 0)
        fprintf(stderr, "peers: cannot remove %s\n", s->dir);
}
