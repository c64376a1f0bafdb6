#include "zonefile/plain.h"

#include <arpa/inet.h>

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Letters, digits, - and _: what stands in nearly all names. */
static bool is_host(char c)
{
    static const uint8_t host[256] = {
        ['-'] = 1,         ['_'] = 1,         ['0' ... '9'] = 1,
        ['A' ... 'Z'] = 1, ['a' ... 'z'] = 1,
    };
    return host[(uint8_t)c];
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

/* Four numbers of 0 to 255 without leading zeros, and nothing else. */
static bool read_ipv4(const char *p, const char *end, uint8_t *out)
{
    for (int i = 0; i < 4; i++) {
        unsigned v = 0;
        const char *from = p;
        for (; p < end && is_digit(*p) && p - from < 3; p++)
            v = v * 10 + (unsigned)(*p - '0');
        if (p == from || v > 255 || (*from == '0' && p - from > 1))
            return false;
        out[i] = (uint8_t)v;
        if (i < 3 && (p == end || *p++ != '.'))
            return false;
    }
    return p == end;
}

uint16_t plain_address(struct bytes text, uint8_t out[16])
{
    const char *p = (const char *)text.at;
    char copy[INET6_ADDRSTRLEN];
    if (read_ipv4(p, p + text.n, out))
        return TYPE_A;
    if (text.n >= sizeof copy || !memchr(p, ':', text.n) ||
        memchr(p, '\0', text.n))
        return 0;
    memcpy(copy, p, text.n);
    copy[text.n] = '\0';
    return inet_pton(AF_INET6, copy, out) == 1 ? TYPE_AAAA : 0;
}

/* A name of hosts' letters into p->owner; what follows it, or NULL. */
static const char *read_owner(struct plain *p, const char *at, const char *end)
{
    struct name *n = &p->owner;
    unsigned len = 0, labels = 0;
    bool letters = false, dot = false;
    while (at < end && is_host(*at) && labels < DNS_LABELS_MAX) {
        const char *from = at;
        for (; at < end && is_host(*at); at++)
            letters |= !is_digit(*at);
        size_t size = (size_t)(at - from);
        if (size > DNS_LABEL_MAX || len + size + 2 > DNS_NAME_MAX)
            return NULL;
        n->at[labels++] = (uint8_t)len;
        n->wire[len] = (uint8_t)size;
        memcpy(n->wire + len + 1, from, size);
        len += (unsigned)size + 1;
        dot = at < end && *at == '.';
        at += dot;
    }
    if (!letters || at == end || !is_blank(*at))
        return NULL; /* perhaps an address: a hosts line */
    name_lower(n->wire, n->wire, len);
    n->at[labels] = (uint8_t)len;
    n->wire[len] = 0;
    n->len = (uint8_t)(len + 1);
    n->labels = (uint8_t)labels;
    if (p->bare || dot)
        name_hash(n);
    else if (!p->origin || !name_append(n, p->origin))
        return NULL;
    return at;
}

/* The next word; *to is set behind it.  Empty at the end of the line. */
static const char *next_word(const char *at, const char *end, const char **to)
{
    while (at < end && is_blank(*at))
        at++;
    const char *p = at;
    while (p < end && !is_blank(*p) && *p != '\n' && *p != '\r')
        p++;
    *to = p;
    return at;
}

static bool read_ttl(struct plain *p, const char *at, const char *to)
{
    uint32_t v = 0;
    if (at == to || to - at > 9)
        return false;
    for (; at < to; at++) {
        if (!is_digit(*at))
            return false;
        v = v * 10 + (uint32_t)(*at - '0');
    }
    p->has_ttl = true;
    p->ttl = v;
    return true;
}

/* A or AAAA: the type as it is written, or 0. */
static uint16_t read_type(const char *at, const char *to)
{
    if (to - at == 1 && *at == 'A')
        return TYPE_A;
    return to - at == 4 && memcmp(at, "AAAA", 4) == 0 ? TYPE_AAAA : 0;
}

/* Behind the line, when only blanks or a comment are left on it. */
static const char *end_line(const struct plain *p, const char *at,
                            const char *end)
{
    while (at < end && (is_blank(*at) || *at == '\r'))
        at++;
    if (at < end && (*at == ';' || (*at == '#' && p->bare))) {
        at = memchr(at, '\n', (size_t)(end - at));
        return at ? at + 1 : end;
    }
    if (at == end)
        return end;
    return *at == '\n' ? at + 1 : NULL;
}

bool plain_line(struct plain *p, const char **at, const char *end)
{
    const char *to, *from = read_owner(p, *at, end);
    if (!from)
        return false;
    from = next_word(from, end, &to);
    p->has_ttl = false;
    if (read_ttl(p, from, to))
        from = next_word(to, end, &to);
    if (to - from == 2 && memcmp(from, "IN", 2) == 0)
        from = next_word(to, end, &to);
    uint16_t type = read_type(from, to);
    if (type)
        from = next_word(to, end, &to);
    else if (!p->bare)
        return false;
    struct bytes text = { (const uint8_t *)from, (size_t)(to - from) };
    p->type = plain_address(text, p->data);
    if (!p->type || (type && type != p->type))
        return false;
    p->len = p->type == TYPE_A ? 4 : 16;
    p->from = *at;
    const char *next = end_line(p, to, end);
    if (!next)
        return false;
    *at = next;
    return true;
}
