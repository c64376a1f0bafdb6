#include "tests/shared/cases.h"

#include "tests/shared/serve.h"
#include "tests/shared/test.h"

/* The judge of cases.h must be able to fail: replies of our own, with one
 * thing changed, and what is then said to the letter and by the rule. */

enum { HEAD = 12, ROOM = 2048 };

/* ---- a reply to change ---- */

struct copy {
    struct question q;
    uint8_t wire[ROOM];
    size_t n;
};

static struct copy answer_to(const struct respondent *r,
                             const struct exchange *e)
{
    static uint8_t room[REPLY_MAX];
    struct copy c = { .n = 0 };
    exchange_ask(e, &c.q);
    c.q.tcp = r->tcp;
    c.n = r->ask(r, &c.q, room);
    assert_in_range(c.n, HEAD, ROOM);
    memcpy(c.wire, room, c.n);
    return c;
}

static void assert_judged(const struct exchange *e, const struct copy *c,
                          enum judgement letter, enum judgement rule)
{
    char why[WHY_MAX] = "";
    struct bytes reply = { c->wire, c->n };
    enum judgement is[2] = {
        exchange_judge(e, &c->q, reply, TO_THE_LETTER, why),
        exchange_judge(e, &c->q, reply, BY_THE_RULE, why),
    };
    if (is[0] != letter || is[1] != rule)
        fail_msg("%s: %d and %d instead of %d and %d: %s", e->name, is[0],
                 is[1], letter, rule, why);
}

/* ---- one octet of the header ---- */

static void a_changed_header_is_seen(void **state)
{
    static const struct {
        size_t at;
        uint8_t bits;
        const char *others;
        enum judgement rule; /* to the letter it is always wrong */
    } rows[] = {
        { 0, 0x01, NULL, WRONG }, /* ID */
        { 2, 0x80, NULL, WRONG }, /* QR */
        { 2, 0x08, NULL, WRONG }, /* opcode */
        { 2, 0x04, NULL, WRONG }, /* AA */
        { 2, 0x02, NULL, WRONG }, /* TC */
        { 2, 0x01, NULL, RIGHT }, /* RD */
        { 2, 0x01, "rd", WRONG },
        { 3, 0x80, NULL, RIGHT }, /* RA */
        { 3, 0x80, "ra", WRONG },
        { 3, 0x40, NULL, RIGHT }, /* Z */
        { 3, 0x40, "z", WRONG },
        { 3, 0x20, NULL, RIGHT }, /* AD */
        { 3, 0x10, NULL, RIGHT }, /* CD */
        { 3, 0x05, NULL, WRONG }, /* the rcode */
        { 3, 0x05, "also=NXDOMAIN|REFUSED", RIGHT },
        { 3, 0x05, "absent=REFUSED", ABSENT },
        { 3, 0x05, "unaware=REFUSED", UNAWARE },
        { 5, 0x03, NULL, WRONG },  /* two questions */
        { 7, 0x02, NULL, WRONG },  /* counts */
        { 13, 0x20, NULL, WRONG }, /* a letter of the question */
        { 30, 0x01, NULL, WRONG }, /* type and class of the question */
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct exchange e = { .name = "www",
                                    .ask = "www.t.test A",
                                    .see = "NOERROR aa",
                                    .answer = "www.t.test. 3600 A 10.0.0.2",
                                    .others = rows[i].others };
        struct copy c = answer_to(*state, &e);
        assert_judged(&e, &c, RIGHT, RIGHT);
        c.wire[rows[i].at] ^= rows[i].bits;
        assert_judged(&e, &c, WRONG, rows[i].rule);
    }
}

/* ---- what should have been seen ---- */

#define MANY(a, b, c)                                                          \
    "many.t.test. 3600 A 10.1.0." a "\nmany.t.test. 3600 A 10.1.0." b          \
    "\nmany.t.test. 3600 A 10.1.0." c

