#include "tools/zone_write.h"

#include "zonefile/lookup.h"
#include "zonefile/rdata.h"
#include "zonefile/reverse.h"
#include "zonefile/rrline.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>

enum { FLAT_TTL = 3600 /* where no $TTL says another */ };

static struct rrline line_of(const struct zone_writing *w,
                             const struct owner *o, const struct record *rec)
{
    return (struct rrline){ records_name(w->records, o), rec->ttl, rec->type,
                            record_data(rec) };
}

static void lose(struct zone_writing *w, const struct rrline *line,
                 const char *why)
{
    if (w->lost_n++ >= LOST_SHOWN)
        return;
    char *text = rrline_text(line);
    if (!text)
        abort();
    text_format(&w->lost, "  %s (%s)\n", text, why);
    free(text);
}

static bool is_address(uint16_t type)
{
    return type == TYPE_A || type == TYPE_AAAA;
}

/* ---- a line in each format ---- */

static void put_name(struct text *out, const uint8_t *wire, bool dot)
{
    char name[NAME_TEXT_MAX];
    size_t n = strlen(rrline_name(name, wire));
    text_add(out, name);
    if (dot && name[n - 1] != '.')
        text_put(out, '.');
}

static void put_line(struct zone_writing *w, const struct rrline *line)
{
    char type[RRLINE_TYPE], *data = rrline_data(line->type, line->data);
    bool master = w->target == TO_MASTER;
    if (!data)
        abort();
    put_name(&w->out, line->name, master);
    if (line->ttl != w->ttl)
        text_format(&w->out, " %u", line->ttl);
    if (master || !is_address(line->type))
        text_format(&w->out, " %s", rrline_type(type, line->type));
    text_format(&w->out, " %s\n", data);
    free(data);
}

/* hosts(5): letters, digits, hyphens. */
static bool is_host(const uint8_t *wire)
{
    if (!*wire)
        return false;
    for (; *wire; wire += *wire + 1u)
        for (uint8_t i = 1; i <= *wire; i++)
            if (!(wire[i] >= 'a' && wire[i] <= 'z') &&
                !(wire[i] >= '0' && wire[i] <= '9') && wire[i] != '-' &&
                wire[i] != '_')
                return false;
    return true;
}

static void put_host(struct zone_writing *w, const struct rrline *line,
                     bool reverse)
{
    if (!is_address(line->type)) {
        lose(w, line, "no address");
    } else if (!is_host(line->name)) {
        lose(w, line, "no name of a host");
    } else {
        char *data = rrline_data(line->type, line->data);
        text_format(&w->out, "%s\t", data);
        put_name(&w->out, line->name, false);
        text_put(&w->out, '\n');
        free(data);
        if (line->ttl != FLAT_TTL)
            lose(w, line, "its TTL");
        else if (!reverse)
            lose(w, line, "it would get a PTR");
    }
}

/* ---- one record ---- */

/* It is said twice; else it was dropped because nobody would be told it. */
static bool is_repeated(const struct zone_writing *w, const struct owner *o,
                        const struct record *rec)
{
    const struct record *other = records_get(w->records, o->first);
    for (; other; other = records_get(w->records, other->next))
        if (other->type == rec->type && !(other->flags & RECORD_DROPPED) &&
            rdata_compare(rec->type, record_data(other), record_data(rec)) == 0)
            return true;
    return false;
}

static void switch_reverse(struct zone_writing *w, const struct record *rec)
{
    bool reverse = rec->flags & RECORD_REVERSE;
    if (w->target != TO_FLAT || !is_address(rec->type) || reverse == w->reverse)
        return;
    text_add(&w->out, reverse ? "$PTR on\n" : "$PTR off\n");
    w->reverse = reverse;
}

static void put_record(struct zone_writing *w, const struct owner *o,
                       const struct record *rec)
{
    struct rrline line = line_of(w, o, rec);
    bool made = rec->line == 0;
    if (rec->flags & RECORD_DROPPED) {
        if (!is_repeated(w, o, rec))
            lose(w, &line, "never answered");
        return;
    }
    switch (w->target) {
    case TO_HOSTS:
        if (!made)
            put_host(w, &line, rec->flags & RECORD_REVERSE);
        else if (line.type == TYPE_SOA && *line.name)
            lose(w, &line, "the root is its zone");
        return;
    case TO_FLAT:
        switch_reverse(w, rec);
        if (!made)
            put_line(w, &line);
        return;
    case TO_MASTER:
        break;
    }
    if (rec->zone == w->zone)
        put_line(w, &line);
    else if (!made || line.type == TYPE_SOA)
        lose(w, &line, "of another zone");
}

