/* Names as they stand in wire form and in messages: zonefile/name.h. */
#include "zonefile/name.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

static void valid_names_end_inside(void **state)
{
    static const struct {
        const char *octets;
        size_t n, len; /* len 0: not valid */
    } rows[] = {
        { "", 0, 0 }, /* no octet at all */
        { "\0", 1, 1 },
        { "\0\0\0", 3, 1 }, /* what follows is not the name's */
        { "\3com\0", 5, 5 },
        { "\3com\0\4", 6, 5 },
        /* cut short: before the zero, within a label, behind its length */
        { "\3com", 4, 0 },
        { "\3co", 3, 0 },
        { "\3", 1, 0 },
        { "\4cctv\3com", 9, 0 },
        /* 64 and more are no lengths; a pointer is not uncompressed */
        { "\100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "\0",
          66, 0 },
        { "\200\0", 2, 0 },
        { "\3com\300\0", 6, 0 },
    };
    uint8_t wire[LIMIT_ROOM];
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_int_equal(
            name_valid(guarded(rows[i].octets, rows[i].n), rows[i].n),
            rows[i].len);
    for (size_t i = 0; i < LIMITS; i++) {
        size_t n = limit_wire(wire, limits[i].sizes);
        assert_int_equal(n, limits[i].len);
        assert_int_equal(name_valid(guarded(wire, n), n),
                         i < LIMITS_FINE ? n : 0);
        assert_int_equal(name_valid(guarded(wire, n - 1), n - 1), 0);
        assert_int_equal(name_valid(wire, sizeof wire),
                         i < LIMITS_FINE ? n : 0);
    }
}

