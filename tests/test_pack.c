#include "zonefile/pack.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "zonefile/nametext.h"
#include "zonefile/rdata.h"

#include <stdlib.h>

enum { HEADER = 12 /* of a record: owner, type, class, TTL, length */ };

static const struct rrset *find(const struct image *img, const char *owner,
                                uint16_t type)
{
    struct name n;
    name_set(&n, WIRE(owner));
    const struct node *node = image_find(img, &n, n.labels);
    assert_non_null(node);
    const struct rrset *set = node_rrset(node, type);
    assert_non_null(set);
    return set;
}

/* The node that an RRset belongs to: they stand one behind the other. */
static const struct node *owner_of(const struct image *img,
                                   const struct rrset *set)
{
    const void *p = img->base + img->head->nodes_at;
    while (true) {
        const struct node *node = p;
        const struct rrset *one = node_rrsets(node);
        for (unsigned i = 0; i < node->rrsets_n; i++, one = rrset_next(one))
            if (one == set)
                return node;
        p = one;
    }
}

/* " 14:A:mail.com." an extra: where its name stands, its type, its owner; with
 * ! when it is required, @ when its name is the records' own owner. */
static void put_extra(FILE *out, const struct image *img,
                      const struct extra *extra)
{
    char name[NAME_TEXT_MAX];
    const struct rrset *set = image_at(img, extra->rrset);
    if (extra->name_at == EXTRA_OWNER)
        fputs(" @", out);
    else
        fprintf(out, " %u", extra->name_at);
    fprintf(out, ":%s:%s%s",
            set->type == TYPE_A      ? "A"
            : set->type == TYPE_AAAA ? "AAAA"
                                     : "SRV",
            name_text(name, node_name(owner_of(img, set))),
            extra->required ? "!" : "");
}

static char *tail_text(const struct image *img, const struct rrset *set)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    if (set->tail) {
        const struct tail *tail = rrset_tail(set);
        for (unsigned i = 0; i < tail->fixups_n; i++)
            fprintf(out, " %u", tail_fixups(tail)[i]);
        fputs(" |", out);
        for (unsigned i = 0; i < tail->extras_n; i++)
            put_extra(out, img, &tail_extras(tail)[i]);
    }
    fclose(out);
    return text;
}

struct row {
    const char *text, *owner;
    uint16_t type;
    const char *data; /* of all its records, in hexadecimal; NULL: any */
    const char *tail; /* places of pointers | extras; "" for no tail */
};

static char *data_text(const struct rrset *set)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    assert_non_null(out);
    struct reader r = reader_over(rrset_records(set), set->len);
    for (unsigned i = 0; i < set->records; i++) {
        assert_int_equal(read_u16(&r), 0xc00c); /* the name asked */
        assert_int_equal(read_u16(&r), set->type);
        assert_int_equal(read_u16(&r), CLASS_IN);
        read_u32(&r);
        fputs(i ? " " : "", out);
        for (unsigned n = read_u16(&r); n; n--)
            fprintf(out, "%02x", read_u8(&r));
    }
    assert_false(r.bad);
    assert_int_equal(reader_left(&r), 0);
    fclose(out);
    return text;
}

static void assert_rows(const struct row *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct zone_load l = flat_load(rows[i].text);
        const struct rrset *set = find(&l.image, rows[i].owner, rows[i].type);
        char *data = data_text(set), *tail = tail_text(&l.image, set);
        if (rows[i].data)
            assert_string_equal(data, rows[i].data);
        assert_string_equal(tail, rows[i].tail);
        free(data);
        free(tail);
        zone_free(&l);
    }
}

static const char x_com[] = "\1x\3com";

/* c00c is x.com., c00e com.; the records begin at 12 + 7 + 4 = 23, the first
 * name of a CNAME at 23 + 12 = 35, of a MX at 37. */
