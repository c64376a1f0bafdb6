#include "zonefile/settle.h"

#include "zonefile/judge.h"
#include "zonefile/nametext.h"
#include "zonefile/rdata.h"

#include <errno.h>
#include <stdio.h>

/* ---- SOA and NS where the flat format has none: RFC 6303 3 ---- */

static uint32_t find_type(const struct records *r, uint32_t zone, uint16_t type)
{
    const struct owner *apex = records_owner(r, records_zone_at(r, zone)->apex);
    uint32_t ref = apex->first;
    for (const struct record *rec; (rec = records_get(r, ref)); ref = rec->next)
        if (rec->type == type && rec->zone == zone)
            return ref;
    return 0;
}

/* Its data: the apex, nobody.invalid., serial, the four times. */
static size_t write_soa(uint8_t *out, size_t cap, const struct name *apex,
                        uint32_t serial)
{
    static const uint8_t nobody[] = "\6nobody\7invalid";
    enum { REFRESH = 3600, RETRY = 1200, EXPIRE = 604800, NEGATIVE = 5 };
    struct writer w = writer_over(out, cap);
    write_bytes(&w, apex->wire, apex->len);
    write_bytes(&w, nobody, sizeof nobody);
    write_u32(&w, serial);
    write_u32(&w, REFRESH);
    write_u32(&w, RETRY);
    write_u32(&w, EXPIRE);
    write_u32(&w, NEGATIVE);
    return (size_t)(w.at - out);
}

static int make_apex(struct records *r, uint32_t zone)
{
    enum { MADE_TTL = 3600 };
    const struct zone_text *z = records_zone_at(r, zone);
    uint8_t data[2 * DNS_NAME_MAX];
    struct name apex;
    name_set(&apex, records_name(r, records_owner(r, z->apex)));
    struct record rec = { .ttl = MADE_TTL, .zone = zone, .source = z->source };
    if (!find_type(r, zone, TYPE_SOA)) {
        rec.type = TYPE_SOA;
        rec.len = (uint16_t)write_soa(data, sizeof data, &apex, z->serial);
        if (records_add(r, &apex, &rec, data) < 0)
            return -1;
    }
    if (find_type(r, zone, TYPE_NS))
        return 0;
    rec.type = TYPE_NS;
    rec.len = apex.len;
    return records_add(r, &apex, &rec, apex.wire);
}

static int settle_zones(struct records *r, struct complaints *c)
{
    char name[NAME_TEXT_MAX];
    for (uint32_t i = 0; i < r->zones_n; i++) {
        if (records_zone_at(r, i)->make_soa && make_apex(r, i) < 0)
            return -1;
        struct zone_text *z = records_zone_at(r, i);
        const uint8_t *apex = records_name(r, records_owner(r, z->apex));
        struct spot whole = { .in = r->sources[z->source] };
        z->soa = find_type(r, i, TYPE_SOA);
        if (!z->soa && c->errors == 0) /* perhaps it is its line that is bad */
            complain(c, COMPLAINT_ERROR, whole,
                     "a master file begins with a SOA record",
                     "no SOA record for the zone %s", name_text(name, apex));
        else if (z->soa && !find_type(r, i, TYPE_NS))
            complain(c, COMPLAINT_WARNING, whole, NULL,
                     "no NS record for the zone %s", name_text(name, apex));
    }
    return 0;
}

/* ---- from the root down: zones, delegations ---- */

/* Data of an outer zone where an inner zone of this server answers. */
static void settle_foreign(const struct records *r, struct complaints *c,
                           const struct owner *o, struct record *rec)
{
    char name[NAME_TEXT_MAX];
    const struct zone_text *inner = records_zone_at(r, o->zone);
    bool apex = o->flags & OWNER_APEX;
    const uint8_t over = OWNER_OCCLUDED | OWNER_CUT | OWNER_DNAME;
    bool above = !(records_owner(r, o->parent)->flags & over);
    if (apex && above && rec->type == TYPE_DS && rec->zone == inner->parent) {
        rec->zone = o->zone; /* the one type that the parent answers there */
        return;
    }
    rec->flags |= RECORD_DROPPED;
    bool glue = rec->type == TYPE_A || rec->type == TYPE_AAAA;
    if (rec->type == TYPE_NS || (glue && !(rec->flags & RECORD_REVERSE)))
        return; /* a delegation and its glue: the inner zone has better */
    complain(c, COMPLAINT_WARNING, records_spot(r, rec),
             "it is not used: the deepest zone answers",
             "this belongs to the zone %s, which %s defines",
             name_text(name, records_name(r, records_owner(r, inner->apex))),
             r->sources[inner->source]->path);
}

