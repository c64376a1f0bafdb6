#include "zonefile/build.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/check.h"
#include "zonefile/flat.h"
#include "zonefile/nametext.h"
#include "zonefile/settle.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

static const struct node *find(const struct image *img, const char *wire)
{
    struct name n;
    name_set(&n, WIRE(wire));
    return image_find(img, &n, n.labels);
}

/* RFC 2181 5.2: the records of an RRset have one TTL, the lowest that was
 * written; and they stand together, wherever they were written. */
static void an_rrset_has_the_lowest_ttl(void **state)
{
    static const struct {
        const char *text;
        uint32_t ttl;
        uint16_t records;
        const char *last; /* octets of the addresses */
    } rows[] = {
        { "a 60 1.2.3.4\n", 60, 1, "\4" },
        { "a 60 1.2.3.4\na 50 1.2.3.5\n", 50, 2, "\4\5" },
        { "a 50 1.2.3.5\nb 1.1.1.1\na 60 1.2.3.4\n", 50, 2, "\5\4" },
        { "a 0 1.2.3.5\na TXT x\na 60 1.2.3.4\n", 0, 2, "\5\4" },
        /* said twice, stored once */
        { "a 9 1.2.3.4\na 9 1.2.3.4\na 9 1.2.3.5\n", 9, 2, "\4\5" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct zone_load l = flat_load(rows[i].text);
        const struct rrset *a = node_rrset(find(&l.image, "\1a"), TYPE_A);
        assert_int_equal(a->records, rows[i].records);
        for (unsigned k = 0; k < a->records; k++) {
            const uint8_t *record = rrset_records(a) + 16 * k;
            assert_int_equal(get_u32(record + 6), rows[i].ttl);
            assert_int_equal(record[15], rows[i].last[k]);
        }
        zone_free(&l);
    }
}

/* An RRset of more records than are gathered at first, and as many RRsets. */
static void sets_are_as_large_as_they_are(void **state)
{
    enum { N = 500 };
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    (void)state;
    assert_non_null(out);
    for (int i = 0; i < N; i++)
        fprintf(out, "a 10.0.%d.%d\na TYPE%d \\# 1 %02x\n", i / 250, i % 250,
                1000 + i, i % 256);
    fclose(out);
    struct zone_load l = flat_load(text);
    const struct node *node = find(&l.image, "\1a");
    assert_int_equal(node->rrsets_n, 1 + N);
    assert_int_equal(node_rrset(node, TYPE_A)->records, N);
    for (int i = 0; i < N; i++) {
        const struct rrset *set = node_rrset(node, (uint16_t)(1000 + i));
        assert_int_equal(set->len, 13);
        assert_int_equal(rrset_records(set)[12], i % 256);
    }
    zone_free(&l);
    free(text);
}

/* The file must take it: here it is opened for reading only. */
static void an_image_that_cannot_be_written_says_why(void **state)
{
    struct records *r = records_new();
    struct complaints c = { .text = NULL };
    (void)state;
    assert_int_equal(records_source(r, source_text("x", "a 1.2.3.4\n", 10)), 0);
    assert_int_equal(flat_read(r, 0, &c), 0);
    assert_int_equal(settle(r, &c), 0);
    assert_int_equal(c.errors, 0);
    zone_write("image", "");
    int fd = open("image", O_RDONLY);
    assert_true(fd >= 0);
    errno = 0;
    assert_int_equal(build_image(r, fd), -1);
    assert_int_equal(errno, EINVAL); /* ftruncate's word for it */
    close(fd);
    assert_int_equal(build_image(r, -1), -1);
    assert_int_equal(errno, EBADF);
    complaint_free(&c);
    records_free(r);
}

/* The file is cut to the image: no room that was for nothing stays. */
static void the_file_is_as_long_as_the_image(void **state)
{
    char *zones[] = { (char *)(uintptr_t) "world" };
    struct zonefile_request q = { .zones = zones, .zones_n = 1 };
    struct complaints c = { .text = NULL };
    struct image img;
    (void)state;
    zone_write("world", "a 1.2.3.4\n");
    int fd = memfd_create("image", MFD_CLOEXEC);
    assert_int_equal(zonefile_load(&q, fd, &c), 0);
    assert_int_equal(image_open(&img, fd), 0);
    assert_true(img.head->size == img.size);
    assert_true(lseek(fd, 0, SEEK_END) == (off_t)img.size);
    assert_true(img.size < 1000);
    image_close(&img);
    close(fd);
    complaint_free(&c);
}

/*
 * More names than are forgotten at a time.  Among them: names above others,
 * whose records come at the end; a second record, far behind the first; names
 * that refer to others, before and behind themselves; glue.
 */
static char *tangled_names(unsigned n)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    fputs("first MX 1 last\n", out);
    for (unsigned i = 0; i < n; i++)
        fprintf(out, "w%u.d%u 10.0.%u.%u\n", i, i, i >> 8, i & 255);
    for (unsigned i = 0; i < n; i += 3)
        fprintf(out, "d%u 10.1.%u.%u\nw%u.d%u 10.2.%u.%u\n", i, i >> 8, i & 255,
                i, i, i >> 8, i & 255);
    fprintf(out,
            "cut NS ns.cut\nns.cut 10.3.0.1\nlast 10.3.0.2\n"
            "end MX 1 w0.d0\nend MX 2 d%u\n",
            n / 3 * 3);
    fclose(out);
    return text;
}

