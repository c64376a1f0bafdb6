#include "resolver/edns.h"

#include "tests/shared/guard.h"
#include "tests/shared/options.h"
#include "tests/shared/test.h"

#include <stdlib.h>

static const uint8_t text[NSID_MAX] = "a-name-of-the-server";
static const uint8_t address[] = { 192, 0, 2, 1 };

static const struct service full = {
    .nsid = { text, 20 },
    .cookies = { .at = { { 1, 2, 3 } }, .n = 1 },
};
static const struct client by_udp = { .now = 1000, .address = { address, 4 } };
static const struct client by_tcp = { BY_TCP, .address = { address, 4 } };

#define C8 "10:0102030405060708 "
#define X8 "0102030405060708"

/* ---- of the request ---- */

/* An OPT record behind its owner and type, and a page behind it: its head in
 * hex up to the length, its options. */
static struct bytes record(const char *head, const char *options)
{
    uint8_t wire[300];
    struct writer w = writer_over(wire, sizeof wire);
    uint64_t number = strtoull(head, NULL, 16);
    write_u16(&w, (uint16_t)(number >> 32));
    write_u32(&w, (uint32_t)number);
    uint8_t *len = write_room(&w, 2), *from = w.at;
    options_put(&w, options);
    assert_false(w.bad);
    put_u16(len, (uint16_t)(w.at - from));
    size_t n = (size_t)(w.at - wire);
    return (struct bytes){ guarded(wire, n), n };
}

static void size_version_and_do_are_read(void **state)
{
    static const struct {
        const char *head;
        unsigned size, version;
        bool dnssec_ok;
    } rows[] = {
        { "000000000000", 512, 0, false },
        { "01ff00000000", 512, 0, false },
        { "020000000000", 512, 0, false },
        { "020100000000", 513, 0, false },
        { "04d000008000", 1232, 0, true },
        { "ffff00007fff", 65535, 0, false }, /* all flags but DO */
        { "04d0ff00ffff", 1232, 0, true },   /* rcode bits: of replies only */
        { "04d000010000", 1232, 1, false },
        { "04d000ff8000", 1232, 255, true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct bytes wire = record(rows[i].head, "");
        struct reader r = reader_over(wire.at, wire.n);
        struct edns e = edns_none();
        assert_false(e.here);
        assert_int_equal(e.size, 512);
        assert_true(edns_read(&e, &r));
        assert_true(e.here && !r.bad && reader_left(&r) == 0);
        assert_int_equal(e.asks, 0);
        if (e.size != rows[i].size || e.version != rows[i].version ||
            e.dnssec_ok != rows[i].dnssec_ok)
            fail_msg("%s: size %u, version %u, DO %d", rows[i].head, e.size,
                     e.version, e.dnssec_ok);
    }
}

struct row {
    const char *options;
    bool good;
    unsigned asks;
    size_t cookie;
};

/* Of another version none is malformed, and nothing but a cookie is taken. */
static void version_1_is_well_formed(const struct row *row)
{
    struct bytes wire = record("04d000010000", row->options);
    struct reader r = reader_over(wire.at, wire.n);
    struct edns e = edns_none();
    assert_true(edns_read(&e, &r));
    assert_int_equal(e.version, 1);
    assert_int_equal(e.asks, row->asks & ASKS_COOKIE);
    assert_int_equal(e.cookie.n, row->cookie);
}

static void try_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct bytes wire = record("04d000000000", rows[i].options);
        struct reader r = reader_over(wire.at, wire.n);
        struct edns e = edns_none();
        bool good = edns_read(&e, &r);
        if (!e.here || r.bad || reader_left(&r) || e.size != 1232)
            fail_msg("%s: the record itself is read", rows[i].options);
        if (good != rows[i].good || e.asks != rows[i].asks ||
            e.cookie.n != rows[i].cookie)
            fail_msg("%s: %d, asks %x, cookie of %zu", rows[i].options, good,
                     e.asks, e.cookie.n);
        if (e.cookie.n)
            assert_memory_equal(e.cookie.at, "\1\2\3\4\5\6\7\10", 8);
        version_1_is_well_formed(&rows[i]);
        guard_reset(NULL);
    }
}