/* ---- the PTRs that nobody wrote: a master file must say them ---- */

static void put_reverse(struct zone_writing *w, const struct name *name,
                        const struct node *node)
{
    struct found f = lookup(w->image, name, TYPE_PTR);
    if (f.kind != FOUND_PTR || f.node != node ||
        f.zone != &w->image->zones[w->zone])
        return; /* a line of its own says something else */
    put_line(w, &(struct rrline){ name->wire,
                                  f.ttl,
                                  TYPE_PTR,
                                  { node_name(node), node->name_len } });
}

static void put_all_reverse(struct zone_writing *w)
{
    const struct image *img = w->image;
    struct name name;
    for (uint32_t i = 0; i < img->head->addr4_n; i++) {
        reverse_name4(&name, img->addr4[i].address);
        put_reverse(w, &name, image_at(img, img->addr4[i].node));
    }
    for (uint32_t i = 0; i < img->head->addr6_n; i++) {
        reverse_name6(&name, img->addr6[i].address);
        put_reverse(w, &name, image_at(img, img->addr6[i].node));
    }
}

/* ---- records, in the order in which they were read ---- */

struct place {
    uint32_t record, owner;
};

static int by_record(const void *a, const void *b)
{
    const struct place *x = a, *y = b;
    return (x->record > y->record) - (x->record < y->record);
}

/* Where `n` records are, malloc'd. */
static struct place *list_records(const struct records *r, size_t *n)
{
    struct place *all = NULL;
    *n = 0;
    for (uint32_t i = 0; i < r->names_n; i++) {
        uint32_t at = records_owner(r, i)->first;
        for (; at; at = records_get(r, at)->next) {
            if ((*n & (*n - 1)) == 0) /* room for the next power of two */
                all = reallocarray(all, *n ? 2 * *n : 1, sizeof *all);
            if (!all)
                abort();
            all[(*n)++] = (struct place){ at, i };
        }
    }
    if (all)
        qsort(all, *n, sizeof *all, by_record);
    return all;
}

/* ---- all ---- */

static const uint8_t *apex_of(const struct zone_writing *w, uint32_t zone)
{
    return records_name(
        w->records,
        records_owner(w->records, records_zone_at(w->records, zone)->apex));
}

/* The flat format makes an NS record where there is none. */
static void lose_lack(struct zone_writing *w, uint32_t zone)
{
    const struct zone_text *z = records_zone_at(w->records, zone);
    const struct owner *apex = records_owner(w->records, z->apex);
    char name[NAME_TEXT_MAX];
    if (z->make_soa || records_has(w->records, apex, TYPE_NS))
        return;
    w->lost_n++;
    text_format(&w->lost, "  %s has no NS record (it would get one)\n",
                rrline_name(name, records_name(w->records, apex)));
}

/* Even the root, or a SOA that comes first would be taken for a master file. */
static void put_zones(struct zone_writing *w)
{
    for (uint32_t i = 0; i < w->records->zones_n; i++) {
        text_add(&w->out, "$ZONE ");
        put_name(&w->out, apex_of(w, i), false);
        text_put(&w->out, '\n');
        lose_lack(w, i);
    }
}

/* A master file begins with its SOA. */
static void put_soa(struct zone_writing *w)
{
    const struct zone_text *z = records_zone_at(w->records, w->zone);
    struct rrline line = line_of(w, records_owner(w->records, z->apex),
                                 records_get(w->records, z->soa));
    put_line(w, &line);
}

/* A master file has its SOA already. */
static void put_records(struct zone_writing *w, const struct place *all,
                        size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct record *rec = records_get(w->records, all[i].record);
        if (w->target != TO_MASTER || rec->type != TYPE_SOA ||
            rec->zone != w->zone)
            put_record(w, records_owner(w->records, all[i].owner), rec);
    }
}

void zone_write_all(struct zone_writing *w)
{
    size_t n;
    struct place *all = list_records(w->records, &n);
    const struct record *first =
        n ? records_get(w->records, all->record) : NULL;
    w->ttl = first && first->line ? first->ttl : FLAT_TTL;
    w->reverse = true;
    w->zone = 0;
    if (w->target != TO_HOSTS)
        text_format(&w->out, "$TTL %u\n", w->ttl);
    if (w->target == TO_FLAT)
        put_zones(w);
    if (w->target == TO_MASTER)
        put_soa(w);
    put_records(w, all, n);
    if (w->target == TO_MASTER)
        put_all_reverse(w);
    free(all);
}
