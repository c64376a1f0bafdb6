#include "tools/print.h"

#include "tools/mnemonic.h"
#include "tools/optext.h"
#include "zonefile/name.h"

enum { UPDATE = 5 /* the opcode: RFC 2136 1.3 */ };

/* ---- the header ---- */

void print_flags(struct text *t, uint16_t flags)
{
    static const struct {
        uint16_t bit;
        const char *name;
    } names[] = {
        { FLAG_QR, " qr" }, { FLAG_AA, " aa" }, { FLAG_TC, " tc" },
        { FLAG_RD, " rd" }, { FLAG_RA, " ra" }, { FLAG_AD, " ad" },
        { FLAG_CD, " cd" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (flags & names[i].bit)
            text_add(t, names[i].name);
}

/* Is a question below .local, which is not the DNS' (RFC 6762 3)? */
static bool asks_local(const struct message *m)
{
    uint8_t name[DNS_NAME_MAX];
    for (size_t i = 0; i < message_count(m, QUESTION); i++) {
        message_name(m, message_record(m, QUESTION, i)->at, name);
        name_lower(name, name, name_len(name));
        if (name_within(name, (const uint8_t *)"\5local"))
            return true;
    }
    return false;
}

static void add_header(struct text *t, const struct message *m)
{
    char rcode[MNEMONIC_MAX];
    if (asks_local(m))
        text_add(t, ";; WARNING: .local is reserved for Multicast DNS\n"
                    ";; You are currently testing what happens when an mDNS "
                    "query is leaked to DNS\n");
    text_format(t, ";; ->>HEADER<<- opcode: %s, status: %s, id: %u\n",
                mnemonic_opcode(message_opcode(m)),
                mnemonic_rcode(rcode, message_rcode(m)), m->id);
    text_add(t, ";; flags:");
    print_flags(t, m->flags);
    if (m->flags & FLAG_Z)
        text_add(t, "; MBZ: 0x4");
    text_format(t, "; QUERY: %u, ANSWER: %u, AUTHORITY: %u, ADDITIONAL: %u\n",
                m->counts[QUESTION], m->counts[ANSWER], m->counts[AUTHORITY],
                m->counts[ADDITIONAL]);
}

static void add_warnings(struct text *t, const struct shown *s)
{
    const struct message *m = s->message;
    unsigned rcode = message_rcode(m);
    char name[MNEMONIC_MAX];
    if (m->flags & FLAG_RD && !(m->flags & FLAG_RA))
        text_add(t, ";; WARNING: recursion requested but not available\n");
    if (s->request->edns != EDNS_NONE && !m->opt &&
        (rcode == FORMERR || rcode == NOTIMP))
        text_format(t,
                    "\n;; WARNING: EDNS query returned status %s - retry with "
                    "'%s+noedns'\n",
                    mnemonic_rcode(name, rcode),
                    s->request->dnssec ? "+nodnssec " : "");
    if (m->extra)
        text_format(t, ";; WARNING: Message has %zu extra byte%s at end\n",
                    m->extra, m->extra == 1 ? "" : "s");
}

/* ---- the sections ---- */

bool print_shows(const struct shown *s, enum section section)
{
    switch (section) {
    case QUESTION:
        return s->request->question;
    case ANSWER:
        return s->request->answer;
    case AUTHORITY:
        return s->request->authority;
    case ADDITIONAL:
    case SECTIONS:
        break;
    }
    return s->request->additional;
}

/* +onesoa: of the SOAs of a transfer the first. */
bool print_leaves_out(const struct shown *s, enum section section, size_t i)
{
    const struct message *m = s->message;
    const struct record *rr = message_record(m, section, i);
    bool first = i == 0 && !s->later;
    if (section == QUESTION)
        return false;
    if (rr == m->opt || rr == m->tsig)
        return true;
    return s->request->onesoa && s->request->type == TYPE_AXFR &&
           rr->type == TYPE_SOA && !first;
}

static struct columns columns_of(const struct shown *s)
{
    const struct request *r = s->request;
    struct columns c = r->columns;
    c.data.split = s->settings->split;
    c.data.comments =
        r->rr_comments > 0 || (c.data.multiline && r->rr_comments == 0);
    return c;
}

static void add_section(struct text *t, const struct shown *s,
                        enum section section)
{
    static const char *const titles[2][SECTIONS] = {
        { "QUESTION", "ANSWER", "AUTHORITY", "ADDITIONAL" },
        { "ZONE", "PREREQUISITE", "UPDATE", "ADDITIONAL" }, /* RFC 2136 2 */
    };
    const struct message *m = s->message;
    struct columns c = columns_of(s);
    bool any = false, update = message_opcode(m) == UPDATE;
    for (size_t i = 0; i < message_count(m, section); i++) {
        if (print_leaves_out(s, section, i))
            continue;
        if (!any && s->request->comments)
            text_format(t, ";; %s SECTION:\n", titles[update][section]);
        any = true;
        if (section == QUESTION)
            columns_question(t, &c, m, message_record(m, section, i));
        else
            columns_record(t, &c, m, message_record(m, section, i));
    }
    if (any && s->request->comments)
        text_put(t, '\n');
}

static void add_signature(struct text *t, const struct shown *s)
{
    struct columns c = columns_of(s);
    if (!s->message->tsig)
        return;
    if (s->request->comments)
        text_add(t, ";; TSIG PSEUDOSECTION:\n");
    columns_record(t, &c, s->message, s->message->tsig);
    if (s->request->comments)
        text_put(t, '\n');
}

/* ---- +short ---- */

static void add_server_and_time(struct text *t, const struct shown *s)
{
    text_format(t, " from server %s in ", s->from);
    if (s->request->micro)
        text_format(t, "%llu us.", (unsigned long long)s->micro);
    else
        text_format(t, "%llu ms.", (unsigned long long)s->micro / 1000);
}

static void add_short(struct text *t, const struct shown *s)
{
    const struct message *m = s->message;
    struct rdstyle style = s->request->columns.data;
    char type[MNEMONIC_MAX];
    uint16_t wanted =
        s->settings->short_asked ? s->request->type : s->settings->short_type;
    style.multiline = false;
    style.split = s->settings->split;
    style.comments = s->request->rr_comments > 0;
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        if (wanted && rr->type != wanted)
            continue;
        if (s->request->nssearch || s->request->trace)
            text_format(t, "%s ", mnemonic_type(type, rr->type));
        columns_data(t, &style, m, rr);
        if (s->request->identify)
            add_server_and_time(t, s);
        text_put(t, '\n');
    }
}

void print_sections(struct text *t, const struct shown *s)
{
    if (s->settings->short_form) {
        if (s->request->answer)
            add_short(t, s);
        return;
    }
    if (s->request->comments) {
        text_add(t, s->sent ? ";; Sending:\n" : ";; Got answer:\n");
        add_header(t, s->message);
        if (!s->sent)
            add_warnings(t, s);
        text_put(t, '\n');
        if (s->message->opt)
            optext_write(t, s->message, s->cookie);
    }
    for (int section = 0; section < SECTIONS; section++)
        if (print_shows(s, (enum section)section))
            add_section(t, s, (enum section)section);
    if (s->request->additional)
        add_signature(t, s);
}

/* ---- statistics ---- */

/* In the C locale, which the program never leaves. */
static void add_date(struct text *t, time_t when)
{
    char date[64];
    struct tm parts;
    if (localtime_r(&when, &parts) &&
        strftime(date, sizeof date, "%a %b %d %H:%M:%S %Z %Y", &parts))
        text_format(t, ";; WHEN: %s\n", date);
}

static void add_all_statistics(struct text *t, const struct shown *s)
{
    char peer[ENDPOINT_TEXT];
    if (s->request->micro)
        text_format(t, ";; Query time: %llu usec\n",
                    (unsigned long long)s->micro);
    else
        text_format(t, ";; Query time: %llu msec\n",
                    (unsigned long long)s->micro / 1000);
    text_format(t, ";; SERVER: %s(%s) (%s)\n", endpoint_text(peer, &s->peer),
                s->name, s->tcp ? "TCP" : "UDP");
    add_date(t, s->when);
    if (s->transfer)
        text_format(t, ";; XFR size: %u records (messages %u, bytes %llu)\n",
                    s->records, s->messages, (unsigned long long)s->bytes);
    else
        text_format(t, ";; MSG SIZE  rcvd: %zu\n", s->message->raw.n);
    if (s->bad_signature)
        text_add(t, ";; WARNING -- Some TSIG could not be validated\n");
    text_put(t, '\n');
}

static void add_identity(struct text *t, const struct shown *s)
{
    char peer[ENDPOINT_TEXT];
    unsigned long long bytes = s->transfer ? s->bytes : s->message->raw.n;
    text_format(t, ";; Received %llu bytes from %s(%s) in ", bytes,
                endpoint_text(peer, &s->peer), s->name);
    if (s->request->micro)
        text_format(t, "%llu us\n\n", (unsigned long long)s->micro);
    else
        text_format(t, "%llu ms\n\n", (unsigned long long)s->micro / 1000);
}

void print_statistics(struct text *t, const struct shown *s)
{
    if (s->settings->short_form)
        return;
    if (s->request->stats)
        add_all_statistics(t, s);
    else if (s->request->identify)
        add_identity(t, s);
}

void print_octets(struct text *t, struct bytes b)
{
    text_format(t, "%zu bytes\n", b.n);
    for (size_t i = 0; i < b.n; i += 16) {
        size_t n = b.n - i < 16 ? b.n - i : 16;
        for (size_t j = 0; j < 16; j++)
            if (j < n)
                text_format(t, j ? " %02x" : "%02x", b.at[i + j]);
            else
                text_add(t, "   ");
        text_add(t, "          ");
        for (size_t j = 0; j < n; j++) {
            uint8_t c = b.at[i + j];
            text_put(t, c >= '!' && c <= '}' ? (char)c : '.');
        }
        text_put(t, '\n');
    }
}
