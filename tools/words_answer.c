#include "tools/words_answer.h"

#include "tools/explain_value.h"
#include "tools/mnemonic.h"
#include "zonefile/name.h"

/* "{1} ... {2} ..." of names. */
static void say_names(struct clause *s, enum saying id, const uint8_t *a,
                      const uint8_t *b)
{
    struct text one = { 0 }, two = { 0 };
    clause_name(&one, a);
    clause_name(&two, b);
    messages_add(clause_next(s), s->lang, id, one.at, two.at, NULL);
    text_free(&one);
    text_free(&two);
}

/* Who says so: the owner of the data, or somebody else. */
static void say_authority(struct clause *s)
{
    bool owner = s->facts.w->flags & FLAG_AA;
    bool checked = s->facts.w->flags & FLAG_AD;
    messages_add(clause_next(s), s->lang,
                 owner ? SAY_WORDS_OWNER : SAY_WORDS_CACHE, s->server, NULL);
    if (checked && !owner)
        messages_add(clause_next(s), s->lang, SAY_WORDS_VALIDATED, NULL);
}

/* Along the aliases; false: they go in a circle. */
static bool say_aliases(struct clause *s, unsigned *hops)
{
    struct facts *f = &s->facts;
    const struct part_of_message *cname, *dname;
    uint8_t from[DNS_NAME_MAX], top[DNS_NAME_MAX];
    *hops = 0;
    if (f->type == TYPE_CNAME || f->type == TYPE_ANY)
        return true;
    memcpy(from, f->name, sizeof from);
    while ((cname = facts_follow(f, &dname))) {
        if (*hops == f->w->counts[PLACE_ANSWER] || *hops == 20)
            return false;
        ++*hops;
        if (dname) {
            uint8_t below[DNS_NAME_MAX];
            facts_owner(f, dname, top);
            facts_name(f, dname, 0, below);
            say_names(s, SAY_WORDS_ALIAS_BELOW, top, below);
        }
        say_names(s, SAY_WORDS_ALIAS, from, f->name);
        memcpy(from, f->name, sizeof from);
    }
    return true;
}

static void say_keep(struct clause *s, enum saying id, uint32_t ttl)
{
    struct text t = { 0 };
    if (ttl == 0) {
        if (id == SAY_WORDS_KEEP)
            messages_add(clause_next(s), s->lang, SAY_WORDS_KEEP_NOT, NULL);
        return;
    }
    value_duration(&t, s->lang, ttl, true);
    messages_add(clause_next(s), s->lang, id, t.at, NULL);
    text_free(&t);
}

/* The words for a number of records of the type asked. */
static enum saying has(uint16_t type)
{
    switch (type) {
    case TYPE_A:
        return SAY_WORDS_HAS_A;
    case TYPE_AAAA:
        return SAY_WORDS_HAS_AAAA;
    case TYPE_NS:
        return SAY_WORDS_HAS_NS;
    case TYPE_MX:
        return SAY_WORDS_HAS_MX;
    case TYPE_PTR:
        return SAY_WORDS_HAS_PTR;
    case TYPE_CNAME:
        return SAY_WORDS_HAS_ALIAS;
    case TYPE_ANY:
        return SAY_WORDS_HAS_ANY;
    default:
        return value_type_means(type) ? SAY_WORDS_HAS_TOLD : SAY_WORDS_HAS;
    }
}

/* The type asked, and what it is, as text. */
struct asked_type {
    char name[MNEMONIC_MAX];
    struct text means;
};

static void name_type(struct asked_type *a, const struct clause *s)
{
    enum saying means = value_type_means(s->facts.type);
    *a = (struct asked_type){ 0 };
    mnemonic_type(a->name, s->facts.type);
    if (means)
        messages_add(&a->means, s->lang, means, NULL);
    else
        text_add(&a->means, "");
}

static void say_has(struct clause *s, unsigned n, const struct text *list)
{
    struct text name = { 0 };
    struct asked_type type;
    uint16_t asked = s->facts.type;
    enum saying id = has(asked);
    bool data = id != SAY_WORDS_HAS_TOLD && id != SAY_WORDS_HAS;
    name_type(&type, s);
    if (asked == TYPE_NS)
        clause_zone(s, &name, s->facts.name);
    else
        clause_name(&name, s->facts.name);
    messages_add(clause_next(s), s->lang, id, name.at, digits(n).at,
                 data ? list->at : type.name, type.means.at, NULL);
    text_free(&name);
    text_free(&type.means);
}

static void say_wildcard(struct clause *s)
{
    uint8_t name[DNS_NAME_MAX];
    struct text t = { 0 };
    if (!facts_wildcard(&s->facts, name))
        return;
    text_add(&t, "*.");
    if (name[0])
        clause_name(&t, name);
    messages_add(clause_next(s), s->lang, SAY_WORDS_WILDCARD, t.at, NULL);
    text_free(&t);
}

