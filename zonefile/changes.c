#include "zonefile/changes.h"

#include <stdlib.h>

/* ---- records ---- */

/* Where the serial stands in the data of a SOA: it ends in five numbers. */
enum { SOA_NUMBERS = 20, SOA_SERIAL = 4 };

static bool same_bytes(struct bytes a, struct bytes b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.at, b.at, a.n) == 0);
}

/* Are the two data of SOAs alike but for their serials? */
static bool same_but_serial(struct bytes a, struct bytes b)
{
    if (a.n != b.n || a.n < SOA_NUMBERS)
        return false;
    size_t at = a.n - SOA_NUMBERS, behind = at + SOA_SERIAL;
    return memcmp(a.at, b.at, at) == 0 &&
           memcmp(a.at + behind, b.at + behind, a.n - behind) == 0;
}

enum likeness { LIKE_NONE, LIKE_BUT_SERIAL, LIKE_ALL };

/* How like is the record to one of `set`, an RRset of its type at `node`? */
static enum likeness likeness(const struct unpack *record,
                              const struct node *node, const struct rrset *set)
{
    struct unpack other; /* large: only what is used is set */
    enum likeness best = LIKE_NONE;
    unpack_begin(&other, node, set);
    while (unpack_next(&other)) {
        if (other.ttl != record->ttl)
            return LIKE_NONE; /* as all of them */
        if (same_bytes(other.data, record->data))
            return LIKE_ALL;
        if (set->type == TYPE_SOA && same_but_serial(other.data, record->data))
            best = LIKE_BUT_SERIAL;
    }
    return best;
}

void change_records_begin(struct change_records *r, const struct change *c)
{
    r->change = *c;
    r->added = !c->before;
    const struct node *node = r->added ? c->after : c->before;
    r->set = node_rrsets(node);
    r->sets_left = node->rrsets_n;
    r->record.left = 0;
}

/* Go to the next RRset, of what was or of what is; false: that was all. */
static bool next_set(struct change_records *r)
{
    const struct node *node = r->added ? r->change.after : r->change.before;
    if (r->sets_left == 0 && (r->added || !r->change.after))
        return false;
    if (r->sets_left == 0) {
        r->added = true;
        node = r->change.after;
        r->set = node_rrsets(node);
        r->sets_left = node->rrsets_n;
        return true;
    }
    r->type = r->set->type;
    unpack_begin(&r->record, node, r->set);
    r->set = rrset_next(r->set);
    r->sets_left--;
    return true;
}

bool change_records_next(struct change_records *r)
{
    for (;;) {
        const struct node *other =
            r->added ? r->change.before : r->change.after;
        if (!unpack_next(&r->record)) {
            if (!next_set(r))
                return false;
            continue;
        }
        const struct rrset *set = other ? node_rrset(other, r->type) : NULL;
        enum likeness like = set ? likeness(&r->record, other, set) : LIKE_NONE;
        r->serial = like == LIKE_BUT_SERIAL;
        if (like != LIKE_ALL)
            return true;
    }
}

/* ---- names ---- */

/* The same records, octet for octet?  Nearly always they are. */
static bool same_node(const struct node *a, const struct node *b)
{
    const struct rrset *p = node_rrsets(a), *q = node_rrsets(b);
    if (a->rrsets_n != b->rrsets_n)
        return false;
    for (unsigned i = 0; i < a->rrsets_n; i++) {
        if (p->type != q->type || p->len != q->len ||
            memcmp(rrset_records(p), rrset_records(q), p->len) != 0)
            return false;
        p = rrset_next(p);
        q = rrset_next(q);
    }
    return true;
}

static bool same_name(const struct node *a, const struct node *b)
{
    return a->name_len == b->name_len &&
           memcmp(node_name(a), node_name(b), a->name_len) == 0;
}

