#include "tools/pcap.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <arpa/inet.h>
#include <stdlib.h>

static union pcap_end end_of(const char *address, uint16_t port)
{
    union pcap_end e = { 0 };
    if (strchr(address, ':')) {
        e.v6.sin6_family = AF_INET6;
        e.v6.sin6_port = htons(port);
        inet_pton(AF_INET6, address, &e.v6.sin6_addr);
    } else {
        e.v4.sin_family = AF_INET;
        e.v4.sin_port = htons(port);
        inet_pton(AF_INET, address, &e.v4.sin_addr);
    }
    return e;
}

/* What adding a message writes, without the header of the file. */
static uint8_t *added(struct pcap_flow *flow, enum pcap_way way,
                      struct bytes message, size_t *n)
{
    char *text;
    FILE *out = open_memstream(&text, n);
    pcap_add(out, flow, way, 1700000000123456, message);
    fclose(out);
    return (uint8_t *)text;
}

/* The checksums are such that the sum of all is 0xffff: RFC 1071. */
static unsigned sum(unsigned total, struct bytes b)
{
    for (size_t i = 0; i < b.n; i++)
        total += i % 2 ? b.at[i] : (unsigned)b.at[i] << 8;
    while (total >> 16)
        total = (total & 0xffff) + (total >> 16);
    return total;
}

static void the_file_begins_with_24_octets(void **state)
{
    static const uint8_t want[24] = { 0xa1, 0xb2, 0xc3, 0xd4, 0, 2, 0, 4,
                                      0,    0,    0,    0,    0, 0, 0, 0,
                                      0,    1,    0,    0x27, 0, 0, 0, 101 };
    char *text;
    size_t n;
    (void)state;
    FILE *out = open_memstream(&text, &n);
    pcap_begin(out);
    fclose(out);
    assert_int_equal(n, sizeof want);
    assert_memory_equal(text, want, n);
    free(text);
}

static const uint8_t datagram[] = {
    /* time, length twice */
    0x65,
    0x53,
    0xf1,
    0x00,
    0,
    1,
    0xe2,
    0x40,
    0,
    0,
    0,
    31,
    0,
    0,
    0,
    31,
    /* IP: 20 octets, 31 in all, UDP, its checksum */
    0x45,
    0,
    0,
    31,
    0,
    0,
    0x40,
    0,
    64,
    17,
    0x3c,
    0xc0,
    127,
    0,
    0,
    1,
    127,
    0,
    0,
    13,
    /* UDP */
    0x9c,
    0x40,
    0x14,
    0xb4,
    0,
    11,
};

static void a_datagram_has_its_addresses(void **state)
{
    struct pcap_flow flow = {
        end_of("127.0.0.1", 40000), end_of("127.0.0.13", 5300), false, { 0 }
    };
    size_t n;
    (void)state;
    uint8_t *p = added(&flow, PCAP_QUERY, (struct bytes){ datagram, 3 }, &n);
    assert_int_equal(n, 16 + 31);
    assert_memory_equal(p, datagram, sizeof datagram);
    assert_memory_equal(p + 44, datagram, 3);
    free(p);
    /* and back */
    p = added(&flow, PCAP_REPLY, (struct bytes){ datagram, 3 }, &n);
    assert_memory_equal(p + 28, "\x7f\0\0\x0d\x7f\0\0\1\x14\xb4\x9c\x40", 12);
    free(p);
}

static void checksums_add_up(void **state)
{
    static const struct {
        const char *client, *server;
        bool tcp;
        size_t n; /* octets of the message */
    } rows[] = {
        { "127.0.0.1", "127.0.0.13", false, 31 },
        { "10.1.2.3", "192.0.2.255", false, 32 },
        { "10.1.2.3", "192.0.2.255", true, 31 },
        { "::1", "2001:db8::53", false, 131 },
        { "::1", "2001:db8::53", true, 130 },
        { "255.255.255.255", "255.255.255.255", false, 65000 },
    };
    static uint8_t message[65535];
    (void)state;
    memset(message, 0xf7, sizeof message);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        bool v6 = strchr(rows[i].client, ':');
        size_t n, head = v6 ? 40 : 20, size = v6 ? 16 : 4;
        struct pcap_flow flow = { end_of(rows[i].client, 40000),
                                  end_of(rows[i].server, 53),
                                  rows[i].tcp,
                                  { 0 } };
        uint8_t *p =
            added(&flow, PCAP_QUERY, (struct bytes){ message, rows[i].n }, &n);
        uint8_t *ip = p + 16, *transport = ip + head;
        size_t carried = n - 16 - head;
        if (!v6)
            assert_int_equal(sum(0, (struct bytes){ ip, 20 }), 0xffff);
        unsigned total = (unsigned)carried + (rows[i].tcp ? 6 : 17);
        total = sum(total, (struct bytes){ transport - 2 * size, 2 * size });
        total = sum(total, (struct bytes){ transport, carried });
        assert_int_equal(total, 0xffff);
        free(p);
    }
}

/* 40000 octets: three segments, their numbers one behind the other. */
static void long_messages_over_tcp_are_cut(void **state)
{
    static uint8_t message[40000];
    struct pcap_flow flow = {
        end_of("127.0.0.1", 40000), end_of("127.0.0.13", 53), true, { 0 }
    };
    size_t n, at = 0, segments = 0, octets = 0;
    (void)state;
    flow.sent[PCAP_QUERY] = 33;
    uint8_t *p =
        added(&flow, PCAP_REPLY, (struct bytes){ message, sizeof message }, &n);
    while (at < n) {
        size_t length = get_u32(p + at + 8), carried = length - 40;
        assert_int_equal(get_u32(p + at + 12), length);
        assert_int_equal(get_u16(p + at + 18), length);
        assert_int_equal(get_u32(p + at + 40), 1 + octets); /* seq */
        assert_int_equal(get_u32(p + at + 44), 34);         /* ack */
        if (segments++ == 0)
            assert_int_equal(get_u16(p + at + 56), sizeof message);
        octets += carried;
        at += 16 + length;
    }
    assert_int_equal(segments, 3);
    assert_int_equal(octets, 2 + sizeof message);
    assert_int_equal(flow.sent[PCAP_REPLY], 2 + sizeof message);
    free(p);
}

static void what_no_datagram_can_hold_is_left_out(void **state)
{
    static uint8_t message[65535];
    struct pcap_flow flow = {
        end_of("::1", 1), end_of("::2", 2), false, { 0 }
    };
    size_t n;
    (void)state;
    free(added(&flow, PCAP_QUERY, (struct bytes){ message, 65535 }, &n));
    assert_int_equal(n, 0);
    free(added(&flow, PCAP_QUERY, (struct bytes){ message, 65507 }, &n));
    assert_int_equal(n, 16 + 48 + 65507);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_begins_with_24_octets),
        cmocka_unit_test(a_datagram_has_its_addresses),
        cmocka_unit_test(checksums_add_up),
        cmocka_unit_test(long_messages_over_tcp_are_cut),
        cmocka_unit_test(what_no_datagram_can_hold_is_left_out),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
