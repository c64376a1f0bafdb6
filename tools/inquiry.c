#include "tools/inquiry.h"

#include <string.h>

#include "tools/ask.h"
#include "tools/mistake.h"
#include "tools/nssearch.h"
#include "tools/react.h"
#include "tools/report.h"
#include "tools/say.h"
#include "tools/search.h"
#include "tools/trace.h"
#include "tools/transfer.h"
#include "tools/unicode.h"

enum { TRIES = 3, AGAIN_MAX = 4 /* changes of the way, then it is shown */ };

struct inquiry {
    struct exchange *e;
    const struct settings *settings;
    struct request *request; /* as it was written */
    struct request now;      /* as it is asked */
    struct target servers[REQUEST_SERVERS];
    unsigned servers_n;
    bool more_names; /* NXDOMAIN leads to the next */
};

/* The user's mistake: nothing was asked. */
static void refuse(const struct inquiry *l, const char *what, const char *word,
                   const char *hint)
{
    mistake(&l->request->place, what, word, hint);
    report_mistake(l->settings, what);
}

/* ---- servers ---- */

static bool may_ask(const struct inquiry *l, const struct target *t)
{
    bool v4 = t->at.at.any.sa_family == AF_INET;
    const struct endpoint *source = &l->settings->source;
    char address[ADDRESS_TEXT];
    if (source->len && source->at.any.sa_family != t->at.at.any.sa_family)
        return false;
    if (v4 && l->settings->only6)
        say(l->settings, "Skipping mapped address '::ffff:%s'",
            endpoint_address(address, &t->at));
    return v4 ? !l->settings->only6 : !l->settings->only4;
}

static void add_server(struct inquiry *l, const struct target *t)
{
    if (l->servers_n < REQUEST_SERVERS && may_ask(l, t))
        l->servers[l->servers_n++] = *t;
}

/* Those of the command line, or those of resolv.conf. */
static void choose_servers(struct inquiry *l)
{
    const struct resolvconf *conf = &l->settings->conf;
    for (unsigned i = 0; i < l->request->servers_n; i++)
        add_server(l, &l->request->servers[i]);
    for (unsigned i = 0; !l->request->servers_n && i < conf->servers_n; i++) {
        static char names[RESOLVCONF_SERVERS][ADDRESS_TEXT];
        struct target t = { conf->servers[i], names[i] };
        endpoint_address(names[i], &t.at);
        add_server(l, &t);
    }
}

/* The connection that is there already, when it leads to this server. */
static void turn_to(struct inquiry *l, const struct target *t)
{
    struct exchange *e = l->e;
    struct endpoint to = t->at;
    if (endpoint_port_of(&to) == 0)
        endpoint_set_port(&to, l->settings->port);
    if (!l->settings->keep_open || !e->tcp || e->server.len != to.len ||
        memcmp(&e->server.at, &to.at, to.len) != 0)
        exchange_close(e);
    e->server = to;
    e->target = t;
    e->tcp = l->now.tcp;
    if (!e->tcp)
        exchange_close(e);
}

static unsigned tries_of(const struct inquiry *l, unsigned server)
{
    if (server > 0)
        return 1; /* as dig does: the first is asked again, the others not */
    if (l->now.tries)
        return l->now.tries;
    return l->settings->conf.attempts ? l->settings->conf.attempts : TRIES;
}

static enum exchanged ask_server(struct inquiry *l, unsigned i)
{
    enum exchanged got = EXCHANGE_NONE;
    for (unsigned n = tries_of(l, i); n > 0 && got == EXCHANGE_NONE; n--) {
        turn_to(l, &l->servers[i]);
        if (!exchange_write(l->e))
            return EXCHANGE_WRONG;
        got = exchange_try(l->e);
        if (got == EXCHANGE_NONE)
            exchange_close(l->e);
    }
    return got;
}

/* ---- what a reply leads to ---- */

static void show(struct inquiry *l)
{
    struct report report = { .exchange = l->e };
    say_greeting(l->settings, l->e->greeting, false);
    report_message(&report);
    report_statistics(&report);
}

static bool is_transfer(const struct inquiry *l)
{
    return l->now.type == TYPE_AXFR || l->now.type == TYPE_IXFR;
}

/* +exitcode: what the reply holds of that which was asked. */
static int judge(const struct inquiry *l)
{
    const struct message *m = &l->e->message;
    if (message_rcode(m) == NXDOMAIN)
        return EXIT_NO_NAME;
    if (message_rcode(m) != NOERROR)
        return EXIT_RCODE;
    for (size_t i = 0; i < message_count(m, ANSWER); i++)
        if (l->now.type == TYPE_ANY ||
            message_record(m, ANSWER, i)->type == l->now.type)
            return EXIT_GOOD;
    return EXIT_NO_DATA;
}

