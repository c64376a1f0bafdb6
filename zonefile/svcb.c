#include "zonefile/svcb.h"

#include "zonefile/fields.h"
#include "zonefile/plain.h"

/* RFC 9460 14.3.2, RFC 9461 5. */
enum {
    MANDATORY,
    ALPN,
    NO_DEFAULT_ALPN,
    PORT,
    IPV4HINT,
    ECH,
    IPV6HINT,
    DOHPATH,
    INVALID = 65535
};

static const struct {
    const char *name, *example;
} keys[] = {
    [MANDATORY] = { "mandatory", "mandatory=alpn,port" },
    [ALPN] = { "alpn", "alpn=h2,h3" },
    [NO_DEFAULT_ALPN] = { "no-default-alpn", "no-default-alpn has no value" },
    [PORT] = { "port", "port=443" },
    [IPV4HINT] = { "ipv4hint", "ipv4hint=203.0.113.7" },
    [ECH] = { "ech", "ech takes base64" },
    [IPV6HINT] = { "ipv6hint", "ipv6hint=2001:db8::7" },
    [DOHPATH] = { "dohpath", "dohpath=/dns-query{?dns}" },
};

enum { KEYS = sizeof keys / sizeof *keys, PARAM_MAX = 65535 };

/* The number of a key's name, or of key123: RFC 9460 2.1. */
static bool read_key(struct bytes name, uint32_t *key)
{
    for (*key = 0; *key < KEYS; ++*key)
        if (strlen(keys[*key].name) == name.n &&
            memcmp(keys[*key].name, name.at, name.n) == 0)
            return true;
    if (name.n < 4 || memcmp(name.at, "key", 3) != 0 ||
        (name.at[3] == '0' && name.n > 4))
        return false;
    struct bytes digits = { name.at + 3, name.n - 3 };
    return field_number(digits, INVALID - 1, key);
}

/* ---- values ---- */

static bool put_key(struct writer *w, struct bytes item)
{
    uint32_t key;
    if (!read_key(item, &key))
        return false;
    write_u16(w, (uint16_t)key);
    return true;
}

static bool put_protocol(struct writer *w, struct bytes item)
{
    write_u8(w, (uint8_t)item.n);
    write_bytes(w, item.at, item.n);
    return item.n > 0 && item.n <= UINT8_MAX;
}

static bool put_ipv4(struct writer *w, struct bytes item)
{
    uint8_t address[16];
    bool fine = plain_address(item, address) == TYPE_A;
    write_bytes(w, address, 4);
    return fine;
}

static bool put_ipv6(struct writer *w, struct bytes item)
{
    uint8_t address[16];
    bool fine = plain_address(item, address) == TYPE_AAAA;
    write_bytes(w, address, 16);
    return fine;
}

/* Items between commas; \, and \\ are a comma and a backslash within one: RFC
 * 9460 A.1. */
static bool put_list(struct writer *w, struct bytes value,
                     bool put(struct writer *, struct bytes))
{
    uint8_t item[PARAM_MAX];
    size_t n = 0;
    for (size_t i = 0; i < value.n; i++) {
        if (value.at[i] == ',') {
            if (!put(w, (struct bytes){ item, n }))
                return false;
            n = 0;
            continue;
        }
        i += value.at[i] == '\\' && i + 1 < value.n;
        item[n++] = value.at[i];
    }
    return put(w, (struct bytes){ item, n });
}

/* Lists of keys are in order, whatever was written: RFC 9460 8. */
static void sort_keys(uint8_t *from, const uint8_t *end)
{
    for (uint8_t *p = from; p < end; p += 2) {
        uint16_t key = get_u16(p);
        uint8_t *q = p;
        for (; q > from && get_u16(q - 2) > key; q -= 2)
            memcpy(q, q - 2, 2);
        put_u16(q, key);
    }
}

static bool put_value(struct writer *w, uint32_t key, struct bytes value)
{
    uint8_t *from = w->at;
    uint32_t port;
    switch (key) {
    case MANDATORY:
        if (!put_list(w, value, put_key))
            return false;
        sort_keys(from, w->at);
        return true;
    case ALPN:
        return put_list(w, value, put_protocol);
    case NO_DEFAULT_ALPN:
        return value.n == 0;
    case PORT:
        if (!field_number(value, UINT16_MAX, &port))
            return false;
        write_u16(w, (uint16_t)port);
        return true;
    case IPV4HINT:
        return put_list(w, value, put_ipv4);
    case ECH:
        return field_base64(w, value);
    case IPV6HINT:
        return put_list(w, value, put_ipv6);
    }
    write_bytes(w, value.at, value.n);
    return true;
}

/* ---- parameters ---- */

