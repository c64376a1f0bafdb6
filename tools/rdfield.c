#include "tools/rdfield.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>

#include "tools/fault.h"
#include "tools/mnemonic.h"
#include "zonefile/name.h"

enum {
    GROUP_LINE = 56, /* digits of a group when all stands on one line */
    GROUP_LINES = 44 /* and when each has a line */
};

void walk_add(struct walk *w, const char *s)
{
    if (w->t && !w->fault)
        text_add(w->t, s);
}

void walk_format(struct walk *w, const char *format, ...)
{
    char piece[128];
    va_list args;
    if (!w->t || w->fault)
        return;
    va_start(args, format);
    vsnprintf(piece, sizeof piece, format, args);
    va_end(args);
    text_add(w->t, piece);
}

void walk_fault(struct walk *w, const char *why)
{
    if (!w->fault)
        w->fault = why;
}

const uint8_t *walk_take(struct walk *w, size_t n)
{
    const uint8_t *p = w->fault ? NULL : read_bytes(&w->r, n);
    if (!p)
        walk_fault(w, FAULT_CUT_OFF);
    else if (w->raw)
        text_add_n(w->raw, (const char *)p, n);
    return p;
}

unsigned walk_number(struct walk *w, unsigned octets)
{
    unsigned v = 0;
    const uint8_t *p = walk_take(w, octets);
    for (unsigned i = 0; p && i < octets; i++)
        v = v << 8 | p[i];
    return v;
}

void walk_break(struct walk *w)
{
    walk_add(w, w->style->multiline ? "\n\t\t\t\t" : " ");
}

void field_write_name(struct walk *w)
{
    uint8_t name[DNS_NAME_MAX];
    size_t at = (size_t)(w->r.at - w->data->message.at);
    struct bytes until = { w->data->message.at, w->data->at + w->data->n };
    if (w->fault)
        return;
    walk_fault(w, fault_of_name(until, at));
    if (w->fault || name_unpack(name, until, at) == 0)
        return;
    name_skip(&w->r);
    if (w->t)
        text_name(w->t, name);
    if (w->raw)
        text_add_n(w->raw, (const char *)name, name_len(name));
}

void field_write_a(struct walk *w)
{
    char text[INET_ADDRSTRLEN];
    const uint8_t *p = walk_take(w, 4);
    if (p)
        walk_add(w, inet_ntop(AF_INET, p, text, sizeof text));
}

void field_write_aaaa(struct walk *w)
{
    char text[INET6_ADDRSTRLEN];
    const uint8_t *p = walk_take(w, 16);
    if (!p)
        return;
    walk_add(w, inet_ntop(AF_INET6, p, text, sizeof text));
}

void field_write_long_aaaa(struct walk *w)
{
    const uint8_t *p = NULL;
    if (w->style->expand_aaaa)
        p = walk_take(w, 16);
    else
        field_write_aaaa(w);
    for (unsigned i = 0; p && i < 16; i += 2)
        walk_format(w, "%s%02x%02x", i ? ":" : "", p[i], p[i + 1]);
}

void field_write_octet(struct walk *w, uint8_t c)
{
    if (c < ' ' || c >= 0x7f)
        walk_format(w, "\\%03u", c);
    else if (c == '"' || c == '\\')
        walk_format(w, "\\%c", c);
    else
        walk_format(w, "%c", c);
}

static void write_quoted(struct walk *w, const uint8_t *p, size_t n)
{
    walk_add(w, "\"");
    for (size_t i = 0; p && i < n; i++)
        field_write_octet(w, p[i]);
    walk_add(w, "\"");
}

void field_write_string(struct walk *w)
{
    size_t n = walk_number(w, 1);
    write_quoted(w, walk_take(w, n), n);
}

void field_write_strings(struct walk *w)
{
    do {
        field_write_string(w);
        if (reader_left(&w->r))
            walk_add(w, " ");
    } while (!w->fault && reader_left(&w->r));
}

void field_write_rest(struct walk *w)
{
    size_t n = reader_left(&w->r);
    write_quoted(w, walk_take(w, n), n);
}

void field_write_tag(struct walk *w)
{
    size_t n = walk_number(w, 1);
    const uint8_t *p = walk_take(w, n);
    if (p && n == 0)
        walk_fault(w, "FORMERR");
    for (size_t i = 0; p && i < n; i++) {
        if (!isalnum(p[i]))
            walk_fault(w, "FORMERR");
        walk_format(w, "%c", p[i]);
    }
}

/* Letters of a group; 0: there are none. */
static size_t group(const struct walk *w)
{
    if (w->style->split != SPLIT_DEFAULT)
        return (size_t)w->style->split;
    return w->style->multiline ? GROUP_LINES : GROUP_LINE;
}

