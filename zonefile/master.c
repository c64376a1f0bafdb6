#include "zonefile/master.h"

#include "zonefile/front.h"
#include "zonefile/nametext.h"
#include "zonefile/plain.h"
#include "zonefile/rrdata.h"
#include "zonefile/rrtext.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

/* What a file and the files that it includes have in common. */
struct master {
    struct records *records;
    struct complaints *complaints;
    const uint8_t *wanted; /* the zone that the user named, or NULL */
    uint32_t zone;         /* NO_ZONE until the SOA */
    bool has_ttl;          /* $TTL was there */
    uint32_t ttl;          /* by $TTL, or the last one written */
    bool has_last;         /* some record had a TTL */
    bool stop;             /* no use to read on */
    bool full;             /* memory ran out: errno */
    uint8_t data[RDATA_MAX];
};

/* One of these files. */
struct file {
    struct master *m;
    const struct file *from; /* who includes it; NULL: the first */
    struct scan scan;
    struct plain plain[PLAIN_BATCH];
    struct record rec;
    bool has_origin;
    struct name origin;
    struct name own;          /* the last owner that was not plain */
    const struct name *owner; /* the last owner; NULL before the first */
};

static void read_file(struct file *f);

static struct rrtext_names names(const struct file *f)
{
    const uint8_t *origin = f->has_origin ? f->origin.wire : NULL;
    return (struct rrtext_names){ .origin = origin };
}

static bool read_name(struct file *f, size_t word, struct name *n)
{
    uint8_t wire[DNS_NAME_MAX];
    const struct word *w = &f->scan.words[word];
    struct rrtext_names how = names(f);
    if (!rrtext_name(f->m->complaints, scan_spot(&f->scan, w), word_bytes(w),
                     &how, wire))
        return false;
    name_set(n, wire);
    return true;
}

/* ---- directives ---- */

static void set_origin(struct file *f)
{
    struct name n;
    if (f->scan.n != 2) {
        scan_fault(&f->scan, 0, "$ORIGIN cctv.com.", "takes one name");
        return;
    }
    if (!read_name(f, 1, &n))
        return;
    f->origin = n;
    f->has_origin = true;
}

/* The path of an included file: beside the one that includes it. */
static char *beside(const char *path, const struct word *w)
{
    char *out = NULL;
    bool quoted = w->n >= 2 && *w->at == '"';
    const char *name = w->at + quoted;
    int n = (int)w->n - 2 * quoted;
    const char *slash = strrchr(path, '/');
    int dir = slash && *name != '/' ? (int)(slash - path) + 1 : 0;
    return asprintf(&out, "%.*s%.*s", dir, path, n, name) < 0 ? NULL : out;
}

/* Is the file being read already, here or further out? */
static bool is_loop(const struct file *f, const struct source *in)
{
    for (; f; f = f->from)
        if (f->scan.in->device == in->device && f->scan.in->file == in->file)
            return true;
    return false;
}

/* Read `in` as a file of its own; what it does to origin and owner ends. */
static void include_source(struct file *f, struct source *in)
{
    int number = records_source(f->m->records, in);
    struct file *inner = number < 0 ? NULL : malloc(sizeof *inner);
    if (number < 0)
        source_free(in);
    if (!inner) {
        f->m->full = true;
        return;
    }
    *inner = *f;
    inner->from = f;
    inner->rec.source = (uint16_t)number;
    if (f->owner)
        inner->own = *f->owner;
    inner->owner = f->owner ? &inner->own : NULL;
    if (f->scan.n < 3 || read_name(f, 2, &inner->origin)) {
        inner->has_origin |= f->scan.n >= 3;
        scan_begin(&inner->scan, in, f->m->complaints);
        read_file(inner);
        scan_free(&inner->scan);
    }
    free(inner);
}

