#include "zonefile/records.h"

#include "tests/shared/names.h"
#include "tests/shared/test.h"

#include <errno.h>
#include <stdlib.h>

static struct name named(const void *wire)
{
    struct name n;
    name_set(&n, wire);
    return n;
}

static uint32_t add(struct records *r, const char *wire, struct record rec,
                    const char *data)
{
    struct name n = named(wire);
    assert_int_equal(records_add(r, &n, &rec, (const uint8_t *)data), 0);
    return records_find(r, n.wire);
}

static struct source *text_source(const char *text, uint64_t stamp)
{
    struct source *s = source_text("x.zone", text, strlen(text));
    assert_non_null(s);
    s->stamp = stamp;
    return s;
}

static void in_the_beginning_is_the_root(void **state)
{
    struct records *r = records_new();
    (void)state;
    assert_non_null(r);
    assert_int_equal(r->names_n, 1);
    assert_int_equal(r->zones_n, 0);
    assert_int_equal(records_find(r, WIRE("")), ROOT_OWNER);
    const struct owner *root = records_owner(r, ROOT_OWNER);
    assert_int_equal(root->parent, ROOT_OWNER);
    assert_int_equal(root->len, 1);
    assert_int_equal(root->labels, 0);
    assert_int_equal(root->zone, NO_ZONE);
    assert_int_equal(root->flags, 0);
    assert_int_equal(root->first, 0);
    assert_null(records_get(r, root->first));
    records_free(r);
    records_free(NULL);
}

/* All names above come first, each once. */
static void a_name_comes_with_all_above_it(void **state)
{
    static const struct {
        const char *wire;
        uint32_t parent;
        uint8_t labels, len;
    } owners[] = {
        { "", 0, 0, 1 },
        { "\3com", 0, 1, 5 },
        { "\4cctv\3com", 1, 2, 10 },
        { "\4news\4cctv\3com", 2, 3, 15 },
        { "\3www\4cctv\3com", 2, 3, 14 },
        { "\2cn", 0, 1, 4 },
    };
    struct records *r = records_new();
    (void)state;
    assert_int_equal(records_touch(r, WIRE("\4News\4CCTV\3com")), 0);
    assert_int_equal(records_touch(r, WIRE("\3www\4cctv\3COM")), 0);
    assert_int_equal(records_touch(r, WIRE("\4cctv\3com")), 0);
    assert_int_equal(records_touch(r, WIRE("\2cn")), 0);
    assert_int_equal(records_touch(r, WIRE("")), 0);
    assert_int_equal(r->names_n, ITEMS(owners));
    for (uint32_t i = 0; i < ITEMS(owners); i++) {
        const struct owner *o = records_owner(r, i);
        struct name n = named(owners[i].wire);
        assert_int_equal(records_find(r, n.wire), i);
        assert_int_equal(o->parent, owners[i].parent);
        assert_int_equal(o->labels, owners[i].labels);
        assert_int_equal(o->len, owners[i].len);
        assert_int_equal(o->zone, NO_ZONE);
        assert_memory_equal(records_name(r, o), owners[i].wire, o->len);
    }
    records_free(r);
}

static void records_of_an_owner_stand_in_the_order_read(void **state)
{
    static const struct {
        const char *owner;
        struct record rec;
        const char *data;
    } rows[] = {
        { "\1a", { .type = TYPE_A, .len = 4, .ttl = 60, .line = 1 }, "abcd" },
        { "\1b", { .type = TYPE_A, .len = 4, .ttl = 1, .line = 2 }, "efgh" },
        { "\1A", { .type = 16, .len = 1, .ttl = 61, .line = 3 }, "" },
        { "\1a", { .type = 10, .len = 0, .ttl = 62, .line = 4 }, "" },
        /* what it says of the next one is ignored */
        { "\1a", { .next = 7, .type = 16, .len = 6, .line = 5 }, "\5hello" },
    };
    static const uint32_t of_a[] = { 0, 2, 3, 4 };
    struct records *r = records_new();
    uint32_t a = NO_ZONE;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint32_t owner = add(r, rows[i].owner, rows[i].rec, rows[i].data);
        a = i == 0 ? owner : a;
    }
    uint32_t ref = records_owner(r, a)->first;
    for (size_t i = 0; i < ITEMS(of_a); i++) {
        const struct record *rec = records_get(r, ref);
        const struct record *want = &rows[of_a[i]].rec;
        assert_non_null(rec);
        assert_int_equal(rec->type, want->type);
        assert_int_equal(rec->ttl, want->ttl);
        assert_int_equal(rec->line, want->line);
        assert_int_equal(record_data(rec).n, want->len);
        assert_memory_equal(record_data(rec).at, rows[of_a[i]].data, want->len);
        if (i + 1 == ITEMS(of_a))
            assert_int_equal(ref, records_owner(r, a)->last);
        ref = rec->next;
    }
    assert_int_equal(ref, 0);
    records_free(r);
}