static void names_are_shortened_by_what_stands_before(void **state)
{
    static const struct row rows[] = {
        /* by the owner, its parent, not at all */
        { "x.com NS x.com\nx.com 1.1.1.1\n", x_com, TYPE_NS, "c00c",
          " 12 | @:A:x.com.!" },
        { "x.com CNAME a.x.com\n", x_com, TYPE_CNAME, "0161c00c", " 14 |" },
        { "x.com CNAME com\n", x_com, TYPE_CNAME, "c00e", " 12 |" },
        { "x.com CNAME a.b.com\n", x_com, TYPE_CNAME, "01610162c00e", " 16 |" },
        { "x.com CNAME a.org\n", x_com, TYPE_CNAME, "0161036f726700", "" },
        { "x.com CNAME .\n", x_com, TYPE_CNAME, "00", "" },
        { "x.com PTR com.x\n", x_com, TYPE_PTR, "03636f6d017800", "" },
        /* by an earlier record of the set: all of it, a part of it */
        { "x.com MX 1 a.org\nx.com MX 2 a.org\n", x_com, TYPE_MX,
          "00010161036f726700 0002c025", " 35 |" },
        { "x.com MX 1 a.org\nx.com MX 2 b.org\n", x_com, TYPE_MX,
          "00010161036f726700 00020162c027", " 37 |" },
        /* both names of a record */
        { "$ZONE x.com\nx.com SOA a.x.com b.a.x.com 1 2 3 4 5\n", x_com,
          TYPE_SOA, "0161c00c0162c0230000000100000002000000030000000400000005",
          " 14 18 |" },
        { "x.com MINFO com a.org\n", x_com, 14, "c00e0161036f726700", " 12 |" },
        /* the case that was written is sent, so other case is another name */
        { "x.com MX 1 a.Org\nx.com MX 2 b.org\n", x_com, TYPE_MX,
          "00010161034f726700 00020162036f726700", "" },
        { "x.com CNAME a.X.com\n", x_com, TYPE_CNAME, "01610158c00e", " 16 |" },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

/* What was asked stands where the star does; only what is above is known. */
static void a_star_is_not_pointed_to(void **state)
{
    static const struct row rows[] = {
        { "*.com CNAME a.com\n", "\1*\3com", TYPE_CNAME, "0161c00e", " 14 |" },
        { "*.com CNAME *.com\n", "\1*\3com", TYPE_CNAME, "012ac00e", " 14 |" },
        { "*.com CNAME com\n", "\1*\3com", TYPE_CNAME, "c00e", " 12 |" },
        { "* CNAME a\n", "\1*", TYPE_CNAME, "016100", "" },
        { "**.com CNAME **.com\n", "\2**\3com", TYPE_CNAME, "c00c", " 12 |" },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

/* RFC 3597 4: names are compressed in the types of RFC 1035 only. */
static void newer_types_are_not_shortened(void **state)
{
    static const struct row rows[] = {
        { "x.com SRV 1 2 3 a.x.com\n", x_com, TYPE_SRV,
          "00010002000301610178"
          "03636f6d00",
          "" },
        { "x.com DNAME a.com\n", x_com, TYPE_DNAME, "016103636f6d00", "" },
        { "x.com RP com x.com\n", x_com, 17, "03636f6d00017803636f6d00", "" },
        { "x.com HTTPS 1 a.com\n", x_com, TYPE_HTTPS, "0001016103636f6d00",
          "" },
        { "x.com TXT x.com\n", x_com, 16, "05782e636f6d", "" },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

static void addresses_go_along(void **state)
{
    static const struct row rows[] = {
        { "x.com MX 1 m\nm 1.1.1.1 ::1\n", x_com, TYPE_MX, "0001016d00",
          " | 14:A:m. 14:AAAA:m." },
        { "x.com MX 1 m\nm 1.1.1.1\nm SRV 0 0 5 t\n", x_com, TYPE_MX, NULL,
          " | 14:A:m." },
        { "x.com MX 1 M\nm ::1\n", x_com, TYPE_MX, NULL, " | 14:AAAA:m." },
        { "x.com SRV 0 0 5 s\ns 1.1.1.1\n", x_com, TYPE_SRV, NULL,
          " | 18:A:s." },
        { "x.com NS n\nn ::1\nn 1.1.1.1\n", x_com, TYPE_NS, NULL,
          " | 12:A:n. 12:AAAA:n." },
        { "x.com NAPTR 1 1 S T \"\" n\nn 1.1.1.1\nn SRV 0 0 5 t\n", x_com,
          TYPE_NAPTR, NULL, " | 21:A:n. 21:SRV:n." },
        /* of each record, and of one name once */
        { "x.com MX 1 m\nx.com MX 2 n\nm 1.1.1.1\nn 1.1.1.2\n", x_com, TYPE_MX,
          NULL, " | 14:A:m. 31:A:n." },
        { "x.com MX 1 m\nx.com MX 2 m\nm 1.1.1.1\n", x_com, TYPE_MX,
          "0001016d00 0002c025", " 31 | 14:A:m." },
        /* of the owner itself; RFC 9460 2.5.2 writes it as `.` */
        { "x.com MX 1 x.com\nx.com 1.1.1.1\n", x_com, TYPE_MX, "0001c00c",
          " 14 | @:A:x.com." },
        { "x.com HTTPS 1 .\nx.com 1.1.1.1\nx.com ::1\n", x_com, TYPE_HTTPS,
          "000100", " | @:A:x.com. @:AAAA:x.com." },
        { "x.com SVCB 1 s\ns 1.1.1.1\n", x_com, TYPE_SVCB, NULL, " | 14:A:s." },
        { "x.com SVCB 1 .\nx.com 1.1.1.1\n", x_com, TYPE_SVCB, "000100",
          " | @:A:x.com." },
        { "x.com HTTPS 0 .\nx.com 1.1.1.1\n", x_com, TYPE_HTTPS, "000000", "" },
        { "x.com SVCB 0 .\nx.com 1.1.1.1\n", x_com, TYPE_SVCB, "000000", "" },
        /* from another zone of ours */
        { "$ZONE com\n$ZONE org\nx.com MX 1 m.org\nm.org 1.1.1.1\n", x_com,
          TYPE_MX, NULL, " | 14:A:m.org." },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

static void other_names_bring_nothing_along(void **state)
{
    static const struct row rows[] = {
        { "x.com MX 1 m\n", x_com, TYPE_MX, NULL, "" },
        { "x.com MX 1 m\nm TXT x\n", x_com, TYPE_MX, NULL, "" },
        { "x.com MX 1 m\n*.m 1.1.1.1\n", x_com, TYPE_MX, NULL, "" },
        { "x.com MX 1 m\nm CNAME n\nn 1.1.1.1\n", x_com, TYPE_MX, NULL, "" },
        { "x.com CNAME m\nm 1.1.1.1\n", x_com, TYPE_CNAME, NULL, "" },
        { "x.com PTR m\nm 1.1.1.1\n", x_com, TYPE_PTR, NULL, "" },
        { "x.com DNAME m\nm 1.1.1.1\n", x_com, TYPE_DNAME, NULL, "" },
        /* a delegation's glue is for its referral only */
        { "x.com MX 1 n.y\ny NS n.y\nn.y 1.1.1.1\n", x_com, TYPE_MX, NULL, "" },
        { "x.com MX 1 y\ny NS y\ny 1.1.1.1\n", x_com, TYPE_MX, NULL, "" },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

/* RFC 9471: without the glue of its own domain a referral leads nowhere; that
 * of a sibling helps; addresses that are no glue are no part of it. */
static void glue_is_required_in_its_domain(void **state)
{
    static const struct row rows[] = {
        { "x.com NS n.x.com\nn.x.com 1.1.1.1 ::1\n", x_com, TYPE_NS, "016ec00c",
          " 14 | 12:A:n.x.com.! 12:AAAA:n.x.com.!" },
        { "x.com NS n.y.com\ny.com NS n.y.com\nn.y.com 1.1.1.1\n", x_com,
          TYPE_NS, NULL, " 16 | 12:A:n.y.com." },
        { "x.com NS n.com\nn.com 1.1.1.1\n", x_com, TYPE_NS, NULL,
          " 14 | 12:A:n.com." },
        /* the apex's own servers are no glue */
        { "$ZONE x.com\nx.com NS n.x.com\nn.x.com 1.1.1.1\n", x_com, TYPE_NS,
          NULL, " 14 | 12:A:n.x.com." },
    };
    (void)state;
    assert_rows(rows, ITEMS(rows));
}

/* ---- large sets ---- */

/* As a reply: the question, then the records; all names are as written, every
 * pointer is listed, and low enough to be moved by 9,000 octets. */
static void assert_readable(const struct rrset *set, const char *format)
{
    enum { FRAME = DNS_HEADER + 7 + 4 };
    static uint8_t msg[DNS_MESSAGE_MAX + FRAME];
    const struct tail *tail = rrset_tail(set);
    unsigned fixup = 0;
    memcpy(msg + DNS_HEADER, x_com, 7);
    memcpy(msg + FRAME, rrset_records(set), set->len);
    struct bytes all = { msg, FRAME + set->len };
    struct reader r = reader_over(msg + FRAME, set->len);
    for (unsigned i = 0; i < set->records; i++) {
        char want[40], got[NAME_TEXT_MAX];
        uint8_t wire[DNS_NAME_MAX];
        read_bytes(&r, HEADER + 2);
        size_t at = (size_t)(r.at - msg);
        assert_true(name_unpack(wire, all, at) > 0);
        snprintf(want, sizeof want, format, i, i, i);
        assert_string_equal(name_text(got, wire), want);
        while (*r.at && *r.at < 0xc0)
            r.at += *r.at + 1;
        if (*r.at) {
            assert_true(fixup < tail->fixups_n);
            assert_int_equal(tail_fixups(tail)[fixup++], r.at - msg - FRAME);
            assert_in_range(get_u16(r.at) & 0x3fff, 12, 0x3fff - 9000);
        }
        name_skip(&r);
    }
    assert_int_equal(fixup, tail->fixups_n);
    assert_false(r.bad);
}

static void large_sets_can_be_read_and_moved(void **state)
{
    static const struct {
        const char *line, *format;
        unsigned n;
    } rows[] = {
        { "x.com MX %u m%u.example.org\n", "m%2$u.example.org.", 1500 },
        /* each of another domain: more suffixes than are remembered */
        { "x.com MX %u m%u.example%u.org\n", "m%2$u.example%2$u.org.", 1500 },
        { "x.com MX %u m%u.x.com\n", "m%2$u.x.com.", 2000 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char *text = NULL;
        size_t len;
        FILE *out = open_memstream(&text, &len);
        assert_non_null(out);
        for (unsigned k = 0; k < rows[i].n; k++)
            fprintf(out, rows[i].line, k, k, k);
        fclose(out);
        struct zone_load l = flat_load(text);
        const struct rrset *set = find(&l.image, x_com, TYPE_MX);
        assert_int_equal(set->records, rows[i].n);
        assert_readable(set, rows[i].format);
        zone_free(&l);
        free(text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_shortened_by_what_stands_before),
        cmocka_unit_test(a_star_is_not_pointed_to),
        cmocka_unit_test(newer_types_are_not_shortened),
        cmocka_unit_test(addresses_go_along),
        cmocka_unit_test(other_names_bring_nothing_along),
        cmocka_unit_test(glue_is_required_in_its_domain),
        cmocka_unit_test(large_sets_can_be_read_and_moved),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
