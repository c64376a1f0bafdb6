#include "tools/yamlopt.h"

#include <string.h>

#include "tools/mnemonic.h"
#include "tools/optext.h"
#include "zonefile/utf8.h"

static void add_header(struct text *t, const struct record *opt)
{
    unsigned flags = opt->ttl & 0xffff;
    text_add(t, "      OPT_PSEUDOSECTION:\n        EDNS:\n");
    text_format(t, "          version: %u\n", opt->ttl >> 16 & 0xff);
    text_format(t, "          flags:%s%s\n", flags & EDNS_DO ? " do" : "",
                flags & EDNS_CO ? " co" : "");
    if (flags & EDNS_REST)
        text_format(t, "          MBZ: 0x%.4x\n", flags & EDNS_REST);
    text_format(t, "          udp: %u\n", opt->class);
}

/* Between double quotes, where a backslash means something. */
static void add_quoted(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    text_put(t, '"');
    while (reader_left(&r)) {
        const uint8_t *from = r.at;
        uint32_t c = utf8_next(&r);
        if (c == '"' || c == '\\')
            text_put(t, '\\');
        if (utf8_is_plain(c))
            text_add_n(t, (const char *)from, (size_t)(r.at - from));
        else
            text_put(t, '.');
    }
    text_put(t, '"');
}

static void add_error(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    uint16_t code = read_u16(&r);
    const char *name = mnemonic_ede(code);
    text_format(t, "          EDE:\n            INFO-CODE: %u", code);
    if (name)
        text_format(t, " (%s)", name);
    text_put(t, '\n');
    if (reader_left(&r)) {
        text_add(t, "            EXTRA-TEXT: ");
        add_quoted(t, (struct bytes){ r.at, reader_left(&r) });
    }
    text_put(t, '\n');
}

/* Bare, as dig has it, where that is YAML: a colon or a # begins something
 * else. */
static void add_value(struct text *t, const char *value)
{
    bool bare = !strstr(value, ": ") && !strstr(value, " #");
    if (bare) {
        text_add(t, value);
        return;
    }
    text_add(t, " '");
    for (const char *p = value + 1; *p; p++) {
        text_put(t, *p);
        if (*p == '\'')
            text_put(t, '\'');
    }
    text_put(t, '\'');
}

/* Padding is shown as it came; of that which was sent dig shows nothing. */
static void add_option(struct text *t, const struct shown *s, unsigned code,
                       struct bytes b)
{
    const char *name =
        code == OPTION_KEEPALIVE ? "TCP-KEEPALIVE" : optext_name(code);
    struct text value = { 0 };
    if (code != OPTION_PADDING)
        optext_value(&value, code, b, s->cookie);
    else if (!s->sent)
        optext_octets(&value, b);
    if (name)
        text_format(t, "          %s:", name);
    else
        text_format(t, "          OPT=%u:", code);
    if (value.n)
        add_value(t, value.at);
    text_put(t, '\n');
    text_free(&value);
}

void yamlopt_write(struct text *t, const struct shown *s)
{
    const struct message *m = s->message;
    const struct record *opt = m->opt;
    struct reader r = reader_over(m->raw.at + opt->data_at, opt->data_n);
    add_header(t, opt);
    while (reader_left(&r)) {
        unsigned code = read_u16(&r), n = read_u16(&r);
        struct bytes b = { read_bytes(&r, n), n };
        if (r.bad)
            return;
        if (code == OPTION_EDE)
            add_error(t, b);
        else
            add_option(t, s, code, b);
    }
}
