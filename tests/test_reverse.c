#include "zonefile/reverse.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/nametext.h"

static const char world[] = "a 60 203.0.113.7\n"
                            "b 70 203.0.113.70\n"
                            "c 80 203.0.0.1\n"
                            "d 90 10.0.0.0\n"
                            "e 91 0.0.0.0\n"
                            "f 92 255.255.255.255\n"
                            "g 93 2001:db8::7\n"
                            "h 94 2001:db8::70:0\n"
                            "i 95 ::\n"
                            "j 96 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff\n"
                            "k 97 2001:db8:abcd::1 203.0.113.9\n";

struct row {
    const char *name;
    unsigned depth;
    char owner; /* 0: nobody has it */
    uint32_t ttl;
};

static void assert_rows(const char *text, const struct row *rows, size_t n)
{
    static const uint8_t root[1];
    struct zone_load l = flat_load(text);
    for (size_t i = 0; i < n; i++) {
        uint8_t wire[DNS_NAME_MAX];
        struct bytes in = { (const uint8_t *)rows[i].name,
                            strlen(rows[i].name) };
        struct name name;
        size_t len;
        assert_int_equal(name_parse(wire, &len, in, root), NAME_FINE);
        name_set(&name, wire);
        struct reverse r = reverse_find(&l.image, &name);
        char owner = r.node ? (char)node_name(r.node)[1] : 0;
        if (r.depth != rows[i].depth || owner != rows[i].owner ||
            (r.node && r.ttl != rows[i].ttl))
            fail_msg("%s: depth %u, owner %c, TTL %u", rows[i].name, r.depth,
                     owner ? owner : '-', r.node ? r.ttl : 0);
    }
    zone_free(&l);
}

static void ipv4_names_lead_to_the_owner(void **state)
{
    static const struct row rows[] = {
        { "7.113.0.203.in-addr.arpa", 6, 'a', 60 },
        { "70.113.0.203.IN-ADDR.ARPA", 6, 'b', 70 },
        { "1.0.0.203.in-addr.arpa", 6, 'c', 80 },
        { "0.0.0.10.in-addr.arpa", 6, 'd', 90 },
        { "0.0.0.0.in-addr.arpa", 6, 'e', 91 },
        { "255.255.255.255.in-addr.arpa", 6, 'f', 92 },
        { "9.113.0.203.in-addr.arpa", 6, 'k', 97 },
    };
    (void)state;
    assert_rows(world, rows, ITEMS(rows));
}

/* What is above an address exists: the deepest one counts. */
static void names_above_an_address_exist(void **state)
{
    static const struct row rows[] = {
        { "in-addr.arpa", 2, 0, 0 },
        { "203.in-addr.arpa", 3, 0, 0 },
        { "0.203.in-addr.arpa", 4, 0, 0 },
        { "113.0.203.in-addr.arpa", 5, 0, 0 },
        { "10.in-addr.arpa", 3, 0, 0 },
        { "0.in-addr.arpa", 3, 0, 0 },
        { "255.255.255.in-addr.arpa", 5, 0, 0 },
        /* beside it: up to where they part */
        { "8.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "6.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "114.0.203.in-addr.arpa", 4, 0, 0 },
        { "7.112.0.203.in-addr.arpa", 4, 0, 0 },
        { "7.113.1.203.in-addr.arpa", 3, 0, 0 },
        { "202.in-addr.arpa", 2, 0, 0 },
        { "7.113.0.204.in-addr.arpa", 2, 0, 0 },
        { "254.255.255.255.in-addr.arpa", 5, 0, 0 },
        { "1.0.0.0.in-addr.arpa", 5, 0, 0 },
        /* below it */
        { "x.7.113.0.203.in-addr.arpa", 6, 0, 0 },
        { "1.2.3.7.113.0.203.in-addr.arpa", 6, 0, 0 },
        { "x.8.113.0.203.in-addr.arpa", 5, 0, 0 },
    };
    (void)state;
    assert_rows(world, rows, ITEMS(rows));
}

