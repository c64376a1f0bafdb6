#include "tools/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/jsontext.h"
#include "tools/mnemonic.h"

enum { MICRO = 1000000 };

static void add_header(struct text *t, const struct message *m)
{
    static const struct {
        const char *name;
        unsigned shift, mask;
    } fields[] = {
        { "QR", 15, 1 }, { "Opcode", 11, 15 }, { "AA", 10, 1 },
        { "TC", 9, 1 },  { "RD", 8, 1 },       { "RA", 7, 1 },
        { "AD", 5, 1 },  { "CD", 4, 1 },       { "RCODE", 0, 15 },
    };
    static const char *const counts[SECTIONS] = { "QDCOUNT", "ANCOUNT",
                                                  "NSCOUNT", "ARCOUNT" };
    jsontext_number(t, "ID", m->id);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        jsontext_number(t, fields[i].name,
                        m->flags >> fields[i].shift & fields[i].mask);
    for (int i = 0; i < SECTIONS; i++)
        jsontext_number(t, counts[i], m->counts[i]);
}

static void add_date(struct text *t, uint64_t micro)
{
    char date[32];
    struct tm parts;
    time_t seconds = (time_t)(micro / MICRO);
    if (gmtime_r(&seconds, &parts) &&
        strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &parts))
        jsontext_add(t, "dateString", date);
    jsontext_number(t, "dateSeconds", micro / MICRO);
}

/* ---- records ---- */

/* The name, then the numbers with the names that they have: of a question,
 * with a Q in front, and of a record. */
static void add_owner(struct text *t, const struct message *m,
                      const struct record *rr, const char *q)
{
    uint8_t wire[DNS_NAME_MAX];
    char mnemonic[MNEMONIC_MAX], key[16];
    struct text name = { 0 };
    message_name(m, rr->at, wire);
    text_name(&name, wire);
    snprintf(key, sizeof key, "%sNAME", q);
    jsontext_add(t, key, name.at);
    text_free(&name);
    snprintf(key, sizeof key, "%sTYPE", q);
    jsontext_number(t, key, rr->type);
    snprintf(key, sizeof key, "%sTYPEname", q);
    jsontext_add(t, key, mnemonic_type(mnemonic, rr->type));
    snprintf(key, sizeof key, "%sCLASS", q);
    jsontext_number(t, key, rr->class);
    snprintf(key, sizeof key, "%sCLASSname", q);
    if (rr->type != TYPE_OPT)
        jsontext_add(t, key, mnemonic_class(mnemonic, rr->class));
}

/* Their text, when the type has a form of its own. */
static void add_data(struct text *t, const struct message *m,
                     const struct record *rr)
{
    static const struct rdstyle plain = { .split = 0 };
    char type[MNEMONIC_MAX], key[MNEMONIC_MAX + 8];
    struct text data = { 0 };
    columns_data(&data, &plain, m, rr);
    snprintf(key, sizeof key, "rdata%s", mnemonic_type(type, rr->type));
    bool known = !data.n || strncmp(data.at, "\\#", 2) != 0;
    if (known && rr->type != TYPE_OPT)
        jsontext_add(t, key, data.n ? data.at : "");
    text_free(&data);
}

/* Their octets, names whole: what stands behind \# in RFC 3597's form. */
static void add_octets(struct text *t, const struct message *m,
                       const struct record *rr)
{
    static const struct rdstyle octets = { .unknown = true };
    struct text data = { 0 };
    char *digits;
    columns_data(&data, &octets, m, rr);
    jsontext_number(t, "RDLENGTH", strtoul(data.at + 3, &digits, 10));
    if (*digits)
        jsontext_add(t, "RDATAHEX", digits + 1);
    text_free(&data);
}

static void add_record(struct text *t, const struct message *m,
                       const struct record *rr)
{
    jsontext_item(t);
    text_put(t, '{');
    add_owner(t, m, rr, "");
    jsontext_number(t, "TTL", rr->ttl);
    add_data(t, m, rr);
    add_octets(t, m, rr);
    text_put(t, '}');
}

/* ---- sections ---- */

