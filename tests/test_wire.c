#include "zonefile/wire.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

static void reads_stop_at_the_edge(void **state)
{
    static const struct {
        size_t n;
        uint32_t u8, u16, u32; /* what each kind of read gives */
        bool bad8, bad16, bad32;
    } rows[] = {
        { 0, 0, 0, 0, true, true, true },
        { 1, 0xab, 0, 0, false, true, true },
        { 2, 0xab, 0xabcd, 0, false, false, true },
        { 3, 0xab, 0xabcd, 0, false, false, true },
        { 4, 0xab, 0xabcd, 0xabcdef01, false, false, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const uint8_t *p = guarded("\xab\xcd\xef\x01", rows[i].n);
        struct reader r8 = reader_over(p, rows[i].n), r16 = r8, r32 = r8;
        assert_int_equal(read_u8(&r8), rows[i].u8);
        assert_int_equal(read_u16(&r16), rows[i].u16);
        assert_int_equal(read_u32(&r32), rows[i].u32);
        assert_int_equal(r8.bad, rows[i].bad8);
        assert_int_equal(r16.bad, rows[i].bad16);
        assert_int_equal(r32.bad, rows[i].bad32);
    }
}

static void reads_go_on_where_the_last_one_ended(void **state)
{
    (void)state;
    const uint8_t *p = guarded("\x01\x02\x03\x04\x05\x06\x07\x08\x09", 9);
    struct reader r = reader_over(p, 9);
    assert_int_equal(reader_left(&r), 9);
    assert_int_equal(read_u8(&r), 0x01);
    assert_int_equal(read_u16(&r), 0x0203);
    assert_int_equal(read_u32(&r), 0x04050607);
    assert_int_equal(reader_left(&r), 2);
    assert_ptr_equal(read_bytes(&r, 2), p + 7);
    assert_int_equal(reader_left(&r), 0);
    /* nothing more is wanted, and that is there */
    assert_ptr_equal(read_bytes(&r, 0), p + 9);
    assert_false(r.bad);
}

static void a_bad_reader_stays_bad(void **state)
{
    static const size_t too_many[] = { 5, 6, 4096, SIZE_MAX / 2, SIZE_MAX };
    (void)state;
    for (size_t i = 0; i < ITEMS(too_many); i++) {
        const uint8_t *p = guarded("\x01\x02\x03\x04", 4);
        struct reader r = reader_over(p, 4);
        assert_null(read_bytes(&r, too_many[i]));
        assert_true(r.bad);
        /* even what would fit is refused from now on */
        assert_null(read_bytes(&r, 0));
        assert_null(read_bytes(&r, 1));
        assert_int_equal(read_u8(&r), 0);
        assert_int_equal(read_u16(&r), 0);
        assert_int_equal(read_u32(&r), 0);
        assert_true(r.bad);
        assert_ptr_equal(r.at, p); /* and it has not moved */
    }
}

static void numbers_are_in_network_order(void **state)
{
    static const struct {
        uint32_t v;
        uint8_t wire[4];
    } rows[] = {
        { 0, { 0, 0, 0, 0 } },
        { 1, { 0, 0, 0, 1 } },
        { 0x01020304, { 1, 2, 3, 4 } },
        { 0x80000000, { 0x80, 0, 0, 0 } },
        { 0xff00ff00, { 0xff, 0, 0xff, 0 } },
        { UINT32_MAX, { 0xff, 0xff, 0xff, 0xff } },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t *p = guarded(NULL, 4);
        put_u32(p, rows[i].v);
        assert_memory_equal(p, rows[i].wire, 4);
        assert_int_equal(get_u32(p), rows[i].v);
        put_u16(p, 0x1234);
        assert_memory_equal(p, "\x12\x34", 2);
        assert_memory_equal(p + 2, rows[i].wire + 2, 2);
        put_u16(p + 2, (uint16_t)rows[i].v);
        assert_memory_equal(p + 2, rows[i].wire + 2, 2);
        assert_int_equal(get_u16(p + 2), rows[i].v & 0xffff);
    }
}

static void write_one(struct writer *w, unsigned octets, uint32_t v)
{
    if (octets == 1)
        write_u8(w, (uint8_t)v);
    if (octets == 2)
        write_u16(w, (uint16_t)v);
    if (octets == 3)
        write_bytes(w, "abc", 3);
    if (octets == 4)
        write_u32(w, v);
}

static void writes_put_one_behind_the_other(void **state)
{
    static const struct {
        unsigned octets;
        uint32_t v;
    } rows[] = {
        { 1, 0x01 }, { 2, 0x0203 }, { 4, 0x04050607 }, { 3, 0 }, { 2, 0x0809 },
    };
    static const uint8_t expected[] = {
        1, 2, 3, 4, 5, 6, 7, 'a', 'b', 'c', 8, 9
    };
    (void)state;
    uint8_t *p = guarded(NULL, sizeof expected);
    struct writer w = writer_over(p, sizeof expected);
    for (size_t i = 0; i < ITEMS(rows); i++)
        write_one(&w, rows[i].octets, rows[i].v);
    assert_memory_equal(p, expected, sizeof expected);
    assert_ptr_equal(write_room(&w, 0), p + sizeof expected);
    assert_false(w.bad);
    /* room to be filled later */
    w = writer_over(p, sizeof expected);
    assert_ptr_equal(write_room(&w, 3), p);
    assert_ptr_equal(write_room(&w, 9), p + 3);
    assert_memory_equal(p, expected, sizeof expected);
}

/* Room for 0 to 4: what does not fit leaves the memory as it was. */
static void writes_stop_at_the_edge(void **state)
{
    (void)state;
    for (size_t n = 0; n <= 4; n++) {
        uint8_t *p = guarded("\xee\xee\xee\xee", n);
        struct writer w8 = writer_over(p, n), w16 = w8, w32 = w8, w3 = w8;
        write_u32(&w32, 0x01020304);
        assert_int_equal(w32.bad, n < 4);
        assert_memory_equal(p, n < 4 ? "\xee\xee\xee\xee" : "\1\2\3\4", n);
        memset(p, 0xee, n);
        write_bytes(&w3, "abc", 3);
        assert_int_equal(w3.bad, n < 3);
        assert_memory_equal(p, n < 3 ? "\xee\xee\xee" : "abc\xee", n);
        memset(p, 0xee, n);
        write_u16(&w16, 0x0506);
        assert_int_equal(w16.bad, n < 2);
        assert_memory_equal(p, n < 2 ? "\xee" : "\5\6\xee\xee", n);
        memset(p, 0xee, n);
        write_u8(&w8, 0x07);
        assert_int_equal(w8.bad, n < 1);
        assert_memory_equal(p, "\7\xee\xee\xee", n);
    }
}

static void a_bad_writer_stays_bad(void **state)
{
    static const size_t too_many[] = { 3, 4096, SIZE_MAX / 2, SIZE_MAX };
    (void)state;
    for (size_t i = 0; i < ITEMS(too_many); i++) {
        uint8_t *p = guarded("\xee\xee", 2);
        struct writer w = writer_over(p, 2);
        assert_null(write_room(&w, too_many[i]));
        assert_true(w.bad);
        assert_null(write_room(&w, 0));
        write_u8(&w, 1);
        write_u16(&w, 1);
        write_bytes(&w, "a", 1);
        assert_true(w.bad);
        assert_memory_equal(p, "\xee\xee", 2);
        assert_ptr_equal(w.at, p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_stop_at_the_edge),
        cmocka_unit_test(reads_go_on_where_the_last_one_ended),
        cmocka_unit_test(a_bad_reader_stays_bad),
        cmocka_unit_test(numbers_are_in_network_order),
        cmocka_unit_test(writes_put_one_behind_the_other),
        cmocka_unit_test(writes_stop_at_the_edge),
        cmocka_unit_test(a_bad_writer_stays_bad),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
