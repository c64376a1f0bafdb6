#include "tools/rdsvcb.h"

#include <arpa/inet.h>

#include "zonefile/dns.h"

/* The keys of RFC 9460 14.3.2 that have a form of their own. */
enum {
    KEY_MANDATORY,
    KEY_ALPN,
    KEY_NO_DEFAULT_ALPN,
    KEY_PORT,
    KEY_IPV4HINT,
    KEY_ECH,
    KEY_IPV6HINT,
    KEYS
};

static void write_key(struct walk *w, unsigned key)
{
    static const char *const names[KEYS] = {
        "mandatory", "alpn", "no-default-alpn", "port",
        "ipv4hint",  "ech",  "ipv6hint",
    };
    if (key < KEYS)
        walk_add(w, names[key]);
    else
        walk_format(w, "key%u", key);
}

/* Protocols: the comma between them is escaped within one, and then the
 * escape is itself: RFC 9460 A.1. */
static void write_protocols(struct walk *w, struct reader r)
{
    while (reader_left(&r)) {
        unsigned n = read_u8(&r);
        const uint8_t *p = read_bytes(&r, n);
        if (!p || n == 0) {
            walk_fault(w, "FORMERR");
            return;
        }
        for (unsigned i = 0; i < n; i++) {
            if (p[i] == ',' || p[i] == '\\')
                walk_add(w, "\\\\");
            field_write_octet(w, p[i]);
        }
        walk_add(w, reader_left(&r) ? "," : "");
    }
}

static void write_hints(struct walk *w, struct reader r, int family)
{
    char text[INET6_ADDRSTRLEN];
    size_t size = family == AF_INET ? 4 : 16;
    while (reader_left(&r)) {
        const uint8_t *p = read_bytes(&r, size);
        if (!p) {
            walk_fault(w, "FORMERR");
            return;
        }
        walk_add(w, inet_ntop(family, p, text, sizeof text));
        walk_add(w, reader_left(&r) ? "," : "");
    }
}

static void write_mandatory(struct walk *w, struct reader r)
{
    while (reader_left(&r)) {
        unsigned key = read_u16(&r);
        if (r.bad) {
            walk_fault(w, "FORMERR");
            return;
        }
        write_key(w, key);
        walk_add(w, reader_left(&r) ? "," : "");
    }
}

static void write_value(struct walk *w, unsigned key, struct bytes value)
{
    struct reader r = reader_over(value.at, value.n);
    switch (key) {
    case KEY_MANDATORY:
        write_mandatory(w, r);
        break;
    case KEY_PORT:
        walk_format(w, "%u", read_u16(&r));
        if (r.bad || reader_left(&r))
            walk_fault(w, "FORMERR");
        break;
    case KEY_IPV4HINT:
        write_hints(w, r, AF_INET);
        break;
    case KEY_IPV6HINT:
        write_hints(w, r, AF_INET6);
        break;
    case KEY_ECH:
        field_write_base64_whole(w, value.at, value.n);
        break;
    case KEY_ALPN:
        walk_add(w, "\"");
        write_protocols(w, r);
        walk_add(w, "\"");
        break;
    default:
        walk_add(w, "\"");
        for (size_t i = 0; i < value.n; i++)
            field_write_octet(w, value.at[i]);
        walk_add(w, "\"");
        break;
    }
}

/* May the value of this key be empty? */
static bool may_be_empty(unsigned key)
{
    return key == KEY_NO_DEFAULT_ALPN || key >= KEYS;
}

void rdsvcb_write(struct walk *w)
{
    int last = -1;
    bool alpn = false;
    while (!w->fault && reader_left(&w->r)) {
        unsigned key = walk_number(w, 2), n = walk_number(w, 2);
        const uint8_t *value = walk_take(w, n);
        if (!value)
            return;
        if ((int)key <= last || (n == 0 && !may_be_empty(key)) ||
            (key == KEY_NO_DEFAULT_ALPN && (n || !alpn))) {
            walk_fault(w, "FORMERR");
            return;
        }
        last = (int)key;
        alpn = alpn || key == KEY_ALPN;
        walk_add(w, " ");
        write_key(w, key);
        if (n == 0)
            continue;
        walk_add(w, "=");
        write_value(w, key, (struct bytes){ value, n });
    }
}
