/* Messages taken apart: whole ones, cut ones, and those that lie. */
#include "tools/message.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "tools/fault.h"

#define BYTES(text)                                                            \
    ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

/* A question a.b, an A record of it, an OPT record. */
#define HEAD "\0\7\205\0\0\1\0\1\0\0\0\1"
#define ASKED "\1a\1b\0\0\1\0\1"
#define RECORD "\300\14\0\1\0\1\0\0\2\130\0\4\12\0\0\1"
#define OPTION "\0\0\51\4\320\1\0\200\0\0\0"
#define WHOLE HEAD ASKED RECORD OPTION

static void a_message_is_taken_apart(void **state)
{
    struct message m;
    (void)state;
    assert_true(message_read(&m, BYTES(WHOLE)));
    assert_int_equal(m.id, 7);
    assert_int_equal(message_opcode(&m), 0);
    assert_int_equal(message_rcode(&m), 16); /* the OPT record's upper bits */
    assert_int_equal(message_count(&m, QUESTION), 1);
    assert_int_equal(message_count(&m, ANSWER), 1);
    assert_int_equal(message_count(&m, AUTHORITY), 0);
    assert_int_equal(message_count(&m, ADDITIONAL), 1);
    assert_ptr_equal(m.opt, message_record(&m, ADDITIONAL, 0));
    const struct record *rr = message_record(&m, ANSWER, 0);
    uint8_t name[DNS_NAME_MAX];
    message_name(&m, rr->at, name);
    assert_memory_equal(name, "\1a\1b", 5);
    assert_int_equal(rr->type, TYPE_A);
    assert_int_equal(rr->ttl, 600);
    assert_int_equal(rr->data_n, 4);
    assert_false(m.malformed);
    assert_int_equal(m.extra, 0);
    message_free(&m);
}

/* Wherever it ends, what stood before is there, and nothing behind is read. */
static void a_cut_message_is_read_so_far(void **state)
{
    struct bytes all = BYTES(WHOLE);
    (void)state;
    for (size_t n = DNS_HEADER; n <= all.n; n++) {
        struct message m;
        struct bytes cut = { guarded(all.at, n), n };
        assert_true(message_read(&m, cut));
        assert_int_equal(m.malformed, n < all.n);
        size_t records = n >= 37 ? 1 : 0;
        assert_int_equal(message_count(&m, ANSWER), records);
        message_free(&m);
        guard_reset(NULL);
    }
}

static const struct {
    struct bytes name;
    const char *fault;
} names[] = {
    { BYTES("\1a\0"), NULL },
    { BYTES("\0"), NULL },
    { BYTES(""), FAULT_CUT_OFF },
    { BYTES("\1a"), FAULT_CUT_OFF },
    { BYTES("\5a"), FAULT_CUT_OFF },
    { BYTES("\300"), FAULT_CUT_OFF },
    { BYTES("\300\0"), "bad compression pointer" },
    { BYTES("\300\5"), "bad compression pointer" },
    { BYTES("\1a\300\0"), "bad compression pointer" },
    { BYTES("\101a\0"), "bad label type" },
    { BYTES("\200a\0"), "bad label type" },
};

static void what_is_wrong_with_a_name_is_said(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(names); i++) {
        struct bytes b = { guarded(names[i].name.at, names[i].name.n),
                           names[i].name.n };
        const char *fault = fault_of_name(b, 0);
        if (names[i].fault)
            assert_string_equal(fault, names[i].fault);
        else
            assert_null(fault);
        guard_reset(NULL);
    }
}

static void a_name_has_at_most_255_octets(void **state)
{
    uint8_t long_name[4 * 64 + 1] = { 0 };
    (void)state;
    for (size_t i = 0; i < 4; i++)
        long_name[i * 64] = i < 3 ? 63 : 61;
    assert_null(fault_of_name((struct bytes){ long_name, 255 }, 0));
    long_name[3 * 64] = 62;
    assert_string_equal(fault_of_name((struct bytes){ long_name, 256 }, 0),
                        "name too long");
}

static const struct {
    struct bytes message;
    bool readable, malformed;
    size_t extra;
} odd[] = {
    { BYTES(WHOLE "1234567"), true, false, 7 },
    /* two OPT records; one in the answer; one that is not the root's */
    { BYTES("\0\7\205\0\0\1\0\0\0\0\0\2" ASKED OPTION OPTION), true, true, 0 },
    { BYTES("\0\7\205\0\0\1\0\1\0\0\0\0" ASKED OPTION), true, true, 0 },
    { BYTES("\0\7\205\0\0\1\0\0\0\0\0\1" ASKED "\1a" OPTION), true, true, 0 },
    /* the question twice; a record of another class */
    { BYTES("\0\7\205\0\0\2\0\0\0\0\0\0" ASKED ASKED), true, true, 0 },
    { BYTES("\0\7\205\0\0\1\0\1\0\0\0\0\1a\1b\0\0\1\0\3" RECORD), true, true,
      0 },
    /* more is announced than there is */
    { BYTES("\0\7\205\0\0\1\377\377\377\377\377\377" ASKED), true, true, 0 },
    /* an address of five octets, a pointer to itself, an option cut */
    { BYTES("\0\7\205\0\0\1\0\1\0\0\0\0" ASKED
            "\300\14\0\1\0\1\0\0\2\130\0\5\12\0\0\1\2"),
      false, false, 0 },
    { BYTES("\0\7\205\0\0\1\0\1\0\0\0\0" ASKED
            "\300\25\0\1\0\1\0\0\2\130\0\4\12\0\0\1"),
      false, false, 0 },
    { BYTES("\0\7\205\0\0\0\0\0\0\0\0\1\0\0\51\4\320\0\0\0\0\0\5\0\12\0\1x"),
      false, false, 0 },
};

static void messages_that_lie_are_found_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(odd); i++) {
        struct message m;
        struct bytes b = { guarded(odd[i].message.at, odd[i].message.n),
                           odd[i].message.n };
        assert_int_equal(message_read(&m, b), odd[i].readable);
        assert_int_equal(m.fault == NULL, odd[i].readable);
        if (odd[i].readable) {
            assert_int_equal(m.malformed, odd[i].malformed);
            assert_int_equal(m.extra, odd[i].extra);
        }
        message_free(&m);
        guard_reset(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_message_is_taken_apart),
        cmocka_unit_test(a_cut_message_is_read_so_far),
        cmocka_unit_test(what_is_wrong_with_a_name_is_said),
        cmocka_unit_test(a_name_has_at_most_255_octets),
        cmocka_unit_test(messages_that_lie_are_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
