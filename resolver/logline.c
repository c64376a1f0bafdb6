#include "resolver/logline.h"

#include "zonefile/rrtext.h"
#include "zonefile/utf8.h"

#include <stdio.h>

/* ---- numbers that have names ---- */

static const char *const rcodes[STATS_RCODES] = {
    [NOERROR] = "NOERROR",   [FORMERR] = "FORMERR", [SERVFAIL] = "SERVFAIL",
    [NXDOMAIN] = "NXDOMAIN", [NOTIMP] = "NOTIMP",   [REFUSED] = "REFUSED",
    [YXDOMAIN] = "YXDOMAIN", [BADVERS] = "BADVERS", [BADCOOKIE] = "BADCOOKIE",
};

static void write_rcode(struct writer *w, unsigned rcode)
{
    if (rcode < STATS_RCODES && rcodes[rcode]) {
        write_text(w, rcodes[rcode]);
        return;
    }
    write_text(w, "RCODE");
    figures_number(w, rcode);
}

static void write_type(const struct logline *l, struct writer *w, unsigned type)
{
    if (type < LOGLINE_TYPES) {
        write_text(w, l->types[type]);
        return;
    }
    write_text(w, "TYPE");
    figures_number(w, type);
}

static void write_class(struct writer *w, unsigned class)
{
    switch (class) {
    case CLASS_IN:
        write_text(w, "IN");
        return;
    case CLASS_CH:
        write_text(w, "CH");
        return;
    case CLASS_ANY:
        write_text(w, "ANY");
        return;
    default:
        write_text(w, "CLASS");
        figures_number(w, class);
    }
}

void logline_begin(struct logline *l, enum logline_form form)
{
    *l = (struct logline){ .form = form };
    for (uint16_t type = 0; type < LOGLINE_TYPES; type++)
        snprintf(l->types[type], sizeof l->types[type], "%s",
                 rrtext_shape(type).name);
    snprintf(l->types[TYPE_IXFR], sizeof *l->types, "IXFR");
    snprintf(l->types[TYPE_AXFR], sizeof *l->types, "AXFR");
    snprintf(l->types[TYPE_ANY], sizeof *l->types, "ANY");
}

/* ---- time, client, name ---- */

static void write_time(struct logline *l, struct writer *w, uint32_t second,
                       unsigned ms)
{
    if (!l->dated || second != l->second) {
        struct writer date = writer_over(l->date, FIGURES_DATE);
        figures_date(&date, second);
        l->dated = true;
        l->second = second;
    }
    write_bytes(w, l->date, FIGURES_DATE);
    const uint8_t digits[] = { '.', (uint8_t)('0' + ms / 100 % 10),
                               (uint8_t)('0' + ms / 10 % 10),
                               (uint8_t)('0' + ms % 10), 'Z' };
    write_bytes(w, digits, sizeof digits);
}

static void write_client(struct writer *w, const struct fact *f)
{
    figures_address(w, (struct bytes){ f->address, f->address_n });
}

/* Which octets of a name are not written as they are. */
enum plain { PLAIN, SPECIAL, UNSEEN };

static enum plain plain(uint8_t c)
{
    if (c <= ' ' || c >= 0x7f)
        return UNSEEN;
    return memchr(".\\\"();@$", c, 8) ? SPECIAL : PLAIN;
}

/* An octet of a label, RFC 4343 2.1; in JSON \ and " have another \ before. */
static uint8_t *put_octet(uint8_t *out, uint8_t c, bool json)
{
    enum plain how = plain(c);
    if (how != PLAIN && json)
        *out++ = '\\';
    if (how != PLAIN)
        *out++ = '\\';
    if (how == UNSEEN) {
        *out++ = (uint8_t)('0' + c / 100);
        *out++ = (uint8_t)('0' + c / 10 % 10);
        *out++ = (uint8_t)('0' + c % 10);
        return out;
    }
    if (json && (c == '"' || c == '\\'))
        *out++ = '\\';
    *out++ = c;
    return out;
}

