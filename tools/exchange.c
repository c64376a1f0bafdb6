#include "tools/exchange.h"

#include <errno.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "tools/ask.h"
#include "tools/form.h"
#include "tools/match.h"
#include "tools/packet.h"
#include "tools/say.h"

enum {
    COOKIE_CLIENT = 8, /* RFC 7873 4 */
    UDP_SECONDS = 5,
    TCP_SECONDS = 10,
    MICRO = 1000000
};

void exchange_begin(struct exchange *e, const struct settings *s)
{
    memset(e, 0, offsetof(struct exchange, cookie_room));
    e->settings = s;
    e->fd = -1;
    if (getrandom(e->cookie_room, COOKIE_CLIENT, 0) != COOKIE_CLIENT)
        memset(e->cookie_room, 0, COOKIE_CLIENT);
}

void exchange_close(struct exchange *e)
{
    if (e->fd >= 0)
        close(e->fd);
    e->fd = -1;
}

void exchange_end(struct exchange *e)
{
    exchange_close(e);
    message_free(&e->message);
    text_free(&e->strange);
    tsig_end(&e->tsig);
}

unsigned exchange_patience(const struct exchange *e)
{
    if (e->settings->timeout)
        return e->settings->timeout;
    if (e->settings->conf.timeout)
        return e->settings->conf.timeout;
    return e->tcp ? TCP_SECONDS : UDP_SECONDS;
}

static uint64_t until(const struct exchange *e)
{
    return ask_clock() + (uint64_t)exchange_patience(e) * MICRO;
}

/* ---- the query ---- */

static uint16_t choose_id(const struct request *r)
{
    uint16_t id = 0;
    if (r->qid_set || getrandom(&id, sizeof id, 0) != sizeof id)
        return r->qid;
    return id;
}

static void choose_cookie(struct exchange *e)
{
    const struct request *r = e->request;
    e->cookie = (struct bytes){ NULL, 0 };
    if (!r->cookie || r->edns == EDNS_NONE)
        return;
    e->cookie = (struct bytes){ e->cookie_room, COOKIE_CLIENT };
    if (r->cookie_n)
        e->cookie = (struct bytes){ r->cookie_data, r->cookie_n };
}

bool exchange_write(struct exchange *e)
{
    const struct tsig_key *key = &e->settings->key;
    choose_cookie(e);
    tsig_end(&e->tsig);
    e->tsig = (struct tsig_state){ 0 };
    e->bad_signature = false;
    struct packet_parts parts = {
        .name = e->name,
        .id = choose_id(e->request),
        .cookie = e->cookie.at,
        .cookie_n = e->cookie.n,
        .key = key->name_n ? key : NULL,
        .tsig = &e->tsig,
        .now = e->settings->fixed_time ? 0 : (uint64_t)time(NULL),
    };
    e->query.at = e->query_room;
    e->query.n = packet_write(e->query_room, QUERY_MAX, e->request, &parts);
    if (e->query.n > DNS_UDP_PLAIN)
        e->tcp = true;
    return e->query.n > 0;
}

/* ---- the reply ---- */

/* Octets that cannot be read: why, and what they are. */
static void say_broken(struct exchange *e, const char *why)
{
    struct text t = { 0 };
    say(e->settings, "Got bad packet: %s", why);
    print_octets(&t, e->reply);
    say_message(e->settings, &t);
    text_free(&t);
}

static void check_signature(struct exchange *e)
{
    const struct message *m = &e->message;
    struct tsig_check check = {
        .key = &e->settings->key,
        .now = (uint64_t)time(NULL),
        .at = m->tsig ? m->tsig->at : 0,
    };
    if (!check.key->name_n)
        return;
    const char *wrong = tsig_verify(e->reply, &check, &e->tsig);
    if (!wrong)
        return;
    say(e->settings, "Couldn't verify signature: %s", wrong);
    e->bad_signature = true;
}

static enum exchanged read_reply(struct exchange *e)
{
    bool best = e->request->best_effort;
    message_free(&e->message);
    bool good = message_read(&e->message, e->reply);
    if (!good || (e->message.malformed && !best)) {
        e->broken = good ? "FORMERR" : e->message.fault;
        say_broken(e, e->broken);
        return EXCHANGE_BROKEN;
    }
    if (e->message.malformed)
        say(e->settings, "Warning: Message parser reports malformed message "
                         "packet.");
    return EXCHANGE_REPLY;
}

