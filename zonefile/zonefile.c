#include "zonefile/zonefile.h"

#include "zonefile/build.h"
#include "zonefile/fingerprint.h"
#include "zonefile/flat.h"
#include "zonefile/idn.h"
#include "zonefile/master.h"
#include "zonefile/nametext.h"
#include "zonefile/rrtext.h"
#include "zonefile/settle.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct load {
    const struct zonefile_request *request;
    struct records *records;
    struct complaints *complaints;
    uint64_t fingerprint; /* of all that was read */
};

/* A mistake that no line of a file is to blame for. */
static int blame(struct load *l, const char *path, const char *what)
{
    struct source named = { .path = (char *)(uintptr_t)path };
    complain(l->complaints, COMPLAINT_ERROR, (struct spot){ .in = &named },
             NULL, "%s", what);
    return -1;
}

static int refuse(struct load *l, const char *path, int why)
{
    l->complaints->denied |= why == EACCES;
    return blame(l, path, source_why(why));
}

/* ---- which format is it? ---- */

/* Is the entry a SOA record: [owner] [TTL] [class] SOA? */
static bool is_soa(const struct scan *s)
{
    uint32_t ttl;
    size_t i = s->blank ? 0 : 1;
    while (i < s->n && (word_is(&s->words[i], "IN") ||
                        rrtext_ttl(&s->words[i], &ttl) != TTL_NONE))
        i++;
    return i < s->n && word_is(&s->words[i], "SOA");
}

/* $TTL alone tells nothing; the first other thing does. */
static bool is_master(const struct source *in)
{
    struct complaints quiet = { .text = NULL };
    struct scan s;
    bool master = false;
    scan_begin(&s, in, &quiet);
    s.hash = true; /* # is no comment in a master file, nor a name there */
    for (;;) {
        enum scanned got = scan_entry(&s);
        if (got != SCAN_ENTRY)
            break;
        if (word_is(&s.words[0], "$TTL"))
            continue;
        master = word_is(&s.words[0], "$ORIGIN") ||
                 word_is(&s.words[0], "$INCLUDE") ||
                 word_is(&s.words[0], "@") || is_soa(&s);
        break;
    }
    scan_free(&s);
    complaint_free(&quiet);
    return master;
}

/* ---- files ---- */

static void complain_zero(struct load *l, const struct source *in,
                          const char *zero)
{
    uint32_t line = 1;
    for (const char *p = in->text; p < zero; p++)
        line += *p == '\n';
    complain(l->complaints, COMPLAINT_ERROR, (struct spot){ in, zero, 1, line },
             "this is no text file", "an octet of zero");
}

static int read_source(struct load *l, struct source *in, const uint8_t *origin)
{
    enum zonefile_format format = l->request->format;
    const char *zero = source_zero(in);
    if (zero) {
        complain_zero(l, in, zero);
        source_free(in);
        return 0;
    }
    if (format == FORMAT_DETECT)
        format = origin || is_master(in) ? FORMAT_MASTER : FORMAT_FLAT;
    int number = records_source(l->records, in);
    if (number < 0) {
        source_free(in);
        return -1;
    }
    return format == FORMAT_MASTER
               ? master_read(l->records, number, origin, l->complaints)
               : flat_read(l->records, number, l->complaints);
}

static bool is_directory(const char *path)
{
    DIR *dir = opendir(path);
    if (dir)
        closedir(dir);
    return dir != NULL;
}

/* It may be meant so, or the disk may be full. */
static void warn_if_empty(struct load *l, const struct source *in)
{
    if (in->len == 0)
        complain(l->complaints, COMPLAINT_WARNING, (struct spot){ .in = in },
                 NULL, "the file is empty");
}

static int read_file(struct load *l, const char *path, const uint8_t *origin)
{
    struct source *in = readings_file(l->request->readings, path, READ_NAMED);
    if (!in)
        return refuse(l, path, errno);
    warn_if_empty(l, in);
    if (read_source(l, in, origin) == 0)
        return 0;
    return refuse(l, path, errno);
}

/* A file of a directory: how many zone files that is, or -1.  An empty one has
 * just been created, and is not written yet. */
static int read_member(struct load *l, const char *path)
{
    if (is_directory(path))
        return 0;
    struct source *in = readings_file(l->request->readings, path, READ_MEMBER);
    if (!in)
        return refuse(l, path, errno);
    warn_if_empty(l, in);
    if (in->len == 0) {
        source_free(in);
        return 0;
    }
    if (read_source(l, in, NULL) == 0)
        return 1;
    return refuse(l, path, errno);
}

bool zonefile_is_member(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && name[0] != '.' && name[0] != '#' && name[n - 1] != '~';
}

static int is_member(const struct dirent *e)
{
    return zonefile_is_member(e->d_name) &&
           (e->d_type == DT_REG || e->d_type == DT_LNK ||
            e->d_type == DT_UNKNOWN);
}

static int read_directory(struct load *l, const char *path)
{
    struct dirent **files;
    readings_directory(l->request->readings, path);
    int n = scandir(path, &files, is_member, alphasort), read = 0, bad = 0;
    if (n < 0)
        return refuse(l, path, errno);
    for (int i = 0; i < n; i++) {
        char *file = NULL;
        int got = asprintf(&file, "%s/%s", path, files[i]->d_name) < 0
                      ? refuse(l, path, ENOMEM)
                      : read_member(l, file);
        read += got > 0;
        bad += got < 0; /* the others are read all the same: one go */
        free(file);
        free(files[i]);
    }
    free(files);
    if (read + bad == 0)
        return blame(l, path, "a directory without a zone file");
    return bad ? -1 : 0;
}

