/*
 * What is kept of a request: counters and the fact in the ring.
 */
#include "resolver/journal.h"

#include "resolver/answer.h"
#include "tests/shared/cases.h"
#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <sys/mman.h>

static const uint8_t four[] = { 192, 0, 2, 7 },
                     six[16] = { 0x20, 1, 0xd, 0xb8 };

struct desk {
    struct zone_load zones;
    struct stats *stats;
    struct ring *ring;
};

static struct desk desk;

static int open_desk(void **state)
{
    zone_enter(state);
    desk.zones = flat_load("$ZONE j.test\nwww.j.test 10.0.0.1 10.0.0.2\n");
    return 0;
}

static int close_desk(void **state)
{
    zone_free(&desk.zones);
    return zone_leave(state);
}

static int clear_desk(void **state)
{
    (void)state;
    desk.stats = stats_new(1, 0);
    desk.ring = rings_new(1);
    return 0;
}

static int leave_desk(void **state)
{
    (void)state;
    stats_free(desk.stats);
    return munmap(desk.ring, sizeof *desk.ring);
}

static struct journal journal(bool failed_only)
{
    return (struct journal){ .counts = &desk.stats->places[0],
                             .to = ring_begin(desk.ring),
                             .failed_only = failed_only,
                             .generation = 9 };
}

/* Ask, answer and note it. */
static void ask(struct journal *j, const char *text, enum transport by,
                enum fate fate)
{
    static uint8_t reply[DNS_MESSAGE_MAX];
    struct exchange e = { .name = text, .ask = text, .see = "" };
    struct service self = { .cookies = { { { 1 } }, 1 } };
    struct client from = { .by = by,
                           .now = 1000,
                           .address = { four, 4 },
                           .port = 5353,
                           .ms = 12,
                           .journal = j };
    struct question question;
    struct query q;
    if (by == BY_TCP)
        from.address = (struct bytes){ six, 16 };
    exchange_ask(&e, &question);
    query_parse(&q, (struct bytes){ question.wire, question.n });
    size_t n = answer_query(&desk.zones.image, &self, &from, &q, reply);
    journal_note(&from, &q, (struct bytes){ reply, n }, fate);
}

static uint64_t counted(unsigned counter)
{
    return stats_sum(desk.stats, counter);
}

/* ---- counters ---- */

static void each_request_is_counted(void **state)
{
    static const struct {
        const char *ask;
        enum fate fate;
        unsigned more[4]; /* counters that are one higher, beside STAT_UDP4 */
    } rows[] = {
        { "www.j.test A",
          FATE_ANSWERED,
          { STAT_RCODE + NOERROR, STAT_TYPE + TYPE_A } },
        { "no.j.test AAAA",
          FATE_ANSWERED,
          { STAT_RCODE + NXDOMAIN, STAT_TYPE + TYPE_AAAA } },
        { "elsewhere.test HTTPS",
          FATE_ANSWERED,
          { STAT_RCODE + REFUSED, STAT_TYPE + TYPE_HTTPS } },
        { "www.j.test TYPE258",
          FATE_ANSWERED,
          { STAT_RCODE + NOERROR, STAT_TYPE } },
        { "www.j.test TYPE65535",
          FATE_ANSWERED,
          { STAT_RCODE + NOERROR, STAT_TYPE } },
        { "www.j.test A +edns +version=1",
          FATE_ANSWERED,
          { STAT_RCODE + BADVERS, STAT_TYPE + TYPE_A } },
        { "raw 1234 2000 0000 0000 0000 0000",
          FATE_ANSWERED,
          { STAT_RCODE + NOTIMP } },
        { "raw 1234 0100 0000 0000 0000 0000",
          FATE_ANSWERED,
          { STAT_RCODE + FORMERR } },
        { "raw 1234 8100 0000 0000 0000 0000", FATE_SILENT, { STAT_SILENT } },
        { "raw 1234", FATE_SILENT, { STAT_SILENT } },
        { "www.j.test A",
          FATE_CUT,
          { STAT_RCODE + NOERROR, STAT_TYPE + TYPE_A, STAT_CUT } },
        { "www.j.test A", FATE_LIMITED, { STAT_TYPE + TYPE_A, STAT_LIMITED } },
    };
    struct journal j = journal(false);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint64_t before[STATS_ALL];
        for (unsigned c = 0; c < STATS_ALL; c++)
            before[c] = counted(c);
        ask(&j, rows[i].ask, BY_UDP, rows[i].fate);
        before[STAT_UDP4]++;
        for (size_t k = 0; k < ITEMS(rows[i].more); k++)
            before[rows[i].more[k]] += rows[i].more[k] != 0;
        for (unsigned c = 0; c < STATS_ALL; c++)
            if (counted(c) != before[c])
                fail_msg("%s: counter %u", rows[i].ask, c);
    }
    ask(&j, "www.j.test A", BY_TCP, FATE_ANSWERED);
    assert_int_equal(counted(STAT_TCP6), 1);
}

/* ---- facts ---- */

static int take(struct fact *f)
{
    uint8_t got[RING_ENTRY_MAX];
    int n = ring_take(desk.ring, got);
    if (n >= 0)
        memcpy(f, got, (size_t)n);
    return n;
}

