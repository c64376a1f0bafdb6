#include "tools/explain.h"

#include "tools/explain_flags.h"
#include "tools/explain_row.h"
#include "tools/explain_value.h"
#include "tools/explain_walk.h"
#include "tools/mnemonic.h"
#include "tools/words.h"

/* A message on its way to paper. */
struct telling {
    struct paper paper;
    enum lang lang;
    const struct walked *w;
    struct bytes query;   /* that was told before, or empty */
    bool first_head_told; /* class, TTL, length: told once in full */
};

static struct bytes octets(const struct telling *t, const struct piece *p,
                           size_t n)
{
    return (struct bytes){ t->w->message.at + p->at, n };
}

/* The row of a piece, alone. */
static void tell_piece(struct telling *t, const struct piece *p)
{
    struct text text = { 0 }, mark = { 0 }, fault = { 0 }, rule = { 0 };
    struct row row = { .at = p->at,
                       .bytes = octets(t, p, p->n),
                       .name = p->name };
    if (p->shape == SHAPE_FLAGS)
        flags_add(&text, t->lang, t->w);
    else
        value_add(&text, t->lang, t->w, p);
    row.text = text.at ? text.at : "";
    if (p->fault != SAY_NOTHING) {
        messages_add(&mark, t->lang, SAY_ERROR, NULL);
        messages_add(&fault, t->lang, p->fault, NULL);
        messages_add(&rule, t->lang, SAY_ERROR_RULE, fault.at, p->rule, NULL);
        row.mark = mark.at;
        row.rule = rule.at;
    }
    row_print(&t->paper, &row);
    text_free(&text);
    text_free(&mark);
    text_free(&fault);
    text_free(&rule);
}

/* So many pieces in one row, under one name. */
static void tell_together(struct telling *t, size_t i, size_t count,
                          struct row row)
{
    const struct piece *p = &t->w->pieces[i], *end = &p[count - 1];
    row.at = p->at;
    row.bytes = octets(t, p, end->at + end->n - p->at);
    row_print(&t->paper, &row);
}

/* No fault among them. */
static bool are_fine(const struct telling *t, size_t i, size_t count)
{
    if (i + count > t->w->n)
        return false;
    for (size_t k = i; k < i + count; k++)
        if (t->w->pieces[k].fault != SAY_NOTHING)
            return false;
    return true;
}

/* The counts behind the first, in a query; all four in a reply. */
static size_t tell_counts(struct telling *t, size_t i)
{
    const struct piece *p = &t->w->pieces[i];
    bool reply = t->w->flags & FLAG_QR;
    size_t count = reply ? 4 : 3;
    struct text text = { 0 };
    if (p->at != (reply ? 4u : 6u) || !are_fine(t, i, count))
        return 0;
    if (reply)
        messages_add(&text, t->lang, SAY_COUNTS, digits(p[0].value).at,
                     digits(p[1].value).at, digits(p[2].value).at,
                     digits(p[3].value).at, NULL);
    else
        messages_add(&text, t->lang, SAY_COUNTS_REST, digits(p[0].value).at,
                     digits(p[1].value).at, digits(p[2].value).at, NULL);
    tell_together(
        t, i, count,
        (struct row){ .name = reply ? "COUNTS" : "AN,NS,AR", .text = text.at });
    text_free(&text);
    return count;
}

/* Class, TTL and length, of all records but the first. */
static size_t tell_head(struct telling *t, size_t i)
{
    char class[MNEMONIC_MAX];
    const struct piece *p = &t->w->pieces[i];
    struct text text = { 0 };
    if (p->shape != SHAPE_CLASS || p->place == PLACE_QUESTION ||
        !are_fine(t, i, 3))
        return 0;
    if (!t->first_head_told) {
        t->first_head_told = true;
        return 0;
    }
    mnemonic_class(class, (uint16_t)p->value);
    messages_add(&text, t->lang, SAY_HEAD, class, digits(p[1].value).at,
                 digits(p[2].value).at, NULL);
    tell_together(t, i, 3, (struct row){ .text = text.at });
    text_free(&text);
    return 3;
}

/* The question, when the same octets were told with the query. */
static size_t tell_question(struct telling *t, size_t i)
{
    const struct piece *p = t->w->pieces;
    struct text text = { 0 };
    size_t count = 0;
    if (p[i].at != DNS_HEADER || t->w->counts[PLACE_QUESTION] != 1)
        return 0;
    while (i + count < t->w->n && p[i + count].place == PLACE_QUESTION)
        count++;
    size_t n = p[i + count - 1].at + p[i + count - 1].n - DNS_HEADER;
    if (!are_fine(t, i, count) || t->query.n < DNS_HEADER + n ||
        memcmp(octets(t, &p[i], n).at, t->query.at + DNS_HEADER, n) != 0)
        return 0;
    messages_add(&text, t->lang, SAY_QUESTION_SAME, digits(n).at, NULL);
    tell_together(
        t, i, count,
        (struct row){ .name = "QUESTION", .text = text.at, .folded = true });
    text_free(&text);
    return count;
}

