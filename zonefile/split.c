#include "zonefile/split.h"

#include "zonefile/nametext.h"
#include "zonefile/scan.h"

#include <arpa/inet.h>
#include <stdlib.h>

enum {
    ZONE_LABELS = 2,  /* zones are cut down to here: com, cctv.com */
    SERVER_NAMES = 9, /* ns, ns2 ... ns9: one of them is free */
    NOBODY = SPLIT_FIRST_HOST - 1 /* 127.0.0.40: no server is there */
};

/* ---- the plan ---- */

static bool has_type(const struct records *r, const struct owner *o,
                     uint16_t type)
{
    const struct record *rec = records_get(r, o->first);
    while (rec && rec->type != type)
        rec = records_get(r, rec->next);
    return rec != NULL;
}

/* May names below this one be in another zone?  Not below an alias, nor below
 * a delegation that the file has itself. */
static bool is_closed(const struct records *r, const struct owner *o)
{
    bool apex = o->flags & OWNER_APEX;
    return has_type(r, o, TYPE_CNAME) || has_type(r, o, TYPE_DNAME) ||
           (has_type(r, o, TYPE_NS) && !apex) ||
           memcmp(records_name(r, o), "\1*", 2) == 0;
}

/* What is at a name: nothing, not below it either; a record, or a zone; names
 * that have some, below it. */
enum use { UNUSED, USED, PARENT };

/* Parents stand before their children. */
static void tell_use(uint8_t *use, const struct records *r)
{
    for (uint32_t i = r->names_n; i-- > 1;) {
        const struct owner *o = records_owner(r, i);
        if (use[i] == UNUSED && (o->first || o->flags & OWNER_APEX))
            use[i] = USED;
        if (use[i] != UNUSED)
            use[o->parent] = PARENT;
    }
}

/* Does a zone begin at this name, whose parent's zone is known? */
static bool begins_zone(const struct split *s, uint32_t owner, enum use use)
{
    const struct records *r = s->records;
    const struct owner *o = records_owner(r, owner);
    if (o->flags & OWNER_APEX)
        return true;
    if (o->labels > ZONE_LABELS || is_closed(r, o))
        return false;
    if (s->zones[s->zone_of[o->parent]].apex != o->parent)
        return false; /* what is between is not cut */
    return o->labels == 1 || use == PARENT;
}

static void place(struct split *s, uint32_t owner, enum use use)
{
    uint32_t above = s->zone_of[records_owner(s->records, owner)->parent];
    s->zone_of[owner] = above;
    if (use == UNUSED || !begins_zone(s, owner, use))
        return;
    if (s->zones_n == SPLIT_MAX) {
        s->left_out++;
        return;
    }
    s->zone_of[owner] = s->zones_n;
    s->zones[s->zones_n++] = (struct split_zone){ owner, above };
}

int split_begin(struct split *s, struct records *r)
{
    *s = (struct split){ .records = r };
    s->zone_of = calloc(r->names_n, sizeof *s->zone_of);
    uint8_t *use = calloc(r->names_n, sizeof *use);
    if (!s->zone_of || !use) {
        free(use);
        split_end(s);
        return -1;
    }
    tell_use(use, r);
    s->zones[s->zones_n++] = (struct split_zone){ ROOT_OWNER, 0 };
    /* a level at a time: first the servers of all top-level domains */
    bool more = true;
    for (unsigned labels = 1; more; labels++) {
        more = false;
        for (uint32_t i = 1; i < r->names_n; i++) {
            more |= records_owner(r, i)->labels > labels;
            if (records_owner(r, i)->labels == labels)
                place(s, i, use[i]);
        }
    }
    free(use);
    return 0;
}

void split_end(struct split *s)
{
    free(s->zone_of);
}

unsigned split_find(const struct split *s, const uint8_t *apex)
{
    uint32_t owner = records_find(s->records, apex);
    for (unsigned i = 0; i < s->zones_n; i++)
        if (s->zones[i].apex == owner)
            return i;
    return SPLIT_MAX;
}

static const struct owner *apex_of(const struct split *s, unsigned zone)
{
    return records_owner(s->records, s->zones[zone].apex);
}

char *split_name(const struct split *s, unsigned zone, char *text)
{
    return name_text(text, records_name(s->records, apex_of(s, zone)));
}

/* ---- servers ---- */

/* Is the name of this label, in the zone, in use? */
static bool is_taken(const struct split *s, unsigned zone, const char *label)
{
    uint8_t wire[DNS_NAME_MAX];
    size_t len;
    const uint8_t *apex = records_name(s->records, apex_of(s, zone));
    struct bytes text = { (const uint8_t *)label, strlen(label) };
    return name_parse(wire, &len, text, apex) == NAME_FINE &&
           records_find(s->records, wire) != NO_ZONE;
}

/* The name of the server of a zone. */
static void write_server(const struct split *s, unsigned zone,
                         const struct split_style *style, FILE *to)
{
    char text[NAME_TEXT_MAX], label[4] = "ns";
    if (style->literal) {
        fprintf(to, "127.0.0.%u.", split_host(zone));
        return;
    }
    for (unsigned i = 2; i <= SERVER_NAMES && is_taken(s, zone, label); i++)
        snprintf(label, sizeof label, "ns%u", i % 10);
    fprintf(to, "%s.%s", label, zone ? split_name(s, zone, text) : "");
}

