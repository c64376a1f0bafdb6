#include "tools/trace.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "tools/exits.h"
#include "tools/memory.h"
#include "tools/mistake.h"
#include "tools/react.h"
#include "tools/report.h"
#include "tools/say.h"
#include "tools/trace_dig.h"
#include "tools/trace_hints.h"
#include "tools/trace_story.h"
#include "zonefile/nametext.h"

enum {
    TRIES = 3,    /* of a server that is the only one */
    AGAIN_MAX = 4 /* changes of the way: TCP, a cookie, less EDNS */
};

struct run {
    struct exchange *e;
    const struct request *request; /* as it was written */
    struct request now;            /* as it is asked */
    const struct trace_wish *wish;
    const uint8_t *name;
    struct settings settings; /* quiet, for a story */
    struct trace trace;
    struct trace_story story;
    uint16_t port; /* of all servers */
};

/* ---- where to begin ---- */

static void begin_at_servers(struct run *run)
{
    const struct request *r = run->request;
    struct trace *t = &run->trace;
    for (unsigned i = 0; i < r->servers_n; i++) {
        const struct endpoint *at = &r->servers[i].at;
        t->rules.world = t->rules.world || !trace_at_home(at);
        if (endpoint_port_of(at))
            run->port = endpoint_port_of(at);
    }
    for (unsigned i = 0; i < r->servers_n; i++) {
        struct trace_server *s =
            trace_servers_add(&t->start, (const uint8_t *)"");
        if (s)
            trace_server_add(s, &r->servers[i].at, &t->rules);
    }
}

static bool begin_at_hints(struct run *run)
{
    const char *path = run->wish->hints;
    FILE *f = fopen(path, "re");
    if (!f) {
        mistake(&(struct whence){ .path = path }, strerror(errno), NULL,
                "--hints FILE has the servers of the root.");
        return false;
    }
    bool good = trace_hints_read(&run->trace.start, f, &run->trace.rules);
    fclose(f);
    if (!good)
        mistake(&run->request->place, "no server of the root is in the hints",
                path,
                "They are lines like: . NS ns.root.  and  ns.root. A "
                "127.0.0.11");
    return good;
}

/* The rules, and who is asked first.  Returns an exit code. */
static int begin(struct run *run)
{
    const struct settings *s = run->e->settings;
    struct trace *t = &run->trace;
    unsigned family = s->source.len ? s->source.at.any.sa_family : AF_UNSPEC;
    run->port = s->port;
    t->rules.v4 = !s->only6 && family != AF_INET6;
    t->rules.v6 = !s->only4 && family != AF_INET;
    t->rules.world = run->wish->real_root;
    if (run->request->servers_n)
        begin_at_servers(run);
    else if (run->wish->hints && !begin_at_hints(run))
        return EXIT_USAGE;
    else if (run->wish->real_root && !run->wish->hints)
        trace_hints_real(&t->start, &t->rules);
    if (t->start.n == 0) {
        mistake(&run->request->place, "+trace does not know where to begin",
                NULL,
                "Name a server of the root, @ADDRESS, or --hints FILE, or "
                "allow the Internet's, --real-root.");
        return EXIT_USAGE;
    }
    for (unsigned i = 0; i < t->start.n; i++)
        if (t->start.list[i].n)
            return EXIT_GOOD;
    say(s, "No acceptable nameservers");
    report_mistake(s, "No acceptable nameservers");
    return EXIT_NO_REPLY;
}

/* ---- a question ---- */

/* As dig names a server: as it was written, or without the final dot. */
static void name_server(const struct run *run, const struct trace_step *s,
                        char *out)
{
    const struct request *r = run->request;
    if (s->server.name[0]) {
        name_text(out, s->server.name);
        out[strlen(out) - 1] = '\0';
        return;
    }
    endpoint_address(out, &s->at);
    for (unsigned i = 0; i < r->servers_n; i++)
        if (r->servers[i].at.len == s->at.len &&
            memcmp(&r->servers[i].at.at, &s->at.at, s->at.len) == 0)
            snprintf(out, NAME_TEXT_MAX, "%s", r->servers[i].name);
}

static unsigned tries_of(const struct run *run, const struct trace_step *s)
{
    if (!s->alone)
        return 1; /* there is somebody else */
    if (run->request->tries)
        return run->request->tries;
    unsigned attempts = run->e->settings->conf.attempts;
    return attempts ? attempts : TRIES;
}

static enum exchanged try(struct run *run, unsigned tries)
{
    struct exchange *e = run->e;
    enum exchanged got = EXCHANGE_NONE;
    for (; tries > 0 && got == EXCHANGE_NONE; tries--) {
        exchange_close(e);
        e->tcp = run->now.tcp;
        if (!exchange_write(e))
            return EXCHANGE_WRONG;
        got = exchange_try(e);
    }
    exchange_close(e);
    return got;
}

/* The question, and again by another way as long as the reply says so. */
static enum exchanged ask(struct run *run, const struct trace_step *s)
{
    struct exchange *e = run->e;
    run->now = *run->request;
    run->now.type = s->type;
    run->now.rd = s->priming && run->request->rd;
    if (run->wish->explain && !s->server.name[0])
        run->now.nsid = run->now.edns != EDNS_NONE || run->now.dnssec;
    if (run->now.dnssec && run->now.edns == EDNS_NONE)
        run->now.edns = 0;
    e->request = &run->now;
    e->name = s->name;
    e->server = s->at;
    e->error = 0;
    if (endpoint_port_of(&e->server) == 0)
        endpoint_set_port(&e->server, run->port);
    enum exchanged got = try(run, tries_of(run, s));
    for (unsigned i = 0; got == EXCHANGE_REPLY && i < AGAIN_MAX; i++) {
        if (react(e, &run->now, true) != REACT_AGAIN)
            break;
        got = try(run, tries_of(run, s));
    }
    return got;
}

