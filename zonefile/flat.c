#include "zonefile/flat.h"

#include "zonefile/front.h"
#include "zonefile/path.h"
#include "zonefile/plain.h"
#include "zonefile/rrdata.h"
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
    unsigned deepest;  /* labels of its deepest $ZONE */
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
    f->full |= zone == NO_ZONE;
    if (f->full)
        return;
    records_zone_at(f->records, zone)->make_soa = true;
    if (f->deepest < apex->labels)
        f->deepest = apex->labels;
}

/* The deepest zone of this file that holds the name, or NO_ZONE.  A DS is the
 * outer zone's, if that is here too: RFC 4035 3.1.4.1. */
static uint32_t zone_of(const struct flat *f, const struct name *n,
                        uint16_t type)
{
    unsigned depth = n->labels < f->deepest ? n->labels : f->deepest;
    uint32_t own = NO_ZONE;
    for (;; depth--) {
        uint32_t zone = records_apex(f->records, n, depth);
        bool ours = zone != NO_ZONE &&
                    records_zone_at(f->records, zone)->speaker == f->rec.source;
        if (ours && (type != TYPE_DS || depth < n->labels))
            return zone;
        own = ours ? zone : own;
        if (depth == 0)
            return own;
    }
}

/* A record into the zone f->rec.zone. */
static void add_to_zone(struct flat *f, const struct name *owner, uint16_t type,
                        size_t len, const uint8_t *data)
{
    bool address = type == TYPE_A || type == TYPE_AAAA;
    f->rec.type = type;
    f->rec.len = (uint16_t)len;
    f->rec.flags = address ? f->reverse : 0;
    f->full |= records_add(f->records, owner, &f->rec, data) < 0;
}

static void add(struct flat *f, const struct name *owner, uint16_t type,
                size_t len, const uint8_t *data)
{
    f->rec.zone = zone_of(f, owner, type);
    add_to_zone(f, owner, type, len, data);
}

/* Is the owner in a zone of this file?  Complains if not. */
static bool in_zone(struct flat *f, const struct name *n, struct spot where)
{
    if (zone_of(f, n, TYPE_A) != NO_ZONE)
        return true;
    complain(f->scan.complaints, COMPLAINT_ERROR, where,
             "add a $ZONE for it, or take it out",
             "'%.*s' is outside every $ZONE of this file", (int)where.n,
             where.at);
    return false;
}

static bool read_name(struct flat *f, struct bytes text, struct spot where,
                      struct name *n)
{
    uint8_t wire[DNS_NAME_MAX];
    if (text.n == 1 && *text.at == '@') {
        complain(f->scan.complaints, COMPLAINT_ERROR, where,
                 "write the whole name; -f master reads @",
                 "'@' belongs into a master file");
        return false;
    }
    if (!rrtext_name(f->scan.complaints, where, text, &absolute, wire))
        return false;
    name_set(n, wire);
    return true;
}