/* A reply to be shown.  True: the next name is to be tried. */
static bool finish(struct inquiry *l, int *code)
{
    bool next = l->more_names && message_rcode(&l->e->message) == NXDOMAIN;
    if (is_transfer(l)) {
        bool good = transfer_run(l->e) && !l->e->bad_signature;
        *code = good ? EXIT_GOOD : EXIT_NO_REPLY;
        return false;
    }
    *code = l->now.exitcode ? judge(l) : EXIT_GOOD;
    if (l->e->bad_signature)
        *code = EXIT_NO_REPLY;
    if (l->now.nssearch) {
        say_greeting(l->settings, l->e->greeting, false);
        *code = nssearch_run(l->e, l->request);
        return false;
    }
    if (!next || l->settings->show_search)
        show(l);
    return next;
}

static int fail(struct inquiry *l)
{
    if (l->e->reached)
        say_greeting(l->settings, l->e->greeting, true);
    say(l->settings, "no servers could be reached");
    report_failure(l->e, "no servers could be reached");
    return EXIT_NO_REPLY;
}

/* All servers, one after the other.  True: the next name is to be tried. */
static bool ask_servers(struct inquiry *l, int *code)
{
    unsigned again = 0;
    for (unsigned i = 0; i < l->servers_n; i++) {
        enum exchanged got = ask_server(l, i);
        if (got == EXCHANGE_NONE)
            continue;
        if (got != EXCHANGE_REPLY) {
            if (got == EXCHANGE_WRONG)
                refuse(l, "the query is too long", NULL, NULL);
            else
                report_failure(l->e, "no reply that can be read");
            *code = got == EXCHANGE_WRONG ? EXIT_USAGE : EXIT_NO_REPLY;
            return false;
        }
        bool last = i + 1 == l->servers_n;
        enum reaction what = react(l->e, &l->now, last);
        if (what == REACT_AGAIN && again++ < AGAIN_MAX) {
            if (l->now.show_badcookie &&
                message_rcode(&l->e->message) == BADCOOKIE)
                show(l);
            exchange_close(l->e);
            i = (unsigned)-1; /* from the first server on */
            continue;
        }
        if (what != REACT_NEXT_SERVER)
            return finish(l, code);
    }
    *code = fail(l);
    return false;
}

/* ---- names ---- */

/* The request as it goes out first; what some options imply is in it. */
static void set_out(struct inquiry *l)
{
    l->now = *l->request;
    if (l->now.dnssec && l->now.edns == EDNS_NONE)
        l->now.edns = 0;
    if (l->now.type == TYPE_AXFR)
        l->now.tcp = true;
    if (is_transfer(l))
        l->now.rd = false;
    if (l->now.type == TYPE_IXFR)
        l->now.ad = false;
}

static int try_names(struct inquiry *l, const struct search *s)
{
    int code = EXIT_NO_REPLY;
    bool next = true;
    for (unsigned i = 0; next && i < s->n; i++) {
        set_out(l);
        l->e->cut = false;
        l->e->request = &l->now;
        l->e->greeting = &l->request->greeting;
        l->e->name = s->names[i];
        l->more_names = i + 1 < s->n;
        next = ask_servers(l, &code);
    }
    return code;
}

static int run_trace(struct exchange *e, struct request *r, const uint8_t *name)
{
    const struct settings *s = e->settings;
    struct trace_wish wish = {
        .hints = s->hints,
        .real_root = s->real_root,
        .explain = s->form == FORM_EXPLAIN,
        .ascii = s->ascii || !unicode_locale(),
        .lang = messages_lang(s->lang),
    };
    return trace_run(e, r, name, &wish);
}

int inquiry_run(struct exchange *e, struct request *r)
{
    struct search names;
    struct inquiry l = { .e = e, .settings = e->settings, .request = r };
    e->began = ask_clock();
    const char *wrong = search_begin(&names, l.settings, r);
    if (wrong) {
        refuse(&l, wrong, r->name, "It is not a name of the DNS.");
        return EXIT_USAGE;
    }
    if (r->trace && r->type != TYPE_AXFR && r->type != TYPE_IXFR)
        return run_trace(e, r, names.names[0]);
    choose_servers(&l);
    if (l.servers_n == 0) {
        say(l.settings, "No acceptable nameservers");
        report_no_server(l.settings);
        return EXIT_NO_REPLY;
    }
    int code = try_names(&l, &names);
    if (!l.settings->keep_open)
        exchange_close(e);
    return code;
}
