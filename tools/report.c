#include "tools/report.h"

#include "tools/print.h"
#include "tools/say.h"

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
        .from = endpoint_address(address, &e->server),
        .name = e->target->name,
        .peer = e->server,
        .tcp = e->tcp,
        .micro = still ? 0 : e->received - e->sent,
        .when = e->when,
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
    struct shown shown = shown_of(r, address);
    struct text t = { .unicode = r->exchange->request->idn_out };
    print_sections(&t, &shown);
    say_text(r->exchange->settings, &t);
    text_free(&t);
}

void report_statistics(const struct report *r)
{
    char address[ADDRESS_TEXT];
    struct shown shown = shown_of(r, address);
    struct text t = { 0 };
    print_statistics(&t, &shown);
    say_text(r->exchange->settings, &t);
    text_free(&t);
}