static void write_name(struct writer *w, const struct fact *f, bool json)
{
    enum { WIDEST = 5 };
    const uint8_t *at = f->name;
    if (*at == 0)
        write_u8(w, '.');
    uint8_t *out = write_room(w, (size_t)WIDEST * f->name_n);
    if (!out)
        return;
    for (; *at; at += *at + 1) {
        if (at != f->name)
            *out++ = '.';
        for (unsigned i = 1; i <= *at; i++)
            out = put_octet(out, at[i], json);
    }
    w->at = out; /* it was less */
}

/* In JSON \ and " have a \ before. */
static void write_walk(struct writer *w, const struct fact *f, bool json)
{
    const uint8_t *at = f->name + f->name_n;
    for (unsigned i = 0; i < f->walk_n; i++) {
        if (json && (at[i] == '\\' || at[i] == '"'))
            write_u8(w, '\\');
        write_u8(w, at[i]);
    }
}

/* ---- a line of text ---- */

static void begin_colour(const struct logline *l, struct writer *w,
                         const struct fact *f)
{
    bool told = f->rcode == NOERROR || f->rcode == NXDOMAIN;
    const char *colour = "\033[33m";
    if (f->fate != FATE_ANSWERED || !told)
        colour = "\033[31m";
    else if (f->rcode == NOERROR && f->answers > 0)
        colour = "\033[32m";
    if (l->form == LOGLINE_COLOURED)
        write_text(w, colour);
}

static void end_colour(const struct logline *l, struct writer *w)
{
    if (l->form == LOGLINE_COLOURED)
        write_text(w, "\033[0m");
}

static void write_flags(struct writer *w, const struct fact *f)
{
    static const struct {
        uint8_t flag;
        char letter;
    } letters[] = { { FACT_EDNS, 'E' },
                    { FACT_DO, 'D' },
                    { FACT_CD, 'C' },
                    { FACT_COOKIE, 'K' },
                    { FACT_COOKIE_FULL, 'S' } };
    write_u8(w, f->flags & FACT_RD ? '+' : '-');
    for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
        if (f->flags & letters[i].flag)
            write_u8(w, (uint8_t)letters[i].letter);
}

static void write_remarks(const struct logline *l, struct writer *w,
                          const struct fact *f)
{
    static const char *const fates[] = { [FATE_ANSWERED] = "",
                                         [FATE_SILENT] = " silent",
                                         [FATE_CUT] = " rrl-cut",
                                         [FATE_LIMITED] = " rrl-dropped" };
    if (f->flags & FACT_TC)
        write_text(w, " tc");
    write_text(w, fates[f->fate]);
    if (f->opcode) {
        write_text(w, " opcode=");
        figures_number(w, f->opcode);
    }
    if (f->walk_n > 0) {
        write_text(w, " walk: ");
        begin_colour(l, w, f);
        write_walk(w, f, false);
        end_colour(l, w);
    }
}

static void write_line(struct logline *l, struct writer *w,
                       const struct fact *f)
{
    write_time(l, w, f->seconds, f->ms);
    write_u8(w, ' ');
    write_client(w, f);
    write_u8(w, '#');
    figures_number(w, f->port);
    write_text(w, f->by == BY_TCP ? " tcp " : " udp ");
    if (f->name_n > 0) {
        write_name(w, f, false);
        write_u8(w, ' ');
        write_class(w, f->class);
        write_u8(w, ' ');
        write_type(l, w, f->type);
    } else {
        write_text(w, "- - -");
    }
    write_u8(w, ' ');
    if (f->fate == FATE_SILENT) {
        write_text(w, "- -");
    } else {
        write_flags(w, f);
        write_u8(w, ' ');
        begin_colour(l, w, f);
        write_rcode(w, f->rcode);
        end_colour(l, w);
    }
    write_u8(w, ' ');
    figures_number(w, f->answers);
    write_u8(w, ' ');
    figures_number(w, f->octets);
    write_remarks(l, w, f);
    write_u8(w, '\n');
}

/* ---- a line of JSON ---- */

static void write_bool(struct writer *w, const char *key, bool yes)
{
    write_text(w, key);
    write_text(w, yes ? "true" : "false");
}

