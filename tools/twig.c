/*
 * twig: ask name servers, as dig does.  The arguments become requests, each is
 * looked up and printed, one after the other.
 */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "tools/colour.h"
#include "tools/command.h"
#include "tools/inquiry.h"
#include "tools/mistake.h"
#include "tools/paste.h"

struct run {
    struct command command;
    struct exchange exchange;
    int code; /* the worst so far */
};

static void look_up_all(struct run *run)
{
    struct request *r;
    while ((r = command_next(&run->command))) {
        int code = inquiry_run(&run->exchange, r);
        if (code > run->code)
            run->code = code;
        command_free_request(r);
    }
}

static bool is_query(const char *line)
{
    return line[strspn(line, " \t\r\n")] && *line != '#' && *line != ';';
}

/* A query a line; each is answered before the next is read. */
static void look_up_lines(struct run *run, struct lines *l)
{
    while (lines_next(l)) {
        if (!is_query(l->text))
            continue;
        enum command_verdict verdict = command_line(&run->command, l);
        if (verdict == COMMAND_BAD && run->code < EXIT_USAGE)
            run->code = EXIT_USAGE;
        look_up_all(run);
        fflush(stdout);
    }
}

static void look_up_file(struct run *run, const char *path)
{
    struct lines l;
    if (lines_open(&l, path) == 0) {
        look_up_lines(run, &l);
        if (lines_close(&l) == 0)
            return;
    }
    mistake(&l.place, strerror(errno), NULL,
            "-f FILE is read for queries, one a line.");
    run->code = EXIT_BATCH;
}

/* +pcap.  False: it was said why the file cannot be written. */
static bool begin_capture(struct run *run)
{
    const char *path = run->command.settings.pcap;
    if (!path || capture_open(&run->exchange.capture, path) == 0)
        return true;
    fprintf(stderr, "twig: %s: %s\n", path, strerror(errno));
    run->code = EXIT_INTERNAL;
    return false;
}

static void end_capture(struct run *run)
{
    if (capture_close(&run->exchange.capture) == 0)
        return;
    fprintf(stderr, "twig: %s: %s\n", run->command.settings.pcap,
            strerror(errno));
    run->code = EXIT_INTERNAL;
}

/* --decode */
static int decode(const struct command *c)
{
    switch (paste_tell(&c->settings, &c->defaults, stdin)) {
    case PASTED_FINE:
        break;
    case PASTED_BROKEN:
        return EXIT_NO_REPLY;
    case PASTED_NOTHING:
        return EXIT_USAGE;
    }
    return EXIT_GOOD;
}

/* What was printed has arrived, or the exit code says that it has not. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
        return code;
    fprintf(stderr, "twig: write error: %s\n", strerror(errno));
    return EXIT_INTERNAL;
}

int main(int argc, char **argv)
{
    static struct run run;
    struct settings *settings = &run.command.settings;
    command_begin(&run.command);
    enum command_verdict verdict = command_read(&run.command, argc, argv);
    if (verdict != COMMAND_RUN) {
        command_end(&run.command);
        return verdict == COMMAND_BAD ? EXIT_USAGE : finish(EXIT_GOOD);
    }
    settings->colour = colour_wanted(settings->when);
    if (settings->decode) {
        int code = decode(&run.command);
        command_end(&run.command);
        return finish(code);
    }
    resolvconf_load(&settings->conf, "/etc/resolv.conf", 0);
    exchange_begin(&run.exchange, settings);
    if (begin_capture(&run)) {
        look_up_all(&run);
        if (settings->batch)
            look_up_file(&run, settings->batch);
        end_capture(&run);
    }
    exchange_end(&run.exchange);
    command_end(&run.command);
    return finish(run.code);
}
