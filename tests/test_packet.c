/* Queries as octets; that they are dig's, tests/e2e/32-like-dig-wrong.sh shows.
 */
#include "tools/packet.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "tools/message.h"

static struct request plain(void)
{
    return (struct request){
        .type = TYPE_A, .class = CLASS_IN, .rd = true, .edns = EDNS_NONE
    };
}

static size_t write_query(uint8_t *out, size_t room, const struct request *r)
{
    static const uint8_t cookie[] = { 1, 2, 3, 4, 5, 6, 7, 8 };
    struct packet_parts parts = {
        .name = (const uint8_t *)"\4news\4cctv\3com",
        .id = 0x1f2c,
        .cookie = cookie,
        .cookie_n = sizeof cookie,
    };
    return packet_write(out, room, r, &parts);
}

static void the_plain_query_is_that_of_rfc_1035(void **state)
{
    static const char want[] = "\x1f\x2c\1\0\0\1\0\0\0\0\0\0"
                               "\4news\4cctv\3com\0\0\1\0\1";
    struct request r = plain();
    uint8_t out[512];
    (void)state;
    assert_int_equal(write_query(out, sizeof out, &r), sizeof want - 1);
    assert_memory_equal(out, want, sizeof want - 1);
}

static void it_fits_or_it_is_none(void **state)
{
    struct request r = plain();
    (void)state;
    r.edns = 0;
    r.cookie = r.nsid = true;
    r.padding = 128;
    uint8_t all[512];
    size_t n = write_query(all, sizeof all, &r);
    assert_int_equal(n, 128);
    for (size_t room = 0; room <= n; room++) {
        uint8_t *out = guarded(NULL, room);
        assert_int_equal(write_query(out, room, &r), room == n ? n : 0);
        guard_reset(NULL);
    }
}

static void a_serial_stands_in_the_authority_section(void **state)
{
    struct request r = plain();
    struct message m;
    uint8_t out[512];
    (void)state;
    r.type = TYPE_IXFR;
    r.serial = 0xdeadbeef;
    size_t n = write_query(out, sizeof out, &r);
    assert_true(message_read(&m, (struct bytes){ out, n }));
    assert_false(m.malformed);
    assert_int_equal(message_count(&m, AUTHORITY), 1);
    const struct record *soa = message_record(&m, AUTHORITY, 0);
    assert_int_equal(soa->type, TYPE_SOA);
    assert_int_equal(get_u32(out + soa->data_at + 2), 0xdeadbeef);
    message_free(&m);
}

static void every_block_of_padding_is_kept(void **state)
{
    (void)state;
    for (unsigned block = 1; block <= 512; block++) {
        struct request r = plain();
        uint8_t out[2048];
        r.edns = 0;
        r.padding = block;
        assert_int_equal(write_query(out, sizeof out, &r) % block, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_plain_query_is_that_of_rfc_1035),
        cmocka_unit_test(it_fits_or_it_is_none),
        cmocka_unit_test(a_serial_stands_in_the_authority_section),
        cmocka_unit_test(every_block_of_padding_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
