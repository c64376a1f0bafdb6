#include "resolver/query.h"

#include "tests/shared/cases.h"
#include "tests/shared/guard.h"
#include "tests/shared/test.h"

/* Questions are written as in cases.h: words, or "raw" octets. */
static struct bytes ask(const char *text)
{
    struct exchange e = { .name = text, .ask = text, .see = "" };
    struct question q;
    exchange_ask(&e, &q);
    return (struct bytes){ guarded(q.wire, q.n), q.n };
}

#define HEAD "raw 1234 0100 0001 0000 0000 "
#define WWW "www.t.test. 0001 0001 "
#define NO_QUESTION "raw 1234 0100 0000 0000 0000 0001 "
#define COOKIE "000c 000a 0008 0102030405060708"

/* ---- what becomes of a message ---- */

struct row {
    const char *ask;
    enum verdict verdict;
    bool question, edns;
};

static void try_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct query q;
        struct bytes request = ask(rows[i].ask);
        query_parse(&q, request);
        if (q.verdict != rows[i].verdict)
            fail_msg("%s: verdict %d", rows[i].ask, (int)q.verdict);
        if (q.verdict == ASK_DROP)
            continue;
        assert_ptr_equal(q.header, request.at);
        if (!q.question.n == rows[i].question)
            fail_msg("%s: question of %zu octets", rows[i].ask, q.question.n);
        if (q.edns.here != rows[i].edns)
            fail_msg("%s: EDNS is %d", rows[i].ask, q.edns.here);
    }
}

static void each_message_has_its_verdict(void **state)
{
    static const struct row rows[] = {
        { "www.t.test A", ASK_OK, true, false },
        { ". A", ASK_OK, true, false },
        { "www.t.test A +edns", ASK_OK, true, true },
        { "www.t.test A +option=65001:00ff", ASK_OK, true, true },
        { "www.t.test A +version=3", ASK_BADVERS, true, true },
        { "www.t.test A +opcode=4", ASK_NOTIMP, true, false },
        { "www.t.test A +opcode=4 +edns", ASK_NOTIMP, true, true },
        { "www.t.test A +opcode=4 +version=1", ASK_NOTIMP, true, true },
        { "raw ", ASK_DROP, false, false },
        { "raw 00", ASK_DROP, false, false },
        { "raw 1234 0100 0001 0000 0000 00", ASK_DROP, false, false },
        { "raw 1234 8100 0001 0000 0000 0000 " WWW, ASK_DROP, false, false },
        { "raw 1234 0100 0000 0000 0000 0000", ASK_FORMERR, false, false },
        { "raw 1234 2100 0000 0000 0000 0000", ASK_NOTIMP, false, false },
        { "raw 1234 0100 0002 0000 0000 0000 " WWW WWW, ASK_FORMERR, false,
          false },
        { HEAD "0000", ASK_FORMERR, false, false },
        { HEAD "0000 03777777", ASK_FORMERR, false, false },
        { HEAD "0000 www.t.test. 0001", ASK_FORMERR, false, false },
        { HEAD "0000 c00c 0001 0001", ASK_FORMERR, false, false },
        { HEAD "0000 03777777c00c 0001 0001", ASK_FORMERR, false, false },
        { HEAD "0000 4000 0001 0001", ASK_FORMERR, false, false },
        { HEAD "0001 " WWW, ASK_FORMERR, true, false },
        { HEAD "0001 " WWW ". 0029 04d0 00000000", ASK_FORMERR, true, false },
        { HEAD "0001 " WWW ". 0029 04d0 00000000 0001 00", ASK_FORMERR, true,
          true },
        { HEAD "0002 " WWW ". 0029 04d0 00000000 0000 "
               ". 0029 04d0 00000000 0000",
          ASK_FORMERR, true, true },
        { HEAD "0001 " WWW "t. 0029 04d0 00000000 0000", ASK_FORMERR, true,
          false },
        { HEAD "0002 " WWW "t. 0001 0001 00000000 0004 01020304 "
               ". 0029 04d0 00000000 0000",
          ASK_OK, true, true },
    };
    (void)state;
    try_rows(rows, ITEMS(rows));
}