static enum trace_fault fault_of(const struct exchange *e, enum exchanged got)
{
    if (got == EXCHANGE_BROKEN)
        return TRACE_BROKEN;
    if (e->error == ETIMEDOUT)
        return TRACE_TIMEOUT;
    return e->error == ECONNREFUSED ? TRACE_NOBODY : TRACE_UNREACHABLE;
}

/* ---- telling ---- */

static void tell_fault(struct run *run, const struct trace_wrong *wrong)
{
    if (run->wish->explain)
        trace_story_fault(&run->story, wrong);
    else
        trace_dig_fault(run->e, run->wish->lang, wrong);
}

static struct trace_wrong wrong_of(const struct run *run,
                                   const struct trace_step *s,
                                   enum trace_fault fault)
{
    return (struct trace_wrong){
        .fault = fault,
        .step = s,
        .port = run->port,
        .unicode = run->request->idn_out,
    };
}

static void lose(struct run *run, const struct trace_step *s,
                 enum exchanged got)
{
    struct exchange *e = run->e;
    struct trace_wrong wrong = wrong_of(run, s, fault_of(e, got));
    wrong.seconds = exchange_patience(e) * tries_of(run, s);
    trace_lose(&run->trace, wrong.fault);
    if (run->wish->explain)
        trace_story_silence(&run->story, &wrong);
    tell_fault(run, &wrong);
}

static void take(struct run *run, const struct trace_step *s)
{
    struct exchange *e = run->e;
    struct trace_event event;
    struct trace_told told = { &e->message, e->reply.n,
                               e->settings->fixed_time
                                   ? 0
                                   : e->received - e->sent };
    trace_take(&run->trace, &e->message, &event);
    if (run->wish->explain)
        trace_story_reply(&run->story, s, &told, &event);
    else
        trace_dig_reply(e, s, &event);
    if (event.fault == TRACE_FINE)
        return;
    struct trace_wrong wrong = wrong_of(run, s, event.fault);
    wrong.reading = &event.reading;
    tell_fault(run, &wrong);
}

/* ---- all of it ---- */

/* False: the query does not fit. */
static bool do_step(struct run *run, const struct trace_step *s)
{
    char name[NAME_TEXT_MAX];
    struct target target = { s->at, name };
    if (run->wish->explain)
        trace_story_step(&run->story, s);
    if (s->what == TRACE_STUCK) {
        struct trace_wrong wrong = wrong_of(run, s, s->fault);
        tell_fault(run, &wrong);
    }
    if (s->what != TRACE_ASK)
        return true;
    name_server(run, s, name);
    run->e->target = &target;
    enum exchanged got = ask(run, s);
    if (got == EXCHANGE_REPLY)
        take(run, s);
    else if (got != EXCHANGE_WRONG)
        lose(run, s, got);
    return got != EXCHANGE_WRONG;
}

static void begin_story(struct run *run)
{
    struct trace_story *s = &run->story;
    const struct trace_server *first = run->trace.start.list;
    char at[ADDRESS_TEXT] = "";
    struct text text = { 0 };
    enum trace_message id = WALK_START_ROOT;
    while (first->n == 0)
        first++; /* there is one with an address */
    if (run->request->servers_n)
        id = WALK_START;
    else if (run->wish->hints)
        id = WALK_START_HINTS;
    *s = (struct trace_story){
        .out = stdout,
        .lang = run->wish->lang,
        .ascii = run->wish->ascii,
        .unicode = run->request->idn_out,
    };
    trace_add(&text, s->lang, id, endpoint_address(at, &first->at[0]),
              run->wish->hints ? run->wish->hints : "", NULL);
    trace_story_begin(s, text.at, run->name);
    text_free(&text);
    run->settings = *run->e->settings;
    run->settings.quiet = true;
    run->e->settings = &run->settings;
}

static int end(struct run *run, const struct trace_step *s)
{
    int code = s->fault == TRACE_FINE ? EXIT_GOOD : EXIT_NO_REPLY;
    bool silence = s->fault >= TRACE_TIMEOUT && s->fault <= TRACE_UNREACHABLE;
    if (s->fault == TRACE_TOO_MANY) {
        struct trace_wrong wrong = wrong_of(run, s, s->fault);
        tell_fault(run, &wrong);
    }
    if (run->wish->explain)
        trace_story_end(&run->story, code);
    else if (silence)
        trace_dig_fail(run->e);
    if (code && !run->wish->explain)
        report_failure(run->e, "the delegations do not lead to the name");
    return code;
}

static int walk(struct run *run)
{
    struct trace_step s;
    for (;;) {
        trace_next(&run->trace, &s);
        if (s.what == TRACE_END)
            return end(run, &s);
        if (!do_step(run, &s)) {
            mistake(&run->request->place, "the query is too long", NULL, NULL);
            return EXIT_USAGE;
        }
    }
}

int trace_run(struct exchange *e, struct request *r, const uint8_t *name,
              const struct trace_wish *wish)
{
    const struct settings *settings = e->settings;
    struct run *run = memory_need(calloc(1, sizeof *run));
    run->e = e;
    run->request = r;
    run->wish = wish;
    run->name = name;
    run->trace.follow = wish->explain;
    e->greeting = &r->greeting;
    int code = begin(run);
    if (code == EXIT_GOOD) {
        if (wish->explain)
            begin_story(run);
        trace_begin(&run->trace, name, r->type, !wish->explain);
        code = walk(run);
    }
    e->settings = settings;
    free(run);
    return code;
}
