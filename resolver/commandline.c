#include "resolver/commandline.h"

#include "resolver/activation.h"

#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DEPTH_MAX = 8,          /* files of arguments that name others */
    WORKERS_DEFAULT_MAX = 4 /* a few processes; -w for more */
};

/* The arguments that are left, and what they were made into so far. */
struct arguments {
    struct config *config;
    char **at;
    int n;
    unsigned depth;
    bool placed; /* it was told which line of a file is wrong */
};

static enum config_verdict read_arguments(struct arguments *a);

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
    return config_bad("no such option", text, mend);
}

static enum config_verdict read_option(struct arguments *a, const char *text)
{
    const char *value;
    const struct option *o = option_find(text, &value);
    if (!o)
        return bad_option(text);
    if (!o->value && value)
        return config_bad("this option takes no value", text,
                          "--help lists all.");
    if (!o->value || (!value && *o->value == '='))
        return config_set_flag(a->config, o->what);
    if (!value && a->n > 0) {
        value = *a->at++;
        a->n--;
    }
    if (!value || !*value) {
        char mend[64];
        snprintf(mend, sizeof mend, "It is followed by %s.", o->value);
        return config_bad("a value is missing", text, mend);
    }
    return config_set(a->config, o->what, value);
}

/* ---- @FILE ---- */

/* Cut text into lines without blanks at their ends; # begins a comment.  Which
 * of the file each is, from 1 on, into numbers. */
static int split(char *text, char **lines, unsigned *numbers)
{
    int n = 0;
    unsigned number = 1;
    for (char *line; (line = strsep(&text, "\n")); number++) {
        line += strspn(line, " \t\r");
        size_t len = strlen(line);
        while (len && strchr(" \t\r", line[len - 1]))
            line[--len] = '\0';
        if (len && *line != '#') {
            numbers[n] = number;
            lines[n++] = line;
        }
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
        return config_bad("files of arguments nest too deep", path,
                          "Does one name itself?");
    struct source *in = source_read(path);
    if (!in)
        return config_bad("cannot read this file of arguments", path,
                          source_why(errno));
    char *text = keep_text(a->config, in);
    char **lines = calloc(in->len / 2 + 1, sizeof *lines);
    unsigned *numbers = calloc(in->len / 2 + 1, sizeof *numbers);
    source_free(in);
    enum config_verdict v = CONFIG_BAD;
    if (text && lines && numbers) {
        struct arguments inner = { .config = a->config,
                                   .at = lines,
                                   .n = split(text, lines, numbers),
                                   .depth = a->depth + 1 };
        v = read_arguments(&inner);
        if (v == CONFIG_BAD && !inner.placed)
            fprintf(stderr, "It is at %s:%u.\n", path,
                    numbers[inner.at - lines - 1]);
        a->placed = v == CONFIG_BAD;
    } else {
        config_bad("out of memory", path, strerror(ENOMEM));
    }
    free(lines);
    free(numbers);
    return v;
}

/* ---- all ---- */

static enum config_verdict add_zone(struct config *c, char *zone)
{
    if (!*zone)
        return config_bad("not a zone", zone,
                          "It is FILE, ORIGIN=FILE or a DIRECTORY.");
    char **more = reallocarray(c->zones, c->zones_n + 1, sizeof *more);
    if (!more)
        return config_bad("out of memory", zone, strerror(ENOMEM));
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

/* Where to listen was said twice: not to know by whom would be worse than not
 * to begin. */
static enum config_verdict judge_sockets(const struct config *c)
{
    if (c->passed > ACTIVATION_MAX)
        return config_bad("not a number of sockets", "LISTEN_FDS",
                          "The service manager passes 256 at most.");
    if (c->passed && (c->addresses_chosen || c->port_chosen))
        return config_bad("the service manager has bound the sockets",
                          c->addresses_chosen ? "-a" : "-p",
                          "Leave it out, or: systemctl disable --now "
                          "twigd.socket");
    if (c->passed && c->classroom)
        return config_bad("the service manager has bound the sockets",
                          "--classroom", "It has its own: start it by hand.");
    return CONFIG_RUN;
}

/* What does not go with what else was said. */
static enum config_verdict judge(struct config *c)
{
    if (!c->limits.rate && c->limit_how)
        return config_bad("nothing is limited", c->limit_how,
                          "Say how much: --rrl 200, for example.");
    if (!c->log && (c->log_file || c->log_json))
        return config_bad("nothing is logged",
                          c->log_file ? c->log_file : "json",
                          "Say what: --log queries or --log failed.");
    if (!c->classroom && c->breaks_n)
        return config_bad("there is no classroom to break in",
                          c->breaks[0].zone, "Add --classroom.");
    if (!c->classroom)
        return CONFIG_RUN;
    if (c->addresses_chosen)
        return config_bad("the classroom has addresses of its own",
                          c->addresses[0], "127.0.0.41 and on: leave -a out.");
    if (c->zones_n > 1)
        return config_bad("the classroom is made from one file", c->zones[1],
                          "Put all names into one flat file.");
    return CONFIG_RUN;
}

enum config_verdict commandline_read(struct config *c, int argc, char **argv)
{
    *c = (struct config){
        .port = CONFIG_PORT,
        .passed = activation_take(),
        .workers = count_cpus(),
        .watch = true,
        .limits = { .slip = RRL_SLIP_DEFAULT, .spare_loopback = true },
        .tcp = { CONFIG_TCP_CONNECTIONS, CONFIG_TCP_PER_CLIENT }
    };
    user_self(&c->user);
    if (c->user.uid == 0)
        user_find(&c->user, USER_DEFAULT);
    struct arguments a = { .config = c, .at = argv + 1, .n = argc - 1 };
    enum config_verdict v = read_arguments(&a);
    if (v == CONFIG_RUN)
        v = judge(c);
    if (v == CONFIG_RUN)
        v = judge_sockets(c);
    if (c->classroom && !c->port_chosen)
        c->port = CONFIG_PORT_UNPRIVILEGED;
    if (!c->addresses_chosen) {
        c->addresses[0] = "127.0.0.1";
        c->addresses[1] = "::1";
        c->addresses_n = 2;
    }
    return v;
}
