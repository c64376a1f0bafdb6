#include "zonefile/flat.h"

#include "zonefile/front.h"
#include "zonefile/path.h"
#include "zonefile/plain.h"
#include "zonefile/rrtext.h"

#include <stdio.h>
#include <stdlib.h>

enum { DEFAULT_TTL = 3600 };

static const uint8_t root[1];
static const struct rrtext_names absolute = { .origin = root, .utf8 = true };

struct flat {
    struct records *records;
    struct scan scan;
    struct plain plain[PLAIN_BATCH];
    uint32_t *zones; /* of this file */
    size_t zones_n;
    uint32_t ttl;      /* the last $TTL */
    uint16_t reverse;  /* RECORD_REVERSE, or 0 after $PTR off */
    struct record rec; /* the next record: TTL, line, zone, source */
    bool full;         /* memory ran out: errno */
    uint8_t data[RDATA_MAX];
};

/* ---- zones and records ---- */

static void add_zone(struct flat *f, const struct name *apex)
{
    uint32_t zone = records_zone(f->records, apex, f->rec.source);
    uint32_t *more = reallocarray(f->zones, f->zones_n + 1, sizeof *more);
    f->zones = more ? more : f->zones;
    f->full |= zone == NO_ZONE || !more;
    if (f->full)
        return;
    records_zone_at(f->records, zone)->make_soa = true;
    f->zones[f->zones_n++] = zone;
    f->rec.zone = zone;
}

/* The deepest zone of this file that holds the name, or NO_ZONE. */
static uint32_t zone_of(const struct flat *f, const struct name *n)
{
    uint32_t best = NO_ZONE;
    unsigned deepest = 0;
    for (size_t i = 0; i < f->zones_n; i++) {
        uint32_t apex = records_zone_at(f->records, f->zones[i])->apex;
        const struct owner *o = records_owner(f->records, apex);
        if (o->len <= deepest || !records_holds(f->records, o, n))
            continue;
        best = f->zones[i];
        deepest = o->len;
    }
    return best;
}

static void add(struct flat *f, const struct name *owner, uint16_t type,
                size_t len, const uint8_t *data)
{
    bool address = type == TYPE_A || type == TYPE_AAAA;
    f->rec.type = type;
    f->rec.len = (uint16_t)len;
    f->rec.flags = address ? f->reverse : 0;
    f->full |= records_add(f->records, owner, &f->rec, data) < 0;
}

/* The zone of the owner into f->rec; complains when there is none. */
static bool place(struct flat *f, const struct name *owner, size_t word)
{
    f->rec.zone = zone_of(f, owner);
    if (f->rec.zone != NO_ZONE)
        return true;
    scan_fault(&f->scan, word, "add a $ZONE for it, or take it out",
               "is outside every $ZONE of this file");
    return false;
}

static bool read_name(struct flat *f, size_t word, struct name *n)
{
    uint8_t wire[DNS_NAME_MAX];
    const struct word *w = &f->scan.words[word];
    if (!rrtext_name(f->scan.complaints, scan_spot(&f->scan, w), word_bytes(w),
                     &absolute, wire))
        return false;
    name_set(n, wire);
    return true;
}

/* The owner at the beginning of the entry; how many words it took, or 0. */
static size_t read_owner(struct flat *f, struct name *n)
{
    char text[PATH_TEXT_MAX];
    uint8_t wire[DNS_NAME_MAX];
    size_t words = path_words(&f->scan);
    if (words == 0)
        return read_name(f, 0, n) && place(f, n, 0) ? 1 : 0;
    struct bytes name = path_text(&f->scan, words, text);
    if (!name.n ||
        !rrtext_name(f->scan.complaints, scan_span(&f->scan, 0, words - 1),
                     name, &absolute, wire))
        return 0;
    name_set(n, wire);
    return place(f, n, 0) ? words : 0;
}

/* ---- directives ---- */

static bool has_words(struct flat *f, size_t n, const char *hint)
{
    if (f->scan.n == n)
        return true;
    scan_fault(&f->scan, 0, hint,
               f->scan.n < n ? "needs more" : "takes no more");
    return false;
}

