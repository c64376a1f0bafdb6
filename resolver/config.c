#include "resolver/config.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8 /* files of arguments that name others */ };

enum { WORKERS_DEFAULT_MAX = 4 /* a few processes; -w for more */ };

static const char help[] =
    "Usage: twigd [-a ADDRESS]... [-p PORT] [-w WORKERS] [-f FORMAT] "
    "[ZONE]...\n"
    "\n"
    "Serve names from zone files, as an authoritative DNS server.\n"
    "ZONE is FILE, ORIGIN=FILE (a master file without $ORIGIN) or a DIRECTORY\n"
    "of such files.  Without ZONE: the built-in lesson zone.\n"
    "\n"
    "  -a, --address ADDRESS  listen there (127.0.0.1 and ::1)\n"
    "  -p, --port PORT        UDP port (53; 5300 without the right to bind "
    "it)\n"
    "  -w, --workers WORKERS  processes that answer (one a CPU, at most 4)\n"
    "  -f, --format FORMAT    flat or master (each file tells by itself)\n"
    "      --nsid TEXT        the server's name: NSID, CH TXT id.server\n"
    "      --hide-version     no CH TXT version.bind, version.server\n"
    "  -h, --help             print this\n"
    "  -V, --version          print the version\n"
    "  @FILE                  more arguments, one a line\n"
    "\n"
    "SIGHUP loads the zones again; SIGTERM and SIGINT stop the server.\n"
    "Ask it: dig @127.0.0.1 news.cctv.com\n";

enum what {
    ADDRESS,
    PORT,
    WORKERS,
    FORMAT,
    NSID,
    HIDE_VERSION,
    HELP,
    SHOW_VERSION
};

struct option {
    enum what what;
    char letter;       /* '\0': it has none */
    const char *name;  /* behind -- */
    const char *value; /* what stands for its value in a message, or NULL */
};

/* Of several that begin as what was written, the first is meant. */
static const struct option options[] = {
    { HELP, 'h', "help", NULL },
    { SHOW_VERSION, 'V', "version", NULL },
    { ADDRESS, 'a', "address", "an address" },
    { PORT, 'p', "port", "a port" },
    { WORKERS, 'w', "workers", "a number" },
    { FORMAT, 'f', "format", "flat or master" },
    { NSID, '\0', "nsid", "a text" },
    { HIDE_VERSION, '\0', "hide-version", NULL },
};

enum { OPTIONS = sizeof options / sizeof *options };

/* The arguments that are left, and what they were made into so far. */
struct arguments {
    struct config *config;
    char **at;
    int n;
    unsigned depth;
};

static enum config_verdict read_arguments(struct arguments *a);

static enum config_verdict bad(const char *what, const char *about,
                               const char *mend)
{
    fprintf(stderr, "twigd: %s: '%s'\n%s\n", what, about, mend);
    return CONFIG_BAD;
}

/* ---- options ---- */

/* Letters that differ when one is laid upon the other, and the overhang. */
static unsigned distance(const char *a, const char *b)
{
    unsigned row[32], n = (unsigned)strlen(b);
    for (unsigned j = 0; j <= n; j++)
        row[j] = j;
    for (unsigned i = 1; *a; a++, i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= n; j++) {
            unsigned change = diagonal + (*a != b[j - 1]);
            unsigned less = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < less ? change : less;
        }
    }
    return row[n];
}

/* The option that was probably meant: -v is -V, --prot is --port. */
static const struct option *nearest(const char *name)
{
    const struct option *best = &options[0];
    for (size_t i = 0; i < OPTIONS; i++) {
        if (name[0] && !name[1] &&
            toupper((unsigned char)name[0]) == options[i].letter)
            return &options[i];
        if (distance(name, options[i].name) < distance(name, best->name))
            best = &options[i];
    }
    return best;
}

