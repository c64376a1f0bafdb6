#include "tools/trace_rows.h"

#include "tools/columns.h"
#include "tools/mnemonic.h"
#include "zonefile/name.h"
#include "zonefile/width.h"

enum {
    LABEL_AT = 6, /* columns */
    RECORD_AT = 19,
    OWNER_MAX = 28 /* a longer name moves its own line only */
};

/* Which records, and how wide their owners are. */
struct choice {
    enum section section;
    bool glue;           /* addresses of the zone's servers, or else */
    const uint8_t *zone; /* NULL: all records; its NS records */
    size_t width;
};

/* Is it the name of a server of the zone? */
static bool is_server(const struct message *m, const uint8_t *zone,
                      const uint8_t *name)
{
    uint8_t owner[DNS_NAME_MAX], target[DNS_NAME_MAX];
    for (size_t i = 0; i < message_count(m, AUTHORITY); i++) {
        const struct record *rr = message_record(m, AUTHORITY, i);
        if (rr->type != TYPE_NS)
            continue;
        message_name(m, rr->at, owner);
        message_name(m, rr->data_at, target);
        if (trace_same(owner, zone) && trace_same(target, name))
            return true;
    }
    return false;
}

static bool is_shown(const struct message *m, const struct choice *c,
                     const struct record *rr)
{
    uint8_t owner[DNS_NAME_MAX];
    message_name(m, rr->at, owner);
    if (rr->type == TYPE_RRSIG)
        return false;
    if (!c->zone)
        return true;
    if (!c->glue)
        return rr->type == TYPE_NS && trace_same(owner, c->zone);
    return (rr->type == TYPE_A || rr->type == TYPE_AAAA) &&
           is_server(m, c->zone, owner);
}

static void measure(const struct trace_rows *r, struct choice *c)
{
    const struct message *m = r->message;
    uint8_t owner[DNS_NAME_MAX];
    char text[UNICODE_NAME];
    for (size_t i = 0; i < message_count(m, c->section); i++) {
        const struct record *rr = message_record(m, c->section, i);
        message_name(m, rr->at, owner);
        size_t n = width_text(trace_line_name(text, owner, r->art->unicode));
        if (is_shown(m, c, rr) && n > c->width)
            c->width = n < OWNER_MAX ? n : OWNER_MAX;
    }
}

static void add_row(struct text *t, const struct trace_rows *r,
                    const struct choice *c, const struct record *rr)
{
    static const struct rdstyle style = { .split = 0 };
    uint8_t owner[DNS_NAME_MAX];
    char type[MNEMONIC_MAX];
    size_t start = t->n;
    message_name(r->message, rr->at, owner);
    text_name(t, owner);
    trace_line_pad(t, start, c->width);
    text_format(t, "  %6u  %-5s ", rr->ttl, mnemonic_type(type, rr->type));
    columns_data(t, &style, r->message, rr);
}

/* The begin of a line, with what stands at its record's column. */
static void begin_row(struct text *t, const struct trace_rows *r,
                      const char *label)
{
    size_t start = t->n, left = t->n;
    trace_line_begin(t, r->art, r->mark);
    trace_line_pad(t, start, trace_line_column(r->art, LABEL_AT));
    left = t->n;
    text_add(t, label);
    trace_line_pad(t, left, RECORD_AT - LABEL_AT);
}

void trace_rows_answer(struct text *t, const struct trace_rows *r)
{
    struct choice c = { .section = ANSWER };
    measure(r, &c);
    for (size_t i = 0; i < message_count(r->message, ANSWER); i++) {
        const struct record *rr = message_record(r->message, ANSWER, i);
        if (!is_shown(r->message, &c, rr))
            continue;
        begin_row(t, r, "");
        add_row(t, r, &c, rr);
        text_put(t, '\n');
    }
}

void trace_rows_servers(struct text *t, const struct trace_rows *r,
                        const uint8_t *zone)
{
    struct choice c = { .section = AUTHORITY, .zone = zone };
    measure(r, &c);
    for (size_t i = 0; i < message_count(r->message, AUTHORITY); i++) {
        const struct record *rr = message_record(r->message, AUTHORITY, i);
        if (!is_shown(r->message, &c, rr))
            continue;
        begin_row(t, r, "");
        add_row(t, r, &c, rr);
        text_put(t, '\n');
    }
}

/* What is to be thought of an address. */
static void add_worth(struct text *t, const struct trace_rows *r,
                      const uint8_t *owner, const uint8_t *speaker)
{
    char name[UNICODE_NAME];
    text_add(t, "   ");
    if (trace_within(owner, speaker))
        trace_add(t, r->lang, WALK_GLUE, NULL);
    else
        trace_add(t, r->lang, WALK_GLUE_IGNORED,
                  trace_line_name(name, speaker, r->art->unicode), NULL);
    text_put(t, '\n');
}

bool trace_rows_glue(struct text *t, const struct trace_rows *r,
                     const uint8_t *zone, const uint8_t *speaker)
{
    struct choice c = { .section = ADDITIONAL, .glue = true, .zone = zone };
    struct text label = { 0 };
    uint8_t owner[DNS_NAME_MAX];
    bool any = false;
    trace_add(&label, r->lang, WALK_AND_HELPS, NULL);
    measure(r, &c);
    for (size_t i = 0; i < message_count(r->message, ADDITIONAL); i++) {
        const struct record *rr = message_record(r->message, ADDITIONAL, i);
        if (!is_shown(r->message, &c, rr))
            continue;
        begin_row(t, r, any ? "" : label.at);
        add_row(t, r, &c, rr);
        message_name(r->message, rr->at, owner);
        add_worth(t, r, owner, speaker);
        any = true;
    }
    text_free(&label);
    return any;
}

void trace_rows_nsid(char *out, const struct message *m)
{
    struct reader r = reader_over(NULL, 0);
    size_t used = 0;
    if (m->opt)
        r = reader_over(m->raw.at + m->opt->data_at, m->opt->data_n);
    while (reader_left(&r)) {
        unsigned code = read_u16(&r), n = read_u16(&r);
        const uint8_t *data = read_bytes(&r, n);
        for (unsigned i = 0; data && code == OPTION_NSID && i < n; i++)
            if (used + 1 < TRACE_NSID && data[i] > ' ' && data[i] < 0x7f)
                out[used++] = (char)data[i];
    }
    out[used] = '\0';
}