#define C1 "c1.t.test. 3600 CNAME c2.t.test.\n"
#define C2 "c2.t.test. 3600 CNAME www.t.test.\n"
#define WWW "www.t.test. 3600 A 10.0.0.2"

static const struct {
    enum judgement letter, rule;
    struct exchange e;
} compared[] = {
    { RIGHT,
      RIGHT,
      { "in order", "many.t.test A", "NOERROR aa",
        .answer = MANY("1", "2", "3") } },
    { WRONG,
      RIGHT,
      { "in another", "many.t.test A", "NOERROR aa",
        .answer = MANY("3", "1", "2") } },
    { WRONG,
      WRONG,
      { "another", "many.t.test A", "NOERROR aa",
        .answer = MANY("1", "2", "4") } },
    { WRONG, WRONG, { "none", "many.t.test A", "NOERROR aa", .answer = NULL } },
    { WRONG,
      WRONG,
      { "a chain in another order", "c1.t.test A", "NOERROR aa",
        .answer = C2 C1 WWW } },
    { WRONG,
      WRONG,
      { "a chain and its end", "c1.t.test A", "NOERROR aa", .answer = C1 C2 } },
    { WRONG,
      WRONG,
      { "another TTL", "www.t.test A", "NOERROR aa",
        .answer = "www.t.test. 60 A 10.0.0.2" } },
    { WRONG,
      WRONG,
      { "a count", "many.t.test A", "NOERROR aa", .answer = "any 2" } },
    { WRONG,
      RIGHT,
      { "more than wanted", "t.test MX", "NOERROR aa",
        .answer = "t.test. 3600 MX 10 mail.t.test." } },
    { WRONG,
      WRONG,
      { "less than wanted", "www.t.test A", "NOERROR aa", .answer = WWW,
        .additional = WWW } },
    { WRONG,
      RIGHT,
      { "an SOA of another TTL", "zz.t.test A", "NXDOMAIN aa",
        .authority = "t.test. 3600 SOA ns1.t.test. "
                     "root.t.test. 42 7200 3600 1209600 "
                     "300" } },
    { WRONG,
      WRONG,
      { "the same, of importance", "zz.t.test A", "NXDOMAIN aa",
        .authority = "t.test. 3600 SOA ns1.t.test. "
                     "root.t.test. 42 7200 3600 1209600 300",
        .others = "ttl" } },
    { WRONG,
      RIGHT,
      { "any one RRset", "www.t.test A", "NOERROR", .answer = "any 2",
        .others = "set" } },
    { WRONG,
      WRONG,
      { "not two of them", "c1.t.test A", "NOERROR aa", .answer = "any 2",
        .others = "set" } },
    { WRONG,
      WRONG,
      { "length", "many.t.test A", "NOERROR aa max=60", .answer = "any 3",
        .others = "max=60" } },
    { WRONG,
      RIGHT,
      { "only its length", "many.t.test A", "REFUSED",
        .others = "max=100 length" } },
    { WRONG,
      RIGHT,
      { "cut", "big.t.test TXT", "NOERROR aa tc", .answer = "any 1" } },
};

static void records_are_compared(void **state)
{
    for (size_t i = 0; i < ITEMS(compared); i++) {
        struct copy c = answer_to(*state, &compared[i].e);
        assert_judged(&compared[i].e, &c, compared[i].letter, compared[i].rule);
    }
}

