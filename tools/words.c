#include "tools/words.h"

#include "tools/explain_row.h"
#include "tools/explain_value.h"
#include "tools/explain_walk.h"
#include "tools/mnemonic.h"
#include "tools/words_answer.h"

/* Which rule this piece breaks. */
static void say_fault(struct clause *s, enum saying id, const struct piece *p)
{
    struct text fault = { 0 }, rule = { 0 }, at = { 0 };
    text_format(&at, "%04x", p->at);
    messages_add(&fault, s->lang, p->fault, NULL);
    messages_add(&rule, s->lang, SAY_ERROR_RULE, fault.at, p->rule, NULL);
    messages_add(clause_next(s), s->lang, id, at.at, rule.at, NULL);
    text_free(&fault);
    text_free(&rule);
    text_free(&at);
}

/* The fault behind which nothing could be read, or else the first, or NULL. */
static const struct piece *worst_fault(const struct walked *w)
{
    for (size_t i = 0; i < w->n && !w->broken; i++)
        if (w->pieces[i].fault != SAY_NOTHING)
            return &w->pieces[i];
    return w->broken;
}

/* A question that nobody has answered. */
static void say_query(struct clause *s)
{
    struct text name = { 0 };
    char type[MNEMONIC_MAX];
    clause_name(&name, s->facts.asked);
    mnemonic_type(type, s->facts.type);
    messages_add(clause_next(s), s->lang, SAY_WORDS_A_QUERY, name.at, type,
                 NULL);
    messages_add(clause_next(s), s->lang, SAY_WORDS_QUERY_ONLY, NULL);
    text_free(&name);
}

static void say_rcode(struct clause *s, unsigned rcode, bool asks)
{
    static const struct {
        unsigned rcode;
        enum saying says;
    } rows[] = { { FORMERR, SAY_WORDS_FORMERR },
                 { SERVFAIL, SAY_WORDS_SERVFAIL },
                 { NOTIMP, SAY_WORDS_NOTIMP },
                 { BADVERS, SAY_WORDS_BADVERS },
                 { BADCOOKIE, SAY_WORDS_BADCOOKIE } };
    struct text name = { 0 };
    char mnemonic[MNEMONIC_MAX];
    mnemonic_rcode(mnemonic, rcode);
    clause_name(&name, s->facts.asked);
    enum saying says = SAY_WORDS_RCODE;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].rcode == rcode)
            says = rows[i].says;
    if (rcode == REFUSED && asks && s->facts.class != CLASS_IN)
        says = SAY_WORDS_REFUSED_BARE; /* no walk leads anywhere */
    else if (rcode == REFUSED && asks)
        says = s->facts.w->flags & FLAG_RA ? SAY_WORDS_REFUSED_RA
                                           : SAY_WORDS_REFUSED;
    bool told = says != SAY_WORDS_RCODE;
    messages_add(clause_next(s), s->lang, says, s->server,
                 told ? name.at : mnemonic, NULL);
    text_free(&name);
}

/* No look-up: NOTIFY, UPDATE and their like. */
static void say_opcode(struct clause *s, unsigned opcode)
{
    char rcode[MNEMONIC_MAX];
    mnemonic_rcode(rcode, s->facts.w->rcode);
    messages_add(clause_next(s), s->lang, SAY_WORDS_OPCODE,
                 mnemonic_opcode(opcode), rcode, NULL);
}

/* Does a transfer begin as it must: RFC 5936 2.2? */
static bool begins_with_soa(const struct walked *w)
{
    for (size_t i = 0; i < w->records_n; i++)
        if (w->records[i].place == PLACE_ANSWER)
            return w->records[i].type == TYPE_SOA;
    return false;
}

static enum saying transfer_of(const struct clause *s)
{
    const struct walked *w = s->facts.w;
    if (w->rcode == REFUSED)
        return SAY_WORDS_TRANSFER_REFUSED;
    if (w->rcode != NOERROR)
        return SAY_WORDS_TRANSFER_FAILED;
    if (w->counts[PLACE_ANSWER] == 0)
        return SAY_WORDS_TRANSFER_EMPTY;
    if (s->task->later)
        return SAY_WORDS_TRANSFER_MORE;
    return begins_with_soa(w) ? SAY_WORDS_TRANSFER : SAY_WORDS_TRANSFER_NO_SOA;
}

static void say_transfer(struct clause *s)
{
    const struct walked *w = s->facts.w;
    struct text zone = { 0 };
    enum saying id = transfer_of(s);
    clause_zone(s, &zone, s->facts.asked);
    messages_add(clause_next(s), s->lang, id, zone.at,
                 digits(w->counts[PLACE_ANSWER]).at, s->server, NULL);
    if (id == SAY_WORDS_TRANSFER_FAILED)
        say_rcode(s, w->rcode, false);
    text_free(&zone);
}