static void set_zone(struct flat *f, bool *implied)
{
    struct name apex;
    if (!has_words(f, 2, "$ZONE cctv.com") || !read_name(f, 1, &apex))
        return;
    if (*implied) {
        scan_fault(&f->scan, 0, "put it before the first name",
                   "comes after names that it does not cover");
        return;
    }
    add_zone(f, &apex);
}

static void set_ptr(struct flat *f)
{
    if (!has_words(f, 2, "$PTR off"))
        return;
    bool on = word_is(&f->scan.words[1], "on");
    if (!on && !word_is(&f->scan.words[1], "off"))
        scan_fault(&f->scan, 1, "$PTR on or $PTR off", "is neither on nor off");
    f->reverse = on ? RECORD_REVERSE : 0;
}

static void read_directive(struct flat *f, bool *implied)
{
    const struct word *w = &f->scan.words[0];
    if (word_is(w, "$TTL"))
        front_ttl(&f->scan, &f->ttl);
    else if (word_is(w, "$ZONE"))
        set_zone(f, implied);
    else if (word_is(w, "$PTR"))
        set_ptr(f);
    else if (word_is(w, "$ORIGIN") || word_is(w, "$INCLUDE"))
        scan_fault(&f->scan, 0, "is it one?  -f master reads it so",
                   "belongs into a master file");
    else
        scan_fault(&f->scan, 0, "there are $TTL, $ZONE and $PTR",
                   "is not a directive");
}

/* ---- lines ---- */

static void warn_type(struct flat *f, size_t word)
{
    const struct word *w = &f->scan.words[word];
    if (rrtext_type(w))
        complain(f->scan.complaints, COMPLAINT_WARNING, scan_spot(&f->scan, w),
                 "is the name in front missing?",
                 "'%.*s' is taken for a name, as in a hosts file", (int)w->n,
                 w->at);
}

/* hosts(5): the address first, then names.  The line is good as a whole. */
static void read_hosts(struct flat *f, uint16_t type, const uint8_t *address)
{
    struct name n;
    if (f->scan.n < 2)
        scan_fault(&f->scan, 0, "203.0.113.7 news.cctv.com",
                   "has no name behind it");
    unsigned errors = f->scan.complaints->errors;
    for (int pass = 0; pass < 2; pass++)
        for (size_t i = 1; i < f->scan.n; i++) {
            if (!read_name(f, i, &n) || !place(f, &n, i) ||
                f->scan.complaints->errors > errors)
                continue;
            if (pass == 0)
                warn_type(f, i);
            else
                add(f, &n, type, type == TYPE_A ? 4 : 16, address);
        }
}

/* name ttl address address ...: from word `at` on, all are addresses. */
static void read_addresses(struct flat *f, const struct name *owner, size_t at)
{
    uint8_t address[16];
    for (size_t i = at; i < f->scan.n; i++)
        if (!plain_address(word_bytes(&f->scan.words[i]), address)) {
            scan_fault(&f->scan, i, "203.0.113.7 or 2001:db8::7",
                       "is not an address");
            return;
        }
    for (size_t i = at; i < f->scan.n; i++) {
        uint16_t type = plain_address(word_bytes(&f->scan.words[i]), address);
        add(f, owner, type, type == TYPE_A ? 4 : 16, address);
    }
}

/* Does it look as if it was to be an IPv4 address, an IPv6 address? */
static const char *address_hint(const struct word *w)
{
    size_t digits = 0, dots = 0, colons = 0, hex = 0;
    for (size_t i = 0; i < w->n; i++) {
        digits += w->at[i] >= '0' && w->at[i] <= '9';
        hex += strchr("abcdefABCDEF", w->at[i]) != NULL;
        dots += w->at[i] == '.';
        colons += w->at[i] == ':';
    }
    if (digits && dots && digits + dots == w->n)
        return "an IPv4 address has four numbers: 203.0.113.7";
    if (colons && digits + hex + dots + colons == w->n)
        return "an IPv6 address is like 2001:db8::7";
    return NULL;
}

static void fault_kind(struct flat *f, size_t at)
{
    char hint[64];
    const struct word *w = &f->scan.words[at];
    const char *guess = rrtext_guess(w), *why = address_hint(w);
    if (!why && guess) {
        snprintf(hint, sizeof hint, "did you mean %s?", guess);
        why = hint;
    }
    scan_fault(&f->scan, at, why, "is not an address and not a record type");
}