static int settle_owner(struct judge *j, uint32_t i)
{
    struct records *r = j->records;
    struct owner *o = records_owner(r, i);
    const struct owner *parent = records_owner(r, o->parent);
    const uint8_t over = OWNER_OCCLUDED | OWNER_CUT | OWNER_DNAME;
    if (o->flags & OWNER_APEX) {
        if (i != ROOT_OWNER)
            records_zone_at(r, o->zone)->parent = parent->zone;
    } else if (i != ROOT_OWNER) {
        o->zone = parent->zone;
        o->flags |= parent->flags & over ? OWNER_OCCLUDED : 0;
    }
    struct record *rec = records_get(r, o->first);
    for (; rec; rec = records_get(r, rec->next)) {
        if (rec->zone != o->zone)
            settle_foreign(r, j->complaints, o, rec);
        else if (rec->type == TYPE_DS && o->flags & OWNER_APEX) {
            rec->flags |= RECORD_DROPPED;
            complain(j->complaints, COMPLAINT_WARNING, records_spot(r, rec),
                     "it belongs into the zone above", "DS at its own apex");
        }
    }
    return o->first ? judge_owner(j, o) : 0;
}

/* ---- glue: RFC 9471 ---- */

static bool has_address(const struct records *r, const struct owner *o)
{
    return records_has(r, o, TYPE_A) || records_has(r, o, TYPE_AAAA);
}

static void find_glue(struct records *r, const struct owner *o)
{
    const struct record *rec = records_get(r, o->first);
    if (o->flags & OWNER_OCCLUDED)
        return;
    for (; rec; rec = records_get(r, rec->next)) {
        if (rec->type != TYPE_NS || rec->zone != o->zone)
            continue;
        uint32_t i = records_find(r, record_data(rec).at);
        if (i == NO_ZONE)
            continue;
        struct owner *server = records_owner(r, i);
        if (server->flags & OWNER_OCCLUDED && server->zone == o->zone &&
            has_address(r, server))
            server->flags |= OWNER_GLUE;
    }
}

static void warn_occluded(const struct records *r, struct complaints *c,
                          const struct owner *o)
{
    char name[NAME_TEXT_MAX];
    const struct record *rec = records_get(r, o->first);
    if (!rec || rec->flags & RECORD_DROPPED)
        return;
    const struct owner *cut = o;
    while (cut->flags & OWNER_OCCLUDED)
        cut = records_owner(r, cut->parent);
    complain(c, COMPLAINT_WARNING, records_spot(r, rec), "it is never answered",
             cut->flags & OWNER_CUT ? "a name below the delegation of %s"
                                    : "a name below the DNAME of %s",
             name_text(name, records_name(r, cut)));
}

static bool serves_itself(const struct records *r, uint32_t index)
{
    const struct record *rec = records_get(r, records_owner(r, index)->first);
    for (; rec; rec = records_get(r, rec->next))
        if (rec->type == TYPE_NS &&
            records_find(r, record_data(rec).at) == index)
            return true;
    return false;
}

/* At a delegation only NS and DS are answered; an address may be glue. */
static void warn_delegated(const struct records *r, struct complaints *c,
                           uint32_t index)
{
    char name[NAME_TEXT_MAX];
    const struct owner *o = records_owner(r, index);
    const struct record *rec = records_get(r, o->first);
    for (; rec; rec = records_get(r, rec->next)) {
        bool address = rec->type == TYPE_A || rec->type == TYPE_AAAA;
        if (rec->type == TYPE_NS || rec->type == TYPE_DS ||
            rec->flags & RECORD_DROPPED || (address && serves_itself(r, index)))
            continue;
        complain(c, COMPLAINT_WARNING, records_spot(r, rec),
                 "it is never answered", "%s is delegated, by its NS record",
                 name_text(name, records_name(r, o)));
        return;
    }
}

/* ---- from the leaves up: what exists ---- */

static void settle_live(struct records *r, struct owner *o)
{
    if (o->zone == NO_ZONE || o->flags & OWNER_OCCLUDED)
        return;
    const struct record *rec = records_get(r, o->first);
    while (rec && rec->flags & RECORD_DROPPED)
        rec = records_get(r, rec->next);
    if (rec || o->flags & OWNER_APEX)
        o->flags |= OWNER_LIVE;
}

