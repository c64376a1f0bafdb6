#include "zonefile/address.h"

#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

#include <arpa/inet.h>
#include <stdlib.h>

/* A line of a file: who has which address. */
struct line {
    const char *owner, *address; /* wire form, text */
    uint16_t record_flags;
    uint8_t owner_flags;
};

/* One that wants a PTR, of a name that exists. */
#define PLAIN RECORD_REVERSE, OWNER_LIVE

static void add_line(struct records *r, const struct line *line)
{
    uint8_t data[16];
    struct name n;
    bool six = strchr(line->address, ':') != NULL;
    struct record rec = { .type = six ? TYPE_AAAA : TYPE_A,
                          .len = six ? 16 : 4,
                          .flags = line->record_flags };
    assert_int_equal(inet_pton(six ? AF_INET6 : AF_INET, line->address, data),
                     1);
    name_set(&n, WIRE(line->owner));
    assert_int_equal(records_add(r, &n, &rec, data), 0);
    records_owner(r, records_find(r, n.wire))->flags |= line->owner_flags;
}

static void put_entry(FILE *out, int family, const void *address,
                      const uint8_t *owner)
{
    char text[INET6_ADDRSTRLEN], name[NAME_TEXT_MAX];
    fprintf(out, "%s %s\n", inet_ntop(family, address, text, sizeof text),
            name_text(name, owner));
}

/* All entries in their order, a line each. */
static char *entries(const struct addresses *a, const struct records *r)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    const struct addr4 *v4 = a->v4;
    const struct addr6 *v6 = a->v6;
    for (uint32_t i = 0; i < a->v4_n; i++) {
        uint32_t octets = htonl(v4[i].address);
        put_entry(out, AF_INET, &octets,
                  records_name(r, records_owner(r, v4[i].node)));
    }
    for (uint32_t i = 0; i < a->v6_n; i++)
        put_entry(out, AF_INET6, v6[i].address,
                  records_name(r, records_owner(r, v6[i].node)));
    fclose(out);
    return text;
}

/* All addresses, into room for as many as are expected: no more may come. */
static void gather(struct addresses *a, const struct records *r)
{
    address_expect(a, r);
    uint32_t v4_n = a->v4_n, v6_n = a->v6_n;
    a->v4 = calloc(v4_n, sizeof *a->v4);
    a->v6 = calloc(v6_n, sizeof *a->v6);
    assert_int_equal(address_gather(a, r), 0);
    assert_true(a->v4_n <= v4_n && a->v6_n <= v6_n);
}

/* The lines, in the zones of these apexes (wire form), give these entries. */
static void assert_entries(const char *const *zones, const struct line *lines,
                           size_t n, const char *expected)
{
    struct records *r = records_new();
    struct addresses a;
    assert_int_equal(records_source(r, source_text("x", "", 0)), 0);
    for (; *zones; zones++) {
        struct name apex;
        name_set(&apex, WIRE(*zones));
        assert_int_not_equal(records_zone(r, &apex, 0), NO_ZONE);
    }
    for (size_t i = 0; i < n; i++)
        add_line(r, &lines[i]);
    gather(&a, r);
    char *got = entries(&a, r);
    assert_string_equal(got, expected);
    free(got);
    free(a.v4);
    free(a.v6);
    records_free(r);
}

static const char *const the_root[] = { "", NULL };

static void addresses_come_in_their_order(void **state)
{
    static const struct line lines[] = {
        { "\1a", "203.0.113.7", PLAIN }, { "\1b", "1.2.3.4", PLAIN },
        { "\1c", "2001:db8::2", PLAIN }, { "\1d", "1.2.3.3", PLAIN },
        { "\1e", "255.0.0.0", PLAIN },   { "\1f", "0.0.0.255", PLAIN },
        { "\1g", "::ff", PLAIN },        { "\1h", "2001:db8::1", PLAIN },
        { "\1i", "1.2.4.0", PLAIN },     { "\1j", "ff00::", PLAIN },
        { "\1k", "2001:db9::", PLAIN },  { "\1a", "9.9.9.9", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines),
                   "0.0.0.255 f.\n"
                   "1.2.3.3 d.\n"
                   "1.2.3.4 b.\n"
                   "1.2.4.0 i.\n"
                   "9.9.9.9 a.\n"
                   "203.0.113.7 a.\n"
                   "255.0.0.0 e.\n"
                   "::ff g.\n"
                   "2001:db8::1 h.\n"
                   "2001:db8::2 c.\n"
                   "2001:db9:: k.\n"
                   "ff00:: j.\n");
}

static void in_order_already_they_stay(void **state)
{
    static const struct line lines[] = {
        { "\1a", "1.2.3.3", PLAIN },
        { "\1b", "1.2.3.4", PLAIN },
        { "\1c", "1.2.3.4", PLAIN },
        { "\1d", "1.2.3.5", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines),
                   "1.2.3.3 a.\n1.2.3.4 b.\n1.2.3.5 d.\n");
    assert_entries(the_root, lines, 1, "1.2.3.3 a.\n");
    assert_entries(the_root, lines, 0, "");
}

static void an_address_leads_to_its_first_name(void **state)
{
    static const struct line lines[] = {
        { "\1c", "1.2.3.4", PLAIN }, { "\1a", "1.2.3.4", PLAIN },
        { "\1b", "1.2.3.4", PLAIN }, { "\1a", "1.1.1.1", PLAIN },
        { "\1a", "::1", PLAIN },     { "\1b", "::1", PLAIN },
        { "\1b", "::", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines),
                   "1.1.1.1 a.\n1.2.3.4 c.\n:: b.\n::1 a.\n");
}