/* File the glue, which no slot of the image leads to. */
static int file_glue(struct change_side *s)
{
    const struct image_head *h = s->img->head;
    const struct node *from = image_at(s->img, h->glue_from);
    const struct node *to = image_at(s->img, h->glue_to);
    uint32_t n = 0;
    for (const struct node *p = from; p < to; p = node_end(p))
        n++;
    s->nodes_n = h->names_n + n;
    s->glue.n = n + n / 2 + 1;
    struct slot *slots = calloc(s->glue.n, sizeof *slots);
    s->glue.slots = slots;
    if (!slots)
        return -1;
    for (const struct node *p = from; p < to; p = node_end(p)) {
        struct name name;
        name_set(&name, node_name(p));
        size_t at = (size_t)((const uint8_t *)p - s->img->base);
        table_put(slots, s->glue.n,
                  (struct slot){ name_key(name.hash[name.labels]),
                                 (uint32_t)(at / IMAGE_UNIT) });
    }
    return 0;
}

static const struct node *find(const struct change_side *s,
                               const struct node *like)
{
    struct name name;
    name_set(&name, node_name(like));
    const struct node *node = image_find(s->img, &name, name.labels);
    if (node)
        return node;
    struct image_key key = { s->img->base, name.wire, name.len };
    uint32_t place =
        table_find(s->glue, name_key(name.hash[name.labels]), image_same, &key);
    return place ? image_at(s->img, place) : NULL;
}

/* The node of that name: mostly it is the next one. */
static const struct node *partner(struct change_side *s,
                                  const struct node *node)
{
    const struct node *found = s->at;
    if (!found || !same_name(found, node))
        found = find(s, node);
    if (found)
        s->at = image_next(s->img, found);
    return found;
}

/* ---- both ---- */

int changes_begin(struct changes *c, const struct image *before,
                  const struct image *after)
{
    *c = (struct changes){ .before = { .img = before },
                           .after = { .img = after } };
    c->before.at = image_first(c->before.img);
    c->after.at = image_first(c->after.img);
    if (file_glue(&c->before) == 0 && file_glue(&c->after) == 0)
        return 0;
    changes_end(c);
    return -1;
}

void changes_end(struct changes *c)
{
    free((void *)(uintptr_t)c->before.glue.slots);
    free((void *)(uintptr_t)c->after.glue.slots);
}

/* What is not the same octets may be the same records all the same. */
static bool judge(struct change *change)
{
    struct change_records r; /* large: only what is used is set */
    const struct node *before = change->before, *after = change->after;
    bool was = before && before->rrsets_n, is = after && after->rrsets_n;
    change->kind = was ? is ? CHANGE_OTHER : CHANGE_GONE : CHANGE_ADDED;
    change->serial = false;
    if (!was || !is)
        return was || is;
    change_records_begin(&r, change);
    if (!change_records_next(&r))
        return false;
    change->serial = r.serial;
    while (change->serial && change_records_next(&r))
        change->serial = r.serial;
    return true;
}

/* The next name of `after` that differs. */
static bool next_there(struct changes *c, struct change *change)
{
    while (c->after.at) {
        change->after = c->after.at;
        c->after.at = image_next(c->after.img, change->after);
        change->before = partner(&c->before, change->after);
        c->common_n += change->before != NULL;
        if (change->before && same_node(change->before, change->after))
            continue;
        if (judge(change))
            return true;
    }
    return false;
}

/* The next name of `before` that `after` has not. */
static bool next_gone(struct changes *c, struct change *change)
{
    while (c->common_n < c->before.nodes_n && c->before.at) {
        change->before = c->before.at;
        c->before.at = image_next(c->before.img, change->before);
        change->after = partner(&c->after, change->before);
        if (!change->after && judge(change))
            return true;
    }
    return false;
}

bool changes_next(struct changes *c, struct change *change)
{
    if (!c->gone && next_there(c, change))
        return true;
    if (!c->gone) {
        c->gone = true;
        c->before.at = image_first(c->before.img);
        c->after.at = image_first(c->after.img);
    }
    return next_gone(c, change);
}