static void options_are_compared(void **state)
{
    static const struct {
        const char *ask, *see, *others;
        enum judgement letter, rule;
    } rows[] = {
        { "x.example A +edns", "REFUSED ede=20", NULL, RIGHT, RIGHT },
        { "x.example A +edns", "REFUSED", NULL, WRONG, RIGHT },
        { "x.example A +edns", "REFUSED", "no=15", WRONG, WRONG },
        { "x.example A +edns", "REFUSED ede=18", "optional=ede", WRONG, WRONG },
        { "t.test DS", "NOERROR aa ede=20", "optional=ede", WRONG, ABSENT },
        { "x.example A +option=3:", "REFUSED ede=20 nsid=other",
          "optional=nsid", WRONG, RIGHT },
        { "x.example A +option=3:", "REFUSED ede=20 nsid=" SERVE_NAME,
          "optional=nsid", RIGHT, RIGHT },
        { "x.example A +edns", "REFUSED ede=20 nsid=x", "optional=nsid", WRONG,
          ABSENT },
        { "x.example A +option=10:0102030405060708",
          "REFUSED ede=20 cookie=9018", "optional=cookie", RIGHT, RIGHT },
        { "t.test A +option=19:", "NOERROR aa zoneversion=02000000002b",
          "optional=zoneversion", WRONG, WRONG },
        { "t.test A +edns +do", "NOERROR aa", "opt flags", RIGHT, RIGHT },
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct exchange e = { .name = rows[i].see,
                              .ask = rows[i].ask,
                              .see = rows[i].see,
                              .authority = "any",
                              .others = rows[i].others };
        struct copy c = answer_to(*state, &e);
        assert_judged(&e, &c, rows[i].letter, rows[i].rule);
    }
}

/* ---- the fields of an OPT without options, which is the last record ---- */

static void a_changed_opt_is_seen(void **state)
{
    static const struct {
        size_t from_end;
        uint8_t bits;
        const char *others;
        enum judgement rule;
    } rows[] = {
        { 10, 0x01, "opt", WRONG }, /* its type */
        { 7, 0x01, NULL, RIGHT },   /* its size */
        { 6, 0x01, NULL, WRONG },   /* the upper rcode */
        { 5, 0x01, NULL, WRONG },   /* its version */
        { 4, 0x80, NULL, RIGHT },   /* DO */
        { 4, 0x80, "flags", WRONG }, { 3, 0x01, NULL, RIGHT }, /* other flags */
        { 3, 0x01, "flags", WRONG }, { 1, 0x01, NULL, WRONG }, /* its length */
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct exchange e = { .name = "OPT",
                                    .ask = "www.t.test A +do",
                                    .see = "NOERROR aa",
                                    .answer = "any 1",
                                    .others = rows[i].others };
        struct copy c = answer_to(*state, &e);
        assert_judged(&e, &c, RIGHT, RIGHT);
        c.wire[c.n - rows[i].from_end] ^= rows[i].bits;
        assert_judged(&e, &c, WRONG, rows[i].rule);
    }
}

static void silence_is_judged(void **state)
{
    static const struct {
        const char *see, *others;
        enum judgement letter, rule;
    } rows[] = {
        { "silence", NULL, RIGHT, RIGHT },
        { "FORMERR", NULL, WRONG, WRONG },
        { "FORMERR", "also=silence", WRONG, RIGHT },
        { "FORMERR", "also=REFUSED|silence ra", WRONG, RIGHT },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct exchange e = { .name = rows[i].see,
                                    .ask = "t.test A",
                                    .see = rows[i].see,
                                    .others = rows[i].others };
        struct copy c = { .n = 0 };
        exchange_ask(&e, &c.q);
        assert_judged(&e, &c, rows[i].letter, rows[i].rule);
    }
}

int main(void)
{
    void *place;
    zone_enter(&place);
    struct zone_load l = world_load(&world_rows);
    struct respondent r = respondent_in_memory(&l.image, false);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_prestate(a_changed_header_is_seen, &r),
        cmocka_unit_test_prestate(records_are_compared, &r),
        cmocka_unit_test_prestate(options_are_compared, &r),
        cmocka_unit_test_prestate(a_changed_opt_is_seen, &r),
        cmocka_unit_test(silence_is_judged),
    };
    int failed = cmocka_run_group_tests_name("the judge", tests, NULL, NULL);
    zone_free(&l);
    zone_leave(&place);
    return failed != 0;
}