static enum config_verdict bad_option(const char *text)
{
    char mend[128];
    const struct option *best = nearest(text + strspn(text, "-"));
    if (best->letter)
        snprintf(mend, sizeof mend, "Nearest is -%c or --%s; --help lists all.",
                 best->letter, best->name);
    else
        snprintf(mend, sizeof mend, "Nearest is --%s; --help lists all.",
                 best->name);
    return bad("no such option", text, mend);
}

/* The option that an argument begins with; *value behind =, or in -p53. */
static const struct option *find_option(const char *text, const char **value)
{
    const char *name = text + 2;
    size_t n = strcspn(name, "= \t"); /* a file has both on one line */
    *value = NULL;
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (text[1] != '-' && o->letter && text[1] == o->letter) {
            *value = text[2] ? text + 2 + strspn(text + 2, " \t") : NULL;
            return o;
        }
        if (text[1] == '-' && n > 0 && strncmp(name, o->name, n) == 0) {
            *value =
                name[n] ? name + n + 1 + strspn(name + n + 1, " \t") : NULL;
            return o;
        }
    }
    return NULL;
}

/* A whole number of 1 to `most`; 0 when it is not. */
static unsigned read_number(const char *text, unsigned most)
{
    char *end;
    errno = 0;
    unsigned long v = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || errno || v > most)
        return 0;
    return (unsigned)v;
}

/* Does it read as an address, with or without %INTERFACE behind it? */
static bool is_address(const char *text)
{
    char host[INET6_ADDRSTRLEN];
    uint8_t octets[16];
    size_t n = strcspn(text, "%");
    if (n >= sizeof host)
        return false;
    memcpy(host, text, n);
    host[n] = '\0';
    return inet_pton(AF_INET6, host, octets) == 1 ||
           (!text[n] && inet_pton(AF_INET, host, octets) == 1);
}

static enum config_verdict set_value(struct config *c, enum what what,
                                     const char *value)
{
    switch (what) {
    case ADDRESS:
        if (c->addresses_n == CONFIG_ADDRESSES_MAX)
            return bad("too many addresses", value, "At most 16.");
        if (!is_address(value))
            return bad("not an address", value,
                       "It is like 127.0.0.1, ::1 or fe80::1%eth0.");
        c->addresses[c->addresses_n++] = value;
        c->addresses_chosen = true;
        return CONFIG_RUN;
    case PORT:
        c->port = (uint16_t)read_number(value, UINT16_MAX);
        c->port_chosen = true;
        return c->port ? CONFIG_RUN
                       : bad("not a port", value, "A port is 1 to 65535.");
    case WORKERS:
        c->workers = read_number(value, CONFIG_WORKERS_MAX);
        return c->workers
                   ? CONFIG_RUN
                   : bad("not a number of workers", value, "It is 1 to 64.");
    case FORMAT:
        c->format = strcmp(value, "flat") == 0 ? FORMAT_FLAT : FORMAT_MASTER;
        if (c->format == FORMAT_FLAT || strcmp(value, "master") == 0)
            return CONFIG_RUN;
        return bad("not a format", value, "It is flat or master.");
    case NSID:
        c->nsid = value;
        return *value && strlen(value) <= NSID_MAX
                   ? CONFIG_RUN
                   : bad("not a name server identifier", value,
                         "It is 1 to 128 octets long.");
    case HIDE_VERSION:
    case HELP:
    case SHOW_VERSION:
        break; /* they have no value: set_flag */
    }
    return CONFIG_BAD;
}

static enum config_verdict set_flag(struct config *c, enum what what)
{
    if (what == HIDE_VERSION) {
        c->hide_version = true;
        return CONFIG_RUN;
    }
    if (what == HELP)
        fputs(help, stdout);
    else
        puts(CONFIG_VERSION);
    return CONFIG_DONE;
}