static void skipping_stands_behind_the_name(void **state)
{
    static const struct {
        const char *octets;
        size_t n, left; /* left behind it */
        bool bad;
    } rows[] = {
        { "\0", 1, 0, false },
        { "\3com\0xyz", 8, 3, false },
        { "\4cctv\3com\0\0", 11, 1, false },
        { "\77aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "\0",
          65, 0, false },
        /* a pointer ends a name, wherever it leads */
        { "\300\0xyz", 5, 3, false },
        { "\377\377", 2, 0, false },
        { "\3com\300\14\1", 7, 1, false },
        /* the edge: nothing, half a pointer, half a label, no zero */
        { "", 0, 0, true },
        { "\300", 1, 0, true },
        { "\3com\300", 5, 0, true },
        { "\3co", 3, 0, true },
        { "\3com", 4, 0, true },
        /* the two other kinds of length: RFC 1035 4.1.4 reserves them */
        { "\100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "\0",
          66, 0, true },
        { "\277\0", 2, 0, true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct reader r =
            reader_over(guarded(rows[i].octets, rows[i].n), rows[i].n);
        name_skip(&r);
        assert_int_equal(r.bad, rows[i].bad);
        if (!rows[i].bad)
            assert_int_equal(reader_left(&r), rows[i].left);
    }
    struct reader bad = { .at = WIRE("\0"), .end = WIRE("") + 1, .bad = true };
    name_skip(&bad);
    assert_true(bad.bad);
}

static void pointers_lead_backwards_or_nowhere(void **state)
{
    static const struct {
        const char *msg;
        size_t n, at;
        const char *name; /* NULL: broken */
        size_t len;
    } rows[] = {
        { "\0", 1, 0, "", 1 },
        { "\3com\0", 5, 0, "\3com", 5 },
        { "\3CoM\0", 5, 0, "\3CoM", 5 }, /* as it is written */
        /* RFC 1035 4.1.4: labels and a pointer, a pointer alone, a chain */
        { "\3com\0\4cctv\300\0", 12, 5, "\4cctv\3com", 10 },
        { "\3com\0\300\0", 7, 5, "\3com", 5 },
        { "\3com\0\4cctv\300\0\4news\300\5", 19, 12, "\4news\4cctv\3com", 15 },
        { "\3com\0\300\0\300\5\300\7", 11, 9, "\3com", 5 },
        { "\0\300\0", 3, 1, "", 1 },
        /* into the middle of another name: a suffix of it */
        { "\4cctv\3com\0\300\5", 12, 10, "\3com", 5 },
        /* and where no name began: the octets decide */
        { "\4\1a\0x\0\300\1", 8, 6, "\1a", 3 },
        /* to itself, into itself, ahead, to each other */
        { "\300\0", 2, 0, NULL, 0 },
        { "\1a\300\0", 4, 0, NULL, 0 },
        { "\1a\300\2", 4, 0, NULL, 0 },
        { "\1a\300\2", 4, 2, NULL, 0 },
        { "\300\2\0", 3, 0, NULL, 0 },
        { "\300\2\300\0", 4, 2, NULL, 0 },
        { "\1a\300\6\1b\300\0", 8, 4, NULL, 0 },
        /* back, and then ahead again */
        { "\300\3\0\1a\300\0", 7, 3, NULL, 0 },
        /* it does not end inside */
        { "", 0, 0, NULL, 0 },
        { "\3com", 4, 0, NULL, 0 },
        { "\3co", 3, 0, NULL, 0 },
        { "\300", 1, 0, NULL, 0 },
        { "\0\300", 2, 1, NULL, 0 },
        { "\3com\0", 5, 5, NULL, 0 },
        { "\3com\0", 5, 6, NULL, 0 },
        { "\3com\0", 5, SIZE_MAX, NULL, 0 },
        /* neither a length nor a pointer */
        { "\100aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
          "\0",
          66, 0, NULL, 0 },
        { "\0\200\0", 3, 1, NULL, 0 },
        { "\0\277\0", 3, 1, NULL, 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct bytes msg = { guarded(rows[i].msg, rows[i].n), rows[i].n };
        uint8_t *out = guarded(NULL, DNS_NAME_MAX);
        assert_int_equal(name_unpack(out, msg, rows[i].at), rows[i].len);
        if (rows[i].name)
            assert_memory_equal(out, rows[i].name, rows[i].len);
        guard_reset(NULL);
    }
}

/* All of a name but its first label is somewhere else in the message. */
static void unpacked_names_have_at_most_255_octets(void **state)
{
    (void)state;
    for (size_t i = 1; i < LIMITS; i++) {
        uint8_t msg[2 * LIMIT_ROOM], whole[LIMIT_ROOM];
        const uint8_t *sizes = limits[i].sizes;
        size_t len = limit_wire(whole, sizes);
        size_t n = limit_wire(msg, sizes + 1), at = n;
        memcpy(msg + n, whole, sizes[0] + 1u);
        n += sizes[0] + 1u;
        msg[n++] = 0xc0;
        msg[n++] = 0;
        struct bytes in = { guarded(msg, n), n };
        uint8_t *out = guarded(NULL, DNS_NAME_MAX);
        assert_int_equal(name_unpack(out, in, at), i < LIMITS_FINE ? len : 0);
        if (i < LIMITS_FINE)
            assert_memory_equal(out, whole, len);
        guard_reset(NULL);
    }
}

/* Each to the one before it, and the first to the root. */
static void a_name_has_at_most_127_pointers(void **state)
{
    uint8_t msg[1 + 2 * 128] = { 0 }, out[DNS_NAME_MAX];
    struct bytes in = { msg, sizeof msg };
    (void)state;
    for (unsigned i = 1; i < 128; i++)
        put_u16(msg + 1 + 2 * i,
                (uint16_t)(DNS_POINTER_BITS | (1 + 2 * (i - 1))));
    put_u16(msg + 1, DNS_POINTER_BITS | 0);
    assert_int_equal(name_unpack(out, in, 1 + 2 * 126), 1);
    assert_int_equal(name_unpack(out, in, 1 + 2 * 127), 0);
}

static void a_pointer_reaches_16383_octets(void **state)
{
    static uint8_t msg[DNS_POINTER_MAX + 10];
    uint8_t out[DNS_NAME_MAX];
    (void)state;
    memcpy(msg + DNS_POINTER_MAX, "\3com\0\377\377", 7);
    struct bytes in = { msg, sizeof msg };
    assert_int_equal(name_unpack(out, in, DNS_POINTER_MAX + 5), 5);
    assert_memory_equal(out, "\3com", 5);
}

static void names_are_within_whole_labels_only(void **state)
{
    static const struct {
        const char *wire, *zone;
        bool within;
    } rows[] = {
        { "", "", true },
        { "\3com", "", true },
        { "\3com", "\3com", true },
        { "\4cctv\3com", "\3com", true },
        { "\4news\4cctv\3com", "\4cctv\3com", true },
        { "", "\3com", false }, /* the one above is not below */
        { "\3com", "\4cctv\3com", false },
        { "\3net", "\3com", false },
        { "\4cctv\3net", "\4cctv\3com", false },
        /* the octets are there, the label is another */
        { "\5xcctv\3com", "\4cctv\3com", false },
        { "\7a\4cctv.\3com", "\4cctv\3com", false },
        { "\6a\4cctv\3com", "\4cctv\3com", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_int_equal(name_within(WIRE(rows[i].wire), WIRE(rows[i].zone)),
                         rows[i].within);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_names_end_inside),
        cmocka_unit_test(skipping_stands_behind_the_name),
        cmocka_unit_test(pointers_lead_backwards_or_nowhere),
        cmocka_unit_test(unpacked_names_have_at_most_255_octets),
        cmocka_unit_test(a_name_has_at_most_127_pointers),
        cmocka_unit_test(a_pointer_reaches_16383_octets),
        cmocka_unit_test(names_are_within_whole_labels_only),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
