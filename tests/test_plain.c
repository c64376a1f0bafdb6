#include "zonefile/plain.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"

static uint16_t read_address(const char *text, size_t n, uint8_t *out)
{
    struct bytes in = { guarded(text, n), n };
    uint16_t type = plain_address(in, out);
    guard_reset(NULL);
    return type;
}

static void ipv4_is_four_numbers(void **state)
{
    static const struct {
        const char *text;
        uint8_t octets[4];
    } rows[] = {
        { "0.0.0.0", { 0, 0, 0, 0 } },
        { "203.0.113.7", { 203, 0, 113, 7 } },
        { "1.20.200.255", { 1, 20, 200, 255 } },
        { "255.255.255.255", { 255, 255, 255, 255 } },
    };
    uint8_t out[16];
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(read_address(rows[i].text, strlen(rows[i].text), out),
                         TYPE_A);
        assert_memory_equal(out, rows[i].octets, 4);
    }
}

static void ipv6_is_read_as_in_rfc_4291(void **state)
{
    static const struct {
        const char *text;
        uint8_t octets[16];
    } rows[] = {
        { "::", { 0 } },
        { "::1", { [15] = 1 } },
        { "2001:db8::7", { 0x20, 0x01, 0x0d, 0xb8, [15] = 7 } },
        { "2001:DB8:0:0:8:800:200C:417A",
          { 0x20, 0x01, 0x0d, 0xb8, 0, 0, 0, 0, 0, 8, 8, 0, 0x20, 0x0c, 0x41,
            0x7a } },
        { "1:2:3:4:5:6:7::",
          { 0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0 } },
        { "::2:3:4:5:6:7:8",
          { 0, 0, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 8 } },
        { "::ffff:203.0.113.7", { [10] = 0xff, [11] = 0xff, 203, 0, 113, 7 } },
        /* the longest text there is, 45 octets */
        { "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255",
          { [0 ... 15] = 0xff } },
    };
    uint8_t out[16];
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(read_address(rows[i].text, strlen(rows[i].text), out),
                         TYPE_AAAA);
        assert_memory_equal(out, rows[i].octets, 16);
    }
}

static const char *const no_addresses[] = {
    "",
    ".",
    "1",
    "1.2.3",
    "1.2.3.",
    "1.2.3.4.",
    "1.2.3.4.5",
    ".1.2.3",
    "1..2.3",
    "1.2..3",
    "...",
    /* over 255, over three digits */
    "256.0.0.0",
    "1.2.3.256",
    "1.2.3.999",
    "1.2.3.1000",
    "0000.0.0.0",
    /* 010 is eight for some and ten for others: nobody shall guess */
    "01.2.3.4",
    "1.02.3.4",
    "1.2.3.04",
    "00.0.0.0",
    "1.2.3.00",
    /* not digits only */
    "1.2.3.4 ",
    " 1.2.3.4",
    "+1.2.3.4",
    "1.2.3.-4",
    "0x1.2.3.4",
    "1.2.3.4a",
    "1,2,3,4",
    "1.2.3.a",
    "a.b.c.d",
    "cctv.com",
    /* IPv6 */
    ":",
    ":::",
    "1::2::3",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "1:2:3:4:5:6:7:8:",
    ":1:2:3:4:5:6:7",
    "12345::",
    "g::",
    "::1%lo",
    "2001:db8::/32",
    "[::1]",
    "::256.1.1.1",
    "::1.2.3",
    "a:b",
    "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.2555",
    "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000:0000",
};

static void all_else_is_no_address(void **state)
{
    uint8_t out[16];
    (void)state;
    for (size_t i = 0; i < ITEMS(no_addresses); i++)
        assert_int_equal(
            read_address(no_addresses[i], strlen(no_addresses[i]), out), 0);
}

/* C's strings end at a NUL; a zone file's words do not. */
static void an_address_with_a_nul_in_it_is_none(void **state)
{
    uint8_t out[16];
    (void)state;
    assert_int_equal(read_address("1.2.3.4\0", 8, out), 0);
    assert_int_equal(read_address("::1\0", 4, out), 0);
    assert_int_equal(read_address("::1\0garbage", 11, out), 0);
}

/* ---- lines ---- */

struct row {
    const char *text;
    size_t taken; /* octets; 0: not a plain line */
    const char *owner;
    int64_t ttl; /* -1: none */
    uint16_t type;
    const char *data;
};

