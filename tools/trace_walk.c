#include "tools/trace_walk.h"

#include <stdio.h>

#include "zonefile/name.h"

static const uint8_t root[1];

static struct trace_walk *top(struct trace *t)
{
    return &t->walks[t->n - 1];
}

static void copy_name(uint8_t *to, const uint8_t *from)
{
    memcpy(to, from, name_len(from));
}

/* ---- beginning ---- */

/* To the root, with another name. */
static void restart(struct trace *t, struct trace_walk *w, const uint8_t *name)
{
    uint8_t copy[DNS_NAME_MAX];
    copy_name(copy, name);
    copy_name(w->name, copy);
    copy_name(w->zone, root);
    copy_name(w->above, root);
    w->depth = 0;
    w->servers = t->start;
    trace_servers_rewind(&w->servers);
}

static void push(struct trace *t, const uint8_t *name, uint16_t type)
{
    struct trace_walk *w = &t->walks[t->n++];
    *w = (struct trace_walk){ .type = type };
    restart(t, w, name);
}

void trace_begin(struct trace *t, const uint8_t *name, uint16_t type,
                 bool prime)
{
    t->n = t->queries = 0;
    push(t, name, type);
    top(t)->priming = prime;
}

/* ---- what next ---- */

/* 2.1: the walks below stand at their last question. */
static void write_number(const struct trace *t, char *out)
{
    size_t used = 0;
    for (unsigned i = 0; i < t->n && used < TRACE_NUMBER; i++)
        used += (size_t)snprintf(out + used, TRACE_NUMBER - used,
                                 i ? ".%u" : "%u", t->walks[i].asked);
}

static void describe(const struct trace *t, struct trace_step *s)
{
    const struct trace_walk *w = &t->walks[t->n - 1];
    *s = (struct trace_step){
        .level = t->n - 1,
        .type = w->type,
        .priming = w->priming,
    };
    copy_name(s->zone, w->zone);
    copy_name(s->above, w->above);
    copy_name(s->name, w->name);
    if (w->priming) {
        copy_name(s->name, root);
        s->type = TYPE_NS;
    }
}

static void end(const struct trace *t, struct trace_step *s,
                enum trace_fault why)
{
    describe(t, s);
    s->what = TRACE_END;
    s->fault = why;
}

static unsigned depth_of(const struct trace *t)
{
    unsigned n = 0;
    for (unsigned i = 0; i < t->n; i++)
        n += t->walks[i].depth;
    return n;
}

static void stick(struct trace *t, struct trace_step *s, enum trace_fault why)
{
    struct trace_walk *w = top(t);
    describe(t, s);
    s->what = TRACE_STUCK;
    s->fault = w->fault = why;
    s->server = w->servers.list[w->current];
}

/* Nothing is known of a server but its name. */
static bool is_unknown(const struct trace *t, const struct trace_server *s)
{
    return s->n == 0 && s->sought < (unsigned)t->rules.v4 + t->rules.v6;
}

/* Could anybody else still be asked? */
static bool is_alone(const struct trace *t, const struct trace_walk *w)
{
    unsigned left = 0;
    for (unsigned i = 0; i < w->servers.n; i++) {
        const struct trace_server *s = &w->servers.list[i];
        left += s->n > 0 ? s->n : is_unknown(t, s);
    }
    return left <= 1;
}

static void ask(struct trace *t, struct trace_step *s)
{
    struct trace_walk *w = top(t);
    struct trace_server *server = &w->servers.list[w->current];
    w->asked++;
    t->queries++;
    describe(t, s);
    write_number(t, s->number);
    s->what = TRACE_ASK;
    s->server = *server;
    s->at = server->at[server->next++];
    s->alone = is_alone(t, w);
}

/* Is its address being looked for already? */
static bool is_circle(const struct trace *t, const uint8_t *name)
{
    bool found = false;
    for (unsigned i = 0; i < t->n; i++)
        found = found || trace_same(t->walks[i].name, name);
    return found;
}