static void write_member(struct writer *w, const char *key, unsigned value)
{
    write_text(w, key);
    figures_number(w, value);
}

static void write_answer(const struct logline *l, struct writer *w,
                         const struct fact *f)
{
    if (f->name_n > 0) {
        write_text(w, ",\"name\":\"");
        write_name(w, f, true);
        write_text(w, "\",\"class\":\"");
        write_class(w, f->class);
        write_text(w, "\",\"type\":\"");
        write_type(l, w, f->type);
        write_text(w, "\"");
    }
    write_member(w, ",\"opcode\":", f->opcode);
    write_bool(w, ",\"rd\":", f->flags & FACT_RD);
    write_bool(w, ",\"cd\":", f->flags & FACT_CD);
    write_bool(w, ",\"edns\":", f->flags & FACT_EDNS);
    write_bool(w, ",\"do\":", f->flags & FACT_DO);
    write_bool(w, ",\"cookie\":", f->flags & FACT_COOKIE);
    write_bool(w, ",\"server_cookie\":", f->flags & FACT_COOKIE_FULL);
    write_text(w, ",\"rcode\":\"");
    write_rcode(w, f->rcode);
    write_bool(w, "\",\"aa\":", f->flags & FACT_AA);
    write_bool(w, ",\"tc\":", f->flags & FACT_TC);
    write_member(w, ",\"answers\":", f->answers);
    write_member(w, ",\"octets\":", f->octets);
    if (f->walk_n > 0) {
        write_text(w, ",\"walk\":\"");
        write_walk(w, f, true);
        write_text(w, "\"");
    }
}

static void write_json(struct logline *l, struct writer *w,
                       const struct fact *f)
{
    static const char *const fates[] = { [FATE_ANSWERED] = "answered",
                                         [FATE_SILENT] = "silent",
                                         [FATE_CUT] = "rrl-cut",
                                         [FATE_LIMITED] = "rrl-dropped" };
    write_text(w, "{\"time\":\"");
    write_time(l, w, f->seconds, f->ms);
    write_text(w, "\",\"client\":\"");
    write_client(w, f);
    write_member(w, "\",\"port\":", f->port);
    write_text(w, f->by == BY_TCP ? ",\"transport\":\"tcp\",\"outcome\":\""
                                  : ",\"transport\":\"udp\",\"outcome\":\"");
    write_text(w, fates[f->fate]);
    write_text(w, "\"");
    if (f->fate != FATE_SILENT)
        write_answer(l, w, f);
    write_member(w, ",\"generation\":", f->generation);
    write_text(w, "}\n");
}

/* ---- all ---- */

static bool is_walk(const uint8_t *at, size_t n)
{
    struct reader r = reader_over(at, n);
    while (reader_left(&r))
        if (!utf8_is_plain(utf8_next(&r)))
            return false;
    return n <= WAY_MAX;
}

/* Was it written by a worker of sound mind? */
static bool makes_sense(const struct fact *f, size_t n)
{
    if (n < offsetof(struct fact, name) ||
        n != offsetof(struct fact, name) + f->name_n + f->walk_n ||
        !is_walk(f->name + f->name_n, f->walk_n))
        return false;
    return (f->by == BY_UDP || f->by == BY_TCP) && f->fate <= FATE_LIMITED &&
           (f->address_n == 4 || f->address_n == 16) &&
           (f->name_n == 0 || name_valid(f->name, f->name_n) == f->name_n);
}

bool logline_write(struct logline *l, struct writer *w, const struct fact *f,
                   size_t n)
{
    if (!makes_sense(f, n))
        return false;
    if (l->form == LOGLINE_JSON)
        write_json(l, w, f);
    else
        write_line(l, w, f);
    return true;
}

void logline_lost(struct logline *l, struct writer *w, uint32_t seconds,
                  uint64_t n)
{
    bool json = l->form == LOGLINE_JSON;
    write_text(w, json ? "{\"time\":\"" : "");
    write_time(l, w, seconds, 0);
    write_text(w, json ? "\",\"lost\":" : " ");
    figures_number(w, n);
    write_text(w, json ? "}\n" : " lines lost\n");
}