/* The last address of a name; 0: none. */
static uint32_t address_of(const struct image *img, const char *format,
                           unsigned i)
{
    char text[64];
    uint8_t wire[DNS_NAME_MAX], root[1] = { 0 };
    size_t len;
    struct name n;
    int size = snprintf(text, sizeof text, format, i, i);
    struct bytes name = { (const uint8_t *)text, (size_t)size };
    assert_int_equal(name_parse(wire, &len, name, root), NAME_FINE);
    name_set(&n, wire);
    const struct node *node = image_find(img, &n, n.labels);
    assert_non_null(node);
    const struct rrset *a = node_rrset(node, TYPE_A);
    return a ? get_u32(rrset_records(a) + a->len - 4) : 0;
}

static const struct rrset *first_extra(const struct image *img,
                                       const char *wire, uint16_t type)
{
    const struct rrset *set = node_rrset(find(img, wire), type);
    return image_at(img, tail_extras(rrset_tail(set))[0].rrset);
}

static void what_is_forgotten_was_written(void **state)
{
    enum { N = 60000 };
    const uint32_t net = 10 << 24;
    char *text = tangled_names(N);
    struct records *r = records_new();
    struct complaints c = { .text = NULL };
    struct image img;
    int fd = memfd_create("image", MFD_CLOEXEC);
    (void)state;
    assert_int_equal(records_source(r, source_text("x", text, strlen(text))),
                     0);
    assert_int_equal(flat_read(r, 0, &c), 0);
    assert_int_equal(settle(r, &c), 0);
    assert_int_equal(c.errors, 0);
    assert_int_equal(build_image(r, fd), 0);
    assert_true(r->names.forgotten > 0 && r->octets.forgotten > 0);
    assert_true(r->data.forgotten > 0 && r->table.forgotten > 0);
    assert_int_equal(image_open(&img, fd), 0);
    for (unsigned i = 0; i < N; i++) {
        assert_int_equal(address_of(&img, "w%u.d%u", i),
                         net + (i % 3 ? 0u : 2u << 16) + i);
        assert_int_equal(address_of(&img, "d%u", i),
                         i % 3 ? 0u : net + (1u << 16) + i);
    }
    const struct rrset *a = first_extra(&img, "\5first", TYPE_MX);
    assert_int_equal(get_u32(rrset_records(a) + 12), net + (3 << 16) + 2);
    a = first_extra(&img, "\3cut", TYPE_NS);
    assert_int_equal(get_u32(rrset_records(a) + 12), net + (3 << 16) + 1);
    assert_null(find(&img, "\2ns\3cut"));
    a = first_extra(&img, "\3end", TYPE_MX);
    assert_int_equal(get_u32(rrset_records(a) + 12), net);
    image_close(&img);
    close(fd);
    complaint_free(&c);
    records_free(r);
    free(text);
}