/* Put a whole parameter in its place; false: its key is there already. */
static bool insert(struct writer *w, uint8_t *first, struct bytes param)
{
    uint8_t *p = first;
    while (p < w->at && get_u16(p) < get_u16(param.at))
        p += 4 + get_u16(p + 2);
    if (p < w->at && get_u16(p) == get_u16(param.at))
        return false;
    size_t behind = (size_t)(w->at - p);
    if (!write_room(w, param.n))
        return true; /* the writer is bad */
    memmove(p + param.n, p, behind);
    memcpy(p, param.at, param.n);
    return true;
}

const char *svcb_put(struct writer *w, uint8_t *first, struct bytes word)
{
    uint8_t text[PARAM_MAX], param[PARAM_MAX];
    const uint8_t *is = memchr(word.at, '=', word.n);
    struct bytes name = { word.at, is ? (size_t)(is - word.at) : word.n };
    struct bytes rest = { word.at + word.n, 0 };
    if (is)
        rest = (struct bytes){ is + 1, word.n - name.n - 1 };
    struct writer value = writer_over(text, sizeof text);
    struct writer out = writer_over(param, sizeof param);
    uint32_t key;
    if (!read_key(name, &key))
        return "keys are alpn, port, ipv4hint, ipv6hint, ech, ..., key123";
    bool plain = *name.at == 'k'; /* key123: the value is as on the wire */
    write_u16(&out, (uint16_t)key);
    write_u16(&out, 0);
    if (!field_text(&value, rest) ||
        !put_value(&out, plain ? KEYS : key,
                   (struct bytes){ text, (size_t)(value.at - text) }))
        return key < KEYS ? keys[key].example : "key123=\"text\\255\"";
    if (value.bad || out.bad)
        return "it is too long";
    size_t n = (size_t)(out.at - param);
    put_u16(param + 2, (uint16_t)(n - 4));
    if (!insert(w, first, (struct bytes){ param, n }))
        return "a key stands once, RFC 9460 2.1";
    return NULL;
}

/* ---- in wire form ---- */

/* The value of a key; .at == NULL when it is not there. */
static struct bytes find(struct bytes params, uint16_t key)
{
    struct reader r = reader_over(params.at, params.n);
    while (reader_left(&r)) {
        uint16_t this = read_u16(&r);
        size_t n = read_u16(&r);
        const uint8_t *value = read_bytes(&r, n);
        if (this == key)
            return (struct bytes){ value, n };
    }
    return (struct bytes){ NULL, 0 };
}

/* Texts behind their lengths, none of them empty. */
static bool is_alpn(struct bytes value)
{
    struct reader r = reader_over(value.at, value.n);
    while (reader_left(&r)) {
        size_t n = read_u8(&r);
        if (n == 0 || !read_bytes(&r, n))
            return false;
    }
    return value.n > 0;
}

static bool has_form(uint16_t key, struct bytes value)
{
    switch (key) {
    case MANDATORY:
        return value.n > 0 && value.n % 2 == 0;
    case ALPN:
        return is_alpn(value);
    case NO_DEFAULT_ALPN:
        return value.n == 0;
    case PORT:
        return value.n == 2;
    case IPV4HINT:
        return value.n > 0 && value.n % 4 == 0;
    case ECH:
        return value.n > 0;
    case IPV6HINT:
        return value.n > 0 && value.n % 16 == 0;
    }
    return key != INVALID;
}

/* RFC 9460 8: keys in order, each once, all there, and not itself. */
static const char *mandatory_fault(struct bytes params, struct bytes list)
{
    int last = MANDATORY;
    for (size_t i = 0; i < list.n; i += 2) {
        uint16_t key = get_u16(list.at + i);
        if (key == MANDATORY)
            return "mandatory does not list itself, RFC 9460 8";
        if (key <= last)
            return "mandatory lists a key once, RFC 9460 8";
        if (!find(params, key).at)
            return "mandatory lists a key that is not there, RFC 9460 8";
        last = key;
    }
    return NULL;
}

const char *svcb_fault(struct bytes params)
{
    struct reader r = reader_over(params.at, params.n);
    int last = -1;
    while (reader_left(&r)) {
        uint16_t key = read_u16(&r);
        size_t n = read_u16(&r);
        struct bytes value = { read_bytes(&r, n), n };
        if (r.bad)
            return "a value breaks off";
        if (key <= last)
            return "keys stand once and in order, RFC 9460 2.2";
        if (!has_form(key, value))
            return key < KEYS ? keys[key].example : "this key is reserved";
        last = key;
    }
    if (find(params, NO_DEFAULT_ALPN).at && !find(params, ALPN).at)
        return "no-default-alpn needs alpn, RFC 9460 7.1.1";
    return mandatory_fault(params, find(params, MANDATORY));
}