static void settle_parent(struct records *r, const struct owner *o)
{
    static const uint8_t star[] = { 1, '*' };
    struct owner *parent = records_owner(r, o->parent);
    if (!(o->flags & OWNER_LIVE) || parent == o)
        return;
    if (parent->zone != NO_ZONE && !(parent->flags & OWNER_OCCLUDED))
        parent->flags |= OWNER_LIVE; /* an empty non-terminal at the least */
    /* one at the top of a zone of its own stands for no name of this zone */
    if (!(o->flags & OWNER_APEX) &&
        memcmp(records_name(r, o), star, sizeof star) == 0)
        parent->flags |= OWNER_STAR;
}

/* ---- the tops of the PTRs that are made: see address.h ---- */

static int add_reverse(struct records *r)
{
    if (r->reverse4_n && records_touch(r, NAME_IN_ADDR_ARPA) < 0)
        return -1;
    return r->reverse6_n ? records_touch(r, NAME_IP6_ARPA) : 0;
}

/* Names exist below it, though no owner of ours says so. */
static void keep_top(struct records *r, const uint8_t *top)
{
    struct owner *o = records_owner(r, records_find(r, top));
    if (o->zone != NO_ZONE && !(o->flags & OWNER_OCCLUDED))
        o->flags |= OWNER_LIVE;
}

static void keep_reverse(struct records *r)
{
    if (r->reverse4_n)
        keep_top(r, NAME_IN_ADDR_ARPA);
    if (r->reverse6_n)
        keep_top(r, NAME_IP6_ARPA);
}

/* ---- aliases that lead nowhere ---- */

/* Is there something at that name, or may there be, elsewhere? */
static bool leads_somewhere(const struct records *r, const uint8_t *wire)
{
    const uint8_t away = OWNER_OCCLUDED | OWNER_CUT | OWNER_DNAME;
    struct name target;
    name_set(&target, wire);
    const struct owner *o = records_owner(r, records_closest(r, &target));
    if (o->len == target.len && o->flags & OWNER_LIVE)
        return true;
    while (!(o->flags & (OWNER_LIVE | OWNER_OCCLUDED)) &&
           o != records_owner(r, ROOT_OWNER))
        o = records_owner(r, o->parent);
    return o->zone == NO_ZONE || o->flags & (away | OWNER_STAR);
}

static void warn_alias(const struct records *r, struct complaints *c,
                       uint32_t index)
{
    char name[NAME_TEXT_MAX];
    const struct owner *o = records_owner(r, index);
    const struct record *rec = records_get(r, o->first);
    for (; rec; rec = records_get(r, rec->next)) {
        const uint8_t *target = record_data(rec).at;
        if (rec->type != TYPE_CNAME || rec->zone != o->zone)
            continue;
        if (records_find(r, target) == index)
            complain(c, COMPLAINT_WARNING, records_spot(r, rec), NULL,
                     "an alias to itself");
        else if (!leads_somewhere(r, target))
            complain(c, COMPLAINT_WARNING, records_spot(r, rec),
                     "its zone is here, and has no such name",
                     "an alias to %s, which does not exist",
                     name_text(name, target));
    }
}

int settle(struct records *r, struct complaints *c)
{
    struct judge j = { .records = r, .complaints = c };
    int done = add_reverse(r) < 0 ? -1 : settle_zones(r, c);
    for (uint32_t i = 0; i < r->names_n && done == 0; i++)
        done = settle_owner(&j, i);
    judge_free(&j);
    if (done < 0)
        return -1;
    c->errors_only |= c->errors > 0; /* a warning may follow from an error */
    for (uint32_t i = 0; i < r->names_n; i++)
        if (records_owner(r, i)->flags & (OWNER_CUT | OWNER_APEX))
            find_glue(r, records_owner(r, i));
    keep_reverse(r);
    for (uint32_t i = r->names_n; i--;) {
        settle_live(r, records_owner(r, i));
        settle_parent(r, records_owner(r, i));
    }
    for (uint32_t i = 0; i < r->names_n; i++) {
        const struct owner *o = records_owner(r, i);
        if ((o->flags & (OWNER_OCCLUDED | OWNER_GLUE)) == OWNER_OCCLUDED)
            warn_occluded(r, c, o);
        if (o->flags & OWNER_CUT && o->flags & OWNER_LIVE)
            warn_delegated(r, c, i);
        if (o->flags & OWNER_CNAME && o->flags & OWNER_LIVE)
            warn_alias(r, c, i);
    }
    return 0;
}