/* " ANSWER 1 of 2", when something else begins here. */
static void tell_heading(struct telling *t, size_t i)
{
    static const enum saying says[PLACES] = {
        SAY_HEAD_HEADER,    SAY_HEAD_QUESTION,   SAY_HEAD_ANSWER,
        SAY_HEAD_AUTHORITY, SAY_HEAD_ADDITIONAL, SAY_HEAD_END
    };
    const struct piece *p = &t->w->pieces[i];
    struct text text = { 0 };
    if (i > 0 && p[-1].place == p->place && p[-1].record == p->record)
        return;
    text_put(&text, ' ');
    messages_add(&text, t->lang, says[p->place], digits(p->record + 1u).at,
                 digits(t->w->counts[p->place]).at, NULL);
    fprintf(t->paper.out, "%s\n", text.at);
    text_free(&text);
}

static void tell_saved(struct telling *t)
{
    const struct walked *w = t->w;
    struct text text = { 0 };
    if (w->broken || w->saved <= 0)
        return;
    unsigned long saved = (unsigned long)w->saved;
    messages_add(&text, t->lang, SAY_SAVED, digits(w->message.n).at,
                 digits(w->message.n + saved).at, digits(saved).at,
                 digits(w->pointers).at, NULL);
    row_print_text(&t->paper, text.at, 1);
    text_free(&text);
}

/* One row, of one piece or of several; returns how many. */
static size_t tell_next(struct telling *t, size_t i)
{
    const struct piece *p = &t->w->pieces[i];
    size_t done = p->place == PLACE_QUESTION ? tell_question(t, i) : 0;
    if (done)
        return done;
    tell_heading(t, i);
    done = p->shape == SHAPE_COUNT ? tell_counts(t, i) : tell_head(t, i);
    if (done)
        return done;
    tell_piece(t, p);
    return 1;
}

static void tell_message(struct telling *t)
{
    const struct walked *w = t->w;
    row_print_head(&t->paper, t->lang);
    for (size_t i = 0; i < w->n;)
        i += tell_next(t, i);
    tell_saved(t);
}

/* ";; REPLY  131 bytes from 127.0.0.13#5300 after 0.2 ms" */
static void tell_title(FILE *out, const struct explain *e, bool reply,
                       size_t octets_n)
{
    struct text title = { 0 }, server = { 0 }, took = { 0 };
    struct digits n = digits(octets_n);
    text_format(&server, "%s#%u", e->server ? e->server : "", e->port);
    text_format(&took, "%u.%u", e->took_us / 1000, e->took_us / 100 % 10);
    if (!e->server)
        messages_add(&title, e->lang, reply ? SAY_HEAD_REPLY : SAY_HEAD_QUERY,
                     n.at, NULL);
    else if (reply)
        messages_add(&title, e->lang, SAY_HEAD_REPLY_FROM, n.at, server.at,
                     took.at, NULL);
    else
        messages_add(&title, e->lang, SAY_HEAD_QUERY_TO, n.at, server.at,
                     e->tcp ? "TCP" : "UDP", NULL);
    fprintf(out, "%s\n", title.at);
    text_free(&title);
    text_free(&server);
    text_free(&took);
}

static void explain_message(FILE *out, const struct explain *e, bool reply,
                            bool query_told)
{
    static const struct bytes none = { 0 };
    struct walked w;
    struct bytes message = reply ? e->reply : e->query;
    struct telling t = { .paper = { .out = out, .colour = e->colour },
                         .lang = e->lang,
                         .w = &w,
                         .query = query_told ? e->query : none };
    bool is_query = reply && message.n > 2 && !(message.at[2] & HEAD_QR);
    if (message.n == 0)
        return;
    walk_message(&w, message, reply ? e->query : none);
    tell_title(out, e, reply && !(is_query && e->query.n == 0), message.n);
    tell_message(&t);
    fputc('\n', out);
    walked_free(&w);
}

void explain_print(FILE *out, const struct explain *e)
{
    unsigned parts =
        e->parts ? e->parts : EXPLAIN_QUERY | EXPLAIN_REPLY | EXPLAIN_WORDS;
    bool query = parts & EXPLAIN_QUERY && !e->later;
    if (query)
        explain_message(out, e, false, false);
    if (parts & EXPLAIN_REPLY)
        explain_message(out, e, true, query);
    if (parts & EXPLAIN_WORDS) {
        struct text title = { 0 };
        messages_add(&title, e->lang, SAY_HEAD_WORDS, NULL);
        fprintf(out, "%s\n", title.at);
        text_free(&title);
        words_print(out, e);
        fputc('\n', out);
    }
}
