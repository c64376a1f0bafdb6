#include "tools/rdrare.h"

#include <arpa/inet.h>

#include "tools/mnemonic.h"
#include "zonefile/dns.h"

void rare_write_ports(struct walk *w)
{
    size_t n = reader_left(&w->r);
    const uint8_t *bits = walk_take(w, n);
    for (size_t i = 0; bits && i < n * 8; i++)
        if (bits[i / 8] & 0x80 >> i % 8)
            walk_format(w, " %zu", i);
}

/* ---- LOC ---- */

/* A size: hundredths of a metre as a digit and a power of ten. */
static void write_size(struct walk *w, unsigned v)
{
    static const unsigned tens[] = { 1,         10,        100,     1000,
                                     10000,     100000,    1000000, 10000000,
                                     100000000, 1000000000 };
    unsigned digit = v >> 4, power = v & 15;
    if (digit > 9 || power > 9) {
        walk_fault(w, "FORMERR");
        return;
    }
    if (power > 1)
        walk_format(w, " %um", digit * tens[power - 2]);
    else
        walk_format(w, " 0.%02um", digit * tens[power]);
}

/* Thousandths of a second of arc from 2^31, the equator. */
static void write_angle(struct walk *w, uint32_t v, const char *sides)
{
    bool positive = v >= 0x80000000U;
    uint32_t a = positive ? v - 0x80000000U : 0x80000000U - v;
    walk_format(w, "%u %u %u.%03u %c ", a / 3600000, a / 60000 % 60,
                a / 1000 % 60, a % 1000, positive ? sides[0] : sides[1]);
}

void rare_write_place(struct walk *w)
{
    unsigned size, wide, high;
    const uint8_t *p;
    walk_number(w, 1); /* the version, 0 */
    size = walk_number(w, 1);
    wide = walk_number(w, 1);
    high = walk_number(w, 1);
    p = walk_take(w, 12);
    if (!p)
        return;
    write_angle(w, get_u32(p), "NS");
    write_angle(w, get_u32(p + 4), "EW");
    uint32_t sea = 10000000, altitude = get_u32(p + 8); /* cm, from -100 km */
    bool below = altitude < sea;
    uint32_t cm = below ? sea - altitude : altitude - sea;
    walk_format(w, "%s%u.%02um", below ? "-" : "", cm / 100, cm % 100);
    write_size(w, size);
    write_size(w, wide);
    write_size(w, high);
}

/* ---- APL ---- */

static void write_prefix(struct walk *w)
{
    unsigned family = walk_number(w, 2), bits = walk_number(w, 1);
    unsigned n = walk_number(w, 1);
    bool not = n & 0x80;
    uint8_t address[16] = { 0 };
    char text[INET6_ADDRSTRLEN] = "";
    n &= 0x7f;
    const uint8_t *p = walk_take(w, n);
    unsigned most = family == 1 ? 4 : 16;
    if (!p)
        return;
    if ((family == 1 || family == 2) && (n > most || bits > most * 8)) {
        walk_fault(w, "FORMERR");
        return;
    }
    if (n <= sizeof address)
        memcpy(address, p, n);
    inet_ntop(family == 1 ? AF_INET : AF_INET6, address, text, sizeof text);
    walk_format(w, "%s%u:%s/%u", not ? "!" : "", family, text, bits);
}

void rare_write_prefixes(struct walk *w)
{
    while (!w->fault && reader_left(&w->r)) {
        write_prefix(w);
        if (reader_left(&w->r))
            walk_add(w, " ");
    }
}

/* ---- A6, NXT ---- */

void rare_write_part(struct walk *w)
{
    enum { ALL = 128 };
    uint8_t address[16] = { 0 };
    char text[INET6_ADDRSTRLEN];
    unsigned before = walk_number(w, 1), n = 16 - before / 8;
    if (before > ALL) {
        walk_fault(w, "out of range");
        return;
    }
    const uint8_t *p = walk_take(w, n);
    if (!p)
        return;
    if (n && p[0] & ~(0xff >> before % 8))
        walk_fault(w, "FORMERR");
    memcpy(address + 16 - n, p, n);
    inet_ntop(AF_INET6, address, text, sizeof text);
    walk_format(w, "%u %s", before, before < ALL ? text : "");
    if (before == 0)
        return;
    walk_add(w, " ");
    field_write_name(w);
}

void rare_write_types(struct walk *w)
{
    enum { OCTETS_MAX = 16 }; /* type 127, and none above it */
    size_t n = reader_left(&w->r);
    const uint8_t *bits = walk_take(w, n);
    if (bits && n && (n > OCTETS_MAX || bits[0] & 0x80 || bits[n - 1] == 0))
        walk_fault(w, "bad bitmap");
    for (uint16_t i = 0; bits && !w->fault && i < n * 8; i++) {
        char name[MNEMONIC_MAX];
        if (!(bits[i / 8] & 0x80 >> i % 8))
            continue;
        mnemonic_type(name, i);
        walk_format(w, " %s", name + (strncmp(name, "TYPE", 4) ? 0 : 4));
    }
}

