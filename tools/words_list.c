#include "tools/words_list.h"

#include "tools/explain_value.h"
#include "zonefile/name.h"

enum { LISTED_MAX = 4 };

struct text *clause_next(struct clause *s)
{
    if (s->text.n && s->lang == LANG_EN)
        text_put(&s->text, ' ');
    return &s->text;
}

void clause_name(struct text *t, const uint8_t *name)
{
    if (name[0] == 0) {
        text_add(t, "\".\"");
        return;
    }
    text_name(t, name);
    t->at[--t->n] = '\0';
}

void clause_zone(struct clause *s, struct text *t, const uint8_t *name)
{
    struct text plain = { 0 };
    clause_name(&plain, name);
    messages_add(t, s->lang, name[0] ? SAY_WORDS_ZONE : SAY_WORDS_ZONE_ROOT,
                 plain.at, NULL);
    text_free(&plain);
}

static const uint8_t *data_of(const struct clause *s,
                              const struct part_of_message *r)
{
    return s->facts.w->message.at + r->data_at;
}

/* What a record holds, for the types whose data make a list. */
static void add_data(struct text *t, const struct clause *s,
                     const struct part_of_message *r)
{
    uint8_t name[DNS_NAME_MAX];
    size_t skip = r->type == TYPE_MX ? 2 : 0;
    switch (r->type) {
    case TYPE_A:
    case TYPE_AAAA:
        if (r->data_n == 4 || r->data_n == 16)
            value_address(t, (struct bytes){ data_of(s, r), r->data_n });
        return;
    case TYPE_NS:
    case TYPE_MX:
    case TYPE_PTR:
    case TYPE_CNAME:
        facts_name(&s->facts, r, skip, name);
        clause_name(t, name);
        return;
    default:
        return;
    }
}

/* "a, b, c, d and 3 more" */
static void end_list(struct clause *s, struct text *list, unsigned n)
{
    struct text whole = { 0 };
    if (n <= LISTED_MAX)
        return;
    messages_add(&whole, s->lang, SAY_WORDS_MORE, list->at,
                 digits(n - LISTED_MAX).at, NULL);
    text_clear(list);
    text_add(list, whole.at);
    text_free(&whole);
}

unsigned clause_answers(struct clause *s, struct text *list)
{
    const struct walked *w = s->facts.w;
    unsigned n = 0;
    text_clear(list);
    text_add(list, "");
    for (size_t i = 0; i < w->records_n; i++) {
        if (!facts_answers(&s->facts, &w->records[i]))
            continue;
        if (n++ >= LISTED_MAX)
            continue;
        text_add(list, n > 1 ? ", " : "");
        add_data(list, s, &w->records[i]);
    }
    end_list(s, list, n);
    return n;
}

/* "ns1.cctv.com at 127.0.0.13"; whether there is an address. */
static bool add_server(struct text *t, const struct clause *s,
                       const uint8_t *name)
{
    struct text plain = { 0 }, address = { 0 };
    const struct part_of_message *glue =
        facts_find(&s->facts, PLACE_ADDITIONAL, TYPE_A, name);
    if (!glue)
        glue = facts_find(&s->facts, PLACE_ADDITIONAL, TYPE_AAAA, name);
    clause_name(&plain, name);
    if (glue)
        add_data(&address, s, glue);
    if (address.n)
        messages_add(t, s->lang, SAY_WORDS_REFERRAL_AT, plain.at, address.at,
                     NULL);
    else
        text_add(t, plain.at);
    bool found = address.n > 0;
    text_free(&plain);
    text_free(&address);
    return found;
}

unsigned clause_servers(struct clause *s, const uint8_t *zone,
                        struct text *list)
{
    const struct walked *w = s->facts.w;
    unsigned n = 0, addresses = 0;
    uint8_t name[DNS_NAME_MAX];
    for (size_t i = 0; i < w->records_n; i++) {
        const struct part_of_message *r = &w->records[i];
        if (r->place != PLACE_AUTHORITY || r->type != TYPE_NS || !r->data_n)
            continue;
        facts_owner(&s->facts, r, name);
        if (memcmp(name, zone, name_len(zone)) != 0 || n++ >= LISTED_MAX)
            continue;
        facts_name(&s->facts, r, 0, name);
        text_add(list, n > 1 ? ", " : "");
        addresses += add_server(list, s, name);
    }
    end_list(s, list, n);
    return addresses;
}
