#include "tools/words_read.h"

#include "zonefile/name.h"

/* Both lower case, uncompressed. */
static bool same(const uint8_t *a, const uint8_t *b)
{
    size_t n = name_len(a);
    return n == name_len(b) && memcmp(a, b, n) == 0;
}

static bool is_strictly_below(const uint8_t *name, const uint8_t *top)
{
    return !same(name, top) && name_within(name, top);
}

/* The walk has read all these names, so none of them is broken. */
static void name_at(const struct walked *w, size_t at, uint8_t *out)
{
    size_t n = name_unpack(out, w->message, at);
    out[0] = n ? out[0] : 0;
    name_lower(out, out, n);
}

void facts_owner(const struct facts *f, const struct part_of_message *r,
                 uint8_t *out)
{
    name_at(f->w, r->name_at, out);
}

void facts_name(const struct facts *f, const struct part_of_message *r,
                size_t skip, uint8_t *out)
{
    name_at(f->w, r->data_at + skip, out);
}

bool facts_begin(struct facts *f, const struct walked *w)
{
    *f = (struct facts){ .w = w };
    if (w->records_n == 0 || w->records[0].place != PLACE_QUESTION)
        return false;
    f->type = w->records[0].type;
    f->class = w->records[0].class;
    facts_owner(f, &w->records[0], f->asked);
    memcpy(f->name, f->asked, sizeof f->name);
    return true;
}

const struct part_of_message *facts_find(const struct facts *f,
                                         enum place place, uint16_t type,
                                         const uint8_t *owner)
{
    uint8_t name[DNS_NAME_MAX];
    for (size_t i = 0; i < f->w->records_n; i++) {
        const struct part_of_message *r = &f->w->records[i];
        if (r->place != place || r->type != type || r->data_n == 0)
            continue;
        facts_owner(f, r, name);
        if (!owner || same(name, owner))
            return r;
    }
    return NULL;
}

const struct part_of_message *facts_follow(struct facts *f,
                                           const struct part_of_message **dname)
{
    uint8_t top[DNS_NAME_MAX];
    const struct part_of_message *cname =
        facts_find(f, PLACE_ANSWER, TYPE_CNAME, f->name);
    *dname = NULL;
    for (size_t i = 0; cname && i < f->w->records_n; i++) {
        const struct part_of_message *r = &f->w->records[i];
        if (r->place != PLACE_ANSWER || r->type != TYPE_DNAME || r->data_n == 0)
            continue;
        facts_owner(f, r, top);
        if (is_strictly_below(f->name, top))
            *dname = r;
    }
    if (cname)
        facts_name(f, cname, 0, f->name);
    return cname;
}

bool facts_answers(const struct facts *f, const struct part_of_message *r)
{
    uint8_t name[DNS_NAME_MAX];
    if (r->place != PLACE_ANSWER || r->data_n == 0 ||
        (r->type != f->type && f->type != TYPE_ANY))
        return false;
    facts_owner(f, r, name);
    return same(name, f->name);
}

uint32_t facts_ttl(const struct facts *f)
{
    uint32_t lowest = UINT32_MAX;
    for (size_t i = 0; i < f->w->records_n; i++) {
        const struct part_of_message *r = &f->w->records[i];
        /* RFC 2181 8: with the highest bit set it counts as 0 */
        uint32_t ttl = r->ttl > INT32_MAX ? 0 : r->ttl;
        if (r->place == PLACE_ANSWER && ttl < lowest)
            lowest = ttl;
    }
    return lowest;
}

uint32_t facts_no_ttl(const struct facts *f, const struct part_of_message *soa)
{
    struct reader r = reader_over(f->w->message.at, f->w->message.n);
    read_bytes(&r, soa->data_at + soa->data_n - 4);
    uint32_t minimum = read_u32(&r);
    return minimum < soa->ttl ? minimum : soa->ttl;
}

bool facts_wildcard(const struct facts *f, uint8_t *out)
{
    struct name owner;
    for (size_t i = 0; i < f->w->records_n; i++) {
        const struct part_of_message *r = &f->w->records[i];
        if (r->place != PLACE_ANSWER || r->type != TYPE_RRSIG || r->data_n == 0)
            continue;
        facts_owner(f, r, out);
        name_set(&owner, out);
        unsigned signed_n = f->w->message.at[r->data_at + 3];
        if (owner.wire[0] == 1 && owner.wire[1] == '*')
            continue; /* the wildcard itself was asked for */
        if (signed_n >= owner.labels)
            continue;
        const uint8_t *rest = owner.wire + name_suffix(&owner, signed_n);
        memcpy(out, rest, name_len(rest));
        return true;
    }
    return false;
}

bool facts_below(const struct facts *f, uint8_t *out)
{
    for (size_t i = 0; i < f->w->records_n; i++) {
        const struct part_of_message *r = &f->w->records[i];
        if (r->place != PLACE_AUTHORITY || r->type != TYPE_NSEC ||
            r->data_n == 0)
            continue;
        facts_owner(f, r, out);
        if (same(out, f->name))
            continue; /* it has records: this is one */
        facts_name(f, r, 0, out);
        if (is_strictly_below(out, f->name))
            return true;
    }
    return false;
}