static void assert_line(struct plain *p, const struct row *row)
{
    size_t n = strlen(row->text);
    const char *text = (const char *)guarded(row->text, n), *at = text;
    bool got = plain_line(p, &at, text + n);
    assert_int_equal(at - text, row->taken);
    assert_int_equal(got, row->taken > 0);
    if (got) {
        struct name owner;
        name_set(&owner, WIRE(row->owner));
        assert_ptr_equal(p->from, text);
        assert_int_equal(p->owner.len, owner.len);
        assert_int_equal(p->owner.labels, owner.labels);
        assert_memory_equal(p->owner.wire, owner.wire, owner.len);
        assert_memory_equal(p->owner.at, owner.at, owner.labels + 1u);
        assert_true(p->owner.hash[owner.labels] == owner.hash[owner.labels]);
        assert_int_equal(p->has_ttl, row->ttl >= 0);
        if (row->ttl >= 0)
            assert_int_equal(p->ttl, row->ttl);
        assert_int_equal(p->type, row->type);
        assert_int_equal(p->len, row->type == TYPE_A ? 4 : 16);
        assert_memory_equal(p->data, row->data, p->len);
    }
    guard_reset(NULL);
}

static const char ipv4[] = "\1\2\3\4";
static const char ipv6[16] = "\x20\x01\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\7";
static const char cctv[] = "\4cctv\3com";