/* Without an address: look for it, where that can lead anywhere. */
static void seek(struct trace *t, struct trace_step *s)
{
    struct trace_walk *w = top(t);
    struct trace_server *server = &w->servers.list[w->current];
    bool again = server->sought++ > 0;
    uint16_t type = t->rules.v4 && !again ? TYPE_A : TYPE_AAAA;
    enum trace_fault why = TRACE_FINE;
    if (server->barred)
        why = TRACE_BARRED;
    else if (trace_within(server->name, w->zone))
        why = TRACE_NO_GLUE;
    else if (is_circle(t, server->name))
        why = TRACE_CIRCLE;
    else if (t->n == TRACE_WALKS)
        why = TRACE_TOO_DEEP;
    if (why != TRACE_FINE) {
        server->sought = UINT8_MAX;
        stick(t, s, why);
        return;
    }
    describe(t, s);
    write_number(t, s->number);
    s->what = TRACE_SEEK;
    s->server = *server;
    push(t, server->name, type);
}

/* What the walk for the address of `server` has found. */
static void take_addresses(struct trace *t, struct trace_server *server,
                           const struct trace_walk *over)
{
    const struct trace_server *found = over->found.list;
    if (over->fault != TRACE_FINE)
        server->sought = UINT8_MAX;
    if (over->found.n == 0)
        return;
    server->barred = found->barred;
    for (unsigned i = 0; i < found->n; i++)
        trace_server_add(server, &found->at[i], &t->rules);
}

/* The walk on top has ended: back to the one that needs the address. */
static void leave(struct trace *t, struct trace_step *s)
{
    const struct trace_walk *over = top(t);
    if (t->n == 1) {
        end(t, s, over->fault);
        return;
    }
    t->n--;
    struct trace_walk *w = top(t);
    struct trace_server *server = &w->servers.list[w->current];
    take_addresses(t, server, over);
    if (server->n == 0 && is_unknown(t, server) && !server->barred) {
        seek(t, s); /* one of the other kind */
        return;
    }
    if (server->n == 0) {
        server->sought = UINT8_MAX;
        stick(t, s, server->barred ? TRACE_BARRED : TRACE_NO_ADDRESS);
        return;
    }
    describe(t, s);
    s->what = TRACE_SOUGHT;
    s->server = *server;
}

/* The next server with an address, or else one to look up.  False: none. */
static bool choose(struct trace *t, bool *known)
{
    struct trace_walk *w = top(t);
    *known = true;
    for (unsigned i = 0; i < w->servers.n; i++)
        if (w->servers.list[i].next < w->servers.list[i].n) {
            w->current = i;
            return true;
        }
    *known = false;
    for (unsigned i = 0; i < w->servers.n; i++)
        if (is_unknown(t, &w->servers.list[i])) {
            w->current = i;
            return true;
        }
    return false;
}

void trace_next(struct trace *t, struct trace_step *s)
{
    struct trace_walk *w = top(t);
    bool known;
    if (!w->done && !choose(t, &known)) {
        w->done = true;
        if (w->fault == TRACE_FINE)
            w->fault = TRACE_NO_ADDRESS;
    }
    if (w->done)
        leave(t, s);
    else if (!known)
        seek(t, s);
    else if (t->queries == TRACE_QUERIES)
        end(t, s, TRACE_TOO_MANY);
    else
        ask(t, s);
}

/* ---- replies ---- */

void trace_lose(struct trace *t, enum trace_fault why)
{
    top(t)->fault = why;
}

static void finish(struct trace_walk *w, enum trace_fault why)
{
    w->done = true;
    w->fault = why;
}

/* Who serves the root; those without an address have to be looked up. */
static void take_root(struct trace *t, const struct message *m)
{
    struct trace_servers roots = { .n = 0 };
    struct trace_walk *w = top(t);
    unsigned usable = 0;
    w->priming = false;
    trace_servers_read(&roots, m, ANSWER, root);
    if (roots.n == 0)
        trace_servers_read(&roots, m, AUTHORITY, root);
    trace_servers_glue(&roots, m, root, &t->rules);
    for (unsigned i = 0; i < roots.n; i++)
        usable += roots.list[i].n > 0 || roots.list[i].barred;
    if (usable)
        t->start = roots;
    w->servers = t->start;
    trace_servers_rewind(&w->servers);
}