/* Why, in the server's own words: RFC 8914. */
static void say_why(struct clause *s, const struct walked *w)
{
    for (size_t i = 0; i < w->n; i++) {
        const struct piece *p = &w->pieces[i], *next = p + 1;
        struct text code = { 0 }, text = { 0 };
        if (p->shape != SHAPE_EDE)
            continue;
        const char *known = mnemonic_ede((uint16_t)p->value);
        text_format(&code, "%u (%s)", p->value, known ? known : "?");
        bool told = i + 1 < w->n && next->shape == SHAPE_TEXT;
        if (told)
            value_utf8(&text,
                       (struct bytes){ w->message.at + next->at, next->n });
        messages_add(clause_next(s), s->lang,
                     told ? SAY_WORDS_EXPLAINS_TEXT : SAY_WORDS_EXPLAINS,
                     code.at, text.at, NULL);
        text_free(&code);
        text_free(&text);
    }
}

static void say_meaning(struct clause *s, const struct walked *w, bool asks)
{
    unsigned opcode = w->flags >> 11 & 15;
    bool transfer = s->task->later || s->facts.type == TYPE_AXFR ||
                    s->facts.type == TYPE_IXFR;
    if (opcode != 0)
        say_opcode(s, opcode);
    else if (transfer)
        say_transfer(s);
    else if (w->rcode == NXDOMAIN && asks)
        words_no_name(s);
    else if (w->rcode != NOERROR)
        say_rcode(s, w->rcode, asks);
    else if (w->flags & FLAG_TC)
        messages_add(clause_next(s), s->lang,
                     s->task->tcp ? SAY_WORDS_CUT_TCP : SAY_WORDS_CUT, NULL);
    else if (!asks)
        messages_add(clause_next(s), s->lang, SAY_WORDS_NO_QUESTION, NULL);
    else
        words_answer(s);
}

/* Is it a reply, and to this query? */
static bool is_reply_to(const struct walked *w, struct bytes query)
{
    unsigned other = w->flags ^ get_u16(query.at + 2);
    return w->flags & FLAG_QR && !(other & FLAG_OPCODE) && !w->asked_other &&
           w->id == get_u16(query.at);
}

/* What it means that there is no reply. */
static enum saying failure_of(const struct explain *e)
{
    if (e->reply.n)
        return SAY_WORDS_STRANGE;
    switch (e->outcome) {
    case OUTCOME_REPLY:
        break;
    case OUTCOME_TIMEOUT:
        return e->cut ? SAY_WORDS_TIMEOUT_CUT : SAY_WORDS_TIMEOUT;
    case OUTCOME_NOBODY:
        return e->tcp ? SAY_WORDS_NOBODY_TCP : SAY_WORDS_NOBODY;
    case OUTCOME_UNREACHABLE:
        return SAY_WORDS_UNREACHABLE;
    case OUTCOME_CLOSED:
        return SAY_WORDS_CLOSED;
    case OUTCOME_UNSENT:
        return SAY_WORDS_UNSENT;
    case OUTCOME_NO_SERVER:
        return SAY_WORDS_NO_SERVER;
    }
    return SAY_NOTHING;
}

static void say_failure(struct clause *s, const struct walked *w)
{
    const struct explain *e = s->task;
    const struct piece *fault = worst_fault(w);
    struct text place = { 0 };
    text_format(&place, e->server ? "%s#%u" : "%s", s->server, e->port);
    if (e->later)
        messages_add(clause_next(s), s->lang, SAY_WORDS_TRANSFER_ENDS, NULL);
    if (e->cut)
        messages_add(clause_next(s), s->lang, SAY_WORDS_CUT_AGAIN, NULL);
    messages_add(clause_next(s), s->lang, failure_of(e), place.at,
                 digits(e->waited_s).at, NULL);
    if (e->reply.n && fault)
        say_fault(s, SAY_WORDS_STRANGE_WHY, fault);
    if (e->cut)
        messages_add(clause_next(s), s->lang, SAY_WORDS_IGNORE, NULL);
    text_free(&place);
}

static void say_message(struct clause *s, const struct walked *w)
{
    const struct explain *e = s->task;
    bool asks = facts_begin(&s->facts, w);
    bool reply = w->flags & FLAG_QR, pasted = e->query.n < DNS_HEADER;
    const struct piece *fault = worst_fault(w);
    if (fault && (pasted || w->broken))
        say_fault(s, pasted ? SAY_WORDS_BROKEN_PASTED : SAY_WORDS_BROKEN,
                  fault);
    if (w->broken)
        return;
    if (!pasted && e->reply.n && !is_reply_to(w, e->query)) {
        messages_add(clause_next(s), s->lang, SAY_WORDS_OTHER, NULL);
    } else if (!reply && asks) {
        say_query(s);
    } else {
        say_meaning(s, w, asks);
        say_why(s, w);
    }
}

void words_print(FILE *out, const struct explain *e)
{
    struct text server = { 0 };
    struct clause s = { .lang = e->lang, .task = e, .server = e->server };
    struct paper paper = { .out = out };
    static const struct bytes none;
    if (!s.server) {
        messages_add(&server, e->lang, SAY_WORDS_SERVER, NULL);
        s.server = server.at;
    }
    struct walked w;
    bool reply = e->reply.n > 0;
    walk_message(&w, reply ? e->reply : e->query, reply ? e->query : none);
    if (e->outcome == OUTCOME_REPLY)
        say_message(&s, &w);
    else
        say_failure(&s, &w);
    walked_free(&w);
    if (s.text.n)
        row_print_text(&paper, s.text.at, 1);
    text_free(&s.text);
    text_free(&server);
}
