#include "tests/shared/zone_text.h"

#include "tests/shared/test.h"
#include "zonefile/check.h"
#include "zonefile/nametext.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <ftw.h>
#include <ldns/ldns.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- files ---- */

struct place {
    int before; /* the working directory that was */
    char path[64];
};

int zone_enter(void **state)
{
    struct place *p = malloc(sizeof *p);
    assert_non_null(p);
    p->before = open(".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    snprintf(p->path, sizeof p->path, "/tmp/twig-test-XXXXXX");
    assert_true(p->before >= 0);
    assert_non_null(mkdtemp(p->path));
    assert_int_equal(chmod(p->path, 0755), 0); /* twigd may read as nobody */
    assert_int_equal(chdir(p->path), 0);
    *state = p;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int kind,
                      struct FTW *ftw)
{
    (void)st;
    (void)kind;
    (void)ftw;
    return remove(path);
}

int zone_leave(void **state)
{
    struct place *p = *state;
    int done = fchdir(p->before);
    done |= nftw(p->path, remove_one, 8, FTW_DEPTH | FTW_PHYS);
    close(p->before);
    free(p);
    return done;
}

void zone_write_bytes(const char *path, const void *text, size_t n)
{
    const struct timespec stamp = { .tv_sec = ZONE_STAMP };
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, text, n), n);
    assert_int_equal(futimens(fd, (struct timespec[]){ stamp, stamp }), 0);
    close(fd);
}

void zone_write(const char *path, const char *text)
{
    zone_write_bytes(path, text, strlen(text));
}

/* ---- loading ---- */

struct zone_load zone_load(const struct zonefile_request *q)
{
    struct zone_load l = { .done = -1 };
    int fd = memfd_create("image", MFD_CLOEXEC);
    assert_true(fd >= 0);
    l.done = zonefile_load(q, fd, &l.complaints);
    assert_int_equal(l.done == 0, l.complaints.errors == 0);
    if (l.done == 0)
        assert_int_equal(image_open(&l.image, fd), 0);
    else
        assert_int_equal(lseek(fd, 0, SEEK_END), 0);
    close(fd);
    return l;
}

struct zone_load zone_load_file(const char *zone, enum zonefile_format format)
{
    char *zones[] = { (char *)(uintptr_t)zone };
    return zone_load(&(struct zonefile_request){
        .zones = zones, .zones_n = 1, .format = format });
}

void zone_free(struct zone_load *l)
{
    complaint_free(&l->complaints);
    image_close(&l->image);
}

const char *zone_said(const struct zone_load *l)
{
    return l->complaints.text ? l->complaints.text : "";
}

/* ---- an image as text ---- */

/* A reply with one RRset, as a server would send it, read by ldns. */
static ldns_pkt *read_rrset(const struct node *node, const struct rrset *set)
{
    static uint8_t message[DNS_MESSAGE_MAX];
    struct writer w = writer_over(message, sizeof message);
    static const uint8_t head[DNS_HEADER] = { 0, 0, 0x84, 0, 0, 1 };
    write_bytes(&w, head, sizeof head);
    put_u16(message + 6, set->records);
    write_bytes(&w, node_name(node), node->name_len);
    write_u16(&w, set->type);
    write_u16(&w, CLASS_IN);
    write_bytes(&w, rrset_records(set), set->len);
    assert_false(w.bad);
    ldns_pkt *pkt = NULL;
    ldns_status status = ldns_wire2pkt(&pkt, message, (size_t)(w.at - message));
    if (status != LDNS_STATUS_OK)
        fail_msg("ldns cannot read an RRset of type %u: %s", set->type,
                 ldns_get_errorstr_by_id(status));
    return pkt;
}

/* One record on one line, with single blanks but in quotes. */
static void put_record(FILE *out, const ldns_rr *rr)
{
    bool quoted = false;
    char *text = ldns_rr2str(rr), *p = text;
    for (; *p && *p != '\n'; p++) {
        bool blank = *p == '\t' || *p == ' ';
        bool escaped = p > text && p[-1] == '\\';
        if (*p == ';' && !quoted && !escaped)
            break; /* ldns' remark on a DNSKEY */
        if (*p == '"' && !escaped)
            quoted = !quoted;
        if (!blank || quoted)
            fputc(*p, out);
        else if (p[1] && !strchr("\t \n;", p[1]))
            fputc(' ', out);
    }
    fputc('\n', out);
    free(text);
}