/* The zone itself, and who serves it. */
static void write_head(const struct split *s, unsigned zone,
                       const struct split_style *style, FILE *to)
{
    char name[NAME_TEXT_MAX];
    split_name(s, zone, name);
    fprintf(to,
            "# The zone %s, as its server at 127.0.0.%u has it.\n"
            "# Change it, save it, and ask again.\n\n"
            "$ZONE %s\n$PTR off\n\n%s NS ",
            name, split_host(zone), name, name);
    write_server(s, zone, style, to);
    if (!style->literal) {
        fputc('\n', to);
        write_server(s, zone, style, to);
        fprintf(to, " 127.0.0.%u", split_host(zone));
    }
    fputc('\n', to);
}

/* RFC 1034 4.2.1: the name server of the zone below, and its address. */
static void write_delegation(const struct split *s, unsigned zone,
                             const struct split_style *style, FILE *to)
{
    char name[NAME_TEXT_MAX];
    enum split_break wrong = style->breaks[zone];
    unsigned server = wrong == BREAK_LOOP ? s->zones[zone].above : zone;
    fprintf(to, "%s NS ", split_name(s, zone, name));
    if (wrong == BREAK_LAME && style->literal)
        fprintf(to, "127.0.0.%u.", NOBODY);
    else
        write_server(s, server, style, to);
    fputc('\n', to);
    if (style->literal || wrong == BREAK_LOOP || wrong == BREAK_NOGLUE)
        return;
    write_server(s, zone, style, to);
    fprintf(to, " 127.0.0.%u    # glue\n",
            wrong == BREAK_LAME ? NOBODY : split_host(zone));
}

static void write_delegations(const struct split *s, unsigned zone,
                              const struct split_style *style, FILE *to)
{
    bool first = true;
    for (unsigned i = 1; i < s->zones_n; i++) {
        if (s->zones[i].above != zone)
            continue;
        if (first)
            fputs("\n# Given away: each of these is a zone of its own.\n", to);
        first = false;
        write_delegation(s, i, style, to);
    }
}

/* ---- lines ---- */

/* How many records of a line there are, in this zone and in all. */
struct share {
    unsigned here, all;
};

/* Our own NS and SOA stand for those of the file. */
static bool is_replaced(const struct split *s, uint32_t owner,
                        const struct record *rec)
{
    return s->zones[s->zone_of[owner]].apex == owner &&
           (rec->type == TYPE_NS || rec->type == TYPE_SOA);
}

/* [line]: how its records are shared out; NULL: no memory. */
static struct share *share_lines(const struct split *s, unsigned zone,
                                 uint32_t lines)
{
    const struct records *r = s->records;
    struct share *share = calloc(lines + 1, sizeof *share);
    for (uint32_t i = 0; share && i < r->names_n; i++) {
        const struct record *rec = records_get(r, records_owner(r, i)->first);
        for (; rec; rec = records_get(r, rec->next)) {
            share[rec->line].all++;
            share[rec->line].here +=
                s->zone_of[i] == zone && !is_replaced(s, i, rec);
        }
    }
    return share;
}

/* A line of hosts(5) with names of several zones: those of this one. */
static void write_names(const struct split *s, unsigned zone,
                        const struct word *address, FILE *to)
{
    const struct records *r = s->records;
    char name[NAME_TEXT_MAX];
    fprintf(to, "%.*s", (int)address->n, address->at);
    for (uint32_t i = 0; i < r->names_n; i++) {
        const struct owner *o = records_owner(r, i);
        const struct record *rec = records_get(r, o->first);
        for (; rec && s->zone_of[i] == zone; rec = records_get(r, rec->next))
            if (rec->line == address->line)
                fprintf(to, " %s", name_text(name, records_name(r, o)));
    }
    fputc('\n', to);
}

/* Where an entry's own comment begins: behind the last empty line. */
static const char *own_text(const char *from, const char *entry)
{
    const char *line = from;
    for (const char *p = from; p < entry; p++) {
        if (*p != '\n')
            continue;
        if (line + strspn(line, " \t\r") == p)
            from = p + 1;
        line = p + 1;
    }
    return from;
}

static void write_lines(const struct split *s, unsigned zone, FILE *to)
{
    const struct source *in = s->records->sources[0];
    struct complaints quiet = { .text = NULL };
    struct scan scan;
    uint32_t lines = 1;
    for (size_t i = 0; i < in->len; i++)
        lines += in->text[i] == '\n';
    struct share *share = share_lines(s, zone, lines);
    scan_begin(&scan, in, &quiet);
    scan.hash = true;
    fputs("\n# Its own names.\n", to);
    for (const char *from = scan.at; share; from = scan.at) {
        enum scanned got = scan_entry(&scan);
        if (got == SCAN_END)
            break;
        if (got == SCAN_BAD)
            continue;
        const struct word *first = &scan.words[0];
        const struct share *line = &share[first->line];
        if (word_is(first, "$TTL") || (line->here && line->here == line->all)) {
            from = own_text(from, first->at);
            fwrite(from, 1, (size_t)(scan.at - from), to);
        } else if (line->here) {
            write_names(s, zone, first, to);
        }
    }
    scan_free(&scan);
    complaint_free(&quiet);
    free(share);
}

void split_write(const struct split *s, unsigned zone,
                 const struct split_style *style, FILE *to)
{
    write_head(s, zone, style, to);
    write_delegations(s, zone, style, to);
    write_lines(s, zone, to);
}
