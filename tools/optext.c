#include "tools/optext.h"

#include <arpa/inet.h>

#include "tools/mnemonic.h"
#include "tools/rdrare.h"
#include "zonefile/utf8.h"

/* The options that have a name here and none in zonefile/dns.h. */
enum {
    OPTION_LLQ = 1,     /* RFC 8764 */
    OPTION_KEY_TAG = 14 /* RFC 8145 */
};

enum { COOKIE_CLIENT = 8 };

static void add_hex(struct text *t, struct bytes b, const char *between)
{
    for (size_t i = 0; i < b.n; i++)
        text_format(t, "%s%02x", i ? between : "", b.at[i]);
}

/* ("as text"): what cannot be printed is a dot. */
static void add_printable(struct text *t, struct bytes b)
{
    text_add(t, " (\"");
    for (size_t i = 0; i < b.n; i++)
        text_put(t, b.at[i] >= ' ' && b.at[i] < 0x7f ? (char)b.at[i] : '.');
    text_add(t, "\")");
}

/* 68 65 6c 6c 6f ("hello") */
void optext_octets(struct text *t, struct bytes b)
{
    if (b.n == 0)
        return;
    text_put(t, ' ');
    add_hex(t, b, " ");
    add_printable(t, b);
}

static void add_cookie(struct text *t, struct bytes b, struct bytes sent)
{
    text_put(t, ' ');
    add_hex(t, b, "");
    if (sent.n < COOKIE_CLIENT)
        return;
    bool ours =
        b.n >= COOKIE_CLIENT && memcmp(b.at, sent.at, COOKIE_CLIENT) == 0;
    if (!ours)
        text_add(t, " (bad)");
    else
        text_add(t, b.n == COOKIE_CLIENT ? " (echoed)" : " (good)");
}

/* 10.1.0.0/16/0; false when it is no such option. */
static bool add_subnet(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    unsigned family = read_u16(&r), bits = read_u8(&r), scope = read_u8(&r);
    uint8_t address[16] = { 0 };
    char name[INET6_ADDRSTRLEN] = "0";
    size_t most = family == 1 ? 4 : 16, n = reader_left(&r);
    if (r.bad || family > 2 || bits > most * 8 || scope > most * 8 ||
        n != (bits + 7) / 8)
        return false;
    memcpy(address, r.at, n);
    if (family)
        inet_ntop(family == 1 ? AF_INET : AF_INET6, address, name, sizeof name);
    text_format(t, " %s/%u/%u", name, bits, scope);
    return true;
}

static bool add_expire(struct text *t, struct bytes b)
{
    static const struct rdstyle style = { 0 };
    struct walk w = { .t = t, .style = &style };
    if (b.n != 4)
        return false;
    text_format(t, " %u (", get_u32(b.at));
    rare_write_duration(&w, get_u32(b.at));
    text_put(t, ')');
    return true;
}

static bool add_keepalive(struct text *t, struct bytes b)
{
    if (b.n != 2)
        return false;
    unsigned tenths = get_u16(b.at);
    text_format(t, " %u.%u secs", tenths / 10, tenths % 10);
    return true;
}

static bool add_key_tags(struct text *t, struct bytes b)
{
    if (b.n == 0 || b.n % 2)
        return false;
    for (size_t i = 0; i < b.n; i += 2)
        text_format(t, "%s %u", i ? "," : "", get_u16(b.at + i));
    return true;
}

/* 18 (Prohibited): (text); the text is somebody else's. */
static bool add_error(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    uint16_t code = read_u16(&r);
    if (r.bad)
        return false;
    const char *name = mnemonic_ede(code);
    text_format(t, " %u", code);
    if (name)
        text_format(t, " (%s)", name);
    if (reader_left(&r) == 0)
        return true;
    text_add(t, ": (");
    while (reader_left(&r)) {
        size_t n = utf8_shown((struct bytes){ r.at, reader_left(&r) });
        const uint8_t *p = read_bytes(&r, n ? n : 1);
        if (n)
            text_add_n(t, (const char *)p, n);
        else
            text_put(t, '.');
    }
    text_put(t, ')');
    return true;
}