static void put_node(FILE *out, const struct node *node, bool whole)
{
    const struct rrset *set = node_rrsets(node);
    for (unsigned i = 0; i < node->rrsets_n; i++, set = rrset_next(set)) {
        bool top = set->type == TYPE_SOA || set->type == TYPE_NS;
        if (top && node->flags & NODE_APEX && !whole)
            continue;
        ldns_pkt *pkt = read_rrset(node, set);
        const ldns_rr_list *records = ldns_pkt_answer(pkt);
        for (size_t j = 0; j < ldns_rr_list_rr_count(records); j++)
            put_record(out, ldns_rr_list_rr(records, j));
        ldns_pkt_free(pkt);
    }
}

static int by_place(const void *a, const void *b)
{
    uint32_t p = *(const uint32_t *)a, q = *(const uint32_t *)b;
    return (p > q) - (p < q);
}

/* In the order of the image. */
static char *dump(const struct image *img, bool whole)
{
    char *text = NULL;
    size_t len, n = 0;
    FILE *out = open_memstream(&text, &len);
    uint32_t *places = calloc(img->head->names_n, sizeof *places);
    assert_non_null(out);
    assert_non_null(places);
    for (uint32_t i = 0; i < img->table.n; i++)
        if (img->table.slots[i].place)
            places[n++] = img->table.slots[i].place;
    assert_int_equal(n, img->head->names_n);
    qsort(places, n, sizeof *places, by_place);
    for (size_t i = 0; i < n; i++)
        put_node(out, image_at(img, places[i]), whole);
    free(places);
    fclose(out);
    return text;
}

char *zone_dump(const struct image *img)
{
    return dump(img, true);
}

char *zone_dump_plain(const struct image *img)
{
    return dump(img, false);
}

/* ---- made PTRs ---- */

static void put_reverse(FILE *out, const uint8_t *address, uint16_t type,
                        const struct node *node)
{
    char name[NAME_TEXT_MAX], text[INET6_ADDRSTRLEN];
    inet_ntop(type == TYPE_A ? AF_INET : AF_INET6, address, text, sizeof text);
    const struct rrset *set = node_rrset(node, type);
    assert_non_null(set);
    fprintf(out, "%s %s %u\n", text, name_text(name, node_name(node)),
            get_u32(rrset_records(set) + 6));
}

char *zone_dump_reverse(const struct image *img)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    for (uint32_t i = 0; i < img->head->addr4_n; i++) {
        uint8_t address[4];
        put_u16(address, (uint16_t)(img->addr4[i].address >> 16));
        put_u16(address + 2, (uint16_t)img->addr4[i].address);
        put_reverse(out, address, TYPE_A, image_at(img, img->addr4[i].node));
    }
    for (uint32_t i = 0; i < img->head->addr6_n; i++)
        put_reverse(out, img->addr6[i].address, TYPE_AAAA,
                    image_at(img, img->addr6[i].node));
    fclose(out);
    return text;
}

/* ---- octets ---- */

int zone_data(const struct image *img, const char *name, uint16_t type,
              uint8_t *out)
{
    static const uint8_t root[1];
    uint8_t wire[DNS_NAME_MAX];
    size_t len, n = 0;
    struct name key;
    struct bytes text = { (const uint8_t *)name, strlen(name) };
    assert_int_equal(name_parse(wire, &len, text, root), NAME_FINE);
    name_set(&key, wire);
    const struct node *node = image_find(img, &key, key.labels);
    const struct rrset *set = node ? node_rrset(node, type) : NULL;
    if (!set)
        return -1;
    ldns_pkt *pkt = read_rrset(node, set);
    const ldns_rr_list *records = ldns_pkt_answer(pkt);
    for (size_t i = 0; i < ldns_rr_list_rr_count(records); i++) {
        const ldns_rr *rr = ldns_rr_list_rr(records, i);
        for (size_t j = 0; j < ldns_rr_rd_count(rr); j++) {
            const ldns_rdf *field = ldns_rr_rdf(rr, j);
            memcpy(out + n, ldns_rdf_data(field), ldns_rdf_size(field));
            n += ldns_rdf_size(field);
        }
    }
    ldns_pkt_free(pkt);
    return (int)n;
}