static void a_fact_tells_the_walk_behind_the_name(void **state)
{
    static const char want[] = ". -> test -> j -> www : found, A x2";
    struct journal j = journal(false);
    struct fact f;
    (void)state;
    j.walk = WALK_ENGLISH;
    j.img = &desk.zones.image;
    ask(&j, "WWW.j.test A", BY_UDP, FATE_ANSWERED);
    assert_int_equal(take(&f),
                     offsetof(struct fact, name) + 12 + sizeof want - 1);
    assert_int_equal(f.name_n, 12);
    assert_int_equal(f.walk_n, sizeof want - 1);
    assert_memory_equal(f.name + 12, want, sizeof want - 1);
    ask(&j, "version.bind TXT +class=CH", BY_UDP, FATE_ANSWERED);
    assert_true(take(&f) > 0);
    assert_int_equal(f.walk_n, 0);
}

static void a_fact_tells_all_of_a_request(void **state)
{
    static const uint8_t name[] = "\3WWW\1j\4test";
    struct journal j = journal(false);
    struct fact f;
    (void)state;
    ask(&j, "WWW.j.test A +do +cd", BY_TCP, FATE_ANSWERED);
    assert_int_equal(take(&f), offsetof(struct fact, name) + sizeof name);
    assert_int_equal(f.seconds, 1000);
    assert_int_equal(f.ms, 12);
    assert_int_equal(f.port, 5353);
    assert_int_equal(f.generation, 9);
    assert_int_equal(f.type, TYPE_A);
    assert_int_equal(f.class, CLASS_IN);
    assert_int_equal(f.answers, 2);
    assert_int_equal(f.octets, 12 + 12 + 4 + 2 * 16 + 11);
    assert_int_equal(f.by, BY_TCP);
    assert_int_equal(f.fate, FATE_ANSWERED);
    assert_int_equal(f.opcode, 0);
    assert_int_equal(f.rcode, NOERROR);
    assert_int_equal(f.flags,
                     FACT_RD | FACT_CD | FACT_EDNS | FACT_DO | FACT_AA);
    assert_int_equal(f.address_n, 16);
    assert_memory_equal(f.address, six, 16);
    assert_int_equal(f.name_n, sizeof name);
    assert_memory_equal(f.name, name, sizeof name);
    assert_int_equal(take(&f), RING_EMPTY);
}

static void of_what_is_dropped_there_is_little_to_tell(void **state)
{
    struct journal j = journal(false);
    struct fact f;
    (void)state;
    ask(&j, "raw 1234", BY_UDP, FATE_SILENT);
    assert_int_equal(take(&f), offsetof(struct fact, name));
    assert_int_equal(f.fate, FATE_SILENT);
    assert_int_equal(f.address_n, 4);
    assert_int_equal(f.name_n + f.octets + f.flags + f.type + f.answers, 0);
    ask(&j, "www.j.test A", BY_UDP, FATE_LIMITED);
    assert_true(take(&f) > (int)offsetof(struct fact, name));
    assert_int_equal(f.octets, 0);
    assert_int_equal(f.rcode, NOERROR);
}

/* Is it logged when the failed ones alone are? */
static void failed_is_what_is_no_answer(void **state)
{
    static const struct {
        const char *ask;
        enum fate fate;
        bool failed;
    } rows[] = {
        { "www.j.test A", FATE_ANSWERED, false },
        { "www.j.test TXT", FATE_ANSWERED, false },
        { "no.j.test A", FATE_ANSWERED, false },
        { "elsewhere.test A", FATE_ANSWERED, true },
        { "www.j.test AXFR", FATE_ANSWERED, true },
        { "www.j.test A +edns +version=1", FATE_ANSWERED, true },
        { "raw 1234 0100 0000 0000 0000 0000", FATE_ANSWERED, true },
        { "raw 1234", FATE_SILENT, true },
        { "www.j.test A", FATE_CUT, true },
        { "www.j.test A", FATE_LIMITED, true },
    };
    struct journal j = journal(true);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct fact f;
        ask(&j, rows[i].ask, BY_UDP, rows[i].fate);
        if ((take(&f) >= 0) != rows[i].failed)
            fail_msg("%s, %d", rows[i].ask, (int)rows[i].fate);
    }
    assert_int_equal(counted(STAT_UDP4), ITEMS(rows));
}

static void what_finds_no_room_is_lost_and_counted(void **state)
{
    enum { MORE = 1000 };
    struct journal j = journal(false);
    struct fact f;
    uint64_t asked = 0, told = 0;
    (void)state;
    while (counted(STAT_LOST) < MORE) {
        ask(&j, "www.j.test A", BY_UDP, FATE_ANSWERED);
        asked++;
    }
    while (take(&f) >= 0)
        told++;
    assert_int_equal(told + MORE, asked);
    assert_int_equal(counted(STAT_UDP4), asked);
}

static void without_a_journal_nothing_is_kept(void **state)
{
    struct journal j = journal(false);
    (void)state;
    ask(NULL, "www.j.test A", BY_UDP, FATE_ANSWERED);
    assert_int_equal(counted(STAT_UDP4), 0);
    j.to.ring = NULL;
    ask(&j, "www.j.test A", BY_UDP, FATE_ANSWERED);
    assert_int_equal(counted(STAT_UDP4), 1);
    assert_int_equal(counted(STAT_LOST), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, clear_desk, leave_desk)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_request_is_counted),
        TEST(a_fact_tells_the_walk_behind_the_name),
        TEST(a_fact_tells_all_of_a_request),
        TEST(of_what_is_dropped_there_is_little_to_tell),
        TEST(failed_is_what_is_no_answer),
        TEST(what_finds_no_room_is_lost_and_counted),
        TEST(without_a_journal_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, open_desk, close_desk);
}