static void each_option_is_read(void **state)
{
    static const struct row rows[] = {
        { "3:", true, ASKS_NSID, 0 },
        { "3:00ff", true, ASKS_NSID, 0 }, /* MUST be ignored: RFC 5001 2.2 */
        { "9:", true, ASKS_EXPIRE, 0 },
        { "9:00000001", true, ASKS_EXPIRE, 0 },
        { "11:", true, ASKS_KEEPALIVE, 0 },
        { "11:0064", true, ASKS_KEEPALIVE, 0 },
        { "12:", true, ASKS_PADDING, 0 },
        { "19:", true, ASKS_VERSION, 0 },
        { "19:00", false, 0, 0 },
        { "19:02000000002a", false, 0, 0 },
        /* What is of replies, or unknown, asks for nothing. */
        { "15:0000", true, 0, 0 },
        { "15:", true, 0, 0 },
        { "8:00012000c0000200", true, 0, 0 },
        { "0:", true, 0, 0 },
        /* together, in any order, any of them twice */
        { "3: 9: 10:" X8 " 11: 12: 19:", true, 63, 8 },
        { "19: 12: 65001:ff 11: 10:" X8 X8 X8 " 9: 3:", true, 63, 24 },
        { "3: 3: 19: 19: 11: 11:", true,
          ASKS_NSID | ASKS_VERSION | ASKS_KEEPALIVE, 0 },
        { "3: 9: 10:" X8 " 19:00", false, 0, 0 },
    };
    (void)state;
    try_rows(rows, ITEMS(rows));
}

static void a_cookie_has_its_lengths(void **state)
{
    static const struct row rows[] = {
        /* 8 octets, or 16 to 40: RFC 7873 5.2.2 */
        { "10:", false, 0, 0 },
        { "10:01020304050607", false, 0, 0 },
        { "10:" X8, true, ASKS_COOKIE, 8 },
        { "10:" X8 "09", false, 0, 0 },
        { "10:" X8 "01020304050607", false, 0, 0 },
        { "10:" X8 X8, true, ASKS_COOKIE, 16 },
        { "10:" X8 X8 X8, true, ASKS_COOKIE, 24 },
        { "10:" X8 X8 X8 X8 X8, true, ASKS_COOKIE, 40 },
        { "10:" X8 X8 X8 X8 X8 "09", false, 0, 0 },
        /* of several, the first: RFC 7873 5.2 */
        { "10:" X8 " 10:" X8 X8, true, ASKS_COOKIE, 8 },
        { "10:" X8 X8 X8 " 10:01", true, ASKS_COOKIE, 24 },
        { "10:01 10:" X8, false, 0, 0 },
    };
    (void)state;
    try_rows(rows, ITEMS(rows));
}

static void a_record_cut_anywhere_changes_nothing(void **state)
{
    struct bytes whole = record("04d000018000", "3: " C8 "9:");
    (void)state;
    for (size_t n = 0; n < whole.n; n++) {
        struct reader r = reader_over(guarded(whole.at, n), n);
        struct edns e = edns_none();
        assert_false(edns_read(&e, &r));
        assert_true(r.bad && !e.here && !e.asks && e.size == 512);
    }
}

/* The record is whole, its options are not: it is there, and asks nothing. */
static void options_cut_anywhere_ask_for_nothing(void **state)
{
    struct bytes whole = record("04d000008000", C8 "9:01020304");
    enum { HEAD = 8 };
    (void)state;
    for (size_t n = 1; n < whole.n - HEAD; n++) {
        uint8_t *wire = guarded(whole.at, HEAD + n);
        put_u16(wire + 6, (uint16_t)n);
        struct reader r = reader_over(wire, HEAD + n);
        struct edns e = edns_none();
        bool good = edns_read(&e, &r);
        assert_int_equal(good, n == 12); /* between the two */
        assert_int_equal(e.asks, good ? ASKS_COOKIE : 0);
        assert_int_equal(e.cookie.n, good ? 8 : 0);
        assert_true(e.here && e.dnssec_ok && e.size == 1232 && !r.bad);
    }
}

