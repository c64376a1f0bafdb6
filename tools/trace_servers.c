#include "tools/trace_servers.h"

#include "zonefile/name.h"

bool trace_within(const uint8_t *name, const uint8_t *zone)
{
    uint8_t below[DNS_NAME_MAX], above[DNS_NAME_MAX];
    name_lower(below, name, name_len(name));
    name_lower(above, zone, name_len(zone));
    return name_within(below, above);
}

bool trace_same(const uint8_t *a, const uint8_t *b)
{
    return name_len(a) == name_len(b) && trace_within(a, b);
}

static bool at_home_v4(const uint8_t *a)
{
    return a[0] == 127 || a[0] == 10 || (a[0] == 172 && a[1] >> 4 == 1) ||
           (a[0] == 192 && a[1] == 168) || (a[0] == 169 && a[1] == 254);
}

bool trace_at_home(const struct endpoint *e)
{
    const struct in6_addr *a = &e->at.v6.sin6_addr;
    if (e->at.any.sa_family == AF_INET)
        return at_home_v4((const uint8_t *)&e->at.v4.sin_addr);
    if (IN6_IS_ADDR_V4MAPPED(a))
        return at_home_v4(a->s6_addr + 12);
    return IN6_IS_ADDR_LOOPBACK(a) || IN6_IS_ADDR_LINKLOCAL(a) ||
           (a->s6_addr[0] & 0xfe) == 0xfc; /* RFC 4193 3.1 */
}

struct trace_server *trace_servers_add(struct trace_servers *s,
                                       const uint8_t *name)
{
    if (s->n == TRACE_SERVERS)
        return NULL;
    struct trace_server *server = &s->list[s->n++];
    *server = (struct trace_server){ .n = 0 };
    memcpy(server->name, name, name_len(name));
    return server;
}

void trace_server_add(struct trace_server *server, const struct endpoint *at,
                      const struct trace_rules *rules)
{
    bool v4 = at->at.any.sa_family == AF_INET;
    if (!(v4 ? rules->v4 : rules->v6) || !(rules->world || trace_at_home(at)))
        server->barred = true;
    else if (server->n < TRACE_ADDRESSES)
        server->at[server->n++] = *at;
}

bool trace_address(struct endpoint *out, const struct message *m,
                   const struct record *rr)
{
    struct bytes data = { m->raw.at + rr->data_at, rr->data_n };
    *out = (struct endpoint){ .len = 0 };
    if (rr->class != CLASS_IN)
        return false;
    if (rr->type == TYPE_A && data.n == sizeof out->at.v4.sin_addr) {
        out->at.v4.sin_family = AF_INET;
        memcpy(&out->at.v4.sin_addr, data.at, data.n);
        out->len = sizeof out->at.v4;
    } else if (rr->type == TYPE_AAAA && data.n == sizeof out->at.v6.sin6_addr) {
        out->at.v6.sin6_family = AF_INET6;
        memcpy(&out->at.v6.sin6_addr, data.at, data.n);
        out->len = sizeof out->at.v6;
    }
    return out->len > 0;
}

void trace_servers_read(struct trace_servers *s, const struct message *m,
                        enum section section, const uint8_t *zone)
{
    uint8_t name[DNS_NAME_MAX];
    for (size_t i = 0; i < message_count(m, section); i++) {
        const struct record *rr = message_record(m, section, i);
        if (rr->type != TYPE_NS)
            continue;
        message_name(m, rr->at, name);
        if (!trace_same(name, zone))
            continue;
        message_name(m, rr->data_at, name);
        trace_servers_add(s, name);
    }
}

void trace_servers_glue(struct trace_servers *s, const struct message *m,
                        const uint8_t *speaker, const struct trace_rules *rules)
{
    uint8_t owner[DNS_NAME_MAX];
    struct endpoint at;
    for (size_t i = 0; i < message_count(m, ADDITIONAL); i++) {
        const struct record *rr = message_record(m, ADDITIONAL, i);
        message_name(m, rr->at, owner);
        if (!trace_address(&at, m, rr) || !trace_within(owner, speaker))
            continue;
        for (unsigned k = 0; k < s->n; k++)
            if (trace_same(owner, s->list[k].name))
                trace_server_add(&s->list[k], &at, rules);
    }
}

void trace_servers_rewind(struct trace_servers *s)
{
    for (unsigned i = 0; i < s->n; i++)
        s->list[i].next = s->list[i].sought = 0;
}