static void addresses_that_want_a_ptr_are_counted(void **state)
{
    static const struct {
        uint16_t type, len, flags;
        uint32_t v4, v6;
    } rows[] = {
        { TYPE_A, 4, RECORD_REVERSE, 1, 0 },
        { TYPE_A, 4, 0, 1, 0 },
        { TYPE_AAAA, 16, RECORD_REVERSE, 1, 1 },
        { TYPE_A, 4, RECORD_REVERSE, 2, 1 },
        { TYPE_AAAA, 16, 0, 2, 1 },
    };
    struct records *r = records_new();
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct record rec = { .type = rows[i].type,
                              .len = rows[i].len,
                              .flags = rows[i].flags };
        add(r, "\1a", rec, "0123456789abcdef");
        assert_int_equal(r->reverse4_n, rows[i].v4);
        assert_int_equal(r->reverse6_n, rows[i].v6);
    }
    records_free(r);
}

static void names_are_found_and_the_nearest_above(void **state)
{
    static const struct {
        const char *wire, *found, *closest; /* found NULL: not there */
    } rows[] = {
        { "\4news\4cctv\3com", "\4news\4cctv\3com", "\4news\4cctv\3com" },
        { "\4NEWS\4cctv\3COM", "\4news\4cctv\3com", "\4news\4cctv\3com" },
        { "\4cctv\3com", "\4cctv\3com", "\4cctv\3com" },
        { "\1x\4news\4cctv\3com", NULL, "\4news\4cctv\3com" },
        { "\1x\1y\4cctv\3com", NULL, "\4cctv\3com" },
        { "\4cctv\3net", NULL, "" },
        { "\4news", NULL, "" },
        { "", "", "" },
    };
    struct records *r = records_new();
    (void)state;
    assert_int_equal(records_touch(r, WIRE("\4news\4cctv\3com")), 0);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name n = named(rows[i].wire);
        uint32_t found = records_find(r, WIRE(rows[i].wire));
        uint32_t want =
            rows[i].found ? records_find(r, WIRE(rows[i].found)) : NO_ZONE;
        assert_int_equal(found, want);
        const struct owner *o = records_owner(r, records_closest(r, &n));
        assert_string_equal(records_name(r, o), rows[i].closest);
    }
    records_free(r);
}

static void an_owner_holds_itself_and_what_is_below(void **state)
{
    static const struct {
        const char *wire;
        bool held;
    } rows[] = {
        { "\4cctv\3com", true },
        { "\4news\4cctv\3com", true },
        { "\1a\1b\4cctv\3com", true },
        { "\3com", false },
        { "", false },
        { "\4cctv\3net", false },
        { "\5xcctv\3com", false },
        { "\5baidu\3com", false },
    };
    struct records *r = records_new();
    (void)state;
    assert_int_equal(records_touch(r, WIRE("\4cctv\3com")), 0);
    uint32_t i = records_find(r, WIRE("\4cctv\3com"));
    for (size_t k = 0; k < ITEMS(rows); k++) {
        struct name n = named(rows[k].wire);
        const struct owner *root = records_owner(r, ROOT_OWNER);
        assert_int_equal(records_holds(r, records_owner(r, i), &n),
                         rows[k].held);
        assert_true(records_holds(r, root, &n));
    }
    records_free(r);
}

