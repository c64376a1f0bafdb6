/*
 * saves TWIGD [EDITS [LINES [WAY]]]: how long after a zone file is saved is the
 * new answer there?  EDITS (200) of a zone of LINES (1000) lines in each way
 * that programs save files, or in those that WAY begins; a server of its own
 * for each way, which is asked over and over by UDP from the moment that the
 * file is closed, renamed, or removed.  A line a way: milliseconds, and what
 * the server says that its loads took.
 */
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    PATIENCE_MS = 20000, /* then the edit was missed */
    PAUSE_US = 20000,    /* between edits: longer than any wait of the server */
    ASK_US = 100,        /* between questions: the CPU is for the server */
    SLOW_US = 5000,
    SLOW_WRITES = 6,
    EDITS_MAX = 100000
};

struct bench {
    const char *twigd;
    unsigned edits, lines;
    char *text; /* the zone without the line that changes */
    size_t len;
    uint16_t port;
    int fd;
    pid_t server;
    double began; /* right before the last act of saving */
    double took[EDITS_MAX];
};

struct way {
    const char *name, *zone; /* zone: the server's argument */
    void (*save)(struct bench *b, unsigned generation);
    bool removes; /* odd generations: the name is not there */
};

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(bool good, const char *what)
{
    if (good)
        return;
    perror(what);
    exit(1);
}

/* ---- the ways ---- */

/* Saving ends now. */
static void finish(struct bench *b)
{
    b->began = now_ms();
}

static void put(int fd, const void *text, size_t n)
{
    must(write(fd, text, n) == (ssize_t)n, "write");
}

static void put_probe(int fd, unsigned g)
{
    char line[64];
    int n = snprintf(line, sizeof line, "probe.bench.test. 60 A 10.%u.%u.%u\n",
                     g >> 16 & 255, g >> 8 & 255, g & 255);
    put(fd, line, (size_t)n);
}

static int create(const char *path)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    must(fd >= 0, path);
    return fd;
}

static void write_zone(struct bench *b, const char *path, unsigned g)
{
    int fd = create(path);
    put(fd, b->text, b->len);
    put_probe(fd, g);
    finish(b);
    close(fd);
}

static void in_place(struct bench *b, unsigned g)
{
    write_zone(b, "zone", g);
}

static void by_rename(struct bench *b, unsigned g)
{
    write_zone(b, "zone.tmp", g);
    finish(b);
    must(rename("zone.tmp", "zone") == 0, "rename");
}

/* backupcopy=no: 4913 is tried, the old file becomes the backup */
static void as_vi(struct bench *b, unsigned g)
{
    close(create("4913"));
    unlink("4913");
    must(rename("zone", "zone~") == 0, "rename");
    write_zone(b, "zone", g);
    unlink("zone~");
}

/* a lock that is a link to nowhere, a backup that is a second name */
static void as_emacs(struct bench *b, unsigned g)
{
    must(symlink("me@here.1:2", ".#zone") == 0, "symlink");
    unlink("zone~");
    must(rename("zone", "zone~") == 0, "rename");
    write_zone(b, "zone", g);
    unlink(".#zone");
}

static void by_mv(struct bench *b, unsigned g)
{
    write_zone(b, "elsewhere/zone", g);
    finish(b);
    must(rename("elsewhere/zone", "zone") == 0, "rename");
}

/* as in a ConfigMap: link -> ..data/zone, ..data -> a directory */
static void by_link(struct bench *b, unsigned g)
{
    char directory[32], path[64], old[32];
    snprintf(directory, sizeof directory, "..%u", g);
    snprintf(path, sizeof path, "%s/zone", directory);
    must(mkdir(directory, 0755) == 0, "mkdir");
    write_zone(b, path, g);
    ssize_t n = readlink("..data", old, sizeof old - 1);
    must(symlink(directory, "..data_tmp") == 0, "symlink");
    finish(b);
    must(rename("..data_tmp", "..data") == 0, "rename");
    if (n <= 0)
        return;
    old[n] = '\0';
    snprintf(path, sizeof path, "%s/zone", old);
    unlink(path);
    rmdir(old);
}

