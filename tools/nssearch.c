#include "tools/nssearch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/report.h"
#include "tools/say.h"
#include "zonefile/name.h"
#include "zonefile/nametext.h"

enum { SERVERS = 64, EXIT_GOOD = 0, EXIT_NO_REPLY = 9, EXIT_INTERNAL = 10 };

/* The servers of the zone, and an address each. */
struct farm {
    const struct settings *settings;
    uint8_t names[SERVERS][DNS_NAME_MAX];
    struct endpoint at[SERVERS]; /* len 0: not known */
    unsigned n;
};

static bool same(const uint8_t *a, const uint8_t *b)
{
    size_t n = name_len(a);
    uint8_t x[DNS_NAME_MAX], y[DNS_NAME_MAX];
    if (n != name_len(b))
        return false;
    name_lower(x, a, n);
    name_lower(y, b, n);
    return memcmp(x, y, n) == 0;
}

static void take_address(struct farm *f, const struct message *m,
                         const struct record *rr)
{
    uint8_t owner[DNS_NAME_MAX];
    const uint8_t *data = m->raw.at + rr->data_at;
    struct endpoint e = { 0 };
    message_name(m, rr->at, owner);
    if (rr->type == TYPE_A && !f->settings->only6) {
        e.at.v4.sin_family = AF_INET;
        memcpy(&e.at.v4.sin_addr, data, 4);
        e.len = sizeof e.at.v4;
    } else if (rr->type == TYPE_AAAA && !f->settings->only4) {
        e.at.v6.sin6_family = AF_INET6;
        memcpy(&e.at.v6.sin6_addr, data, 16);
        e.len = sizeof e.at.v6;
    }
    for (unsigned i = 0; e.len && i < f->n; i++)
        if (f->at[i].len == 0 && same(f->names[i], owner))
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
    struct farm *f = calloc(1, sizeof *f);
    struct request asked = *r;
    const uint8_t *zone = e->name;
    int code = EXIT_GOOD;
    if (!f) {
        perror("twig");
        return EXIT_INTERNAL;
    }
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
