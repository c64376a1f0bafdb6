#include "tools/explain_walk.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

/* www.t. A?, and a reply with an alias, an address, OPT with a cookie. */
static const uint8_t query[] = { 0x1f, 0x2c, 1,   0,   0, 1,   0, 0, 0, 0, 0, 0,
                                 3,    'w',  'w', 'w', 1, 't', 0, 0, 1, 0, 1 };
static const uint8_t reply[] = {
    0x1f, 0x2c, 0x84, 0,   0, 1,   0,  2, 0,    0,  0, 1, /* header */
    3,    'w',  'w',  'w', 1, 't', 0,  0, 1,    0,  1,    /* question */
    0xc0, 12,   0,    5,   0, 1,   0,  0, 0,    60, 0, 4,    1, 'x',
    0xc0, 16,   0xc0, 35,  0, 1,   0,  1, 0,    0,  0, 60,   0, 4,
    10,   0,    0,    1,   0, 0,   41, 4, 0xd0, 0,  0, 0x80, 0, 0,
    12,   0,    10,   0,   8, 1,   2,  3, 4,    5,  6, 7,    8
};

static const struct bytes none;

static const struct {
    uint32_t at, n;
    const char *name;
    enum shape shape;
    uint32_t value;
} pieces[] = {
    { 0, 2, "ID", SHAPE_ID, 0x1f2c },
    { 2, 2, "FLAGS", SHAPE_FLAGS, 0x8400 },
    { 4, 2, "QDCOUNT", SHAPE_COUNT, 1 },
    { 6, 2, "ANCOUNT", SHAPE_COUNT, 2 },
    { 8, 2, "NSCOUNT", SHAPE_COUNT, 0 },
    { 10, 2, "ARCOUNT", SHAPE_COUNT, 1 },
    { 12, 4, "QNAME", SHAPE_LABEL, 3 },
    { 16, 2, NULL, SHAPE_LABEL, 1 },
    { 18, 1, NULL, SHAPE_ROOT, 0 },
    { 19, 0, NULL, SHAPE_NAME, 12 },
    { 19, 2, "QTYPE", SHAPE_TYPE, 1 },
    { 21, 2, "QCLASS", SHAPE_CLASS, 1 },
    { 23, 2, "NAME", SHAPE_POINTER, 12 },
    { 25, 2, "TYPE", SHAPE_TYPE, 5 },
    { 27, 2, "CLASS", SHAPE_CLASS, 1 },
    { 29, 4, "TTL", SHAPE_TTL, 60 },
    { 33, 2, "RDLENGTH", SHAPE_LENGTH, 4 },
    { 35, 2, "RDATA", SHAPE_LABEL, 1 },
    { 37, 2, NULL, SHAPE_POINTER, 16 },
    { 39, 0, NULL, SHAPE_NAME, 35 },
    { 39, 2, "NAME", SHAPE_POINTER, 35 },
    { 41, 2, "TYPE", SHAPE_TYPE, 1 },
    { 43, 2, "CLASS", SHAPE_CLASS, 1 },
    { 45, 4, "TTL", SHAPE_TTL, 60 },
    { 49, 2, "RDLENGTH", SHAPE_LENGTH, 4 },
    { 51, 4, "RDATA", SHAPE_IPV4, 0x0a000001 },
    { 55, 1, "NAME", SHAPE_ROOT, 0 },
    { 56, 2, "TYPE", SHAPE_TYPE, 41 },
    { 58, 2, "UDPSIZE", SHAPE_NUMBER, 1232 },
    { 60, 1, "XRCODE", SHAPE_NUMBER, 0 },
    { 61, 1, "VERSION", SHAPE_NUMBER, 0 },
    { 62, 2, "FLAGS", SHAPE_EDNS_FLAGS, 0x8000 },
    { 64, 2, "RDLENGTH", SHAPE_LENGTH, 12 },
    { 66, 2, "OPTION", SHAPE_OPTION, 10 },
    { 68, 2, "LENGTH", SHAPE_LENGTH, 8 },
    { 70, 8, "CLIENT", SHAPE_FIXED, 8 },
};

static void pieces_are_what_stands_there(void **state)
{
    struct walked w;
    (void)state;
    walk_message(&w, (struct bytes){ reply, sizeof reply },
                 (struct bytes){ query, sizeof query });
    assert_int_equal(w.n, ITEMS(pieces));
    for (size_t i = 0; i < w.n; i++) {
        const struct piece *p = &w.pieces[i];
        assert_int_equal(p->at, pieces[i].at);
        assert_int_equal(p->n, pieces[i].n);
        assert_int_equal(p->shape, pieces[i].shape);
        assert_int_equal(p->value, pieces[i].value);
        assert_int_equal(p->fault, SAY_NOTHING);
        assert_int_equal(!p->name, !pieces[i].name);
        if (p->name)
            assert_string_equal(p->name, pieces[i].name);
    }
    assert_int_equal(w.pointers, 3);
    assert_int_equal(w.saved, 7 - 2 + 3 - 2 + 5 - 2);
    assert_null(w.broken);
    walked_free(&w);
}

static void records_are_found_again(void **state)
{
    static const struct part_of_message rows[] = {
        { PLACE_QUESTION, 1, 1, 0, 12, 0, 0 },
        { PLACE_ANSWER, 5, 1, 60, 23, 35, 4 },
        { PLACE_ANSWER, 1, 1, 60, 39, 51, 4 },
        { PLACE_ADDITIONAL, 41, 0, 0, 55, 66, 12 },
    };
    struct walked w;
    (void)state;
    walk_message(&w, (struct bytes){ reply, sizeof reply }, none);
    assert_int_equal(w.records_n, ITEMS(rows));
    for (size_t i = 0; i < w.records_n; i++)
        assert_memory_equal(&w.records[i], &rows[i], sizeof rows[i]);
    walked_free(&w);
}

/* All octets are covered, once, whatever they are. */
static void check_cover(const struct walked *w)
{
    size_t at = 0;
    for (size_t i = 0; i < w->n; i++) {
        assert_int_equal(w->pieces[i].at, at);
        at += w->pieces[i].n;
    }
    assert_int_equal(at, w->message.n);
}

static void a_message_that_ends_anywhere_is_broken_there(void **state)
{
    struct walked w;
    (void)state;
    for (size_t n = 0; n < sizeof reply; n++) {
        struct bytes cut = { guarded(reply, n), n };
        walk_message(&w, cut, (struct bytes){ query, sizeof query });
        check_cover(&w);
        assert_non_null(w.broken);
        if (w.broken != &w.pieces[w.n - 1])
            assert_int_equal(w.broken[1].shape, SHAPE_UNREAD);
        assert_int_equal(w.faults, 1);
        walked_free(&w);
        guard_reset(NULL);
    }
}

/* Each octet changed in each way: it ends, and covers all. */
static void no_octet_leads_astray(void **state)
{
    uint8_t *changed = guarded(reply, sizeof reply);
    struct walked w;
    (void)state;
    for (size_t i = 0; i < sizeof reply; i++)
        for (unsigned c = 0; c < 256; c++) {
            changed[i] = (uint8_t)c;
            walk_message(&w, (struct bytes){ changed, sizeof reply }, none);
            check_cover(&w);
            walked_free(&w);
            changed[i] = reply[i];
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_what_stands_there),
        cmocka_unit_test(records_are_found_again),
        cmocka_unit_test(a_message_that_ends_anywhere_is_broken_there),
        cmocka_unit_test(no_octet_leads_astray),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