static void read_record(struct flat *f)
{
    struct name owner;
    uint8_t address[16];
    f->rec.ttl = f->ttl;
    uint16_t type = plain_address(word_bytes(&f->scan.words[0]), address);
    if (type) {
        read_hosts(f, type, address);
        return;
    }
    struct front front;
    size_t at = read_owner(f, &owner);
    if (at == 0 || !front_read(&f->scan, at, &front))
        return;
    at = front.at;
    f->rec.ttl = front.has_ttl ? front.ttl : f->ttl;
    if (at == f->scan.n) {
        scan_fault(&f->scan, 0, "news.cctv.com 203.0.113.7",
                   "has no address behind it");
        return;
    }
    const struct word *w = &f->scan.words[at];
    if (plain_address(word_bytes(w), address)) {
        read_addresses(f, &owner, at);
        return;
    }
    type = rrtext_type(w);
    if (!rrtext_is_data(type)) {
        if (type)
            scan_fault(&f->scan, at, NULL,
                       "is asked for, but no record has that type");
        else
            fault_kind(f, at);
        return;
    }
    int len = rrtext_data(&f->scan, at + 1, type, &absolute, f->data);
    if (len >= 0)
        add(f, &owner, type, (size_t)len, f->data);
}

/* Without a $ZONE the file is the whole small world. */
static void imply_root(struct flat *f, bool *implied)
{
    struct name n;
    if (f->zones_n)
        return;
    name_set(&n, root);
    add_zone(f, &n);
    *implied = true;
}

static void read_entry(struct flat *f, bool *implied)
{
    f->rec.line = f->scan.words[0].line;
    if (*f->scan.words[0].at == '$') {
        read_directive(f, implied);
        return;
    }
    imply_root(f, implied);
    read_record(f);
}

static void add_plain(struct flat *f, const struct plain *p)
{
    f->rec.line = f->scan.line++;
    f->rec.ttl = p->has_ttl ? p->ttl : f->ttl;
    f->rec.zone = zone_of(f, &p->owner);
    if (f->rec.zone != NO_ZONE) {
        add(f, &p->owner, p->type, p->len, p->data);
        return;
    }
    complain(f->scan.complaints, COMPLAINT_ERROR,
             spot_line(f->scan.in, f->rec.line), /* its owner */
             "add a $ZONE for it, or take it out",
             "this name is outside every $ZONE of this file");
}

/* The plain lines from here on, some of them; how many.  They are read ahead,
 * so that the memory of their owners' slots comes while others are read. */
static unsigned read_plain(struct flat *f, bool *implied)
{
    const char *end = f->scan.in->text + f->scan.in->len;
    unsigned n = 0;
    for (; n < PLAIN_BATCH; n++) {
        if (!plain_line(&f->plain[n], &f->scan.at, end))
            break;
        records_warm(f->records, &f->plain[n].owner);
    }
    if (n > 0)
        imply_root(f, implied);
    for (unsigned i = 0; i < n && !f->full; i++)
        add_plain(f, &f->plain[i]);
    return n;
}

static void read_all(struct flat *f)
{
    bool implied = false;
    while (!f->full) {
        if (read_plain(f, &implied))
            continue;
        enum scanned got = scan_entry(&f->scan);
        if (got == SCAN_END)
            break;
        if (got == SCAN_ENTRY)
            read_entry(f, &implied);
    }
    imply_root(f, &implied);
}

int flat_read(struct records *r, int source, struct complaints *c)
{
    struct flat *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    f->records = r;
    scan_begin(&f->scan, r->sources[source], c);
    f->scan.hash = true;
    for (unsigned i = 0; i < PLAIN_BATCH; i++)
        f->plain[i].bare = true;
    f->ttl = DEFAULT_TTL;
    f->reverse = RECORD_REVERSE;
    f->rec.source = (uint16_t)source;
    read_all(f);
    int done = f->full ? -1 : 0;
    scan_free(&f->scan);
    free(f->zones);
    free(f);
    return done;
}