/* A cookie may come alone: RFC 7873 5.4.  A version that is not known counts
 * before all else: RFC 6891 6.1.3. */
static void cookies_and_versions_have_their_verdicts(void **state)
{
    static const struct row rows[] = {
        { NO_QUESTION ". 0029 04d0 00000000 0000", ASK_FORMERR, false, true },
        { NO_QUESTION ". 0029 04d0 00000000 " COOKIE, ASK_COOKIE, false, true },
        { NO_QUESTION ". 0029 04d0 00010000 " COOKIE, ASK_BADVERS, false,
          true },
        { NO_QUESTION ". 0029 04d0 00010000 0000", ASK_BADVERS, false, true },
        { NO_QUESTION ". 0029 04d0 00010000", ASK_FORMERR, false, false },
        { "www.t.test A +option=10:01", ASK_FORMERR, true, true },
        { "www.t.test A +version=1 +option=10:01", ASK_BADVERS, true, true },
        { HEAD "0001 " WWW ". 0029 04d0 00010000 0001 00", ASK_BADVERS, true,
          true },
    };
    (void)state;
    try_rows(rows, ITEMS(rows));
}

/* ---- records that have no business there ---- */

#define ANSWERS(n) "raw 1234 0100 0001 " n " 0000 0000 " WWW
#define MORE(n) "raw 1234 0100 0001 0000 0000 " n " " WWW
#define RECORD(type, len) ". " type " 0001 00000000 " len " "
#define R1 RECORD("ff00", "0000")
#define R8 R1 R1 R1 R1 R1 R1 R1 R1
#define OPT " . 0029 04d0 00000000 0000 "