static enum exchanged fail_to_talk(struct exchange *e, int error)
{
    char peer[ENDPOINT_TEXT];
    e->error = error;
    say(e->settings, "communications error to %s: %s",
        endpoint_text(peer, &e->server), ask_reason(error));
    return EXCHANGE_NONE;
}

/* Is it the reply to our query?  What is wrong with it is said. */
static bool header_matches(struct exchange *e)
{
    text_clear(&e->strange);
    bool matches = match_header(&e->strange, e->query, e->reply);
    if (e->strange.n)
        say(e->settings, "Warning: %s", e->strange.at);
    return matches;
}

static bool question_matches(struct exchange *e)
{
    text_clear(&e->strange);
    bool matches = match_question(&e->strange, e->query, &e->message);
    if (e->strange.n)
        say(e->settings, "%s", e->strange.at);
    return matches;
}

static void note_arrival(struct exchange *e, size_t n)
{
    e->reply = (struct bytes){ e->reply_room, n };
    e->received = ask_clock();
    e->when = e->settings->fixed_time ? 0 : time(NULL);
    capture_add(&e->capture, e->fd, e->tcp, PCAP_REPLY, e->reply);
}

/* Whatever comes, until it is the reply to our query. */
static enum exchanged receive(struct exchange *e, uint64_t end)
{
    e->reply = (struct bytes){ NULL, 0 };
    text_clear(&e->strange);
    for (;;) {
        ssize_t n = ask_receive(e->fd, e->tcp, e->reply_room, end);
        if (n < 0)
            return fail_to_talk(e, errno);
        note_arrival(e, (size_t)n);
        if (!header_matches(e))
            continue;
        enum exchanged got = read_reply(e);
        if (got == EXCHANGE_BROKEN)
            return got;
        if (!e->later && !question_matches(e))
            continue;
        check_signature(e);
        return got;
    }
}

/* ---- a try ---- */

static void say_query(struct exchange *e)
{
    struct message m;
    struct text t = { .unicode = e->request->idn_out };
    struct shown shown = {
        .settings = e->settings,
        .request = e->request,
        .message = &m,
        .sent = true,
        .peer = e->server,
        .tcp = e->tcp,
        .sent_at = e->settings->fixed_time ? 0 : ask_date(ask_clock()),
    };
    message_read(&m, e->query);
    say_greeting(e->settings, e->greeting, false);
    form_message(&t, &shown);
    if (e->request->stats && !e->settings->short_form &&
        e->settings->form == FORM_DIG)
        text_format(&t, ";; QUERY SIZE: %zu\n\n", e->query.n);
    say_text(e->settings, &t);
    text_free(&t);
    message_free(&m);
}

static enum exchanged fail_to_connect(struct exchange *e, int error)
{
    char peer[ENDPOINT_TEXT];
    e->error = error;
    say(e->settings, "%s %s(%s) for %s failed: %s.",
        e->tcp ? "Connection to" : "UDP setup with",
        endpoint_text(peer, &e->server), e->target->name, e->request->name,
        ask_reason(error));
    return EXCHANGE_NONE;
}

enum exchanged exchange_try(struct exchange *e)
{
    uint64_t end = until(e);
    const struct endpoint *source = &e->settings->source;
    struct route route = { &e->server, source->len ? source : NULL, e->tcp };
    if (e->fd < 0)
        e->fd = ask_open(&route, end);
    e->reached = e->fd >= 0;
    e->reply = (struct bytes){ NULL, 0 };
    text_clear(&e->strange);
    e->later = false;
    e->error = 0;
    e->broken = NULL;
    if (!e->reached)
        return fail_to_connect(e, errno);
    if (e->request->query)
        say_query(e);
    e->sent = ask_clock();
    if (ask_send(e->fd, e->tcp, e->query, end) != 0)
        return fail_to_talk(e, errno);
    capture_add(&e->capture, e->fd, e->tcp, PCAP_QUERY, e->query);
    return receive(e, end);
}

enum exchanged exchange_more(struct exchange *e)
{
    e->later = true;
    return receive(e, until(e));
}