static enum trace_fault descend(struct trace *t, const struct message *m,
                                const uint8_t *zone)
{
    struct trace_walk *w = top(t);
    w->depth++;
    if (depth_of(t) > TRACE_DEPTH) {
        finish(w, TRACE_TOO_DEEP);
        return TRACE_TOO_DEEP;
    }
    copy_name(w->above, w->zone);
    copy_name(w->zone, zone);
    w->servers.n = 0;
    w->fault = TRACE_FINE;
    trace_servers_read(&w->servers, m, AUTHORITY, w->zone);
    trace_servers_glue(&w->servers, m, w->above, &t->rules);
    return TRACE_FINE;
}

/* The addresses that the walk was for, of whatever name they are in the end. */
static void keep_addresses(struct trace *t, const struct message *m,
                           const uint8_t *name)
{
    struct trace_walk *w = top(t);
    struct trace_server *server = trace_servers_add(&w->found, w->name);
    uint8_t owner[DNS_NAME_MAX];
    struct endpoint at;
    for (size_t i = 0; i < message_count(m, ANSWER); i++) {
        const struct record *rr = message_record(m, ANSWER, i);
        message_name(m, rr->at, owner);
        if (rr->type == w->type && trace_same(owner, name) &&
            trace_address(&at, m, rr))
            trace_server_add(server, &at, &t->rules);
    }
}

static enum trace_fault take_alias(struct trace *t, const uint8_t *name)
{
    struct trace_walk *w = top(t);
    enum trace_fault why = TRACE_FINE;
    if (w->restarts++ == TRACE_RESTARTS)
        why = TRACE_ALIAS_CIRCLE;
    if (why != TRACE_FINE || (t->n == 1 && !t->follow))
        finish(w, why);
    else
        restart(t, w, name);
    return why;
}

static enum trace_fault fault_of(enum trace_meaning meaning)
{
    switch (meaning) {
    case MEANS_UPWARD:
        return TRACE_UPWARD;
    case MEANS_SIDEWAYS:
        return TRACE_SIDEWAYS;
    case MEANS_BESIDE:
        return TRACE_BESIDE;
    case MEANS_ERROR:
        return TRACE_ERROR;
    case MEANS_NOT_OURS:
        return TRACE_NOT_OURS;
    case MEANS_ALIAS_CIRCLE:
        return TRACE_ALIAS_CIRCLE;
    case MEANS_ANSWER:
    case MEANS_ALIAS:
    case MEANS_NO_NAME:
    case MEANS_NO_DATA:
    case MEANS_REFERRAL:
        break;
    }
    return TRACE_FINE;
}

void trace_take(struct trace *t, const struct message *m, struct trace_event *e)
{
    struct trace_walk *w = top(t);
    struct trace_asked asked = { w->name, w->zone, w->type };
    *e = (struct trace_event){ .fault = TRACE_FINE };
    if (w->priming) {
        take_root(t, m);
        return;
    }
    trace_read(&e->reading, m, &asked);
    e->fault = fault_of(e->reading.meaning);
    if (e->fault == TRACE_ALIAS_CIRCLE)
        finish(w, e->fault);
    else if (e->fault != TRACE_FINE)
        trace_lose(t, e->fault);
    else if (e->reading.meaning == MEANS_REFERRAL)
        e->fault = descend(t, m, e->reading.name);
    else if (e->reading.meaning == MEANS_ALIAS)
        e->fault = take_alias(t, e->reading.name);
    else if (e->reading.meaning == MEANS_NO_NAME && t->n > 1)
        finish(w, TRACE_NO_ADDRESS); /* of no kind */
    else
        finish(w, TRACE_FINE);
    if (e->reading.meaning == MEANS_ANSWER && t->n > 1)
        keep_addresses(t, m, e->reading.name);
}