/* The same text gives the same octets. */
static void an_image_has_no_chance_in_it(void **state)
{
    static const char text[] = "a 1.2.3.4\n*.b ::1\nc MX 1 a\nd NS a\n";
    struct zone_load one = flat_load(text), two = flat_load(text);
    (void)state;
    assert_int_equal(one.image.size, two.image.size);
    assert_memory_equal(one.image.base, two.image.base, one.image.size);
    zone_free(&one);
    zone_free(&two);
}

/* RFC 2308 5: with the lower one of the SOA's own TTL and its minimum. */
static void the_negative_answer_has_the_lower_ttl(void **state)
{
    static const struct {
        const char *text;
        uint32_t soa_ttl, negative_ttl;
    } rows[] = {
        { "$ZONE a\na 60 SOA b c 7 1 1 1 50\n", 60, 50 },
        { "$ZONE a\na 60 SOA b c 7 1 1 1 60\n", 60, 60 },
        { "$ZONE a\na 60 SOA b c 7 1 1 1 70\n", 60, 60 },
        { "$ZONE a\n", 3600, 5 }, /* RFC 6303 3, and five seconds */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct zone_load l = flat_load(rows[i].text);
        const struct image *img = &l.image;
        const struct rrset *soa = node_rrset(find(img, "\1a"), TYPE_SOA);
        const struct rrset *no = image_at(img, img->zones[0].negative);
        assert_int_equal(get_u32(rrset_records(soa) + 6), rows[i].soa_ttl);
        assert_int_equal(get_u32(rrset_records(no) + 6), rows[i].negative_ttl);
        /* and else it is the SOA */
        assert_int_equal(no->type, TYPE_SOA);
        assert_int_equal(no->len, soa->len);
        assert_memory_equal(rrset_records(no), rrset_records(soa), 6);
        assert_memory_equal(rrset_records(no) + 10, rrset_records(soa) + 10,
                            soa->len - 10u);
        zone_free(&l);
    }
}

static char *many_names(int n)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    fputs("$ZONE test\n", out);
    for (int i = 0; i < n; i++)
        fprintf(out, "w%02d.D%02d.test 10.0.%d.%d\n", i % 100, i / 100, i / 250,
                i % 250);
    fclose(out);
    return text;
}

static void of_ten_thousand_each_is_found_and_no_other(void **state)
{
    enum { N = 10000 };
    char *text = many_names(N);
    struct zone_load l = flat_load(text);
    const struct image *img = &l.image;
    char wire[] = "\3w00\3d00\4test";
    (void)state;
    assert_int_equal(img->head->names_n, 1 + 100 + N);
    for (int i = 0; i < N; i++) {
        memcpy(wire + 1,
               (char[]){ 'W', (char)('0' + i / 10 % 10), (char)('0' + i % 10) },
               3);
        memcpy(
            wire + 5,
            (char[]){ 'd', (char)('0' + i / 1000), (char)('0' + i / 100 % 10) },
            3);
        const struct node *node = find(img, wire);
        assert_non_null(node);
        uint8_t address[] = { 10, 0, (uint8_t)(i / 250), (uint8_t)(i % 250) };
        const struct rrset *a = node_rrset(node, TYPE_A);
        assert_int_equal(a->len, 16);
        assert_memory_equal(rrset_records(a) + 12, address, 4);
        wire[1] = 'x';
        assert_null(find(img, wire));
        assert_non_null(find(img, wire + 4));
    }
    zone_free(&l);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_rrset_has_the_lowest_ttl),
        cmocka_unit_test(sets_are_as_large_as_they_are),
        cmocka_unit_test(the_negative_answer_has_the_lower_ttl),
        cmocka_unit_test(of_ten_thousand_each_is_found_and_no_other),
        cmocka_unit_test(an_image_that_cannot_be_written_says_why),
        cmocka_unit_test(the_file_is_as_long_as_the_image),
        cmocka_unit_test(what_is_forgotten_was_written),
        cmocka_unit_test(an_image_has_no_chance_in_it),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