static void deleted_and_created(struct bench *b, unsigned g)
{
    unlink("zone");
    write_zone(b, "zone", g);
}

static void slowly(struct bench *b, unsigned g)
{
    int fd = create("zone");
    for (int i = 0; i < SLOW_WRITES; i++) {
        size_t from = b->len * (size_t)i / SLOW_WRITES,
               to = b->len * (size_t)(i + 1) / SLOW_WRITES;
        put(fd, b->text + from, to - from);
        usleep(SLOW_US);
    }
    put_probe(fd, g);
    finish(b);
    close(fd);
}

static void included(struct bench *b, unsigned g)
{
    int fd = create("probe.inc");
    put_probe(fd, g);
    finish(b);
    close(fd);
}

static void add_and_remove(struct bench *b, unsigned g)
{
    if (g % 2) {
        finish(b);
        unlink("zones/probe");
        return;
    }
    int fd = create("zones/probe");
    put(fd, "$ZONE bench.test.\n", 18);
    put_probe(fd, g);
    finish(b);
    close(fd);
}

static const struct way ways[] = {
    { "written in place", "zone", in_place, false },
    { "renamed", "zone", by_rename, false },
    { "vi's backup", "zone", as_vi, false },
    { "emacs' backup", "zone", as_emacs, false },
    { "mv", "zone", by_mv, false },
    { "link switched", "link", by_link, false },
    { "deleted, created", "zone", deleted_and_created, false },
    { "written slowly", "zone", slowly, false },
    { "included file", "master", included, false },
    { "added, removed", "zones", add_and_remove, true },
};

/* ---- the server ---- */

static void prepare(struct bench *b)
{
    static const char master[] = "$ORIGIN bench.test.\n$TTL 60\n"
                                 "@ SOA ns root 1 2 3 4 5\n@ NS ns\n"
                                 "$INCLUDE probe.inc\n";
    FILE *out = open_memstream(&b->text, &b->len);
    must(out, "memory");
    fprintf(out, "$ZONE bench.test.\n");
    for (unsigned i = 0; i < b->lines; i++)
        fprintf(out, "n%07u.bench.test 10.%u.%u.%u\n", i, i >> 16 & 255,
                i >> 8 & 255, i & 255);
    fclose(out);
    must(mkdir("elsewhere", 0755) == 0 && mkdir("zones", 0755) == 0, "mkdir");
    int fd = create("master");
    put(fd, master, sizeof master - 1);
    for (unsigned i = 0; i < b->lines; i++) {
        char line[64];
        int n = snprintf(line, sizeof line, "n%07u A 10.%u.%u.%u\n", i,
                         i >> 16 & 255, i >> 8 & 255, i & 255);
        put(fd, line, (size_t)n);
    }
    close(fd);
    fd = create("zones/rest"); /* the probe's file comes and goes */
    put(fd, b->text, b->len);
    close(fd);
    must(symlink("..data/zone", "link") == 0, "symlink");
}

static void start(struct bench *b, const struct way *w)
{
    char port[8];
    int log = create("log");
    snprintf(port, sizeof port, "%u", b->port);
    b->server = fork();
    if (b->server == 0) {
        dup2(log, STDERR_FILENO);
        execl(b->twigd, "twigd", "-a", "127.0.0.1", "-w", "1", "-p", port,
              w->zone, (char *)NULL);
        _exit(127);
    }
    close(log);
}