/* RFC 1035 3.5: 0 to 255 without leading zeros; all else is another name. */
static void labels_that_are_no_octets_stop_it(void **state)
{
    static const struct row rows[] = {
        { "07.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "007.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "7.0113.0.203.in-addr.arpa", 4, 0, 0 },
        { "7.113.00.203.in-addr.arpa", 3, 0, 0 },
        { "256.in-addr.arpa", 2, 0, 0 },
        { "459.in-addr.arpa", 2, 0, 0 }, /* 203 in eight bits */
        { "1000.in-addr.arpa", 2, 0, 0 },
        { "*.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "a.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "7x.113.0.203.in-addr.arpa", 5, 0, 0 },
        { "7.x.0.203.in-addr.arpa", 4, 0, 0 },
        { "7.113.0.-203.in-addr.arpa", 2, 0, 0 },
        { "x.in-addr.arpa", 2, 0, 0 },
        { "/.in-addr.arpa", 2, 0, 0 },
        { ":.in-addr.arpa", 2, 0, 0 },
    };
    (void)state;
    assert_rows(world, rows, ITEMS(rows));
}

static void other_names_are_not_reverse(void **state)
{
    static const struct row rows[] = {
        { ".", 0, 0, 0 },
        { "arpa", 0, 0, 0 },
        { "com", 0, 0, 0 },
        { "cctv.com", 0, 0, 0 },
        { "in-addr", 0, 0, 0 },
        { "7.113.0.203", 0, 0, 0 },
        { "7.113.0.203.in-addr.arpa.com", 0, 0, 0 },
        { "7.113.0.203.xin-addr.arpa", 0, 0, 0 },
        { "7.113.0.203.in-addr.arpb", 0, 0, 0 },
        { "7.113.0.203.ip6.arpa", 2, 0, 0 }, /* the other tree */
        { "203.ip6.arpb", 0, 0, 0 },
        { "203.in-adds.arpa", 0, 0, 0 },
    };
    (void)state;
    assert_rows(world, rows, ITEMS(rows));
}

#define ZEROS_16 "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0."
#define ZEROS_7 "0.0.0.0.0.0.0."
#define F_16 "f.f.f.f.f.f.f.f.f.f.f.f.f.f.f.f."

static void ipv6_names_lead_to_the_owner(void **state)
{
    static const struct row rows[] = {
        { "7." ZEROS_7 ZEROS_16 "8.b.d.0.1.0.0.2.ip6.arpa", 34, 'g', 93 },
        { "7." ZEROS_7 ZEROS_16 "8.B.D.0.1.0.0.2.IP6.arpa", 34, 'g', 93 },
        { "0.0.0.0.0.7.0.0." ZEROS_16 "8.b.d.0.1.0.0.2.ip6.arpa", 34, 'h', 94 },
        { ZEROS_16 ZEROS_16 "ip6.arpa", 34, 'i', 95 },
        { F_16 F_16 "ip6.arpa", 34, 'j', 96 },
        { "1.0.0.0." ZEROS_16 "d.c.b.a.8.b.d.0.1.0.0.2.ip6.arpa", 34, 'k', 97 },
        /* above, beside and below */
        { "ip6.arpa", 2, 0, 0 },
        { "2.ip6.arpa", 3, 0, 0 },
        { "0.2.ip6.arpa", 4, 0, 0 },
        { "1.0.0.2.ip6.arpa", 6, 0, 0 },
        { "1.2.ip6.arpa", 3, 0, 0 },
        { "3.ip6.arpa", 2, 0, 0 },
        { "a.8.b.d.0.1.0.0.2.ip6.arpa", 11, 0, 0 },
        { "b.8.b.d.0.1.0.0.2.ip6.arpa", 10, 0, 0 },
        { "b.a.8.b.d.0.1.0.0.2.ip6.arpa", 12, 0, 0 },
        { "8." ZEROS_7 ZEROS_16 "8.b.d.0.1.0.0.2.ip6.arpa", 33, 0, 0 },
        { "x.7." ZEROS_7 ZEROS_16 "8.b.d.0.1.0.0.2.ip6.arpa", 34, 0, 0 },
        { "0." F_16 F_16 "ip6.arpa", 34, 0, 0 },
        /* RFC 3596 2.5: one nibble a label */
        { "g.2.ip6.arpa", 3, 0, 0 },
        { "00.2.ip6.arpa", 3, 0, 0 },
        { "20.ip6.arpa", 2, 0, 0 },
        { "*.0.2.ip6.arpa", 4, 0, 0 },
        { "/.ip6.arpa", 2, 0, 0 },
        { ":.ip6.arpa", 2, 0, 0 },
        { "`.ip6.arpa", 2, 0, 0 },
    };
    (void)state;
    assert_rows(world, rows, ITEMS(rows));
}

