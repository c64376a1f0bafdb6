#include "tools/optapply.h"

#include <stdlib.h>
#include <string.h>

#include "tools/mistake.h"
#include "tools/mnemonic.h"
#include "tools/number.h"
#include "tools/subnet.h"

enum {
    EDNS_VERSION_MAX = 255,
    PADDING_MAX = 512,
    NDOTS_MAX = 0xffff,
    OPCODE_MAX = 15,
    SPLIT_MAX = 1023
};

/* A number of 0 to `most`, that must be there. */
static const char *read_number(unsigned *v, const struct choice *c,
                               unsigned most)
{
    if (c->value && number_read(v, c->value, most))
        return NULL;
    return keep_format(&c->settings->kept, "a number from 0 to %u", most);
}

const char *apply_flag(const struct option *o, const struct choice *c)
{
    *(bool *)((char *)c->request + o->field) = c->on;
    return NULL;
}

const char *apply_unflag(const struct option *o, const struct choice *c)
{
    *(bool *)((char *)c->request + o->field) = !c->on;
    return NULL;
}

const char *apply_setting(const struct option *o, const struct choice *c)
{
    *(bool *)((char *)c->settings + o->field) = c->on;
    return NULL;
}

const char *apply_edns_flag(const struct option *o, const struct choice *c)
{
    if (c->on && c->request->edns == EDNS_NONE)
        c->request->edns = 0;
    return apply_flag(o, c);
}

const char *apply_timeout(const struct option *o, const struct choice *c)
{
    unsigned v;
    const char *wrong = read_number(&v, c, INT32_MAX);
    (void)o;
    if (!wrong)
        c->settings->timeout = v ? v : 1;
    return wrong;
}

const char *apply_all(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    (void)o;
    r->question = r->answer = r->authority = r->additional = c->on;
    r->comments = r->stats = c->on;
    c->settings->cmd = c->on;
    return NULL;
}

const char *apply_bufsize(const struct option *o, const struct choice *c)
{
    unsigned v = DNS_UDP_EDNS; /* +bufsize alone */
    const char *wrong = c->value ? read_number(&v, c, UINT16_MAX) : NULL;
    (void)o;
    if (!wrong)
        c->request->bufsize = (uint16_t)v;
    return wrong;
}

const char *apply_comments(const struct option *o, const struct choice *c)
{
    (void)o;
    c->request->comments = c->on;
    if (c->global)
        c->settings->plus_comments = c->on;
    return NULL;
}

const char *apply_question(const struct option *o, const struct choice *c)
{
    (void)o;
    c->request->question = c->on;
    if (c->global)
        c->settings->plus_question = c->on;
    return NULL;
}

/* Two hexadecimal digits an octet; false when it is not that. */
static bool read_hex(uint8_t *out, size_t *n, size_t room, const char *text)
{
    size_t len = strlen(text);
    if (len % 2 || len / 2 > room ||
        strspn(text, "0123456789abcdefABCDEF") != len)
        return false;
    for (size_t i = 0; i < len / 2; i++) {
        char digits[3] = { text[2 * i], text[2 * i + 1], '\0' };
        out[i] = (uint8_t)strtoul(digits, NULL, 16);
    }
    *n = len / 2;
    return true;
}

const char *apply_cookie(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    r->cookie_n = 0;
    if (c->value &&
        !read_hex(r->cookie_data, &r->cookie_n, REQUEST_COOKIE, c->value))
        return "up to 80 digits 0-9 a-f, an even number of them";
    return apply_edns_flag(o, c);
}

const char *apply_domain(const struct option *o, const struct choice *c)
{
    (void)o;
    c->settings->domain = c->value;
    return c->value ? NULL : "a name";
}

const char *apply_edns(const struct option *o, const struct choice *c)
{
    unsigned v = 0;
    const char *wrong = c->value ? read_number(&v, c, EDNS_VERSION_MAX) : NULL;
    (void)o;
    if (!wrong)
        c->request->edns = c->on ? (int)v : EDNS_NONE;
    return wrong;
}

const char *apply_edns_flags(const struct option *o, const struct choice *c)
{
    char *end = NULL;
    unsigned long v = 0;
    (void)o;
    if (c->value) {
        v = strtoul(c->value, &end, 0);
        if (*c->value < '0' || *c->value > '9' || *end || v > UINT16_MAX)
            return "a number from 0 to 65535 or 0xffff";
    }
    c->request->edns_flags = (uint16_t)v;
    return NULL;
}

static bool read_option_code(unsigned *code, const char *text)
{
    static const struct {
        unsigned code;
        const char *name;
    } names[] = {
        { 1, "LLQ" },         { 2, "UL" },          { 3, "NSID" },
        { 5, "DAU" },         { 6, "DHU" },         { 7, "N3U" },
        { 8, "ECS" },         { 9, "EXPIRE" },      { 10, "COOKIE" },
        { 11, "KEEPALIVE" },  { 12, "PADDING" },    { 12, "PAD" },
        { 13, "CHAIN" },      { 14, "KEY-TAG" },    { 15, "EDE" },
        { 16, "CLIENT-TAG" }, { 17, "SERVER-TAG" }, { 26946, "DEVICEID" },
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(names[i].name, text) == 0) {
            *code = names[i].code;
            return true;
        }
    return number_read(code, text, UINT16_MAX);
}