/* A zone is its apex; the newest of its files gives its stamp. */
static void a_zone_is_made_once(void **state)
{
    static const struct {
        const char *apex;
        int source;
        uint32_t zone;
        uint64_t stamp;
    } rows[] = {
        { "\3com", 1, 0, 200 },       { "\2cn", 0, 1, 100 },
        { "\3COM", 0, 0, 200 }, /* an older file */
        { "\2cn", 2, 1, 300 },        { "", 0, 2, 100 },
        { "\4cctv\3com", 2, 3, 300 }, { "\3com", 2, 0, 300 },
    };
    struct records *r = records_new();
    (void)state;
    for (int i = 0; i < 3; i++)
        assert_int_equal(
            records_source(r, text_source("", (uint64_t)(i + 1) * 100)), i);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name apex = named(rows[i].apex);
        assert_int_equal(records_zone(r, &apex, rows[i].source), rows[i].zone);
        const struct zone_text *z = records_zone_at(r, rows[i].zone);
        const struct owner *o = records_owner(r, z->apex);
        assert_true(z->stamp == rows[i].stamp);
        assert_int_equal(o->zone, rows[i].zone);
        assert_int_equal(o->flags, OWNER_APEX);
        assert_memory_equal(records_name(r, o), apex.wire, apex.len);
        assert_int_equal(z->parent, NO_ZONE);
        assert_int_equal(z->soa, 0);
    }
    assert_int_equal(r->zones_n, 4);
    assert_int_equal(records_zone_at(r, 0)->source, 1); /* who named it first */
    records_free(r);
}

/* Zones of this file, and of others. */
static void a_zone_is_found_by_its_apex(void **state)
{
    static const struct {
        const char *name;
        unsigned depth;
        uint32_t zone;
    } rows[] = {
        { "\1a\4cctv\3com", 3, NO_ZONE }, { "\1a\4cctv\3com", 2, 0 },
        { "\1a\4cctv\3com", 1, NO_ZONE }, { "\1a\4cctv\3com", 0, 1 },
        { "\4CCTV\3com", 2, 0 },          { "", 0, 1 },
        { "\2cn", 1, NO_ZONE },
    };
    struct records *r = records_new();
    struct name cctv = named("\4cctv\3com"), root = named("");
    (void)state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(records_source(r, text_source("", 0)), i);
    assert_int_equal(records_zone(r, &cctv, 0), 0);
    assert_int_equal(records_zone(r, &root, 0), 1);
    assert_int_equal(records_zone(r, &cctv, 1), 0);
    assert_int_equal(records_zone_at(r, 0)->speaker, 1);
    assert_int_equal(records_zone_at(r, 1)->speaker, 0);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name n = named(rows[i].name);
        assert_int_equal(records_apex(r, &n, rows[i].depth), rows[i].zone);
    }
    records_free(r);
}

static void a_record_knows_where_it_was_read(void **state)
{
    struct records *r = records_new();
    struct source *one = text_source("a\nb\n", 0), *two = text_source("c d", 0);
    (void)state;
    assert_int_equal(records_source(r, one), 0);
    assert_int_equal(records_source(r, two), 1);
    struct spot s = records_spot(r, &(struct record){ .line = 2 });
    assert_ptr_equal(s.in, one);
    assert_int_equal(s.line, 2);
    s = records_spot(r, &(struct record){ .line = 1, .source = 1 });
    assert_ptr_equal(s.in, two);
    assert_int_equal(s.line, 1);
    records_free(r);
}