/* One question is part of the message; others are records without data. */
static void add_questions(struct text *t, const struct message *m)
{
    size_t n = message_count(m, QUESTION);
    if (n == 1)
        add_owner(t, m, message_record(m, QUESTION, 0), "Q");
    if (n < 2)
        return;
    jsontext_key(t, "questionRRs");
    text_put(t, '[');
    for (size_t i = 0; i < n; i++) {
        jsontext_item(t);
        text_put(t, '{');
        add_owner(t, m, message_record(m, QUESTION, i), "");
        text_put(t, '}');
    }
    text_put(t, ']');
}

static void add_section(struct text *t, const struct shown *s,
                        enum section section)
{
    static const char *const keys[SECTIONS] = { "questionRRs", "answerRRs",
                                                "authorityRRs",
                                                "additionalRRs" };
    const struct message *m = s->message;
    bool any = false;
    for (size_t i = 0; i < message_count(m, section); i++) {
        const struct record *rr = message_record(m, section, i);
        bool meta = rr == m->opt || rr == m->tsig;
        if (!meta && print_leaves_out(s, section, i))
            continue;
        if (!any) {
            jsontext_key(t, keys[section]);
            text_put(t, '[');
        }
        any = true;
        add_record(t, m, rr);
    }
    if (any)
        text_put(t, ']');
}

/* The members of a message, and its octets if they break a rule. */
static void add_message(struct text *t, const struct shown *s, uint64_t when)
{
    const struct message *m = s->message;
    if (s->peer.len)
        add_date(t, when);
    jsontext_number(t, "msgLength", m->raw.n);
    add_header(t, m);
    if (print_shows(s, QUESTION))
        add_questions(t, m);
    for (int section = ANSWER; section < SECTIONS; section++)
        if (print_shows(s, (enum section)section))
            add_section(t, s, (enum section)section);
    if (!m->malformed && !m->extra)
        return;
    jsontext_key(t, "messageOctetsHEX");
    jsontext_hex(t, m->raw);
}

/* Who said it, and how soon. */
static void add_way(struct text *t, const struct shown *s)
{
    char peer[ENDPOINT_TEXT];
    jsontext_number(t, "time_us", s->micro);
    jsontext_add(t, "server", endpoint_text(peer, &s->peer));
    jsontext_add(t, "transport", s->tcp ? "TCP" : "UDP");
}

static void add_twig(struct text *t, const struct shown *s)
{
    char rcode[MNEMONIC_MAX];
    jsontext_key(t, "twig");
    text_put(t, '{');
    if (s->peer.len)
        add_way(t, s);
    mnemonic_rcode(rcode, message_rcode(s->message));
    jsontext_add(t, "status", rcode + (*rcode == '?'));
    text_put(t, '}');
}

/* {"queryMessage":{...},"responseMessage":{...}} */
static void add_pair(struct text *t, const struct shown *s)
{
    struct shown query = *s;
    struct message m;
    message_read(&m, s->query);
    query.message = &m;
    jsontext_key(t, "queryMessage");
    text_put(t, '{');
    add_message(t, &query, s->sent_at);
    text_put(t, '}');
    message_free(&m);
    jsontext_key(t, "responseMessage");
    text_put(t, '{');
    add_message(t, s, s->received_at);
    text_put(t, '}');
}

void json_message(struct text *t, const struct shown *s)
{
    if (s->sent && s->peer.len)
        return;
    text_put(t, '{');
    if (s->request->query && s->query.n && !s->later)
        add_pair(t, s);
    else
        add_message(t, s, s->received_at);
    add_twig(t, s);
    text_add(t, "}\n");
}

/* What was asked of whom, and how. */
static void add_asked(struct text *t, const struct failure *f)
{
    struct message query;
    jsontext_add(t, "server", f->server);
    jsontext_add(t, "transport", f->tcp ? "TCP" : "UDP");
    if (message_read(&query, f->query))
        add_questions(t, &query);
    message_free(&query);
}

void json_failure(struct text *t, const struct failure *f)
{
    text_put(t, '{');
    jsontext_add(t, "error", f->reason ? f->reason : f->why);
    if (f->strange)
        jsontext_add(t, "warning", f->strange);
    if (f->server)
        add_asked(t, f);
    if (f->raw.n) {
        jsontext_key(t, "messageOctetsHEX");
        jsontext_hex(t, f->raw);
    }
    text_add(t, "}\n");
}