static void plain_lines_of_the_flat_format(void **state)
{
    static const struct row rows[] = {
        /* name, address; a final dot may stand or not */
        { "cctv.com 1.2.3.4\nx", 17, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com. 1.2.3.4\n", 18, cctv, -1, TYPE_A, ipv4 },
        { "CCTV.Com 1.2.3.4\n", 17, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 2001:db8::7\n", 21, cctv, -1, TYPE_AAAA, ipv6 },
        /* TTL, class, type */
        { "cctv.com 300 1.2.3.4\n", 21, cctv, 300, TYPE_A, ipv4 },
        { "cctv.com 0 1.2.3.4\n", 19, cctv, 0, TYPE_A, ipv4 },
        { "cctv.com 999999999 1.2.3.4\n", 27, cctv, 999999999, TYPE_A, ipv4 },
        { "cctv.com IN 1.2.3.4\n", 20, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com A 1.2.3.4\n", 19, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 7 IN A 1.2.3.4\n", 24, cctv, 7, TYPE_A, ipv4 },
        { "cctv.com AAAA 2001:db8::7\n", 26, cctv, -1, TYPE_AAAA, ipv6 },
        /* blanks, ends of lines, the end of the text */
        { "cctv.com\t\t 1.2.3.4 \t\n", 21, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4\r\nx", 18, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4", 16, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4 \r", 18, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4\n\nx", 17, cctv, -1, TYPE_A, ipv4 },
        /* comments */
        { "cctv.com 1.2.3.4 # one\nx", 23, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4 ; one\nx", 23, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com 1.2.3.4 #", 18, cctv, -1, TYPE_A, ipv4 },
        /* names of what hosts' names are made of, and of one label */
        { "com 1.2.3.4\n", 12, "\3com", -1, TYPE_A, ipv4 },
        { "_a.b-c.1d 1.2.3.4\n", 18,
          "\2_a\3b-c\2"
          "1d",
          -1, TYPE_A, ipv4 },
        { "IN 1.2.3.4\n", 11, "\2in", -1, TYPE_A, ipv4 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_line(&(struct plain){ .bare = true }, &rows[i]);
}

static const char *const not_plain[] = {
    "",
    "\n",
    " cctv.com 1.2.3.4\n",
    "# comment\n",
    "; comment\n",
    "$TTL 300\n",
    /* names that need more care */
    "*.cctv.com 1.2.3.4\n",
    "a\\.b 1.2.3.4\n",
    "a..b 1.2.3.4\n",
    ".a 1.2.3.4\n",
    ". 1.2.3.4\n",
    "a.. 1.2.3.4\n",
    "@ 1.2.3.4\n",
    "\xe6\x96\xb0.cn 1.2.3.4\n",
    "com->cctv 1.2.3.4\n",
    "\"a\" 1.2.3.4\n",
    "a;b 1.2.3.4\n",
    "a/b 1.2.3.4\n",
    /* hosts lines, or what may be one */
    "1.2.3.4 cctv.com\n",
    "::1 cctv.com\n",
    "12 1.2.3.4\n",
    /* a name and not enough */
    "a",
    "a\n",
    "a ",
    "a \n",
    "a 300\n",
    "a IN\n",
    "a A\n",
    "a 300 IN A",
    /* the next line is another */
    "a\n1.2.3.4\n",
    "a \n1.2.3.4\n",
    "a 300\n1.2.3.4\n",
    "a IN\n1.2.3.4\n",
    "a A\n1.2.3.4\n",
    "a\r1.2.3.4\n",
    /* TTLs and words in forms less common */
    "a 1000000000 1.2.3.4\n",
    "a 5m 1.2.3.4\n",
    "a in 1.2.3.4\n",
    "a a 1.2.3.4\n",
    "a IN 300 1.2.3.4\n",
    "a -1 1.2.3.4\n",
    "a aaaa ::1\n",
    "a AAAB ::1\n",
    "a A A 1.2.3.4\n",
    /* other data, other type, no address, more than one */
    "a CNAME b\n",
    "a A 2001:db8::7\n",
    "a AAAA 1.2.3.4\n",
    "a 1.2.3\n",
    "a 1.2.3.4 5.6.7.8\n",
    "a 1.2.3.4 x",
    "a (1.2.3.4)\n",
    "a ( 1.2.3.4 )\n",
    "a 1.2.3.4#x\n",
    "a 1.2.3.4;x\n",
    "a 1.2.3.4\r x\n",
};

static void other_lines_are_left_to_the_full_reader(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(not_plain); i++)
        assert_line(&(struct plain){ .bare = true },
                    &(struct row){ .text = not_plain[i] });
}

static void plain_lines_of_master_files(void **state)
{
    static const struct row rows[] = {
        { "cctv A 1.2.3.4\n", 15, cctv, -1, TYPE_A, ipv4 },
        { "cctv.com. A 1.2.3.4\n", 20, cctv, -1, TYPE_A, ipv4 },
        { "CCTV 300 IN A 1.2.3.4\n", 22, cctv, 300, TYPE_A, ipv4 },
        { "cctv AAAA 2001:db8::7\n", 22, cctv, -1, TYPE_AAAA, ipv6 },
        { "cctv A 1.2.3.4 ; one\n", 21, cctv, -1, TYPE_A, ipv4 },
        { "cctv. A 1.2.3.4\n", 16, "\4cctv", -1, TYPE_A, ipv4 },
        /* the type must be there, # begins no comment */
        { .text = "cctv 1.2.3.4\n" },
        { .text = "cctv IN 1.2.3.4\n" },
        { .text = "cctv 300 1.2.3.4\n" },
        { .text = "cctv A 1.2.3.4 # one\n" },
        { .text = "@ A 1.2.3.4\n" },
    };
    struct name origin;
    (void)state;
    name_set(&origin, WIRE("\3com"));
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_line(&(struct plain){ .origin = &origin }, &rows[i]);
}

static void without_origin_a_name_needs_its_dot(void **state)
{
    static const struct row rows[] = {
        { "cctv.com. A 1.2.3.4\n", 20, cctv, -1, TYPE_A, ipv4 },
        { .text = "cctv.com A 1.2.3.4\n" },
        { .text = "cctv A 1.2.3.4\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_line(&(struct plain){ .origin = NULL }, &rows[i]);
}

/* As a whole, and with all but the first label from the origin. */
static void too_long_names_are_left_to_the_full_reader(void **state)
{
    (void)state;
    for (size_t i = 1; i < LIMITS; i++) {
        const uint8_t *sizes = limits[i].sizes;
        uint8_t wire[LIMIT_ROOM], end[LIMIT_ROOM];
        char text[LIMIT_ROOM + 20];
        struct name origin;
        size_t n = limit_text(text, sizes) - 1;
        bool fine = i < LIMITS_FINE;
        limit_wire(wire, sizes);
        strcpy(text + n, " A 1.2.3.4");
        struct row row = {
            text, fine ? n + 10 : 0, (const char *)wire, -1, TYPE_A, ipv4
        };
        assert_line(&(struct plain){ .bare = true }, &row);
        limit_wire(end, sizes + 1);
        name_set(&origin, end);
        strcpy(text + sizes[0], " A 1.2.3.4");
        row.taken = fine ? sizes[0] + 10u : 0;
        assert_line(&(struct plain){ .origin = &origin }, &row);
    }
    char label[80];
    memset(label, 'a', 64);
    strcpy(label + 64, " 1.2.3.4\n");
    assert_line(&(struct plain){ .bare = true },
                &(struct row){ .text = label });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ipv4_is_four_numbers),
        cmocka_unit_test(ipv6_is_read_as_in_rfc_4291),
        cmocka_unit_test(all_else_is_no_address),
        cmocka_unit_test(an_address_with_a_nul_in_it_is_none),
        cmocka_unit_test(plain_lines_of_the_flat_format),
        cmocka_unit_test(other_lines_are_left_to_the_full_reader),
        cmocka_unit_test(plain_lines_of_master_files),
        cmocka_unit_test(without_origin_a_name_needs_its_dot),
        cmocka_unit_test(too_long_names_are_left_to_the_full_reader),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