static bool add_padding(struct text *t, struct bytes b)
{
    if (b.n)
        text_format(t, " (%zu bytes)", b.n);
    return true;
}

static bool add_tag(struct text *t, struct bytes b)
{
    if (b.n == 2)
        text_format(t, " %u", get_u16(b.at));
    return b.n == 2;
}

static bool add_long_lived(struct text *t, struct bytes b)
{
    if (b.n != 18)
        return false;
    text_format(t, " Version: %u, Opcode: %u, Error: %u", get_u16(b.at),
                get_u16(b.at + 2), get_u16(b.at + 4));
    text_format(t, ", Identifier: %llu, Lifetime: %u",
                (unsigned long long)get_u32(b.at + 6) << 32 |
                    get_u32(b.at + 10),
                get_u32(b.at + 14));
    return true;
}

struct option {
    unsigned code;
    const char *name;
    bool (*add)(struct text *t, struct bytes b); /* NULL: octets */
};

static const struct option options[] = {
    { OPTION_LLQ, "LLQ", add_long_lived },
    { OPTION_NSID, "NSID", NULL },
    { OPTION_SUBNET, "CLIENT-SUBNET", add_subnet },
    { OPTION_EXPIRE, "EXPIRE", add_expire },
    { OPTION_KEEPALIVE, "TCP KEEPALIVE", add_keepalive },
    { OPTION_PADDING, "PAD", add_padding },
    { OPTION_KEY_TAG, "KEY-TAG", add_key_tags },
    { OPTION_EDE, "EDE", add_error },
    { 16, "CLIENT-TAG", add_tag },
    { 17, "SERVER-TAG", add_tag },
};

static const struct option *find_option(unsigned code)
{
    for (size_t i = 0; i < sizeof options / sizeof *options; i++)
        if (options[i].code == code)
            return &options[i];
    return NULL;
}

const char *optext_name(unsigned code)
{
    const struct option *o = find_option(code);
    if (code == OPTION_COOKIE)
        return "COOKIE";
    return o ? o->name : NULL;
}

void optext_value(struct text *t, unsigned code, struct bytes data,
                  struct bytes cookie)
{
    const struct option *o = find_option(code);
    if (code == OPTION_COOKIE)
        add_cookie(t, data, cookie);
    else if (!o || !o->add || !o->add(t, data))
        optext_octets(t, data);
}

static void add_option(struct text *t, unsigned code, struct bytes b,
                       struct bytes cookie)
{
    const char *name = optext_name(code);
    if (name)
        text_format(t, "; %s:", name);
    else
        text_format(t, "; OPT=%u:", code);
    optext_value(t, code, b, cookie);
    text_put(t, '\n');
}

static void add_first_line(struct text *t, const struct record *opt)
{
    unsigned flags = opt->ttl & 0xffff;
    text_format(t, "; EDNS: version: %u, flags:", opt->ttl >> 16 & 0xff);
    if (flags & EDNS_DO)
        text_add(t, " do");
    if (flags & EDNS_CO)
        text_add(t, " co");
    if (flags & EDNS_REST)
        text_format(t, "; MBZ: 0x%.4x, udp: %u\n", flags & EDNS_REST,
                    opt->class);
    else
        text_format(t, "; udp: %u\n", opt->class);
}

void optext_write(struct text *t, const struct message *m, struct bytes cookie)
{
    const struct record *opt = m->opt;
    struct reader r = reader_over(m->raw.at + opt->data_at, opt->data_n);
    text_add(t, ";; OPT PSEUDOSECTION:\n");
    add_first_line(t, opt);
    while (reader_left(&r)) {
        unsigned code = read_u16(&r), n = read_u16(&r);
        struct bytes b = { read_bytes(&r, n), n };
        if (r.bad)
            return;
        if (code == OPTION_PADDING && !(m->flags & FLAG_QR))
            b.n = 0; /* of that which was sent dig shows nothing */
        add_option(t, code, b, cookie);
    }
}