/* The name whose line comes first for this address: not the name that some
 * other line mentioned first. */
static void the_first_line_wins_not_the_first_name(void **state)
{
    static const struct line lines[] = {
        { "\1b", "1.1.1.1", PLAIN },
        { "\1a", "2.2.2.2", PLAIN }, /* the first line of 2.2.2.2 */
        { "\1b", "2.2.2.2", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines), "1.1.1.1 b.\n2.2.2.2 a.\n");
}

/* ... nor the name that came into being above another one. */
static void a_name_without_lines_so_far_does_not_win(void **state)
{
    static const struct line lines[] = {
        { "\3www\4cctv", "::1", PLAIN },
        { "\1a", "::2", PLAIN }, /* the first line of ::2 */
        { "\4cctv", "::2", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines), "::1 www.cctv.\n::2 a.\n");
}

static void some_get_no_ptr(void **state)
{
    static const struct line lines[] = {
        { "\1a", "1.2.3.1", 0, OWNER_LIVE }, /* $PTR off */
        { "\1b", "1.2.3.2", RECORD_REVERSE, OWNER_OCCLUDED },
        { "\1c", "1.2.3.3", RECORD_REVERSE | RECORD_DROPPED, OWNER_LIVE },
        { "\1*\1d", "1.2.3.4", PLAIN }, /* no name, but any */
        { "\1e", "1.2.3.5", RECORD_REVERSE, OWNER_LIVE | OWNER_APEX },
        { "\2*f", "1.2.3.6", PLAIN }, /* this one is a name */
        { "\1g\1*", "1.2.3.7", PLAIN },
    };
    (void)state;
    assert_entries(the_root, lines, ITEMS(lines),
                   "1.2.3.5 e.\n1.2.3.6 *f.\n1.2.3.7 g.*.\n");
}

/* PTRs are made where a zone of ours may answer for them. */
static void only_with_a_zone_for_the_reverse_names(void **state)
{
    static const struct line lines[] = {
        { "\1a", "203.0.113.7", PLAIN },
        { "\1a", "2001:db8::7", PLAIN },
    };
    static const char v4[] = "203.0.113.7 a.\n", v6[] = "2001:db8::7 a.\n";
    static const char both[] = "203.0.113.7 a.\n2001:db8::7 a.\n";
    static const struct {
        const char *zones[3];
        const char *expected;
    } rows[] = {
        { { "" }, both },
        { { "\4arpa" }, both },
        { { "\7in-addr\4arpa" }, v4 },
        { { "\3ip6\4arpa" }, v6 },
        { { "\3"
            "203\7in-addr\4arpa" },
          v4 }, /* below the top */
        { { "\1"
            "0\3ip6\4arpa",
            "\3com" },
          v6 },
        { { "\7in-addr\4arpa", "\3ip6\4arpa" }, both },
        { { "\3com" }, "" },
        { { "\3com", "\4cctv\3com" }, "" },
        { { "\10xin-addr\4arpa" }, "" },
        { { NULL }, "" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        assert_entries(rows[i].zones, lines, ITEMS(lines), rows[i].expected);
}

/* Twenty thousand in an order that no sorting expects. */
static void many_addresses_are_sorted(void **state)
{
    enum { N = 20000 };
    struct records *r = records_new();
    struct addresses a;
    struct name n;
    uint32_t x = 1;
    (void)state;
    name_set(&n, WIRE("\1a"));
    assert_int_equal(records_source(r, source_text("x", "", 0)), 0);
    struct name root;
    name_set(&root, WIRE(""));
    assert_int_equal(records_zone(r, &root, 0), 0);
    for (int i = 0; i < N; i++) {
        uint8_t data[16] = { 0x20, 0x01, 0x0d, 0xb8 };
        struct record rec = { .flags = RECORD_REVERSE };
        x = x * 1664525 + 1013904223; /* each number once */
        put_u32(data + 6 + i % 5, x);
        rec.type = TYPE_AAAA;
        rec.len = 16;
        assert_int_equal(records_add(r, &n, &rec, data), 0);
        put_u32(data, x);
        rec.type = TYPE_A;
        rec.len = 4;
        assert_int_equal(records_add(r, &n, &rec, data), 0);
    }
    records_owner(r, records_find(r, n.wire))->flags |= OWNER_LIVE;
    gather(&a, r);
    assert_int_equal(a.v4_n, N);
    const struct addr4 *v4 = a.v4;
    const struct addr6 *v6 = a.v6;
    for (uint32_t i = 1; i < a.v4_n; i++)
        assert_true(v4[i - 1].address < v4[i].address);
    assert_in_range(a.v6_n, N - 10, N);
    for (uint32_t i = 1; i < a.v6_n; i++)
        assert_true(memcmp(v6[i - 1].address, v6[i].address, 16) < 0);
    free(a.v4);
    free(a.v6);
    records_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_come_in_their_order),
        cmocka_unit_test(in_order_already_they_stay),
        cmocka_unit_test(an_address_leads_to_its_first_name),
        cmocka_unit_test(the_first_line_wins_not_the_first_name),
        cmocka_unit_test(a_name_without_lines_so_far_does_not_win),
        cmocka_unit_test(some_get_no_ptr),
        cmocka_unit_test(only_with_a_zone_for_the_reverse_names),
        cmocka_unit_test(many_addresses_are_sorted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
