#include "tools/explain_value.h"

#include "tools/explain_types.h"
#include "tools/mnemonic.h"
#include "zonefile/name.h"
#include "zonefile/utf8.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <time.h>

struct digits digits(unsigned long value)
{
    struct digits d;
    snprintf(d.at, sizeof d.at, "%lu", value);
    return d;
}

void value_duration(struct text *t, enum lang lang, uint32_t seconds,
                    bool alone)
{
    static const struct {
        uint32_t seconds;
        enum saying says;
    } units[] = { { 604800, SAY_WEEKS },
                  { 86400, SAY_DAYS },
                  { 3600, SAY_HOURS },
                  { 60, SAY_MINUTES },
                  { 1, SAY_SECONDS_ONLY } };
    struct text longer = { 0 };
    uint32_t left = seconds;
    if (seconds < 60 || seconds > INT32_MAX) { /* RFC 2181 8 */
        enum saying says = alone ? SAY_SECONDS_ONLY : SAY_SECONDS;
        messages_add(t, lang, says, digits(seconds).at, NULL);
        return;
    }
    for (unsigned i = 0; left; left %= units[i++].seconds) {
        if (left < units[i].seconds)
            continue;
        if (longer.n)
            text_put(&longer, ' ');
        messages_add(&longer, lang, units[i].says,
                     digits(left / units[i].seconds).at, NULL);
    }
    if (alone)
        text_add(t, longer.at);
    else
        messages_add(t, lang, SAY_SECONDS_LONG, digits(seconds).at, longer.at,
                     NULL);
    text_free(&longer);
}

/* The name that begins at an offset; "?" when there is none. */
static void add_name(struct text *t, struct bytes message, size_t at)
{
    uint8_t name[DNS_NAME_MAX];
    if (name_unpack(name, message, at))
        text_name(t, name);
    else
        text_put(t, '?');
}

void value_quoted(struct text *t, struct bytes octets)
{
    struct reader r = reader_over(octets.at, octets.n);
    text_put(t, '"');
    while (reader_left(&r)) {
        uint8_t c = read_u8(&r);
        if (c < ' ' || c > '~')
            text_format(t, "\\%03u", c);
        else if (c == '"' || c == '\\')
            text_format(t, "\\%c", c);
        else
            text_put(t, (char)c);
    }
    text_put(t, '"');
}

void value_utf8(struct text *t, struct bytes octets)
{
    struct reader r = reader_over(octets.at, octets.n);
    text_put(t, '"');
    while (reader_left(&r)) {
        const uint8_t *from = r.at;
        uint32_t c = utf8_next(&r);
        if (c != UTF8_BAD && c != '"' && c != '\\' && utf8_is_plain(c)) {
            text_add_n(t, (const char *)from, (size_t)(r.at - from));
            continue;
        }
        if (c == '"' || c == '\\') {
            text_format(t, "\\%c", (char)c);
            continue;
        }
        for (; from < r.at; from++)
            text_format(t, "\\x%02x", *from);
    }
    text_put(t, '"');
}

void value_address(struct text *t, struct bytes octets)
{
    char out[INET6_ADDRSTRLEN];
    inet_ntop(octets.n == 4 ? AF_INET : AF_INET6, octets.at, out, sizeof out);
    text_add(t, out);
}

enum saying value_type_means(uint16_t type)
{
    const struct layout *layout = layout_of_type(type);
    if (layout)
        return layout->says;
    switch (type) {
    case TYPE_ANY:
        return SAY_TYPE_ANY;
    case TYPE_AXFR:
        return SAY_TYPE_AXFR;
    case TYPE_IXFR:
        return SAY_TYPE_IXFR;
    default:
        return SAY_NOTHING;
    }
}

/* The octets of a piece. */
static struct bytes octets_of(const struct walked *w, const struct piece *p)
{
    return (struct bytes){ w->message.at + p->at, p->n };
}

