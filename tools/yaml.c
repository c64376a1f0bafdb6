#include "tools/yaml.h"

#include <string.h>

#include "tools/mnemonic.h"
#include "tools/yamlopt.h"

enum {
    UPDATE = 5, /* the opcode, RFC 2136 1.3 */
    MICRO = 1000000,
    MILLI = 1000
};

/* The types whose text has IPv6 addresses that dig writes for YAML. */
enum { APL = 42, IPSECKEY = 45, AMTRELAY = 260 };

/* ---- the exchange ---- */

/* Of the protocol dnstap, whose words dig took. */
static const char *kind(const struct shown *s)
{
    bool rd = s->message->flags & FLAG_RD, ra = s->message->flags & FLAG_RA;
    if (s->sent)
        return rd ? "RECURSIVE_QUERY" : "AUTH_QUERY";
    return rd && ra ? "RECURSIVE_RESPONSE" : "AUTH_RESPONSE";
}

static void add_time(struct text *t, const char *key, uint64_t micro)
{
    char date[32];
    struct tm parts;
    time_t seconds = (time_t)(micro / MICRO);
    if (!gmtime_r(&seconds, &parts) ||
        !strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%S", &parts))
        return;
    text_format(t, "    %s: !!timestamp %s.%03uZ\n", key, date,
                (unsigned)(micro % MICRO / MILLI));
}

/* An address that ends in :: would be a key: it gets a zero. */
static void add_endpoint(struct text *t, const char *side,
                         const struct endpoint *e)
{
    char address[ADDRESS_TEXT];
    endpoint_address(address, e);
    text_format(t, "    %s_address: \"%s%s\"\n", side, address,
                strcmp(address, "::") == 0 ? "0" : "");
    text_format(t, "    %s_port: %u\n", side, endpoint_port_of(e));
}

/* Where the query came from, as far as it was chosen. */
static struct endpoint source_of(const struct shown *s)
{
    struct endpoint any = s->settings->source;
    if (any.len == 0) {
        any.len = s->peer.len;
        any.at.any.sa_family = s->peer.at.any.sa_family;
    }
    return any;
}

static void add_times(struct text *t, const struct shown *s)
{
    add_time(t, "query_time", s->sent_at);
    if (!s->sent)
        add_time(t, "response_time", s->received_at);
}

static void add_sockets(struct text *t, const struct shown *s)
{
    struct endpoint source = source_of(s);
    bool v6 = s->peer.at.any.sa_family == AF_INET6;
    text_format(t, "    socket_family: %s\n", v6 ? "INET6" : "INET");
    text_format(t, "    socket_protocol: %s\n", s->tcp ? "TCP" : "UDP");
    add_endpoint(t, "response", &s->peer);
    add_endpoint(t, "query", &source);
}

static void add_exchange(struct text *t, const struct shown *s)
{
    text_format(t, "- type: MESSAGE\n  message:\n    type: %s\n", kind(s));
    if (s->peer.len)
        add_times(t, s);
    text_format(t, "    message_size: %zub\n", s->message->raw.n);
    if (s->peer.len)
        add_sockets(t, s);
    text_format(t, "    %s_message_data:\n", s->sent ? "query" : "response");
}

/* ---- the message ---- */

static const char *const titles[2][SECTIONS] = {
    { "QUESTION", "ANSWER", "AUTHORITY", "ADDITIONAL" },
    { "ZONE", "PREREQ", "UPDATE", "ADDITIONAL" }, /* RFC 2136 2 */
};

static void add_header(struct text *t, const struct message *m)
{
    char rcode[MNEMONIC_MAX];
    bool update = message_opcode(m) == UPDATE;
    mnemonic_rcode(rcode, message_rcode(m));
    text_format(t, "      opcode: %s\n", mnemonic_opcode(message_opcode(m)));
    text_format(t, "      status: %s\n", rcode + (*rcode == '?'));
    text_format(t, "      id: %u\n      flags:", m->id);
    print_flags(t, m->flags);
    if (m->flags & FLAG_Z)
        text_add(t, "\n      MBZ: 0x4");
    text_put(t, '\n');
    for (int i = 0; i < SECTIONS; i++)
        text_format(t, "      %s: %u\n", titles[update][i], m->counts[i]);
}

/* Between single quotes, where only they mean something. */
static void add_quoted(struct text *t, const struct text *line)
{
    text_put(t, '\'');
    for (size_t i = 0; i < line->n; i++) {
        text_put(t, line->at[i]);
        if (line->at[i] == '\'')
            text_put(t, '\'');
    }
    text_add(t, "'\n");
}

static bool has_addresses(uint16_t type)
{
    return type == TYPE_AAAA || type == APL || type == IPSECKEY ||
           type == AMTRELAY;
}

/* Data in which an address that ends in :: has a zero behind it. */
static void add_addresses(struct text *t, const struct text *data)
{
    for (size_t i = 0; i < data->n; i++) {
        bool twice = i > 0 && data->at[i] == ':' && data->at[i - 1] == ':';
        text_put(t, data->at[i]);
        if (twice && strchr(" /", data->at[i + 1])) /* or the NUL behind it */
            text_put(t, '0');
    }
}

static void add_data(struct text *t, const struct shown *s,
                     const struct record *rr)
{
    struct rdstyle style = { .split = s->settings->split };
    struct text data = { 0 };
    columns_data(&data, &style, s->message, rr);
    if (has_addresses(rr->type))
        add_addresses(t, &data);
    else if (data.n)
        text_add_n(t, data.at, data.n);
    text_free(&data);
}

/* NAME TTL CLASS TYPE DATA, and blanks between them. */
static void add_record(struct text *t, const struct shown *s,
                       const struct record *rr, bool question)
{
    uint8_t name[DNS_NAME_MAX];
    char class[MNEMONIC_MAX], type[MNEMONIC_MAX];
    struct text line = { 0 };
    message_name(s->message, rr->at, name);
    text_name(&line, name);
    if (!question)
        text_format(&line, " %u", rr->ttl);
    text_format(&line, " %s %s", mnemonic_class(class, rr->class),
                mnemonic_type(type, rr->type));
    if (!question) {
        text_put(&line, ' ');
        add_data(&line, s, rr);
    }
    text_add(t, "- ");
    add_quoted(t, &line);
    text_free(&line);
}

static void add_section(struct text *t, const struct shown *s,
                        enum section section)
{
    const struct message *m = s->message;
    bool any = false, update = message_opcode(m) == UPDATE;
    for (size_t i = 0; i < message_count(m, section); i++) {
        if (print_leaves_out(s, section, i))
            continue;
        if (!any)
            text_format(t, "      %s_SECTION:\n", titles[update][section]);
        any = true;
        text_add(t, "        ");
        add_record(t, s, message_record(m, section, i), section == QUESTION);
    }
}

void yaml_message(struct text *t, const struct shown *s)
{
    const struct message *m = s->message;
    add_exchange(t, s);
    add_header(t, m);
    if (m->opt && s->request->comments)
        yamlopt_write(t, s);
    for (int section = 0; section < SECTIONS; section++)
        if (print_shows(s, (enum section)section))
            add_section(t, s, (enum section)section);
    if (!m->tsig || !s->request->additional)
        return;
    text_add(t, "      TSIG_PSEUDOSECTION:\n      ");
    add_record(t, s, m->tsig, false);
    text_put(t, '\n');
}

void yaml_failure(struct text *t, const struct failure *f)
{
    text_format(t, "- type: DIG_ERROR\n  message: |\n    %s\n", f->why);
    if (!f->server)
        return;
    text_format(t, "    %s", f->server);
    if (f->reason)
        text_format(t, ": %s", f->reason);
    if (f->strange)
        text_format(t, " (%s)", f->strange);
    text_put(t, '\n');
}
