#include "tools/tell.h"

#include "tools/ask.h"
#include "tools/explain.h"
#include "tools/hexdump.h"

#include <errno.h>

enum { MICRO = 1000000 };

bool tell_is_wanted(const struct settings *s)
{
    return s->form == FORM_EXPLAIN || s->form == FORM_HEXDUMP;
}

static enum outcome outcome_of(int error)
{
    switch (error) {
    case 0:
        return OUTCOME_REPLY;
    case ETIMEDOUT:
        return OUTCOME_TIMEOUT;
    case ECONNREFUSED:
        return OUTCOME_NOBODY;
    case EHOSTUNREACH:
    case ENETUNREACH:
        return OUTCOME_UNREACHABLE;
    case ENODATA:
    case ECONNRESET:
    case EPIPE:
        return OUTCOME_CLOSED;
    default:
        return OUTCOME_UNSENT;
    }
}

static void explain(const struct exchange *e)
{
    const struct settings *s = e->settings;
    bool still = s->fixed_time;
    char address[ADDRESS_TEXT];
    struct explain task = {
        .query = e->query,
        .reply = e->reply,
        .server = endpoint_address(address, &e->server),
        .port = endpoint_port_of(&e->server),
        .tcp = e->tcp,
        .cut = e->cut,
        .later = e->later,
        .took_us = still ? 0 : (unsigned)(e->received - e->sent),
        .waited_s = still ? 0 : (unsigned)((ask_clock() - e->began) / MICRO),
        .outcome = outcome_of(e->error),
        .parts = s->explain,
        .lang = messages_lang(s->lang),
        .colour = s->colour,
    };
    explain_print(stdout, &task);
}

void tell_exchange(const struct exchange *e)
{
    if (e->settings->form == FORM_EXPLAIN) {
        explain(e);
        return;
    }
    if (!e->later)
        hexdump_print(stdout, e->query);
    hexdump_print(stdout, e->reply);
}

void tell_no_server(const struct settings *s)
{
    struct explain task = { .outcome = OUTCOME_NO_SERVER,
                            .parts = s->explain,
                            .lang = messages_lang(s->lang),
                            .colour = s->colour };
    if (s->form == FORM_EXPLAIN)
        explain_print(stdout, &task);
}