/* w0.d0.test to w99.d99.test, and no more. */
static void ten_thousand_names_are_all_found(void **state)
{
    struct records *r = records_new();
    char wire[32];
    (void)state;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < 10000; i++) {
            snprintf(wire, sizeof wire, "%cw%03d%cd%03d\4test", 4, i % 100, 4,
                     i / 100);
            if (pass == 0)
                assert_int_equal(records_touch(r, WIRE(wire)), 0);
            uint32_t found = records_find(r, WIRE(wire));
            assert_int_not_equal(found, NO_ZONE);
            const struct owner *o = records_owner(r, found);
            assert_int_equal(o->len, 16);
            assert_memory_equal(records_name(r, o), wire, 16);
            const struct owner *above = records_owner(r, o->parent);
            assert_memory_equal(records_name(r, above), wire + 5, 11);
            wire[1] = 'x';
            assert_int_equal(records_find(r, WIRE(wire)), NO_ZONE);
        }
    assert_int_equal(r->names_n, 1 + 1 + 100 + 10000);
    assert_true(r->names_n < r->slots_n); /* an empty slot ends a walk */
    records_free(r);
}

/* The table is as large as a file lets expect, before its first line. */
static void a_big_file_is_expected_to_have_many_names(void **state)
{
    enum { LINES = 50000, LINE = 10 };
    static char text[LINES * LINE + 1];
    (void)state;
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + i * LINE, "a 1.2.3.4\n", LINE);
    struct records *r = records_new();
    assert_int_equal(records_touch(r, WIRE("\4cctv\3com")), 0);
    assert_int_equal(records_source(r, text_source("a 1.2.3.4\n", 0)), 0);
    assert_true(r->slots_n < LINES);
    assert_int_equal(records_source(r, text_source(text, 0)), 1);
    assert_true(r->slots_n > LINES);
    assert_int_equal(records_find(r, WIRE("\4cctv\3com")), 2);
    assert_int_equal(records_find(r, WIRE("\3com")), 1);
    records_free(r);
}

/* Numbers that the fields have no room for; nothing is changed by trying. */
static void too_many_are_refused(void **state)
{
    struct records *r = records_new();
    struct record rec = { .type = TYPE_A, .len = 4 };
    struct source *one = text_source("a", 0);
    struct name n = named("\1a");
    (void)state;
    r->sources_n = UINT16_MAX + 1;
    errno = 0;
    assert_int_equal(records_source(r, one), -1);
    assert_int_equal(errno, EOVERFLOW);
    r->sources_n = 0;
    source_free(one); /* it stays the caller's */

    r->names_n = UINT32_MAX - 1;
    errno = 0;
    assert_int_equal(records_touch(r, n.wire), -1);
    assert_int_equal(errno, EOVERFLOW);
    assert_int_equal(records_add(r, &n, &rec, n.wire), -1);
    r->names_n = 1;

    size_t octets = r->octets.len, data = r->data.len;
    r->octets.len = UINT32_MAX - 1;
    errno = 0;
    assert_int_equal(records_touch(r, n.wire), -1);
    assert_int_equal(errno, EOVERFLOW);
    r->octets.len = octets;

    assert_int_equal(records_touch(r, n.wire), 0);
    r->data.len = (size_t)UINT32_MAX * 4 + 4;
    errno = 0;
    assert_int_equal(records_add(r, &n, &rec, n.wire), -1);
    assert_int_equal(errno, EOVERFLOW);
    r->data.len = data;
    assert_int_equal(r->names_n, 2);
    assert_int_equal(records_add(r, &n, &rec, (const uint8_t *)"1234"), 0);
    records_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_the_beginning_is_the_root),
        cmocka_unit_test(a_name_comes_with_all_above_it),
        cmocka_unit_test(records_of_an_owner_stand_in_the_order_read),
        cmocka_unit_test(addresses_that_want_a_ptr_are_counted),
        cmocka_unit_test(names_are_found_and_the_nearest_above),
        cmocka_unit_test(an_owner_holds_itself_and_what_is_below),
        cmocka_unit_test(a_zone_is_made_once),
        cmocka_unit_test(a_zone_is_found_by_its_apex),
        cmocka_unit_test(a_record_knows_where_it_was_read),
        cmocka_unit_test(ten_thousand_names_are_all_found),
        cmocka_unit_test(too_many_are_refused),
        cmocka_unit_test(a_big_file_is_expected_to_have_many_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