/* ---- tables ---- */

struct line {
    const char *at;
    size_t owner; /* octets of the first word */
    size_t n;
};

static int by_owner(const void *a, const void *b)
{
    const struct line *p = a, *q = b;
    size_t n = p->owner < q->owner ? p->owner : q->owner;
    int c = memcmp(p->at, q->at, n);
    if (c == 0)
        c = (p->owner > q->owner) - (p->owner < q->owner);
    return c ? c : (p->at > q->at) - (p->at < q->at);
}

/* The text's lines by their owners, whose own lines stay in order; malloc'd.
 * In which order names stand in an image is nobody's business. */
static char *sort_owners(const char *text)
{
    struct line lines[256];
    size_t n = 0, len = 0;
    char *sorted = malloc(strlen(text) + 1);
    assert_non_null(sorted);
    for (const char *at = text; *at; at += lines[n++].n) {
        assert_true(n < ITEMS(lines));
        lines[n] = (struct line){ at, strcspn(at, " \n"), strcspn(at, "\n") };
        lines[n].n += at[lines[n].n] == '\n';
    }
    qsort(lines, n, sizeof *lines, by_owner);
    for (size_t i = 0; i < n; len += lines[i++].n)
        memcpy(sorted + len, lines[i].at, lines[i].n);
    sorted[len] = '\0';
    return sorted;
}

static bool is_same(const char *text, const char *expected, const char *got)
{
    if (strcmp(expected, got) == 0)
        return true;
    fprintf(stderr, "-- the file:\n%s-- expected:\n%s-- but was:\n%s\n", text,
            expected, got);
    return false;
}

void zone_complaints_are(const struct zone_row *rows, size_t n)
{
    bool same = true;
    for (size_t i = 0; i < n; i++) {
        zone_write("z", rows[i].text);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        same &= is_same(rows[i].text, rows[i].expected, zone_said(&l));
        zone_free(&l);
    }
    assert_true(same);
}

/* Made PTRs have an order, names have none. */
static bool is_same_dump(const struct zone_row *row, const char *got,
                         bool sorted)
{
    char *a = sorted ? sort_owners(row->expected) : strdup(row->expected);
    char *b = sorted ? sort_owners(got) : strdup(got);
    bool same = is_same(row->text, a, b);
    free(a);
    free(b);
    return same;
}

void zone_dumps_are(const struct zone_row *rows, size_t n,
                    char *show(const struct image *))
{
    bool same = true;
    for (size_t i = 0; i < n; i++) {
        zone_write("z", rows[i].text);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        char *text = l.done == 0 ? show(&l.image) : NULL;
        const char *got = l.complaints.text ? zone_said(&l) : text;
        same &= is_same_dump(&rows[i], got, show != zone_dump_reverse);
        free(text);
        zone_free(&l);
    }
    assert_true(same);
}

void zone_records_are(const struct zone_row *rows, size_t n)
{
    zone_dumps_are(rows, n, zone_dump_plain);
}

void zone_is_refused(const struct zone_row *rows, size_t n)
{
    bool refused = true;
    for (size_t i = 0; i < n; i++) {
        zone_write("z", rows[i].text);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        char *text = l.done == 0 ? zone_dump_plain(&l.image) : NULL;
        if (text)
            fprintf(stderr, "-- accepted:\n%s-- as:\n%s\n", rows[i].text, text);
        refused &= !text;
        free(text);
        zone_free(&l);
    }
    assert_true(refused);
}

void zone_lines_are_bad(const char *before, const struct zone_line *rows,
                        size_t n)
{
    bool same = true;
    unsigned line = 1;
    for (const char *p = before; (p = strchr(p, '\n')); p++)
        line++;
    for (size_t i = 0; i < n; i++) {
        const struct zone_line *row = &rows[i];
        char *text, *expected;
        assert_true(asprintf(&text, "%s%s\n", before, row->text) > 0);
        assert_true(asprintf(&expected, "z:%u:%s\n%5u | %s\n      | %s\n", line,
                             row->said, line, row->text, row->under) > 0);
        zone_write("z", text);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        same &= is_same(text, expected, zone_said(&l));
        same &= l.done < 0;
        zone_free(&l);
        free(text);
        free(expected);
    }
    assert_true(same);
}