/* Without addresses of a family nothing exists through one. */
static void no_addresses_no_names(void **state)
{
    static const struct row only4[] = {
        { "1.1.1.1.in-addr.arpa", 6, 'a', 3600 },
        { "2.1.1.1.in-addr.arpa", 5, 0, 0 },
        { "0.1.1.1.in-addr.arpa", 5, 0, 0 },
        { "9.9.9.9.in-addr.arpa", 2, 0, 0 },
        { "0.0.0.0.in-addr.arpa", 2, 0, 0 },
        { "ip6.arpa", 0, 0, 0 },
        { "1.ip6.arpa", 0, 0, 0 },
    };
    static const struct row only6[] = {
        { "1." ZEROS_7 "0.0.0.0.0.0.0.0." ZEROS_16 "ip6.arpa", 34, 'a', 3600 },
        { "in-addr.arpa", 0, 0, 0 },
        { "1.1.1.1.in-addr.arpa", 0, 0, 0 },
    };
    (void)state;
    assert_rows("a 1.1.1.1\n", only4, ITEMS(only4));
    assert_rows("a ::1\n", only6, ITEMS(only6));
    assert_rows("$PTR off\na ::1 1.1.1.1\n", only6 + 1, ITEMS(only6) - 1);
    assert_rows("$PTR off\na ::1 1.1.1.1\n", only4 + 5, ITEMS(only4) - 5);
}

/* 100 addresses with gaps: each is found, and nothing in between. */
static void a_search_finds_each_of_many(void **state)
{
    static char text[100 * 16];
    size_t len = 0;
    (void)state;
    for (int i = 0; i < 100; i++)
        len += (size_t)sprintf(text + len, "a 10.0.0.%d\n", 2 * i);
    struct zone_load l = flat_load(text);
    assert_int_equal(l.image.head->addr4_n, 100);
    for (int i = 0; i < 200; i++) {
        char wire[40];
        struct name name;
        snprintf(wire, sizeof wire, "%c%d%c0%c0%c10\7in-addr\4arpa",
                 i < 10    ? 1
                 : i < 100 ? 2
                           : 3,
                 i, 1, 1, 2);
        name_set(&name, WIRE(wire));
        struct reverse r = reverse_find(&l.image, &name);
        assert_int_equal(r.node != NULL, i % 2 == 0);
        assert_int_equal(r.depth, i % 2 == 0 ? 6 : 5);
    }
    zone_free(&l);
}

static void every_address_has_its_name(void **state)
{
    static const char *const names4[] = { "0.0.0.0.in-addr.arpa.",
                                          "0.0.0.10.in-addr.arpa.",
                                          "1.0.0.203.in-addr.arpa.",
                                          "255.255.255.255.in-addr.arpa.",
                                          "9.10.99.100.in-addr.arpa." };
    static const uint32_t addresses[] = { 0, 0x0a000000, 0xcb000001, 0xffffffff,
                                          0x64630a09 };
    static const uint8_t address[16] = { 0x20, 0x01, [14] = 0xa9, 0xf0 };
    struct name name;
    char text[NAME_TEXT_MAX];
    (void)state;
    for (size_t i = 0; i < ITEMS(names4); i++) {
        reverse_name4(&name, addresses[i]);
        assert_string_equal(name_text(text, name.wire), names4[i]);
    }
    reverse_name6(&name, address);
    assert_string_equal(
        name_text(text, name.wire),
        "0.f.9.a.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0."
        "1.0.0.2.ip6.arpa.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_address_has_its_name),
        cmocka_unit_test(ipv4_names_lead_to_the_owner),
        cmocka_unit_test(names_above_an_address_exist),
        cmocka_unit_test(labels_that_are_no_octets_stop_it),
        cmocka_unit_test(other_names_are_not_reverse),
        cmocka_unit_test(ipv6_names_lead_to_the_owner),
        cmocka_unit_test(no_addresses_no_names),
        cmocka_unit_test(a_search_finds_each_of_many),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
