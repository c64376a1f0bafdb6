#include "tools/report.h"

#include <errno.h>
#include <stdio.h>

#include "tools/ask.h"
#include "tools/form.h"
#include "tools/say.h"
#include "tools/tell.h"

static struct shown shown_of(const struct report *r, char *address)
{
    const struct exchange *e = r->exchange;
    bool still = e->settings->fixed_time;
    return (struct shown){
        .settings = e->settings,
        .request = e->request,
        .message = &e->message,
        .later = r->later,
        .cookie = e->cookie,
        .query = e->query,
        .from = endpoint_address(address, &e->server),
        .name = e->target->name,
        .peer = e->server,
        .tcp = e->tcp,
        .micro = still ? 0 : e->received - e->sent,
        .when = e->when,
        .sent_at = still ? 0 : ask_date(e->sent),
        .received_at = still ? 0 : ask_date(e->received),
        .transfer = r->transfer,
        .records = r->records,
        .messages = r->messages,
        .bytes = r->bytes,
        .bad_signature = e->bad_signature,
    };
}

void report_message(const struct report *r)
{
    char address[ADDRESS_TEXT];
    if (tell_is_wanted(r->exchange->settings)) {
        tell_exchange(r->exchange);
        return;
    }
    struct shown shown = shown_of(r, address);
    struct text t = { .unicode = r->exchange->request->idn_out };
    form_message(&t, &shown);
    say_text(r->exchange->settings, &t);
    text_free(&t);
}

void report_statistics(const struct report *r)
{
    char address[ADDRESS_TEXT];
    struct shown shown = shown_of(r, address);
    struct text t = { 0 };
    form_statistics(&t, &shown);
    say_text(r->exchange->settings, &t);
    text_free(&t);
}

static const char *reason_of(int error)
{
    if (error == 0)
        return NULL;
    return error == ETIMEDOUT ? "timeout" : ask_reason(error);
}

static void report(const struct settings *s, const struct failure *f)
{
    struct text t = { 0 };
    form_failure(&t, s->form, f);
    say_text(s, &t);
    text_free(&t);
}

void report_failure(const struct exchange *e, const char *why)
{
    if (tell_is_wanted(e->settings)) {
        if (e->error || e->broken) /* else the reply was told, and says it */
            tell_exchange(e);
        return;
    }
    char server[ENDPOINT_TEXT], broken[80];
    struct failure failure = {
        .why = why,
        .reason = reason_of(e->error),
        .server = endpoint_text(server, &e->server),
        .tcp = e->tcp,
        .query = e->query,
        .strange = e->error && e->strange.n ? e->strange.at : NULL,
    };
    if (e->broken) {
        snprintf(broken, sizeof broken, "bad packet: %s", e->broken);
        failure.why = broken;
        failure.raw = e->reply;
    }
    report(e->settings, &failure);
}

void report_no_server(const struct settings *s)
{
    if (tell_is_wanted(s))
        tell_no_server(s);
    else
        report_mistake(s, "No acceptable nameservers");
}

void report_mistake(const struct settings *s, const char *why)
{
    struct failure failure = { .why = why };
    report(s, &failure);
}