/* The owner at the beginning of the entry; how many words it took, or 0. */
static size_t read_owner(struct flat *f, struct name *n)
{
    char text[PATH_TEXT_MAX];
    size_t words = path_words(&f->scan);
    struct bytes name = word_bytes(&f->scan.words[0]);
    struct spot where = scan_span(&f->scan, 0, words ? words - 1 : 0);
    if (words > 0)
        name = path_text(&f->scan, words, text);
    if (!name.n || !read_name(f, name, where, n) || !in_zone(f, n, where))
        return 0;
    return words ? words : 1;
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

static void set_ttl(struct flat *f)
{
    if (has_words(f, 2, "$TTL 1h30m"))
        front_ttl(&f->scan, &f->ttl);
}

/* It is known already, see find_zones; here it is only checked. */
static void check_zone(struct flat *f)
{
    struct name apex;
    const struct word *w = &f->scan.words[1];
    if (has_words(f, 2, "$ZONE cctv.com"))
        read_name(f, word_bytes(w), scan_spot(&f->scan, w), &apex);
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

static void read_directive(struct flat *f)
{
    const struct word *w = &f->scan.words[0];
    if (word_is(w, "$TTL"))
        set_ttl(f);
    else if (word_is(w, "$ZONE"))
        check_zone(f);
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

/* A name of a hosts line, at word `i`. */
static bool read_host(struct flat *f, size_t i, struct name *n)
{
    uint8_t address[16];
    const struct word *w = &f->scan.words[i];
    struct spot where = scan_spot(&f->scan, w);
    if (plain_address(word_bytes(w), address) || path_has_arrow(w)) {
        scan_fault(&f->scan, i, "behind an address stand names only",
                   "is not a name");
        return false;
    }
    return read_name(f, word_bytes(w), where, n) && in_zone(f, n, where);
}

/* hosts(5): the address first, then names.  The line is good as a whole. */
static void read_hosts(struct flat *f, uint16_t type, const uint8_t *address)
{
    struct name n;
    bool good = f->scan.n > 1;
    if (!good)
        scan_fault(&f->scan, 0, "203.0.113.7 news.cctv.com",
                   "has no name behind it");
    for (size_t i = 1; i < f->scan.n; i++)
        good &= read_host(f, i, &n);
    for (size_t i = 1; i < f->scan.n && good; i++) {
        warn_type(f, i);
        if (read_host(f, i, &n))
            add(f, &n, type, type == TYPE_A ? 4 : 16, address);
    }
}

/* fe80::1%lo0 localhost: an address that means something on one link only. */
static bool is_scoped(struct flat *f)
{
    uint8_t address[16];
    struct bytes text = word_bytes(&f->scan.words[0]);
    const uint8_t *percent = memchr(text.at, '%', text.n);
    if (!percent)
        return false;
    text.n = (size_t)(percent - text.at);
    if (plain_address(text, address) != TYPE_AAAA)
        return false;
    complain(f->scan.complaints, COMPLAINT_WARNING,
             scan_spot(&f->scan, &f->scan.words[0]), NULL,
             "an address of one interface only: the line is left out");
    return true;
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
    if (is_scoped(f))
        return;
    size_t at = read_owner(f, &owner);
    if (at == 0 || !front_read(&f->scan, at, &front))
        return;
    struct spot name = scan_span(&f->scan, 0, at - 1);
    at = front.at;
    f->rec.ttl = front.has_ttl ? front.ttl : f->ttl;
    if (at == f->scan.n) {
        complain(f->scan.complaints, COMPLAINT_ERROR, name,
                 "news.cctv.com 203.0.113.7", "'%.*s' has no address behind it",
                 (int)name.n, name.at);
        return;
    }
    const struct word *w = &f->scan.words[at];
    if (plain_address(word_bytes(w), address)) {
        read_addresses(f, &owner, at);
        return;
    }
    type = front_type(&f->scan, at, true);
    if (!type)
        return;
    int len = rrdata_read(&f->scan, at + 1, type, &absolute, f->data);
    if (len >= 0)
        add(f, &owner, type, (size_t)len, f->data);
}

/* Does a line begin there, but for blanks? */
static bool begins_line(const char *text, const char *at)
{
    while (at > text && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    return at == text || at[-1] == '\n';
}

/* Every $ZONE of the file, wherever it stands; without any, the file is the
 * whole small world.  What is wrong with one is told when it is read. */
static void find_zones(struct flat *f)
{
    struct complaints quiet = { .text = NULL, .errors = COMPLAINTS_SHOWN };
    const char *at = f->scan.in->text, *end = at + f->scan.in->len;
    struct scan scan = f->scan;
    struct name n;
    bool found = false;
    f->scan.complaints = &quiet;
    while (at < end && (at = memchr(at, '$', (size_t)(end - at)))) {
        f->scan.at = at++;
        if (begins_line(f->scan.in->text, f->scan.at) &&
            scan_entry(&f->scan) == SCAN_ENTRY && f->scan.n == 2 &&
            word_is(&f->scan.words[0], "$ZONE") &&
            read_name(f, word_bytes(&f->scan.words[1]),
                      scan_spot(&f->scan, &f->scan.words[1]), &n)) {
            add_zone(f, &n);
            found = true;
        }
    }
    scan_free(&f->scan);
    f->scan = scan;
    complaint_free(&quiet);
    name_set(&n, root);
    if (!found)
        add_zone(f, &n);
}

static void add_plain(struct flat *f, const struct plain *p)
{
    f->rec.line = f->scan.line++;
    f->rec.ttl = p->has_ttl ? p->ttl : f->ttl;
    f->rec.zone = zone_of(f, &p->owner, p->type);
    if (f->rec.zone != NO_ZONE) {
        add_to_zone(f, &p->owner, p->type, p->len, p->data);
        return;
    }
    size_t n = strcspn(p->from, " \t"); /* a plain owner has a blank behind */
    in_zone(f, &p->owner, (struct spot){ f->scan.in, p->from, n, f->rec.line });
}

/* The plain lines from here on, some of them; how many.  They are read ahead,
 * so that the memory of their owners' slots comes while others are read. */
static unsigned read_plain(struct flat *f)
{
    const char *end = f->scan.in->text + f->scan.in->len;
    unsigned n = 0;
    for (; n < PLAIN_BATCH; n++) {
        if (!plain_line(&f->plain[n], &f->scan.at, end))
            break;
        records_warm(f->records, &f->plain[n].owner);
    }
    for (unsigned i = 0; i < n && !f->full; i++)
        add_plain(f, &f->plain[i]);
    return n;
}

static void read_all(struct flat *f)
{
    find_zones(f);
    while (!f->full) {
        if (read_plain(f))
            continue;
        enum scanned got = scan_entry(&f->scan);
        if (got == SCAN_END)
            return;
        if (got == SCAN_BAD)
            continue;
        f->rec.line = f->scan.words[0].line;
        if (*f->scan.words[0].at == '$')
            read_directive(f);
        else
            read_record(f);
    }
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
    free(f);
    return done;
}
