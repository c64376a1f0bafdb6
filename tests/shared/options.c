#include "tests/shared/options.h"

#include "tests/shared/test.h"
#include "zonefile/dns.h"

#include <stdlib.h>

void options_put(struct writer *w, const char *text)
{
    while (*text) {
        char *hex;
        write_u16(w, (uint16_t)strtoul(text, &hex, 10));
        assert_int_equal(*hex++, ':');
        size_t n = strcspn(hex, " ");
        write_u16(w, (uint16_t)(n / 2));
        for (size_t i = 0; i < n; i += 2) {
            const char two[] = { hex[i], hex[i + 1], '\0' };
            write_u8(w, (uint8_t)strtoul(two, NULL, 16));
        }
        text = hex + n + strspn(hex + n, " ");
    }
}

void options_ask(struct question *q, const char *ask, const char *options)
{
    struct exchange e = { .name = ask, .ask = ask, .see = "" };
    exchange_ask(&e, q);
    struct writer w = writer_over(q->wire, sizeof q->wire);
    write_room(&w, q->n);
    options_put(&w, options);
    assert_false(w.bad);
    size_t len = (size_t)(w.at - q->wire) - q->n;
    if (len > 0)
        put_u16(q->wire + q->n - 2, (uint16_t)len);
    q->n += len;
}

static void skip_name(struct reader *r)
{
    uint8_t len = read_u8(r);
    for (; len > 0 && len < DNS_POINTER; len = read_u8(r))
        read_bytes(r, len);
    if (len >= DNS_POINTER)
        read_u8(r);
}

bool options_of(struct bytes *options, struct bytes message)
{
    struct reader r = reader_over(message.at, message.n);
    bool found = false;
    read_u32(&r);
    unsigned questions = read_u16(&r), records = 0;
    for (int section = 0; section < 3; section++)
        records += read_u16(&r);
    for (; questions > 0; questions--) {
        skip_name(&r);
        read_u32(&r);
    }
    for (; records > 0; records--) {
        skip_name(&r);
        uint16_t type = read_u16(&r);
        read_bytes(&r, 6);
        uint16_t len = read_u16(&r);
        const uint8_t *data = read_bytes(&r, len);
        if (type != TYPE_OPT)
            continue;
        assert_false(found);
        found = true;
        *options = (struct bytes){ data, len };
    }
    assert_false(r.bad);
    assert_int_equal(reader_left(&r), 0);
    return found;
}

struct teller {
    FILE *to;
    const struct service *self;
    const struct client *client;
};

static bool is_padding(struct bytes data)
{
    for (size_t i = 0; i < data.n; i++)
        if (data.at[i] != 0)
            return false;
    return true;
}

static bool is_good(const struct teller *t, struct bytes cookie)
{
    return cookie_is_good(&t->self->cookies, cookie, t->client->address,
                          t->client->now);
}

/* One option in words; false: it is not as it should be. */
static bool tell(const struct teller *t, unsigned code, struct bytes data)
{
    const uint8_t *p = data.at;
    switch (code) {
    case OPTION_NSID:
        fprintf(t->to, "nsid=%.*s ", (int)data.n, (const char *)p);
        return true;
    case OPTION_EXPIRE:
        if (data.n == 4)
            fprintf(t->to, "expire=%u ", get_u32(p));
        return data.n == 4;
    case OPTION_COOKIE:
        if (is_good(t, data))
            fprintf(t->to, "cookie ");
        return is_good(t, data);
    case OPTION_KEEPALIVE:
        if (data.n == 2)
            fprintf(t->to, "keepalive=%u ", get_u16(p));
        return data.n == 2;
    case OPTION_PADDING:
        if (is_padding(data))
            fprintf(t->to, "pad ");
        return is_padding(data);
    case OPTION_EDE:
        if (data.n == 2)
            fprintf(t->to, "ede=%u ", get_u16(p));
        return data.n == 2;
    case OPTION_ZONEVERSION:
        if (data.n == 6)
            fprintf(t->to, "version=%u.%u.%u ", p[0], p[1], get_u32(p + 2));
        return data.n == 6;
    default:
        return false;
    }
}

void options_tell(char told[OPTIONS_TOLD], struct bytes options,
                  const struct service *self, const struct client *client)
{
    struct reader r = reader_over(options.at, options.n);
    told[0] = '\0'; /* it stays when nothing is written */
    struct teller t = { fmemopen(told, OPTIONS_TOLD, "w"), self, client };
    assert_non_null(t.to);
    while (reader_left(&r) && !r.bad) {
        uint16_t code = read_u16(&r), len = read_u16(&r);
        const uint8_t *data = read_bytes(&r, len);
        if (r.bad)
            fprintf(t.to, "cut ");
        else if (!tell(&t, code, (struct bytes){ data, len }))
            fprintf(t.to, "%u? ", code);
    }
    fclose(t.to);
}