void field_write_hex(struct walk *w, size_t n)
{
    const uint8_t *p = walk_take(w, n);
    size_t most = group(w);
    for (size_t i = 0; p && i < n; i++) {
        if (i && most && i * 2 % most == 0)
            walk_break(w);
        walk_format(w, "%02X", p[i]);
    }
}

static void write_base64(struct walk *w, struct bytes b, size_t most)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < b.n; i += 3) {
        size_t have = b.n - i < 3 ? b.n - i : 3;
        unsigned v = (unsigned)b.at[i] << 16;
        if (have > 1)
            v |= (unsigned)b.at[i + 1] << 8;
        if (have > 2)
            v |= b.at[i + 2];
        if (i && most && i / 3 * 4 % most == 0)
            walk_break(w);
        walk_format(w, "%c%c%c%c", digits[v >> 18], digits[v >> 12 & 63],
                    have > 1 ? digits[v >> 6 & 63] : '=',
                    have > 2 ? digits[v & 63] : '=');
    }
}

void field_write_base64(struct walk *w, size_t n)
{
    const uint8_t *p = walk_take(w, n);
    if (p)
        write_base64(w, (struct bytes){ p, n }, group(w));
}

void field_write_base64_whole(struct walk *w, const uint8_t *p, size_t n)
{
    write_base64(w, (struct bytes){ p, n }, 0);
}

void field_write_dashed(struct walk *w)
{
    size_t n = reader_left(&w->r);
    const uint8_t *p = walk_take(w, n);
    for (size_t i = 0; p && i < n; i++)
        walk_format(w, "%s%02x", i ? "-" : "", p[i]);
}

void field_write_ilnp(struct walk *w)
{
    const uint8_t *p = walk_take(w, 8);
    for (size_t i = 0; p && i < 8; i += 2)
        walk_format(w, "%s%x", i ? ":" : "", get_u16(p + i));
}

void field_write_nsap(struct walk *w)
{
    size_t n = reader_left(&w->r);
    const uint8_t *p = walk_take(w, n);
    walk_add(w, "0x");
    for (size_t i = 0; p && i < n; i++)
        walk_format(w, "%02x", p[i]);
}

void field_write_date(struct walk *w)
{
    char text[32];
    struct tm day;
    time_t when = walk_number(w, 4);
    if (gmtime_r(&when, &day) &&
        strftime(text, sizeof text, "%Y%m%d%H%M%S", &day))
        walk_add(w, text);
}

void field_write_salt(struct walk *w)
{
    size_t n = walk_number(w, 1);
    const uint8_t *p = walk_take(w, n);
    if (n == 0)
        walk_add(w, "-");
    for (size_t i = 0; p && i < n; i++)
        walk_format(w, "%02X", p[i]);
}

void field_write_hash(struct walk *w)
{
    static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUV";
    size_t n = walk_number(w, 1);
    const uint8_t *p = walk_take(w, n);
    for (size_t bit = 0; p && bit < n * 8; bit += 5) {
        unsigned pair = (unsigned)p[bit / 8] << 8;
        if (bit / 8 + 1 < n)
            pair |= p[bit / 8 + 1];
        walk_format(w, "%c", digits[pair >> (11 - bit % 8) & 31]);
    }
}

/* One window of 256 types, which must not be `last` or before. */
static void write_window(struct walk *w, int *last, bool *first)
{
    const uint8_t *head = w->r.at;
    size_t left = reader_left(&w->r);
    unsigned n = left > 1 ? head[1] : 0;
    if (n < 1 || n > 32 || left - 2 < n || head[0] <= *last ||
        head[1 + n] == 0) {
        walk_fault(w, "FORMERR");
        return;
    }
    unsigned window = walk_number(w, 1);
    walk_number(w, 1);
    const uint8_t *bits = walk_take(w, n);
    *last = (int)window;
    for (unsigned i = 0; bits && !w->fault && i < n * 8; i++) {
        char name[MNEMONIC_MAX];
        if (!(bits[i / 8] & 0x80 >> i % 8))
            continue;
        walk_format(w, "%s%s", *first ? "" : " ",
                    mnemonic_type(name, (uint16_t)(window * 256 + i)));
        *first = false;
    }
}

void field_write_bitmap(struct walk *w)
{
    enum { NSEC = 47 };
    bool first = true;
    int last = -1;
    if (w->data->type == NSEC && reader_left(&w->r) == 0)
        walk_fault(w, "FORMERR"); /* RFC 4034 4.1.2: it has NSEC at least */
    while (!w->fault && reader_left(&w->r))
        write_window(w, &last, &first);
}