/* ORIGIN=FILE, where the whole is not itself a file. */
static int read_named(struct load *l, const char *zone, const char *equals)
{
    uint8_t origin[DNS_NAME_MAX], low[DNS_NAME_MAX];
    size_t len;
    struct bytes text = { (const uint8_t *)zone, (size_t)(equals - zone) };
    static const uint8_t root[1];
    char ascii[IDN_MAX];
    const char *why;
    if (idn_needed(text))
        text = (struct bytes){ (const uint8_t *)ascii,
                               idn_encode(ascii, text, &why) };
    if (name_parse(origin, &len, text, root) != NAME_FINE)
        return blame(l, zone, "ORIGIN=FILE begins with a zone's name");
    if (l->request->format == FORMAT_FLAT)
        return blame(l, zone, "ORIGIN=FILE is for a master file");
    name_lower(low, origin, len);
    return read_file(l, equals + 1, low);
}

static int read_zone(struct load *l, const char *zone)
{
    const char *equals = strchr(zone, '=');
    if (is_directory(zone))
        return read_directory(l, zone);
    struct source *in = equals ? source_read(zone) : NULL;
    source_free(in);
    if (equals && !in)
        return read_named(l, zone, equals);
    return read_file(l, zone, NULL);
}

static int read_lesson(struct load *l)
{
    struct source *in = source_text(LESSON_PATH, lesson_text,
                                    (size_t)(lesson_text_end - lesson_text));
    if (in && read_source(l, in, NULL) == 0)
        return 0;
    return refuse(l, LESSON_PATH, errno);
}

static int read_all(struct load *l)
{
    int done = 0;
    if (l->request->zones_n == 0)
        return read_lesson(l);
    for (size_t i = 0; i < l->request->zones_n; i++)
        if (read_zone(l, l->request->zones[i]) < 0)
            done = -1;
    return done;
}

/* ---- serials ---- */

static uint64_t fingerprint_all(const struct records *r)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < r->sources_n; i++)
        all = fingerprint(all, &r->sources[i]->fingerprint, sizeof all);
    return all;
}

/* Is one of the names the other, or below it? */
static bool overlap(const struct name *a, const uint8_t *b)
{
    size_t len = name_len(b), both = a->len < len ? a->len : len;
    return memcmp(a->wire + a->len - both, b + len - both, both) == 0;
}

/* Are PTRs made in that zone, from the addresses of any file? */
static bool has_reverse(const struct name *apex)
{
    return overlap(apex, NAME_IN_ADDR_ARPA) || overlap(apex, NAME_IP6_ARPA);
}

/*
 * A made SOA's serial is the second of the last change; when the text changed
 * and that does not raise it, one more than before (RFC 1982 order).
 */
static void make_serial(struct load *l, struct zone_text *z)
{
    const struct image *before = l->request->before;
    struct name apex;
    const struct owner *o = records_owner(l->records, z->apex);
    name_set(&apex, records_name(l->records, o));
    if (has_reverse(&apex))
        z->fingerprint = l->fingerprint;
    z->serial = (uint32_t)(z->stamp / 1000000000u);
    if (z->serial == 0)
        z->serial = 1; /* the lesson has no file */
    if (!before || !before->base)
        return;
    const struct node *node = image_find(before, &apex, apex.labels);
    if (!node || !(node->flags & NODE_APEX))
        return;
    const struct zone *old = &before->zones[node->zone];
    if (old->fingerprint == z->fingerprint)
        z->serial = old->serial;
    else if ((int32_t)(z->serial - old->serial) <= 0)
        z->serial = old->serial + 1;
}

/* Read all of it and work out what it means: 0, -1 or ZONEFILE_SAME. */
static int read_and_settle(struct load *l)
{
    const struct zonefile_request *q = l->request;
    struct complaints *c = l->complaints;
    l->records = records_new();
    if (!l->records)
        return refuse(l, "twig", ENOMEM);
    l->records->readings = q->readings;
    l->records->cite = q->cite;
    int read = read_all(l);
    l->fingerprint = fingerprint_all(l->records);
    if (q->readings)
        q->readings->fingerprint = l->fingerprint;
    if (read < 0)
        return -1;
    if (c->errors == 0 && l->fingerprint == q->served)
        return ZONEFILE_SAME;
    c->errors_only = c->errors > 0; /* a warning may follow from an error */
    for (uint32_t i = 0; i < l->records->zones_n; i++)
        make_serial(l, records_zone_at(l->records, i));
    if (settle(l->records, c) < 0)
        return refuse(l, "twig", errno);
    return c->errors ? -1 : 0;
}

struct records *zonefile_records(const struct zonefile_request *q,
                                 struct complaints *c)
{
    struct load l = { q, NULL, c, 0 };
    int done = read_and_settle(&l);
    complaint_close(c);
    if (done == 0)
        return l.records;
    records_free(l.records);
    return NULL;
}

int zonefile_load(const struct zonefile_request *q, int fd,
                  struct complaints *c)
{
    struct load l = { q, NULL, c, 0 };
    int done = read_and_settle(&l);
    if (done == 0) {
        done = build_image(l.records, fd);
        if (done < 0)
            refuse(&l, "twig", errno);
    }
    complaint_close(c);
    records_free(l.records);
    return done;
}