/* Those behind its first one, a length. */
static struct bytes content_of(const struct walked *w, const struct piece *p)
{
    return (struct bytes){ w->message.at + p->at + 1, p->n - 1 };
}

static void add_bitmap(struct text *t, struct bytes octets)
{
    char name[MNEMONIC_MAX];
    struct reader r = reader_over(octets.at, octets.n);
    bool first = true;
    while (reader_left(&r)) {
        unsigned window = read_u8(&r);
        unsigned n = read_u8(&r);
        uint8_t bits = 0;
        for (unsigned i = 0; i < 8 * n && !r.bad; i++) {
            if (i % 8 == 0)
                bits = read_u8(&r);
            if (!r.bad && bits & 0x80 >> i % 8) {
                text_add(t, first ? "" : " ");
                mnemonic_type(name, (uint16_t)(window << 8 | (i & 255)));
                text_add(t, name);
                first = false;
            }
        }
        if (r.bad)
            return;
    }
}

/* As much of an address as there is, and its prefix: RFC 7871 6. */
static void add_subnet(struct text *t, const struct walked *w,
                       const struct piece *p)
{
    uint8_t address[16] = { 0 };
    struct reader r = reader_over(w->message.at, w->message.n);
    read_bytes(&r, p->at - 4);
    unsigned family = read_u16(&r), bits = read_u8(&r);
    size_t size = family == 1 ? 4 : 16;
    if (family != 1 && family != 2) {
        text_put(t, '?');
        return;
    }
    memcpy(address, octets_of(w, p).at, p->n < size ? p->n : size);
    value_address(t, (struct bytes){ address, size });
    text_format(t, "/%u", bits);
}

static void add_time(struct text *t, uint32_t seconds)
{
    char out[32];
    struct tm tm;
    time_t at = seconds;
    gmtime_r(&at, &tm);
    strftime(out, sizeof out, "%Y-%m-%d %H:%M:%S UTC", &tm);
    text_add(t, out);
}

/* What {1} stands for. */
static void add_value(struct text *t, enum lang lang, const struct walked *w,
                      const struct piece *p)
{
    switch (p->shape) {
    case SHAPE_NAME:
    case SHAPE_WHOLE:
        add_name(t, w->message, p->value);
        return;
    case SHAPE_TTL:
    case SHAPE_SECONDS:
        value_duration(t, lang, p->value, false);
        return;
    case SHAPE_TENTHS:
        text_format(t, "%u.%u", p->value / 10, p->value % 10);
        return;
    case SHAPE_TIME:
        add_time(t, p->value);
        return;
    case SHAPE_IPV4:
    case SHAPE_IPV6:
        value_address(t, octets_of(w, p));
        return;
    case SHAPE_OCTETS:
        value_quoted(t, octets_of(w, p));
        return;
    case SHAPE_TEXT:
        value_utf8(t, octets_of(w, p));
        return;
    case SHAPE_BITMAP:
        add_bitmap(t, octets_of(w, p));
        return;
    case SHAPE_SUBNET:
        add_subnet(t, w, p);
        return;
    case SHAPE_POINTER:
        text_format(t, "%04x", p->value);
        return;
    default:
        text_format(t, "%u", p->value);
    }
}

/* What {2} stands for. */
static void add_second(struct text *t, const struct walked *w,
                       const struct piece *p)
{
    char name[MNEMONIC_MAX];
    const char *text = NULL;
    const struct layout *layout = NULL;
    uint16_t value = (uint16_t)p->value;
    switch (p->shape) {
    case SHAPE_LABEL:
    case SHAPE_STRING:
        value_quoted(t, content_of(w, p));
        return;
    case SHAPE_POINTER:
        add_name(t, w->message, p->value);
        return;
    case SHAPE_TYPE:
        text = mnemonic_type(name, value);
        break;
    case SHAPE_CLASS:
        text = mnemonic_class(name, value);
        break;
    case SHAPE_ALGORITHM:
        text = mnemonic_algorithm((uint8_t)value);
        break;
    case SHAPE_DIGEST:
        text = value == 1 ? "SHA-1" : value == 2 ? "SHA-256" : NULL;
        text = value == 4 ? "SHA-384" : text;
        break;
    case SHAPE_EDE:
        text = mnemonic_ede(value);
        break;
    case SHAPE_PARAMETER:
        layout = layout_of_parameter(value);
        break;
    case SHAPE_OPTION:
        layout = layout_of_option(value);
        break;
    default:
        break;
    }
    if (layout)
        text = layout->name;
    text_add(t, text ? text : "?");
}

