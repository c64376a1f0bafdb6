#include "zonefile/records.h"

#include "zonefile/fingerprint.h"

#include <errno.h>
#include <stdlib.h>

enum {
    FIRST_SLOTS = 1 << 10,
    SAMPLE = 1 << 16 /* octets of a file, to guess how many lines it has */
};

struct wanted {
    const struct records *records;
    const uint8_t *name;
    uint8_t len;
};

/* In this table a place is an owner's index plus one. */
static bool same_name(const void *key, uint32_t place)
{
    const struct wanted *w = key;
    const struct owner *o = records_owner(w->records, place - 1);
    return o->len == w->len &&
           memcmp(records_name(w->records, o), w->name, w->len) == 0;
}

static uint32_t find(const struct records *r, const struct name *n,
                     unsigned depth)
{
    uint8_t at = name_suffix(n, depth);
    struct wanted w = { r, n->wire + at, (uint8_t)(n->len - at) };
    struct table t = { r->slots, r->slots_n };
    return table_find(t, name_key(n->hash[depth]), same_name, &w);
}

/* The table is never more than two thirds full. */
static uint64_t slots_for(uint64_t names)
{
    return names + names / 2 + 1;
}

/* A table of `n` slots, more than before. */
static int grow_slots(struct records *r, uint64_t n)
{
    struct arena room = { .base = NULL };
    if (n > UINT32_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    void *slots = arena_take(&room, n * sizeof(struct slot));
    if (!slots)
        return -1;
    table_copy(slots, (uint32_t)n, (struct table){ r->slots, r->slots_n });
    arena_free(&r->table);
    r->table = room;
    r->slots = slots;
    r->slots_n = (uint32_t)n;
    return 0;
}

/* A new owner for the last `depth` labels; its place in the table, or 0. */
static uint32_t add_owner(struct records *r, const struct name *n,
                          unsigned depth, uint32_t parent)
{
    uint8_t at = name_suffix(n, depth);
    uint8_t len = (uint8_t)(n->len - at);
    if (r->octets.len > UINT32_MAX - len || r->names_n > UINT32_MAX - 2) {
        errno = EOVERFLOW;
        return 0;
    }
    if (slots_for(r->names_n + 1) > r->slots_n &&
        grow_slots(r, (uint64_t)r->slots_n * 2) < 0)
        return 0;
    uint32_t octets = (uint32_t)r->octets.len;
    uint8_t *copy = arena_take(&r->octets, len);
    struct owner *o = arena_take(&r->names, sizeof *o);
    if (!copy || !o)
        return 0;
    memcpy(copy, n->wire + at, len);
    *o = (struct owner){ .octets = octets,
                         .parent = parent,
                         .zone = NO_ZONE,
                         .len = len,
                         .labels = (uint8_t)depth };
    uint32_t place = ++r->names_n;
    table_put(r->slots, r->slots_n,
              (struct slot){ name_key(n->hash[depth]), place });
    return place;
}

/* The place of the owner `n`, made with all its ancestors; 0: errno. */
static uint32_t intern(struct records *r, const struct name *n)
{
    uint32_t place = find(r, n, n->labels);
    if (place)
        return place;
    unsigned depth = n->labels;
    while (!place)
        place = find(r, n, --depth); /* the root is always there */
    while (place && depth < n->labels)
        place = add_owner(r, n, ++depth, place - 1);
    return place;
}

struct records *records_new(void)
{
    static const uint8_t root[1];
    struct name n;
    struct records *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    name_set(&n, root);
    if (grow_slots(r, FIRST_SLOTS) < 0 || !add_owner(r, &n, 0, ROOT_OWNER) ||
        !arena_take(&r->data, 4)) { /* so that no record has reference 0 */
        records_free(r);
        errno = ENOMEM;
        return NULL;
    }
    return r;
}

void records_free(struct records *r)
{
    if (!r)
        return;
    arena_free(&r->names);
    arena_free(&r->octets);
    arena_free(&r->data);
    arena_free(&r->zones);
    arena_free(&r->table);
    for (uint32_t i = 0; i < r->sources_n; i++)
        source_free(r->sources[i]);
    free(r->sources);
    free(r);
}

/* About how many names does the file bring?  One a line. */
static uint64_t guess_names(const struct source *in)
{
    size_t sample = in->len < SAMPLE ? in->len : SAMPLE, lines = 1;
    for (size_t i = 0; i < sample; i++)
        lines += in->text[i] == '\n';
    return sample ? in->len / sample * lines : 0;
}

int records_source(struct records *r, struct source *in)
{
    if (r->sources_n > UINT16_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    struct source **more =
        reallocarray(r->sources, r->sources_n + 1, sizeof *more);
    if (!more)
        return -1;
    r->sources = more;
    uint64_t slots = slots_for(r->names_n + guess_names(in));
    uint64_t more_slots = r->slots_n + (uint64_t)r->slots_n / 2;
    if (slots > r->slots_n && /* not by a little for each of many files */
        grow_slots(r, slots > more_slots ? slots : more_slots) < 0)
        return -1;
    in->fingerprint = fingerprint(0, in->text, in->len);
    r->sources[r->sources_n] = in;
    return (int)r->sources_n++;
}

/* One more file of the zone. */
static void speaks_for(struct zone_text *z, const struct records *r, int source)
{
    const struct source *in = r->sources[source];
    z->speaker = (uint16_t)source;
    if (z->stamp < in->stamp)
        z->stamp = in->stamp;
    z->fingerprint =
        fingerprint(z->fingerprint, &in->fingerprint, sizeof in->fingerprint);
}

uint32_t records_zone(struct records *r, const struct name *apex, int source)
{
    uint32_t place = intern(r, apex);
    if (!place)
        return NO_ZONE;
    struct owner *o = records_owner(r, place - 1);
    if (o->flags & OWNER_APEX) {
        speaks_for(records_zone_at(r, o->zone), r, source);
        return o->zone;
    }
    struct zone_text *z = arena_take(&r->zones, sizeof *z);
    if (!z)
        return NO_ZONE;
    *z = (struct zone_text){ .apex = place - 1,
                             .parent = NO_ZONE,
                             .source = (uint16_t)source };
    speaks_for(z, r, source);
    o->flags |= OWNER_APEX;
    o->zone = r->zones_n;
    return r->zones_n++;
}

uint32_t records_apex(const struct records *r, const struct name *name,
                      unsigned depth)
{
    uint32_t place = find(r, name, depth);
    const struct owner *o = place ? records_owner(r, place - 1) : NULL;
    return o && o->flags & OWNER_APEX ? o->zone : NO_ZONE;
}

int records_add(struct records *r, const struct name *owner,
                const struct record *rec, const uint8_t *data)
{
    uint32_t place = intern(r, owner);
    if (!place)
        return -1;
    size_t at = r->data.len;
    if (at / 4 > UINT32_MAX) {
        errno = EOVERFLOW;
        return -1;
    }
    struct record *copy =
        arena_take(&r->data, sizeof *copy + (rec->len + 3u) / 4 * 4);
    if (!copy)
        return -1;
    *copy = *rec;
    copy->next = 0;
    memcpy(copy + 1, data, rec->len);
    uint32_t ref = (uint32_t)(at / 4);
    struct owner *o = records_owner(r, place - 1);
    if (o->last)
        records_get(r, o->last)->next = ref;
    else
        o->first = ref;
    o->last = ref;
    if (rec->flags & RECORD_REVERSE)
        *(rec->type == TYPE_A ? &r->reverse4_n : &r->reverse6_n) += 1;
    return 0;
}

int records_touch(struct records *r, const uint8_t *wire)
{
    struct name n;
    name_set(&n, wire);
    return intern(r, &n) ? 0 : -1;
}

uint32_t records_find(const struct records *r, const uint8_t *wire)
{
    struct name n;
    name_set(&n, wire);
    uint32_t place = find(r, &n, n.labels);
    return place ? place - 1 : NO_ZONE;
}

uint32_t records_closest(const struct records *r, const struct name *name)
{
    unsigned depth = name->labels;
    uint32_t place;
    while (!(place = find(r, name, depth)))
        depth--;
    return place - 1;
}

int records_push(struct record_list *l, struct record *rec)
{
    if (l->n == l->cap) {
        size_t cap = l->cap ? l->cap * 2 : 64;
        struct record **more = reallocarray(l->of, cap, sizeof *more);
        if (!more)
            return -1;
        l->of = more;
        l->cap = cap;
    }
    l->of[l->n++] = rec;
    return 0;
}

void records_forget(struct records *r, uint32_t owner, uint32_t ref)
{
    arena_forget(&r->octets, records_owner(r, owner)->octets);
    arena_forget(&r->names, owner * sizeof(struct owner));
    arena_forget(&r->data, (size_t)ref * 4);
}

bool records_has(const struct records *r, const struct owner *o, uint16_t type)
{
    const struct record *rec = records_get(r, o->first);
    for (; rec; rec = records_get(r, rec->next))
        if (rec->type == type && rec->zone == o->zone &&
            !(rec->flags & RECORD_DROPPED))
            return true;
    return false;
}

struct spot records_spot(const struct records *r, const struct record *rec)
{
    return (struct spot){ .in = r->sources[rec->source], .line = rec->line };
}