static enum config_verdict read_option(struct arguments *a, const char *text)
{
    const char *value;
    const struct option *o = find_option(text, &value);
    if (!o)
        return bad_option(text);
    if (!o->value && value)
        return bad("this option takes no value", text, "--help lists all.");
    if (!o->value)
        return set_flag(a->config, o->what);
    if (!value && a->n > 0) {
        value = *a->at++;
        a->n--;
    }
    if (!value) {
        char mend[64];
        snprintf(mend, sizeof mend, "It is followed by %s.", o->value);
        return bad("a value is missing", text, mend);
    }
    return set_value(a->config, o->what, value);
}

/* ---- @FILE ---- */

/* Cut text into lines without blanks at their ends; # begins a comment. */
static int split(char *text, char **lines)
{
    int n = 0;
    for (char *line; (line = strsep(&text, "\n"));) {
        line += strspn(line, " \t\r");
        size_t len = strlen(line);
        while (len && strchr(" \t\r", line[len - 1]))
            line[--len] = '\0';
        if (len && *line != '#')
            lines[n++] = line;
    }
    return n;
}

/* The text stays: the configuration points into it. */
static char *keep_text(struct config *c, const struct source *in)
{
    char **more = reallocarray(c->texts, c->texts_n + 1, sizeof *more);
    char *text = more ? strndup(in->text, in->len) : NULL;
    c->texts = more ? more : c->texts;
    if (text)
        c->texts[c->texts_n++] = text;
    return text;
}

static enum config_verdict read_file(struct arguments *a, const char *path)
{
    if (a->depth == DEPTH_MAX)
        return bad("files of arguments nest too deep", path,
                   "Does one name itself?");
    struct source *in = source_read(path);
    if (!in)
        return bad("cannot read this file of arguments", path, strerror(errno));
    char *text = keep_text(a->config, in);
    char **lines = calloc(in->len / 2 + 1, sizeof *lines);
    source_free(in);
    enum config_verdict v = CONFIG_BAD;
    if (text && lines) {
        struct arguments inner = { a->config, lines, split(text, lines),
                                   a->depth + 1 };
        v = read_arguments(&inner);
    } else {
        bad("out of memory", path, strerror(ENOMEM));
    }
    free(lines);
    return v;
}

/* ---- all ---- */

static enum config_verdict add_zone(struct config *c, char *zone)
{
    char **more = reallocarray(c->zones, c->zones_n + 1, sizeof *more);
    if (!more)
        return bad("out of memory", zone, strerror(ENOMEM));
    c->zones = more;
    c->zones[c->zones_n++] = zone;
    return CONFIG_RUN;
}

static enum config_verdict read_arguments(struct arguments *a)
{
    enum config_verdict v = CONFIG_RUN;
    bool options_end = false;
    while (a->n > 0 && v == CONFIG_RUN) {
        char *text = *a->at++;
        a->n--;
        if (options_end || (*text != '-' && *text != '@') || !text[1])
            v = add_zone(a->config, text);
        else if (*text == '@')
            v = read_file(a, text + 1);
        else if (strcmp(text, "--") == 0)
            options_end = true;
        else
            v = read_option(a, text);
    }
    return v;
}

static unsigned count_cpus(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) < 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n > WORKERS_DEFAULT_MAX ? WORKERS_DEFAULT_MAX : (unsigned)n;
}

enum config_verdict config_read(struct config *c, int argc, char **argv)
{
    *c = (struct config){ .port = CONFIG_PORT, .workers = count_cpus() };
    struct arguments a = { c, argv + 1, argc - 1, 0 };
    enum config_verdict v = read_arguments(&a);
    if (!c->addresses_chosen) {
        c->addresses[0] = "127.0.0.1";
        c->addresses[1] = "::1";
        c->addresses_n = 2;
    }
    return v;
}

void config_free(struct config *c)
{
    for (size_t i = 0; i < c->texts_n; i++)
        free(c->texts[i]);
    free(c->texts);
    free(c->zones);
}
