#include "tools/nssearch.h"

#include <stdlib.h>

#include "tools/exits.h"
#include "tools/memory.h"
#include "tools/report.h"
#include "tools/say.h"
#include "tools/trace_servers.h"
#include "zonefile/nametext.h"

enum { SERVERS = 64 };

/* The servers of the zone, and an address each. */
struct farm {
    const struct settings *settings;
    uint8_t names[SERVERS][DNS_NAME_MAX];
    struct endpoint at[SERVERS]; /* len 0: not known */
    unsigned n;
};

static void take_address(struct farm *f, const struct message *m,
                         const struct record *rr)
{
    uint8_t owner[DNS_NAME_MAX];
    struct endpoint e;
    message_name(m, rr->at, owner);
    if (!trace_address(&e, m, rr) ||
        (rr->type == TYPE_A ? f->settings->only6 : f->settings->only4))
        return;
    for (unsigned i = 0; i < f->n; i++)
        if (f->at[i].len == 0 && trace_same(f->names[i], owner))
            f->at[i] = e;
}

static void take_addresses(struct farm *f, const struct message *m)
{
    for (int s = ANSWER; s < SECTIONS; s++)
        for (size_t i = 0; i < message_count(m, (enum section)s); i++)
            take_address(f, m, message_record(m, (enum section)s, i));
}

static void take_names(struct farm *f, const struct message *m)
{
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        if (rr->type == TYPE_NS && f->n < SERVERS)
            message_name(m, rr->data_at, f->names[f->n++]);
    }
}

/* One more query; its reply is in `e` then. */
static bool query(struct exchange *e, const uint8_t *name)
{
    exchange_close(e);
    e->name = name;
    e->tcp = false;
    return exchange_write(e) && exchange_try(e) == EXCHANGE_REPLY;
}

static void ask_for_addresses(struct farm *f, struct exchange *e,
                              struct request *asked)
{
    static const uint16_t types[] = { TYPE_A, TYPE_AAAA };
    for (unsigned i = 0; i < f->n; i++)
        for (unsigned t = 0; f->at[i].len == 0 && t < 2; t++) {
            asked->type = types[t];
            if (query(e, f->names[i]))
                take_addresses(f, &e->message);
        }
}

static bool show_soa(struct farm *f, struct exchange *e, const uint8_t *zone,
                     unsigned i)
{
    char name[NAME_TEXT_MAX];
    struct target target = { f->at[i], name_text(name, f->names[i]) };
    struct report report = { .exchange = e };
    if (f->at[i].len == 0) {
        say(f->settings, "couldn't get address for '%s'", name);
        return false;
    }
    e->server = f->at[i];
    endpoint_set_port(&e->server, f->settings->port);
    e->target = &target;
    if (!query(e, zone))
        return false;
    report_message(&report);
    return true;
}

int nssearch_run(struct exchange *e, const struct request *r)
{
    struct farm *f = memory_need(calloc(1, sizeof *f));
    struct request asked = *r;
    const uint8_t *zone = e->name;
    int code = EXIT_GOOD;
    f->settings = e->settings;
    take_names(f, &e->message);
    take_addresses(f, &e->message);
    e->request = &asked;
    ask_for_addresses(f, e, &asked);
    asked.type = TYPE_SOA;
    asked.rd = false;
    for (unsigned i = 0; i < f->n; i++)
        if (!show_soa(f, e, zone, i))
            code = EXIT_NO_REPLY;
    free(f);
    return code;
}
