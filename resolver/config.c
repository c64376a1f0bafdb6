#include "resolver/config.h"

#include "resolver/options.h"

#include <arpa/inet.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEPTH_MAX = 8 /* files of arguments that name others */ };

enum {
    WORKERS_DEFAULT_MAX = 4, /* a few processes; -w for more */
    SLIP_MAX = 10
};

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

static enum config_verdict bad_option(const char *text)
{
    char mend[128];
    const struct option *best = option_nearest(text + strspn(text, "-"));
    if (best->letter)
        snprintf(mend, sizeof mend, "Nearest is -%c or --%s; --help lists all.",
                 best->letter, best->name);
    else
        snprintf(mend, sizeof mend, "Nearest is --%s; --help lists all.",
                 best->name);
    return bad("no such option", text, mend);
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

/* An address, with or without %INTERFACE behind it, to 4 octets or 16: how
 * many; 0: it is none. */
static size_t read_address(uint8_t octets[16], const char *text)
{
    char host[INET6_ADDRSTRLEN];
    size_t n = strcspn(text, "%");
    if (n >= sizeof host)
        return 0;
    memcpy(host, text, n);
    host[n] = '\0';
    if (inet_pton(AF_INET6, host, octets) == 1)
        return 16;
    return !text[n] && inet_pton(AF_INET, host, octets) == 1 ? 4 : 0;
}

/* Would a socket at the one be in the way of one at the other? */
static bool overlap(const char *one, const char *other)
{
    static const uint8_t all[16] = { 0 };
    uint8_t a[16], b[16];
    size_t n = read_address(a, one);
    if (n != read_address(b, other))
        return false;
    return memcmp(a, all, n) == 0 || memcmp(b, all, n) == 0 ||
           (memcmp(a, b, n) == 0 &&
            strcmp(strchrnul(one, '%'), strchrnul(other, '%')) == 0);
}

static enum config_verdict add_address(struct config *c, const char *text)
{
    uint8_t octets[16];
    char mend[128];
    if (c->addresses_n == CONFIG_ADDRESSES_MAX)
        return bad("too many addresses", text, "At most 16.");
    if (!read_address(octets, text))
        return bad("not an address", text,
                   "It is like 127.0.0.1, ::1 or fe80::1%eth0.");
    for (unsigned i = 0; i < c->addresses_n; i++)
        if (overlap(c->addresses[i], text)) {
            snprintf(mend, sizeof mend, "%s and %s overlap: leave one out.",
                     c->addresses[i], text);
            return bad("an address is listened to twice", text, mend);
        }
    c->addresses[c->addresses_n++] = text;
    c->addresses_chosen = true;
    return CONFIG_RUN;
}

static enum config_verdict set_connections(unsigned *limit, const char *value)
{
    *limit = read_number(value, TCP_CONNECTIONS_MAX);
    return *limit ? CONFIG_RUN
                  : bad("not a number of connections", value,
                        "It is 1 to 100000.");
}

static enum config_verdict set_rate(struct rrl_config *c, const char *value)
{
    c->rate = read_number(value, RRL_RATE_MAX);
    return c->rate ? CONFIG_RUN
                   : bad("not a rate", value,
                         "It is 1 to 1000000 replies a second.");
}

static enum config_verdict set_slip(struct rrl_config *c, const char *value)
{
    c->slip = read_number(value, SLIP_MAX);
    return c->slip || strcmp(value, "0") == 0
               ? CONFIG_RUN
               : bad("not a slip", value,
                     "It is 0 (none) to 10: each so-manyth is cut.");
}

static enum config_verdict set_log(struct config *c, const char *value)
{
    c->log =
        strcmp(value, "failed") == 0 ? CONFIG_LOG_FAILED : CONFIG_LOG_QUERIES;
    if (c->log == CONFIG_LOG_FAILED || strcmp(value, "queries") == 0)
        return CONFIG_RUN;
    return bad("not what is logged", value, "It is queries or failed.");
}

static enum config_verdict set_log_form(struct config *c, const char *value)
{
    c->log_json = strcmp(value, "json") == 0;
    if (c->log_json || strcmp(value, "text") == 0)
        return CONFIG_RUN;
    return bad("not a format of the log", value, "It is text or json.");
}

static enum config_verdict set_value(struct config *c, enum what what,
                                     const char *value)
{
    switch (what) {
    case SET_ADDRESS:
        return add_address(c, value);
    case SET_PORT:
        c->port = (uint16_t)read_number(value, UINT16_MAX);
        c->port_chosen = true;
        return c->port ? CONFIG_RUN
                       : bad("not a port", value, "A port is 1 to 65535.");
    case SET_WORKERS:
        c->workers = read_number(value, CONFIG_WORKERS_MAX);
        return c->workers
                   ? CONFIG_RUN
                   : bad("not a number of workers", value, "It is 1 to 64.");
    case SET_FORMAT:
        c->format = strcmp(value, "flat") == 0 ? FORMAT_FLAT : FORMAT_MASTER;
        if (c->format == FORMAT_FLAT || strcmp(value, "master") == 0)
            return CONFIG_RUN;
        return bad("not a format", value, "It is flat or master.");
    case SET_NSID:
        c->nsid = value;
        return *value && strlen(value) <= NSID_MAX
                   ? CONFIG_RUN
                   : bad("not a name server identifier", value,
                         "It is 1 to 128 octets long.");
    case SET_COOKIE_SECRET_FILE:
        c->cookie_file = value;
        return CONFIG_RUN;
    case SET_LIMIT:
        return set_rate(&c->limits, value);
    case SET_LIMIT_SLIP:
        c->limit_how = "--rrl-slip";
        return set_slip(&c->limits, value);
    case SET_TCP_CONNECTIONS:
        return set_connections(&c->tcp.connections, value);
    case SET_TCP_PER_CLIENT:
        return set_connections(&c->tcp.per_client, value);
    case SET_POLL:
        c->poll_seconds = read_number(value, CONFIG_POLL_MAX);
        return c->poll_seconds
                   ? CONFIG_RUN
                   : bad("not a time", value, "It is 1 to 86400 seconds.");
    case SET_LOG:
        return set_log(c, value);
    case SET_LOG_FORMAT:
        return set_log_form(c, value);
    case SET_LOG_FILE:
        c->log_file = value;
        return CONFIG_RUN;
    case HIDE_VERSION:
    case SET_LIMIT_LOOPBACK:
    case NO_WATCH:
    case SHOW_HELP:
    case SHOW_VERSION:
        break; /* they have no value: set_flag */
    }
    return CONFIG_BAD;
}

static enum config_verdict set_flag(struct config *c, enum what what)
{
    switch (what) {
    case HIDE_VERSION:
        c->hide_version = true;
        return CONFIG_RUN;
    case SET_LIMIT_LOOPBACK:
        c->limit_how = "--rrl-loopback";
        c->limits.spare_loopback = false;
        return CONFIG_RUN;
    case NO_WATCH:
        c->watch = false;
        return CONFIG_RUN;
    case SHOW_HELP:
        fputs(options_help, stdout);
        return CONFIG_DONE;
    default: /* SHOW_VERSION */
        puts(CONFIG_VERSION);
        return CONFIG_DONE;
    }
}

static enum config_verdict read_option(struct arguments *a, const char *text)
{
    const char *value;
    const struct option *o = option_find(text, &value);
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
        return bad("cannot read this file of arguments", path,
                   source_why(errno));
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
    *c = (struct config){
        .port = CONFIG_PORT,
        .workers = count_cpus(),
        .watch = true,
        .limits = { .slip = RRL_SLIP_DEFAULT, .spare_loopback = true },
        .tcp = { CONFIG_TCP_CONNECTIONS, CONFIG_TCP_PER_CLIENT }
    };
    struct arguments a = { c, argv + 1, argc - 1, 0 };
    enum config_verdict v = read_arguments(&a);
    if (!c->addresses_chosen) {
        c->addresses[0] = "127.0.0.1";
        c->addresses[1] = "::1";
        c->addresses_n = 2;
    }
    if (v == CONFIG_RUN && !c->limits.rate && c->limit_how)
        return bad("nothing is limited", c->limit_how,
                   "Say how much: --rrl 200, for example.");
    if (v == CONFIG_RUN && !c->log && (c->log_file || c->log_json))
        return bad("nothing is logged", c->log_file ? c->log_file : "json",
                   "Say what: --log queries or --log failed.");
    return v;
}

void config_free(struct config *c)
{
    for (size_t i = 0; i < c->texts_n; i++)
        free(c->texts[i]);
    free(c->texts);
    free(c->zones);
}
