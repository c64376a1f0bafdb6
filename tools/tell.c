#include "tools/tell.h"

#include "tools/ask.h"
#include "tools/explain.h"
#include "tools/hexdump.h"

#include <errno.h>
#include <stdlib.h>

enum { PASTE_MAX = 1 << 20, MICRO = 1000000 };

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
    default:
        return OUTCOME_UNREACHABLE;
    }
}

static void explain(const struct exchange *e)
{
    const struct settings *s = e->settings;
    bool still = s->fixed_time;
    char address[ADDRESS_TEXT];
    struct explain task = {
        .query = e->query,
        .reply = e->error ? (struct bytes){ NULL, 0 } : e->reply,
        .server = endpoint_address(address, &e->server),
        .port = endpoint_port_of(&e->server),
        .tcp = e->tcp,
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
    hexdump_print(stdout, e->query);
    if (!e->error)
        hexdump_print(stdout, e->reply);
}

/* The whole of a file, up to PASTE_MAX octets; .at is to be freed. */
static struct bytes read_all(FILE *f)
{
    uint8_t *text = malloc(PASTE_MAX);
    size_t n = text ? fread(text, 1, PASTE_MAX, f) : 0;
    return (struct bytes){ text, n };
}

bool tell_pasted(const struct settings *s, FILE *f)
{
    static uint8_t message[DNS_MESSAGE_MAX];
    struct bytes text = read_all(f);
    struct hexdump_read got = hexdump_read(message, sizeof message, text);
    free((void *)(uintptr_t)text.at);
    if (got.fault != HEXDUMP_FINE) {
        fprintf(stderr, "twig: line %u: %s\n", got.line,
                hexdump_why(got.fault));
        return false;
    }
    struct explain task = { .reply = { message, got.n },
                            .parts = s->explain,
                            .lang = messages_lang(s->lang),
                            .colour = s->colour };
    explain_print(stdout, &task);
    return true;
}