/* ---- of the reply ---- */

static const struct edns_reply silent = { .self = &full,
                                          .to = &by_udp,
                                          .why = EDE_NONE };

/* What is written with `room` octets up to the page; the options in words. */
static size_t written(char told[OPTIONS_TOLD], const struct edns *asked,
                      const struct edns_reply *says, size_t room)
{
    uint8_t *out = guarded(NULL, room);
    struct writer w = writer_over(out, room);
    edns_write(&w, asked, says);
    size_t n = (size_t)(w.at - out);
    assert_true(n <= room);
    strcpy(told, "none");
    if (n < OPT_FIXED)
        return n;
    static const uint8_t head[] = { 0, 0, 41, 0x04, 0xd0 };
    assert_memory_equal(out, head, sizeof head);
    assert_int_equal(get_u16(out + 9), n - OPT_FIXED);
    struct bytes options = { out + OPT_FIXED, n - OPT_FIXED };
    options_tell(told, options, says->self, says->to);
    return n;
}

static struct edns asking(unsigned asks)
{
    static const uint8_t cookie[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    struct edns e = { .here = true, .asks = (uint8_t)asks, .size = 512 };
    if (asks & ASKS_COOKIE)
        e.cookie = (struct bytes){ cookie, 8 };
    return e;
}

static void the_extended_rcode_and_do_are_in_the_ttl(void **state)
{
    static const struct {
        enum rcode rcode;
        bool dnssec_ok;
        uint8_t ttl[4];
    } rows[] = {
        { NOERROR, false, { 0, 0, 0, 0 } },
        { YXDOMAIN, true, { 0, 0, 0x80, 0 } },
        { BADVERS, true, { 1, 0, 0x80, 0 } },
        { BADCOOKIE, false, { 1, 0, 0, 0 } },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        uint8_t *out = guarded(NULL, OPT_FIXED);
        struct writer w = writer_over(out, OPT_FIXED);
        struct edns asked = { .here = true,
                              .dnssec_ok = rows[i].dnssec_ok,
                              .version = 7 }; /* ours is 0 all the same */
        struct edns_reply says = silent;
        says.rcode = rows[i].rcode;
        edns_write(&w, &asked, &says);
        assert_true(w.at == w.end && !w.bad);
        assert_memory_equal(out + 5, rows[i].ttl, 4);
    }
}

struct shape {
    unsigned asks;
    size_t nsid;
    bool cookies, zone, expire;
    enum transport by;
};

static void room_is_enough_for(const struct shape *s)
{
    struct service self = { .nsid = { text, s->nsid } };
    struct client to = by_udp;
    struct edns asked = asking(s->asks);
    to.by = s->by;
    self.cookies = full.cookies;
    self.cookies.n = s->cookies;
    struct edns_reply says = { .self = &self,
                               .to = &to,
                               .why = EDE_NONE,
                               .has_zone = s->zone,
                               .has_expire = s->expire };
    char told[OPTIONS_TOLD];
    size_t room = edns_room(&asked, &self, s->by);
    size_t n = written(told, &asked, &says, room);
    if (s->zone && s->expire && !(s->asks & ASKS_PADDING))
        assert_int_equal(n, room); /* nothing is kept free in vain */
    if (strchr(told, '?') || strstr(told, "cut"))
        fail_msg("asks %x, nsid %zu: %s", s->asks, s->nsid, told);
}

static void room_is_never_less_than_what_is_written(void **state)
{
    static const size_t nsid[] = { 0, 1, NSID_MAX };
    (void)state;
    for (unsigned asks = 0; asks < 64; asks++)
        for (unsigned other = 0; other < ITEMS(nsid) << 4; other++) {
            struct shape s = { asks,      nsid[other >> 4], other & 1,
                               other & 2, other & 4,        BY_UDP };
            s.by = other & 8 ? BY_TCP : BY_UDP;
            room_is_enough_for(&s);
            guard_reset(NULL);
        }
}

/* The longest question, all options and the reason: RFC 1035's 512 octets. */
static void everything_fits_beside_the_longest_question(void **state)
{
    struct edns none = edns_none();
    struct service self = full;
    self.nsid.n = NSID_MAX;
    struct edns asked = asking(63);
    size_t longest = DNS_HEADER + DNS_NAME_MAX + 4;
    (void)state;
    assert_int_equal(edns_room(&none, &self, BY_TCP), 0);
    assert_true(longest + edns_room(&asked, &self, BY_UDP) + 6 <= 512);
    assert_true(longest + edns_room(&asked, &self, BY_TCP) + 6 <= 512);
}

/* Whatever the room, nothing is written behind it. */
static void too_little_room_is_not_overrun(void **state)
{
    struct edns asked = asking(63);
    struct edns_reply says = silent;
    char told[OPTIONS_TOLD];
    (void)state;
    says.why = EDE_PROHIBITED;
    says.has_zone = says.has_expire = true;
    for (int tcp = 0; tcp < 2; tcp++) {
        says.to = tcp ? &by_tcp : &by_udp;
        for (size_t room = 0; room < 600; room++) {
            size_t n = written(told, &asked, &says, room);
            assert_true(n <= room);
            if (room < OPT_FIXED)
                assert_int_equal(n, 0);
        }
        guard_reset(NULL);
    }
}

static void the_reason_is_left_out_when_there_is_no_room(void **state)
{
    struct edns asked = asking(ASKS_NSID);
    struct edns_reply says = silent;
    size_t room = edns_room(&asked, &full, BY_UDP);
    char told[OPTIONS_TOLD];
    (void)state;
    says.why = EDE_NOT_SUPPORTED;
    for (size_t more = 0; more < 12; more++) {
        size_t n = written(told, &asked, &says, room + more);
        assert_int_equal(n, room + (more < 6 ? 0 : 6));
        assert_string_equal(told, more < 6
                                      ? "nsid=a-name-of-the-server "
                                      : "nsid=a-name-of-the-server ede=21 ");
    }
}

/* RFC 8467 4.1: 468 octets, or a multiple, or the end of the message. */
static void the_message_is_padded_to_a_block(void **state)
{
    enum { BLOCK = 468 };
    struct edns asked = asking(ASKS_PADDING);
    struct edns_reply says = silent;
    char told[OPTIONS_TOLD];
    (void)state;
    says.to = &by_tcp;
    for (size_t before = 12; before < 3 * BLOCK; before++) {
        says.before = before;
        size_t n = written(told, &asked, &says, 1000);
        assert_string_equal(told, "pad ");
        assert_int_equal((before + n) % BLOCK, 0);
        assert_true(n >= OPT_FIXED + 4 && n < OPT_FIXED + 4 + BLOCK);
        guard_reset(NULL);
    }
    says.to = &by_udp; /* never */
    assert_int_equal(written(told, &asked, &says, 1000), OPT_FIXED);
    says.to = &by_tcp;
    says.before = 100;
    for (size_t room = OPT_FIXED; room <= BLOCK - 100 + 5; room++) {
        size_t n = written(told, &asked, &says, room);
        size_t padded = room < BLOCK - 100 ? room : BLOCK - 100;
        assert_int_equal(n, room < OPT_FIXED + 4 ? OPT_FIXED : padded);
        guard_reset(NULL);
    }
}

#define TEST(name) cmocka_unit_test_teardown(name, guard_reset)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(size_version_and_do_are_read),
        TEST(each_option_is_read),
        TEST(a_cookie_has_its_lengths),
        TEST(a_record_cut_anywhere_changes_nothing),
        TEST(options_cut_anywhere_ask_for_nothing),
        TEST(the_extended_rcode_and_do_are_in_the_ttl),
        TEST(room_is_never_less_than_what_is_written),
        TEST(everything_fits_beside_the_longest_question),
        TEST(too_little_room_is_not_overrun),
        TEST(the_reason_is_left_out_when_there_is_no_room),
        TEST(the_message_is_padded_to_a_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