static void include(struct file *f)
{
    if (f->scan.n < 2 || f->scan.n > 3) {
        scan_fault(&f->scan, 0, "$INCLUDE more.zone [ORIGIN]", "takes a file");
        return;
    }
    char *path = beside(f->scan.in->path, &f->scan.words[1]);
    struct source *in =
        path ? readings_file(f->m->records->readings, path, READ_NAMED) : NULL;
    if (!in) {
        f->m->complaints->denied |= errno == EACCES;
        complain(f->m->complaints, COMPLAINT_ERROR,
                 scan_spot(&f->scan, &f->scan.words[1]),
                 path ? source_why(errno) : NULL, "cannot read %s",
                 path ? path : "it");
    } else if (source_zero(in)) {
        scan_fault(&f->scan, 1, "it has an octet of zero", "is no text file");
        source_free(in);
    } else if (is_loop(f, in)) {
        scan_fault(&f->scan, 1, "it is being read already", "includes itself");
        source_free(in);
    } else {
        include_source(f, in);
    }
    free(path);
}

static void read_directive(struct file *f)
{
    const struct word *w = &f->scan.words[0];
    if (word_is(w, "$ORIGIN"))
        set_origin(f);
    else if (word_is(w, "$TTL"))
        f->m->has_ttl |= front_ttl(&f->scan, &f->m->ttl);
    else if (word_is(w, "$INCLUDE"))
        include(f);
    else if (word_is(w, "$ZONE") || word_is(w, "$PTR"))
        scan_fault(&f->scan, 0, "is it one?  -f flat reads it so",
                   "belongs into the flat format");
    else
        scan_fault(&f->scan, 0, "there are $ORIGIN, $TTL and $INCLUDE",
                   "is not a directive");
}

/* ---- records ---- */

static void add(struct file *f, const struct name *owner, size_t len,
                const uint8_t *data)
{
    f->rec.len = (uint16_t)len;
    f->rec.zone = f->m->zone;
    f->m->full |= records_add(f->m->records, owner, &f->rec, data) < 0;
}

static bool in_zone(const struct file *f, const struct name *n)
{
    const struct records *r = f->m->records;
    uint32_t apex = records_zone_at(r, f->m->zone)->apex;
    return records_holds(r, records_owner(r, apex), n);
}

/* The owner of the entry; f->owner is it afterwards. */
static bool read_owner(struct file *f)
{
    struct name n;
    if (f->scan.blank) {
        if (!f->owner)
            scan_fault(
                &f->scan, 0, "a name begins the line, or @",
                "stands behind a blank, but no line before has an owner");
        return f->owner != NULL;
    }
    if (!read_name(f, 0, &n))
        return false;
    f->own = n;
    f->owner = &f->own;
    return true;
}

/* The TTL that holds when the record has none: RFC 2308 4, RFC 1035 5.1. */
static bool settle_ttl(struct file *f, bool written, int len)
{
    struct master *m = f->m;
    if (written) {
        m->has_last = true;
        if (!m->has_ttl)
            m->ttl = f->rec.ttl;
        return true;
    }
    if (!m->has_ttl && !m->has_last && f->rec.type == TYPE_SOA) {
        m->ttl = get_u32(m->data + len - 4); /* its minimum, as others do */
        m->has_last = true;
    }
    f->rec.ttl = m->ttl;
    if (m->has_ttl || m->has_last)
        return true;
    scan_fault(&f->scan, 0, "$TTL 3600 in front sets one for all",
               "has no TTL");
    m->has_last = true; /* said once, that is enough */
    return false;
}

/* The SOA names the zone. */
static void begin_zone(struct file *f, size_t word)
{
    struct master *m = f->m;
    if (f->rec.type != TYPE_SOA) {
        scan_fault(&f->scan, word, "its SOA must be the first record",
                   "stands before the zone");
        m->stop = true;
        return;
    }
    if (m->wanted && (name_len(m->wanted) != f->owner->len ||
                      memcmp(m->wanted, f->owner->wire, f->owner->len))) {
        char text[NAME_TEXT_MAX], hint[NAME_TEXT_MAX + 32];
        snprintf(hint, sizeof hint, "the zone was to be %s",
                 name_text(text, m->wanted));
        scan_fault(&f->scan, 0, hint, "begins another zone");
        m->stop = true;
        return;
    }
    m->zone = records_zone(m->records, f->owner, f->rec.source);
    m->full |= m->zone == NO_ZONE;
}