/* The address of the probe, or 0: no such name, or no reply. */
static unsigned ask(const struct bench *b)
{
    static const uint8_t query[] = "\1\2\0\0\0\1\0\0\0\0\0\0"
                                   "\5probe\5bench\4test\0\0\1\0\1";
    uint8_t reply[1500];
    struct pollfd wait = { b->fd, POLLIN, 0 };
    while (recv(b->fd, reply, sizeof reply, MSG_DONTWAIT) > 0)
        ; /* of a question that was given up */
    if (send(b->fd, query, sizeof query - 1, 0) < 0 || poll(&wait, 1, 20) <= 0)
        return 0;
    ssize_t n = recv(b->fd, reply, sizeof reply, MSG_DONTWAIT);
    if (n < (ssize_t)sizeof query + 3 || reply[7] == 0)
        return 0;
    return (unsigned)(reply[n - 4] << 24 | reply[n - 3] << 16 |
                      reply[n - 2] << 8 | reply[n - 1]);
}

/* Ask until it says so; false: it does not. */
static bool await(const struct bench *b, const struct way *w, unsigned g)
{
    unsigned want = 10u << 24 | g;
    double until = now_ms() + PATIENCE_MS;
    if (w->removes && g % 2)
        want = 0;
    for (; ask(b) != want; usleep(ASK_US))
        if (now_ms() > until)
            return false;
    return true;
}

/* The median of what it says that its loads took. */
static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static double load_time(void)
{
    static double took[EDITS_MAX];
    char line[512];
    size_t n = 0;
    FILE *in = fopen("log", "r");
    must(in, "log");
    while (fgets(line, sizeof line, in))
        if (n < EDITS_MAX && sscanf(line, "twigd: loaded in %lf", &took[n]) > 0)
            n++;
    fclose(in);
    qsort(took, n, sizeof *took, by_size);
    return n ? took[n / 2] : 0;
}

static int run(struct bench *b, const struct way *w)
{
    w->save(b, 2);
    start(b, w);
    bool good = await(b, w, 2);
    for (unsigned i = 0; i < b->edits && good; i++) {
        usleep(PAUSE_US);
        w->save(b, i + 3);
        good = await(b, w, i + 3);
        b->took[i] = now_ms() - b->began;
    }
    kill(b->server, SIGTERM);
    waitpid(b->server, NULL, 0);
    if (!good) {
        printf("%-18s an edit was not served\n", w->name);
        return 1;
    }
    qsort(b->took, b->edits, sizeof *b->took, by_size);
    printf("%-18s median %7.2f  worst %7.2f  load %7.2f\n", w->name,
           b->took[b->edits / 2], b->took[b->edits - 1], load_time());
    fflush(stdout);
    return 0;
}

static void connect_to(struct bench *b)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    const void *address = &to;
    b->port = (uint16_t)(20000 + getpid() % 20000);
    to.sin_port = htons(b->port);
    b->fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    must(b->fd >= 0 && connect(b->fd, address, sizeof to) == 0, "socket");
}

int main(int argc, char **argv)
{
    static struct bench b = { .edits = 200, .lines = 1000 };
    char directory[] = "/tmp/twig-saves-XXXXXX", twigd[4096], remove[64];
    int bad = 0;
    if (argc > 2)
        b.edits = (unsigned)atoi(argv[2]);
    if (argc > 3)
        b.lines = (unsigned)atoi(argv[3]);
    if (argc < 2 || argc > 5 || !realpath(argv[1], twigd) || b.edits == 0 ||
        b.edits > EDITS_MAX) {
        fprintf(stderr, "usage: saves TWIGD [EDITS [LINES [WAY]]]\n");
        return 2;
    }
    b.twigd = twigd;
    must(mkdtemp(directory) && chmod(directory, 0755) == 0 &&
             chdir(directory) == 0,
         directory);
    prepare(&b);
    connect_to(&b);
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
        if (argc < 5 || strncmp(ways[i].name, argv[4], strlen(argv[4])) == 0)
            bad |= run(&b, &ways[i]);
    snprintf(remove, sizeof remove, "rm -rf %s", directory);
    return system(remove) != 0 || bad;
}