/* ---- gateways, keys ---- */

void rare_write_gateway(struct walk *w, unsigned kind)
{
    switch (kind) {
    case 0:
        walk_add(w, ".");
        break;
    case 1:
        field_write_a(w);
        break;
    case 2:
        field_write_aaaa(w);
        break;
    case 3:
        field_write_name(w);
        break;
    default:
        walk_fault(w, "FORMERR");
        break;
    }
}

void rare_write_hip(struct walk *w)
{
    unsigned hit_n = walk_number(w, 1), algorithm = walk_number(w, 1);
    unsigned key_n = walk_number(w, 2);
    const uint8_t *hit = walk_take(w, hit_n), *key = walk_take(w, key_n);
    bool lines = w->style->multiline;
    walk_format(w, "%s%u ", lines ? "( " : "", algorithm);
    for (unsigned i = 0; key && i < hit_n; i++)
        walk_format(w, "%02X", hit[i]);
    walk_break(w);
    if (key)
        field_write_base64_whole(w, key, key_n);
    while (!w->fault && reader_left(&w->r)) {
        walk_break(w);
        field_write_name(w);
    }
    walk_add(w, lines ? " )" : "");
}

static void write_bracketed(struct walk *w, unsigned n)
{
    bool lines = w->style->multiline;
    walk_add(w, lines ? " (" : "");
    walk_break(w);
    field_write_base64(w, n);
    walk_add(w, lines ? " )" : "");
}

void rare_write_options(struct walk *w)
{
    while (!w->fault && reader_left(&w->r)) {
        unsigned code = walk_number(w, 2), n = walk_number(w, 2);
        walk_format(w, "%u %u", code, n);
        if (n)
            write_bracketed(w, n);
        walk_add(w, reader_left(&w->r) ? " " : "");
    }
}

void rare_write_signature(struct walk *w)
{
    char name[MNEMONIC_MAX];
    field_write_name(w);
    unsigned long long high = walk_number(w, 2), low = walk_number(w, 4);
    unsigned fudge = walk_number(w, 2), n = walk_number(w, 2);
    walk_format(w, " %llu %u %u", high << 32 | low, fudge, n);
    if (n)
        write_bracketed(w, n);
    walk_format(w, " %u", walk_number(w, 2));
    walk_format(w, " %s ", mnemonic_tsig_error(name, walk_number(w, 2)));
    n = walk_number(w, 2);
    walk_format(w, "%u ", n);
    if (n)
        field_write_base64(w, n);
}

void rare_write_agreement(struct walk *w)
{
    char name[MNEMONIC_MAX];
    field_write_name(w);
    unsigned from = walk_number(w, 4), until = walk_number(w, 4);
    unsigned mode = walk_number(w, 2), error = walk_number(w, 2);
    unsigned n = walk_number(w, 2);
    walk_format(w, " %u %u %u %s %u", from, until, mode,
                mnemonic_tsig_error(name, error), n);
    write_bracketed(w, n);
    n = walk_number(w, 2);
    walk_format(w, " %u", n);
    if (n)
        write_bracketed(w, n);
}

unsigned rare_key_tag(const struct rdata *data)
{
    const uint8_t *p = data->message.at + data->at;
    uint32_t sum = 0;
    for (size_t i = 0; i < data->n; i++)
        sum += i & 1 ? p[i] : (uint32_t)p[i] << 8;
    return (sum + (sum >> 16)) & 0xffff;
}

/* ---- SOA ---- */

void rare_write_duration(struct walk *w, uint32_t seconds)
{
    static const struct {
        uint32_t seconds;
        const char *name;
    } units[] = { { 604800, "week" },
                  { 86400, "day" },
                  { 3600, "hour" },
                  { 60, "minute" },
                  { 1, "second" } };
    const char *blank = "";
    for (unsigned i = 0; i < sizeof units / sizeof *units; i++) {
        uint32_t n = seconds / units[i].seconds;
        seconds %= units[i].seconds;
        bool last = i == sizeof units / sizeof *units - 1;
        if (n == 0 && !(last && !*blank))
            continue;
        walk_format(w, "%s%u %s%s", blank, n, units[i].name, n == 1 ? "" : "s");
        blank = " ";
    }
}

void rare_write_soa_numbers(struct walk *w)
{
    static const char *const names[] = { "serial", "refresh", "retry", "expire",
                                         "minimum" };
    bool lines = w->style->multiline, comments = lines && w->style->comments;
    walk_add(w, lines ? " (" : "");
    for (unsigned i = 0; i < 5; i++) {
        unsigned v = walk_number(w, 4);
        walk_break(w);
        walk_format(w, comments ? "%-10u" : "%u", v);
        if (!comments)
            continue;
        walk_format(w, " ; %s", names[i]);
        if (i == 0)
            continue;
        walk_add(w, " (");
        rare_write_duration(w, v);
        walk_add(w, ")");
    }
    if (comments)
        walk_break(w);
    walk_add(w, lines ? ")" : "");
}