const char *apply_edns_option(const struct option *o, const struct choice *c)
{
    static const char option_form[] =
        "0 to 65535 or a name like NSID, and up to 2046 digits 0-9 a-f, even";
    struct request *r = c->request;
    char code[32];
    unsigned number;
    (void)o;
    if (!c->on) {
        r->options_n = 0;
        return NULL;
    }
    if (!c->value)
        return option_form;
    if (r->options_n == REQUEST_OPTIONS)
        return "given at most 100 times";
    size_t n = strcspn(c->value, ":");
    snprintf(code, sizeof code, "%.*s", (int)n, c->value);
    if (n >= sizeof code || !read_option_code(&number, code))
        return option_form;
    const char *hex = c->value[n] ? c->value + n + 1 : "";
    uint8_t data[UINT16_MAX / 64];
    size_t len = 0;
    if (!read_hex(data, &len, sizeof data, hex))
        return option_form;
    r->options[r->options_n++] =
        (struct ednsopt){ (uint16_t)number, (uint16_t)len,
                          (const uint8_t *)keep(&c->settings->kept, data,
                                                len) };
    return NULL;
}

const char *apply_ndots(const struct option *o, const struct choice *c)
{
    unsigned v;
    const char *wrong = read_number(&v, c, NDOTS_MAX);
    (void)o;
    if (!wrong)
        c->settings->ndots = (int)v;
    return wrong;
}

const char *apply_nssearch(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    (void)o;
    r->nssearch = c->on;
    if (!c->on)
        return NULL;
    r->rd = r->identify = r->type_set = true;
    r->stats = r->comments = false;
    r->additional = r->authority = r->question = false;
    r->type = TYPE_NS;
    r->rr_comments = 0;
    c->settings->short_form = true;
    return NULL;
}

const char *apply_opcode(const struct option *o, const struct choice *c)
{
    unsigned v = 0;
    uint8_t *opcode = &c->request->opcode;
    (void)o;
    if (c->on && c->value && mnemonic_read_opcode(opcode, c->value))
        return NULL;
    if (c->on && read_number(&v, c, OPCODE_MAX))
        return "a number from 0 to 15, or QUERY, STATUS, NOTIFY, UPDATE";
    *opcode = (uint8_t)v;
    return NULL;
}

const char *apply_padding(const struct option *o, const struct choice *c)
{
    unsigned v = 0;
    const char *wrong = c->on ? read_number(&v, c, PADDING_MAX) : NULL;
    (void)o;
    if (c->on && c->request->edns == EDNS_NONE)
        c->request->edns = 0;
    if (!wrong)
        c->request->padding = v;
    return wrong;
}

const char *apply_qid(const struct option *o, const struct choice *c)
{
    unsigned v = 0;
    const char *wrong = c->on ? read_number(&v, c, UINT16_MAX) : NULL;
    (void)o;
    c->request->qid_set = c->on;
    c->request->qid = (uint16_t)v;
    return wrong;
}

/* +retry counts what comes after the first, +tries all. */
const char *apply_retries(const struct option *o, const struct choice *c)
{
    unsigned v;
    const char *wrong = read_number(&v, c, UINT32_MAX - 1);
    (void)o;
    if (!wrong)
        c->request->tries = v + 1;
    return wrong;
}

const char *apply_tries(const struct option *o, const struct choice *c)
{
    unsigned v;
    const char *wrong = read_number(&v, c, UINT32_MAX);
    (void)o;
    if (!wrong)
        c->request->tries = v ? v : 1;
    return wrong;
}

const char *apply_rr_comments(const struct option *o, const struct choice *c)
{
    (void)o;
    c->request->rr_comments = c->on ? 1 : -1;
    return NULL;
}

const char *apply_short(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    struct settings *s = c->settings;
    (void)o;
    s->short_form = c->on;
    s->short_type = 0;
    s->short_asked = c->value && strcasecmp(c->value, "type") == 0;
    if (!c->on)
        return NULL;
    if (c->value && !s->short_asked &&
        !mnemonic_read_type(&s->short_type, c->value))
        return "a type of records, like MX or TYPE65280, or: type";
    s->cmd = false;
    r->additional = r->authority = r->question = false;
    r->answer = true;
    r->comments = r->stats = false;
    r->rr_comments = -1;
    return NULL;
}

const char *apply_show_search(const struct option *o, const struct choice *c)
{
    (void)o;
    c->settings->search = c->settings->show_search = c->on;
    return NULL;
}

const char *apply_split(const struct option *o, const struct choice *c)
{
    unsigned v = 0;
    (void)o;
    if (c->on && !c->value)
        return NULL;
    const char *wrong = c->on ? read_number(&v, c, SPLIT_MAX) : NULL;
    if (wrong)
        return wrong;
    if (v % 4) {
        v = (v + 3) / 4 * 4;
        mistake_warn(c->at, "split must be a multiple of 4; adjusting to %u",
                     v);
    }
    c->settings->split = (int)v;
    return NULL;
}

const char *apply_tcp(const struct option *o, const struct choice *c)
{
    (void)o;
    if (c->batch)
        return NULL; /* as in dig: not from a file */
    c->request->tcp = c->on;
    c->request->tcp_set = true;
    return NULL;
}

const char *apply_ttl_units(const struct option *o, const struct choice *c)
{
    (void)o;
    c->request->columns.no_ttl = false;
    c->request->columns.ttl_units = c->on;
    return NULL;
}

const char *apply_subnet(const struct option *o, const struct choice *c)
{
    struct request *r = c->request;
    (void)o;
    r->subnet.here = false;
    if (!c->on)
        return NULL;
    if (r->edns == EDNS_NONE)
        r->edns = 0;
    if (c->value && subnet_read(&r->subnet, c->value))
        return NULL;
    return "an address, like 192.0.2.1, 10.1/16 or 2001:db8::/32";
}
