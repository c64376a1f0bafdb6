/*
 * How many records a query may have, and what is still read of one that has
 * more.
 */
#include "resolver/query.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#define OPT "0000290400000000000000"
#define OPT_1 "0000290400000100000000"
#define A_RECORD "0174000001000100000000000401020304"

static size_t put_hex(uint8_t *out, const char *hex)
{
    size_t n = 0;
    for (; *hex; hex += 2)
        assert_int_equal(sscanf(hex, "%2hhx", &out[n++]), 1);
    return n;
}

/* A question, records that are spread over the sections, and the last one. */
static struct bytes ask_with(const unsigned count[3], const char *last)
{
    uint8_t wire[2048] = { 0x12, 0x34, 1, 0, 0, 1 };
    unsigned n = count[0] + count[1] + count[2];
    size_t len = DNS_HEADER;
    for (int i = 0; i < 3; i++)
        put_u16(wire + 6 + 2 * i, (uint16_t)count[i]);
    len += put_hex(wire + len, "01740000010001");
    for (; n > 1; n--)
        len += put_hex(wire + len, A_RECORD);
    len += put_hex(wire + len, last);
    return (struct bytes){ guarded(wire, len), len };
}

static void more_than_8_are_malformed(void **state)
{
    static const struct {
        unsigned count[3];
        bool good;
    } rows[] = {
        { { 0, 0, 1 }, true },  { { 0, 0, 8 }, true },  { { 7, 0, 1 }, true },
        { { 0, 7, 1 }, true },  { { 3, 2, 3 }, true },  { { 0, 0, 9 }, false },
        { { 8, 0, 1 }, false }, { { 0, 8, 1 }, false }, { { 3, 3, 3 }, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct query q;
        query_parse(&q, ask_with(rows[i].count, OPT));
        if (q.verdict != (rows[i].good ? ASK_OK : ASK_FORMERR))
            fail_msg("row %zu: verdict %d", i, (int)q.verdict);
        assert_int_equal(q.question.n, 7);
    }
}

/* An error has an OPT, too, if it was asked with one: RFC 6891 7. */
static void of_more_the_opt_is_found(void **state)
{
    static const struct {
        unsigned count[3];
        const char *last;
        bool here;
        unsigned asks;
    } rows[] = {
        { { 0, 0, 1 }, OPT, true, 0 },
        { { 0, 0, 9 }, OPT, true, 0 },
        { { 8, 0, 1 }, OPT, true, 0 },
        { { 3, 50, 3 }, OPT, true, 0 },
        { { 0, 0, 9 }, OPT_1, true, 0 },
        { { 0, 0, 9 }, "000029040000000000000400030000", true, ASKS_NSID },
        { { 0, 0, 9 }, "000029040000000000000400030001", true, 0 },
        /* none */
        { { 0, 0, 9 }, A_RECORD, false, 0 },
        /* cut off; of another owner; in another section */
        { { 0, 0, 9 }, "00002904000000000000", false, 0 },
        { { 0, 0, 9 }, "0174" OPT, false, 0 },
        { { 0, 0, 9 },
          "c00c"
          "00290400000000000000",
          false,
          0 },
        { { 0, 9, 0 }, OPT, false, 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct query q;
        query_parse(&q, ask_with(rows[i].count, rows[i].last));
        if (q.edns.here != rows[i].here || q.edns.asks != rows[i].asks)
            fail_msg("row %zu: EDNS %d, asks %x", i, q.edns.here, q.edns.asks);
    }
}

/* An update of a name: its records come in dozens. */
static void whatever_the_opcode(void **state)
{
    static const unsigned count[3] = { 1, 30, 1 };
    uint8_t wire[2048];
    struct query q;
    (void)state;
    struct bytes asked = ask_with(count, OPT);
    memcpy(wire, asked.at, asked.n);
    wire[2] = 5 << 3; /* RFC 2136 2.2 */
    query_parse(&q, (struct bytes){ guarded(wire, asked.n), asked.n });
    assert_int_equal(q.verdict, ASK_NOTIMP);
    assert_true(q.edns.here);
    assert_int_equal(q.edns.size, 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(more_than_8_are_malformed, guard_reset),
        cmocka_unit_test_teardown(of_more_the_opt_is_found, guard_reset),
        cmocka_unit_test_teardown(whatever_the_opcode, guard_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