static void read_record(struct file *f)
{
    struct master *m = f->m;
    struct front front;
    if (!read_owner(f) || !front_read(&f->scan, !f->scan.blank, &front))
        return;
    size_t at = front.at;
    f->rec.ttl = front.ttl;
    if (at == f->scan.n) {
        scan_fault(&f->scan, at - 1, "www A 203.0.113.7",
                   "ends a record without type");
        return;
    }
    f->rec.type = front_type(&f->scan, at, false);
    if (!f->rec.type)
        return;
    if (m->zone == NO_ZONE)
        begin_zone(f, at);
    if (m->stop || m->full)
        return;
    if (!in_zone(f, f->owner)) {
        scan_fault(&f->scan, 0, "is a dot missing or too many?",
                   "is outside the zone");
        return;
    }
    struct rrtext_names how = names(f);
    int len = rrdata_read(&f->scan, at + 1, f->rec.type, &how, m->data);
    if (len < 0 && f->rec.type == TYPE_SOA)
        m->has_last = true; /* what follows from that is not told */
    if (len >= 0 && settle_ttl(f, front.has_ttl, len))
        add(f, f->owner, (size_t)len, m->data);
}

/* Take a plain line as it is; false: it is a case for the full reader. */
static bool add_plain(struct file *f, const struct plain *p)
{
    struct master *m = f->m;
    if (!in_zone(f, &p->owner) || !(p->has_ttl || m->has_ttl || m->has_last))
        return false;
    f->rec.line = f->scan.line++;
    f->rec.type = p->type;
    f->rec.ttl = p->has_ttl ? p->ttl : m->ttl;
    if (p->has_ttl && !m->has_ttl) {
        m->ttl = p->ttl;
        m->has_last = true;
    }
    f->owner = &p->owner;
    add(f, &p->owner, p->len, p->data);
    return true;
}

/* The plain lines from here on, some of them; how many.  They are read ahead,
 * so that the memory of their owners' slots comes while others are read. */
static unsigned read_plain(struct file *f)
{
    const char *end = f->scan.in->text + f->scan.in->len;
    unsigned n = 0;
    if (f->m->zone == NO_ZONE)
        return 0;
    for (; n < PLAIN_BATCH; n++) {
        f->plain[n].origin = f->has_origin ? &f->origin : NULL;
        if (!plain_line(&f->plain[n], &f->scan.at, end))
            break;
        records_warm(f->m->records, &f->plain[n].owner);
    }
    for (unsigned i = 0; i < n; i++)
        if (f->m->full || !add_plain(f, &f->plain[i])) {
            f->scan.at = f->plain[i].from;
            return i;
        }
    return n;
}

static void read_file(struct file *f)
{
    while (!f->m->full && !f->m->stop) {
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

int master_read(struct records *r, int source, const uint8_t *origin,
                struct complaints *c)
{
    struct master *m = calloc(1, sizeof *m);
    struct file *f = calloc(1, sizeof *f);
    int done = -1;
    unsigned errors = c->errors;
    if (m && f) {
        *m = (struct master){
            .records = r, .complaints = c, .wanted = origin, .zone = NO_ZONE
        };
        f->m = m;
        f->rec.source = (uint16_t)source;
        if (origin) {
            name_set(&f->origin, origin);
            f->has_origin = true;
        }
        scan_begin(&f->scan, r->sources[source], c);
        read_file(f);
        scan_free(&f->scan);
        if (m->zone == NO_ZONE && c->errors == errors && !m->full)
            complain(c, COMPLAINT_ERROR,
                     (struct spot){ .in = r->sources[source] },
                     "a master file begins with a SOA record",
                     "there is no zone in this file");
        done = m->full ? -1 : 0;
    }
    free(f);
    free(m);
    return done;
}