/* The name is there, the type is not; or there is only something below. */
static void say_no_type(struct clause *s, const struct part_of_message *soa)
{
    uint8_t below[DNS_NAME_MAX];
    struct text name = { 0 };
    struct asked_type type;
    name_type(&type, s);
    clause_name(&name, s->facts.name);
    if (facts_below(&s->facts, below))
        say_names(s, SAY_WORDS_EMPTY, s->facts.name, below);
    else
        messages_add(clause_next(s), s->lang,
                     type.means.n ? SAY_WORDS_NO_TYPE_TOLD : SAY_WORDS_NO_TYPE,
                     name.at, type.name, type.means.at, NULL);
    if (soa)
        say_keep(s, SAY_WORDS_KEEP_NO, facts_no_ttl(&s->facts, soa));
    text_free(&name);
    text_free(&type.means);
}

static void say_referral(struct clause *s, const struct part_of_message *ns)
{
    uint8_t zone[DNS_NAME_MAX];
    struct text name = { 0 }, asked = { 0 }, servers = { 0 };
    facts_owner(&s->facts, ns, zone);
    clause_zone(s, &name, zone);
    clause_name(&asked, s->facts.name);
    if (zone[0] == 0 || !name_within(s->facts.name, zone)) {
        messages_add(clause_next(s), s->lang, SAY_WORDS_REFERRAL_UP, s->server,
                     name.at, asked.at, NULL);
    } else {
        unsigned n = clause_servers(s, zone, &servers);
        messages_add(clause_next(s), s->lang, SAY_WORDS_REFERRAL, s->server,
                     name.at, servers.at, NULL);
        if (n)
            messages_add(clause_next(s), s->lang, SAY_WORDS_GLUE, digits(n).at,
                         NULL);
    }
    text_free(&name);
    text_free(&asked);
    text_free(&servers);
}

/* There is no record of the type asked. */
static void say_none(struct clause *s, unsigned hops)
{
    const struct facts *f = &s->facts;
    const struct part_of_message *soa =
        facts_find(f, PLACE_AUTHORITY, TYPE_SOA, NULL);
    const struct part_of_message *ns =
        facts_find(f, PLACE_AUTHORITY, TYPE_NS, NULL);
    bool owner = f->w->flags & FLAG_AA;
    if (soa) {
        if (f->w->counts[PLACE_ANSWER] == 0)
            say_authority(s);
        say_no_type(s, soa);
    } else if (hops > 0) {
        say_names(s, SAY_WORDS_ALIAS_END, f->name, f->name);
    } else if (ns && !owner) {
        say_referral(s, ns);
    } else if (owner && f->w->counts[PLACE_ANSWER] == 0) {
        say_authority(s);
        say_no_type(s, NULL);
    } else {
        struct text name = { 0 };
        clause_name(&name, f->name);
        messages_add(clause_next(s), s->lang, SAY_WORDS_NOTHING, s->server,
                     name.at, NULL);
        text_free(&name);
    }
}

void words_answer(struct clause *s)
{
    struct text list = { 0 };
    unsigned hops, before = s->facts.w->counts[PLACE_ANSWER];
    if (before)
        say_authority(s);
    if (!say_aliases(s, &hops)) {
        messages_add(clause_next(s), s->lang, SAY_WORDS_ALIAS_LOOP, NULL);
        return;
    }
    unsigned n = clause_answers(s, &list);
    if (n)
        say_has(s, n, &list);
    else
        say_none(s, hops);
    say_wildcard(s);
    if (before && (n || hops))
        say_keep(s, SAY_WORDS_KEEP, facts_ttl(&s->facts));
    text_free(&list);
}

/* It is right below the zone: the label that is not there. */
static void say_no_child(struct clause *s, const uint8_t *zone)
{
    struct text name = { 0 }, label = { 0 };
    const uint8_t *first = s->facts.name;
    value_quoted(&label, (struct bytes){ first + 1, first[0] });
    clause_name(&name, zone);
    messages_add(clause_next(s), s->lang, SAY_WORDS_NO_CHILD, name.at, label.at,
                 NULL);
    text_free(&name);
    text_free(&label);
}

static void say_no_name(struct clause *s, const uint8_t *zone)
{
    struct text name = { 0 }, where = { 0 };
    clause_name(&name, s->facts.name);
    clause_zone(s, &where, zone);
    messages_add(clause_next(s), s->lang, SAY_WORDS_NO_NAME, name.at, where.at,
                 NULL);
    text_free(&name);
    text_free(&where);
}

void words_no_name(struct clause *s)
{
    unsigned hops;
    uint8_t zone[DNS_NAME_MAX];
    const uint8_t *name = s->facts.name;
    say_authority(s);
    if (!say_aliases(s, &hops)) {
        messages_add(clause_next(s), s->lang, SAY_WORDS_ALIAS_LOOP, NULL);
        return;
    }
    const struct part_of_message *soa =
        facts_find(&s->facts, PLACE_AUTHORITY, TYPE_SOA, NULL);
    if (!soa) {
        say_names(s, SAY_WORDS_NO_NAME_BARE, name, name);
        return;
    }
    facts_owner(&s->facts, soa, zone);
    if (zone[0] && name_len(name) == name_len(zone) + name[0] + 1u &&
        name_within(name, zone))
        say_no_child(s, zone);
    else
        say_no_name(s, zone);
    say_keep(s, SAY_WORDS_KEEP_NO, facts_no_ttl(&s->facts, soa));
}
