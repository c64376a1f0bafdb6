#include "tools/trace_read.h"

#include "tools/trace_servers.h"
#include "zonefile/name.h"

enum { ALIASES = 16 /* in one reply */ };

/* The first record of a name in the answer, of one type or of any. */
static const struct record *find(const struct message *m, const uint8_t *name,
                                 uint16_t type)
{
    uint8_t owner[DNS_NAME_MAX];
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        message_name(m, rr->at, owner);
        if ((rr->type == type || type == TYPE_ANY) && trace_same(owner, name))
            return rr;
    }
    return NULL;
}

static const struct record *find_type(const struct message *m, uint16_t type)
{
    for (size_t i = 0; i < message_count(m, AUTHORITY); i++) {
        const struct record *rr = message_record(m, AUTHORITY, i);
        if (rr->type == type)
            return rr;
    }
    return NULL;
}

/* What it means to be sent to the servers of `to`. */
static enum trace_meaning judge(const struct trace_asked *asked,
                                const uint8_t *to)
{
    if (trace_same(to, asked->zone))
        return MEANS_SIDEWAYS;
    if (trace_within(asked->zone, to))
        return MEANS_UPWARD;
    if (trace_within(to, asked->zone) && trace_within(asked->name, to))
        return MEANS_REFERRAL;
    return MEANS_BESIDE;
}

/* The NS records: one that leads on, if there is one. */
static void read_referral(struct trace_reading *r, const struct message *m,
                          const struct trace_asked *asked)
{
    bool any = false;
    uint8_t to[DNS_NAME_MAX];
    for (size_t i = 0; i < message_count(m, AUTHORITY); i++) {
        const struct record *rr = message_record(m, AUTHORITY, i);
        if (rr->type != TYPE_NS)
            continue;
        message_name(m, rr->at, to);
        enum trace_meaning meaning = judge(asked, to);
        if (any && meaning != MEANS_REFERRAL)
            continue;
        any = true;
        r->meaning = meaning;
        memcpy(r->name, to, name_len(to));
        if (meaning == MEANS_REFERRAL)
            return;
    }
}

/* Nothing stands in the answer; or nothing more, behind an alias. */
static void read_nothing(struct trace_reading *r, const struct message *m,
                         const struct trace_asked *asked)
{
    bool owner = m->flags & FLAG_AA;
    enum trace_meaning none = MEANS_NO_DATA;
    if (r->rcode == NXDOMAIN)
        none = MEANS_NO_NAME;
    r->meaning = owner ? none : MEANS_NOT_OURS;
    if (none == MEANS_NO_NAME || find_type(m, TYPE_SOA))
        return;
    const struct record *ns = find_type(m, TYPE_NS);
    uint8_t zone[DNS_NAME_MAX];
    if (!ns)
        return;
    message_name(m, ns->at, zone);
    if (!(owner && trace_same(zone, asked->zone))) /* its own NS: no referral */
        read_referral(r, m, asked);
}

/*
 * From the name on, alias by alias, as long as the server may speak of it.
 * False: there is no more, at r->name.
 */
static bool follow(struct trace_reading *r, const struct message *m,
                   const struct trace_asked *asked)
{
    for (unsigned i = 0; i < ALIASES; i++) {
        if (find(m, r->name, asked->type)) {
            r->meaning = MEANS_ANSWER;
            return true;
        }
        const struct record *alias = find(m, r->name, TYPE_CNAME);
        if (!alias)
            return false;
        message_name(m, alias->data_at, r->name);
        r->meaning = MEANS_ALIAS;
        if (trace_same(r->name, asked->name))
            break;
        if (!trace_within(r->name, asked->zone))
            return true;
    }
    r->meaning = MEANS_ALIAS_CIRCLE;
    return true;
}

void trace_read(struct trace_reading *r, const struct message *m,
                const struct trace_asked *asked)
{
    *r = (struct trace_reading){ .meaning = MEANS_ERROR,
                                 .rcode = message_rcode(m) };
    if (r->rcode != NOERROR && r->rcode != NXDOMAIN)
        return;
    memcpy(r->name, asked->name, name_len(asked->name));
    r->meaning = MEANS_NO_DATA;
    bool known = follow(r, m, asked);
    bool alias = !known && r->meaning == MEANS_ALIAS;
    if (!known && !alias)
        read_nothing(r, m, asked);
    else if (!(m->flags & FLAG_AA))
        r->meaning = MEANS_NOT_OURS;
    else if (alias && r->rcode == NXDOMAIN)
        r->meaning = MEANS_NO_NAME;
    else if (alias && find_type(m, TYPE_SOA))
        r->meaning = MEANS_NO_DATA;
}