/* The names in their data are found by the fields before them. */
static void records_are_read_by_their_types(void **state)
{
    static const struct {
        const char *ask;
        bool formed;
    } rows[] = {
        { ANSWERS("0001") RECORD("0002", "0003") "016100", true }, /* NS */
        { ANSWERS("0001") RECORD("0002", "0002") "c00c", true },
        { ANSWERS("0001") RECORD("0002", "0002") "c0ff", false },
        { ANSWERS("0001") RECORD("0002", "0000"), true }, /* RFC 2136 2.4 */
        { ANSWERS("0001") RECORD("000f", "0004") "000ac00c", true }, /* MX */
        { ANSWERS("0001") RECORD("000f", "0004") "000ac0ff", false },
        { ANSWERS("0001") RECORD("000f", "0001") "00", false },
        { ANSWERS("0001") RECORD("000d", "0004") "01610162", true }, /* HINFO */
        { ANSWERS("0001") RECORD("000d", "0004") "01610262", false },
        { ANSWERS("0001") RECORD("0034", "0005") "030101aabb",
          true }, /* TLSA */
        { ANSWERS("0001") RECORD("002b", "0006") "00010802aabb",
          true }, /* DS */
        /* RRSIG: its signer is behind fields of four lengths */
        { ANSWERS("0001") RECORD("002e", "0016") "00010802 00000000 00000001 "
                                                 "00000001 0001 c00c aabb",
          true },
        { ANSWERS("0001") RECORD("002e", "0016") "00010802 00000000 00000001 "
                                                 "00000001 0001 c0ff aabb",
          false },
        /* HIP has names behind a field without a fixed place */
        { ANSWERS("0001") RECORD("0037", "0006") "01020001 aa bb", false },
        { ANSWERS("0001") RECORD("ff00", "0002") "c0ff", true },
        { ANSWERS("0001") RECORD("ff00", "0000"), true },
        /* the first of two is wrong, in each section */
        { ANSWERS("0002") "c0ff 0001 0001 00000000 0000", false },
        { MORE("0002") "c0ff 0001 0001 00000000 0000" OPT, false },
        { MORE("0002") "00" OPT, false },
        { ANSWERS("0001") OPT, false },
        { MORE("0002") RECORD("0001", "0004") "c0000201" OPT, true },
        { MORE("0002") OPT RECORD("0001", "0004") "c0000201", true },
        { MORE("0002") OPT RECORD("0001", "0003") "c00002", false },
        /* its fields end before its data does */
        { ANSWERS("0001") RECORD("0001", "0005") "c000020100", false },
        /* one TSIG, behind all others: RFC 8945 5.1 */
        { MORE("0001") RECORD("00fa", "0000"), true },
        { MORE("0002") OPT RECORD("00fa", "0000"), true },
        { MORE("0002") RECORD("00fa", "0000") OPT, false },
        { ANSWERS("0001") RECORD("00fa", "0000"), false },
        { MORE("0002") RECORD("00fa", "0000") RECORD("00fa", "0000"), false },
        { ANSWERS("0008") R8, true },
        { ANSWERS("0009") R8 R1, false }, /* more than any query has */
        { "raw 1234 0100 0002 0000 0000 0000 40 " WWW, false },
        { "raw 1234 0100 0003 0000 0000 0000 " WWW "40 " WWW, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct query q;
        query_parse(&q, ask(rows[i].ask));
        if (q.verdict != (rows[i].formed ? ASK_OK : ASK_FORMERR))
            fail_msg("%s: verdict %d", rows[i].ask, (int)q.verdict);
    }
}

/* ---- what is read of the question ---- */

static void names_are_lower_case_and_know_their_labels(void **state)
{
    static const uint8_t wire[] = "\3www\1t\4test";
    struct query q;
    struct name same;
    (void)state;
    query_parse(&q, ask("wWw.T.TEST AAAA +class=CH"));
    assert_int_equal(q.verdict, ASK_OK);
    assert_int_equal(q.type, 28);
    assert_int_equal(q.class, 3);
    assert_int_equal(q.name.len, sizeof wire);
    assert_int_equal(q.name.labels, 3);
    assert_memory_equal(q.name.wire, wire, sizeof wire);
    assert_memory_equal(q.question.at, "\3wWw\1T\4TEST", sizeof wire);
    assert_int_equal(q.question.n, sizeof wire + 4);
    name_set(&same, wire);
    for (unsigned d = 0; d <= 3; d++) {
        assert_int_equal(q.name.at[d], same.at[d]);
        assert_true(q.name.hash[d] == same.hash[d]);
    }
}

#define X8 "6161616161616161"
#define X61 X8 X8 X8 X8 X8 X8 X8 "6161616161"
#define X63 X61 "6161"

static void the_longest_names_are_255_octets(void **state)
{
    static const struct {
        const char *ask;
        bool fits;
    } rows[] = {
        { HEAD "0000 3f" X63 "3f" X63 "3f" X63 "3d" X61 "00 0001 0001", true },
        { HEAD "0000 3f" X63 "3f" X63 "3f" X63 "3e" X61 "6100 0001 0001",
          false },
        { HEAD "0000 3f" X63 "3f" X63 "3f" X63 "3d" X61 "0161 00 0001 0001",
          false },
        { HEAD "0000 3f" X63 "3f" X63 "3f" X63 "3f" X63 "00 0001 0001", false },
        { HEAD "0000 40" X63 "6100 0001 0001", false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct query q;
        query_parse(&q, ask(rows[i].ask));
        if ((q.verdict == ASK_OK) != rows[i].fits)
            fail_msg("row %zu: verdict %d", i, (int)q.verdict);
        if (rows[i].fits)
            assert_int_equal(q.name.len, 255);
    }
}

static void a_name_of_127_labels(void **state)
{
    uint8_t wire[12 + 255 + 4] = { 0x12, 0x34, 1, 0, 0, 1 };
    struct query q;
    (void)state;
    for (int i = 0; i < 127; i++) {
        wire[12 + 2 * i] = 1;
        wire[12 + 2 * i + 1] = 'A';
    }
    wire[12 + 255 + 1] = wire[12 + 255 + 3] = 1;
    query_parse(&q, (struct bytes){ guarded(wire, sizeof wire), sizeof wire });
    assert_int_equal(q.verdict, ASK_OK);
    assert_int_equal(q.name.labels, 127);
    assert_int_equal(q.name.len, 255);
    assert_int_equal(q.name.at[127], 254);
}

/* ---- EDNS: RFC 6891 6.1.3 and 6.2.3 ---- */

static void the_size_is_at_least_512(void **state)
{
    static const struct {
        const char *ask;
        unsigned size;
        bool dnssec_ok;
    } rows[] = {
        { "t A", 512, false },
        { "t A +size=0", 512, false },
        { "t A +size=511", 512, false },
        { "t A +size=513 +do", 513, true },
        { "t A +size=65535 +flags=0x7fff", 65535, false },
        { "t A +do", 1232, true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct query q;
        query_parse(&q, ask(rows[i].ask));
        assert_int_equal(q.verdict, ASK_OK);
        assert_int_equal(q.edns.size, rows[i].size);
        assert_int_equal(q.edns.dnssec_ok, rows[i].dnssec_ok);
    }
}

/* ---- two ways to the same result ---- */

static void assert_same(const char *ask_text, const struct query *a,
                        const struct query *b)
{
    if (a->verdict != b->verdict || a->question.at != b->question.at ||
        a->question.n != b->question.n || a->edns.here != b->edns.here ||
        a->edns.dnssec_ok != b->edns.dnssec_ok ||
        a->edns.size != b->edns.size || a->edns.asks != b->edns.asks ||
        a->edns.cookie.at != b->edns.cookie.at || a->type != b->type ||
        a->class != b->class || a->name.len != b->name.len ||
        memcmp(a->name.wire, b->name.wire, a->name.len) != 0)
        fail_msg("the two ways differ: %s", ask_text);
}

/* Every plain message of the whole list. */
static void in_place_and_by_ldns_are_the_same(void **state)
{
    unsigned plain = 0, other = 0;
    (void)state;
    for (size_t i = 0; worlds[i]; i++)
        for (size_t k = 0; k < worlds[i]->n; k++) {
            struct bytes request = ask(worlds[i]->exchanges[k].ask);
            struct query a, b;
            if (request.n < 12 || request.at[2] & 0x80)
                continue;
            if (!query_plain(&a, request)) {
                other++;
                continue;
            }
            plain++;
            query_whole(&b, request);
            assert_same(worlds[i]->exchanges[k].ask, &a, &b);
            guard_reset(NULL);
        }
    assert_true(plain > 200 && other > 30);
}

/* No prefix of a message reads beyond its end, nor is it well-formed. */
static void a_message_cut_anywhere_is_malformed(void **state)
{
    static const char *const asks[] = {
        "www.t.test A", "www.t.test A +option=65001:616263",
        "www.t.test A +option=10:0102030405060708", "www.t.test A +option=19:"
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(asks); i++) {
        struct bytes whole = ask(asks[i]);
        for (size_t n = 0; n < whole.n; n++) {
            struct query q;
            query_parse(&q, (struct bytes){ guarded(whole.at, n), n });
            assert_int_equal(q.verdict, n < 12 ? ASK_DROP : ASK_FORMERR);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_teardown(each_message_has_its_verdict, guard_reset),
        cmocka_unit_test_teardown(cookies_and_versions_have_their_verdicts,
                                  guard_reset),
        cmocka_unit_test_teardown(records_are_read_by_their_types, guard_reset),
        cmocka_unit_test_teardown(names_are_lower_case_and_know_their_labels,
                                  guard_reset),
        cmocka_unit_test_teardown(the_longest_names_are_255_octets,
                                  guard_reset),
        cmocka_unit_test_teardown(a_name_of_127_labels, guard_reset),
        cmocka_unit_test_teardown(the_size_is_at_least_512, guard_reset),
        cmocka_unit_test_teardown(in_place_and_by_ldns_are_the_same,
                                  guard_reset),
        cmocka_unit_test_teardown(a_message_cut_anywhere_is_malformed,
                                  guard_reset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