/* What {3} stands for, for the few that have one. */
static void add_third(struct text *t, enum lang lang, const struct walked *w,
                      const struct piece *p)
{
    uint8_t name[DNS_NAME_MAX];
    uint16_t value = (uint16_t)p->value;
    const struct layout *layout = NULL;
    if (p->shape == SHAPE_POINTER)
        text_format(t, "%zu", name_unpack(name, w->message, p->value));
    if (p->shape == SHAPE_TYPE && value_type_means(value))
        messages_add(t, lang, value_type_means(value), NULL);
    if (p->shape == SHAPE_PARAMETER)
        layout = layout_of_parameter(value);
    if (p->shape == SHAPE_OPTION)
        layout = layout_of_option(value);
    if (layout)
        messages_add(t, lang, layout->says, NULL);
}

/* The message of a piece may depend on its value. */
static enum saying says(const struct walked *w, const struct piece *p)
{
    bool known = false;
    switch (p->says) {
    case SAY_TYPE:
        known = value_type_means((uint16_t)p->value) != SAY_NOTHING;
        return known ? SAY_TYPE_TOLD : SAY_TYPE;
    case SAY_CLASS:
        if (p->value == CLASS_IN)
            return SAY_CLASS_IN;
        if (p->value == CLASS_CH)
            return SAY_CLASS_CH;
        return p->value == CLASS_ANY ? SAY_CLASS_ANY : SAY_CLASS;
    case SAY_TTL:
        return p->value == 0 ? SAY_TTL_0 : SAY_TTL;
    case SAY_OPTION:
        known = layout_of_option((uint16_t)p->value) != NULL;
        return known ? SAY_OPTION_TOLD : SAY_OPTION;
    case SAY_PARAMETER:
        known = layout_of_parameter((uint16_t)p->value) != NULL;
        return known ? SAY_PARAMETER_TOLD : SAY_PARAMETER;
    case SAY_SVCB_PRIORITY:
        return p->value == 0 ? SAY_SVCB_ALIAS : SAY_SVCB_PRIORITY;
    case SAY_SVCB_TARGET:
        known = w->message.at[p->value] == 0;
        return known ? SAY_SVCB_HERE : SAY_SVCB_TARGET;
    case SAY_POINTER:
    case SAY_POINTER_FIRST: /* a broken one leads nowhere */
        return p == w->broken ? SAY_POINTER_BAD : p->says;
    default:
        break;
    }
    if (p->shape == SHAPE_EDNS_FLAGS)
        return p->value & EDNS_DO ? SAY_DO_1 : SAY_DO_0;
    if (p->shape != SHAPE_KEY_FLAGS)
        return p->says;
    if (!(p->value & 0x0100))
        return SAY_KEY_OTHER;
    return p->value & 1 ? SAY_KEY_ENTRY : SAY_KEY_ZONE;
}

void value_add(struct text *t, enum lang lang, const struct walked *w,
               const struct piece *p)
{
    struct text one = { 0 }, two = { 0 }, three = { 0 };
    if (p->says == SAY_NOTHING)
        return;
    text_add(&one, ""); /* nothing to say is something, too */
    text_add(&three, "");
    add_value(&one, lang, w, p);
    add_second(&two, w, p);
    add_third(&three, lang, w, p);
    messages_add(t, lang, says(w, p), one.at, two.at, three.at, NULL);
    text_free(&one);
    text_free(&two);
    text_free(&three);
}
