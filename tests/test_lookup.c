#include "zonefile/lookup.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

/* What the zones say, before it becomes a reply.  The replies themselves are
 * in cases.h; here is which node, which RRset, which zone. */

struct row {
    const char *name;
    uint16_t type;
    enum found_kind kind;
    const char *node; /* NULL: not looked at */
    uint16_t set;     /* its type; 0: there is none */
    const char *zone;
};

static const char *const kinds[] = {
    "SET", "PTR", "ALIAS", "DNAME", "REFERRAL", "NODATA", "NOTHING", "FOREIGN"
};

static void set_name(struct name *n, const char *text)
{
    static const uint8_t root[1];
    uint8_t wire[DNS_NAME_MAX];
    size_t len;
    struct bytes bytes = { (const uint8_t *)text, strlen(text) };
    assert_int_equal(name_parse(wire, &len, bytes, root), NAME_FINE);
    name_set(n, wire);
}

static void look_up(const struct image *img, const struct row *row)
{
    struct name name;
    char text[NAME_TEXT_MAX];
    set_name(&name, row->name);
    struct found f = lookup(img, &name, row->type);
    if (f.kind != row->kind)
        fail_msg("%s/%u: %s, not %s", row->name, row->type, kinds[f.kind],
                 kinds[row->kind]);
    if (f.kind == FOUND_FOREIGN)
        return;
    if (row->node && strcmp(name_text(text, node_name(f.node)), row->node) != 0)
        fail_msg("%s/%u: node %s", row->name, row->type, text);
    if (row->set != (f.set ? f.set->type : 0))
        fail_msg("%s/%u: set of type %u", row->name, row->type,
                 f.set ? f.set->type : 0);
    const struct node *apex = image_at(img, f.zone->apex);
    if (strcmp(name_text(text, node_name(apex)), row->zone) != 0)
        fail_msg("%s/%u: zone %s", row->name, row->type, text);
}

static void look_up_all(const struct world *w, const struct row *rows, size_t n)
{
    struct zone_load l = world_load(w);
    for (size_t i = 0; i < n; i++)
        look_up(&l.image, &rows[i]);
    zone_free(&l);
}

#define T "t.test."

static void one_zone(void **state)
{
    static const struct row rows[] = {
        { "www.t.test.", TYPE_A, FOUND_SET, "www.t.test.", TYPE_A, T },
        { "www.t.test.", TYPE_MX, FOUND_NODATA, "www.t.test.", 0, T },
        { "t.test.", TYPE_SOA, FOUND_SET, T, TYPE_SOA, T },
        { "t.test.", TYPE_ANY, FOUND_SET, T, 16, T },
        { "no.t.test.", TYPE_A, FOUND_NOTHING, T, 0, T },
        { "a.no.t.test.", TYPE_A, FOUND_NOTHING, T, 0, T },
        { "x.www.t.test.", TYPE_A, FOUND_NOTHING, "www.t.test.", 0, T },
        /* empty non-terminals */
        { "ent.t.test.", TYPE_A, FOUND_NODATA, "ent.t.test.", 0, T },
        { "b.ent.t.test.", TYPE_ANY, FOUND_NODATA, "b.ent.t.test.", 0, T },
        { "c.ent.t.test.", TYPE_A, FOUND_NOTHING, "ent.t.test.", 0, T },
        /* wildcards */
        { "q.wild.t.test.", TYPE_A, FOUND_SET, "*.wild.t.test.", TYPE_A, T },
        { "p.q.wild.t.test.", 16, FOUND_SET, "*.wild.t.test.", 16, T },
        { "*.wild.t.test.", TYPE_A, FOUND_SET, "*.wild.t.test.", TYPE_A, T },
        { "p.*.wild.t.test.", TYPE_A, FOUND_NOTHING, "*.wild.t.test.", 0, T },
        { "q.wild.t.test.", TYPE_MX, FOUND_NODATA, "*.wild.t.test.", 0, T },
        { "y.wild.t.test.", TYPE_A, FOUND_NODATA, "y.wild.t.test.", 0, T },
        { "z.y.wild.t.test.", TYPE_A, FOUND_NOTHING, "y.wild.t.test.", 0, T },
        { "k.cw.t.test.", TYPE_A, FOUND_ALIAS, "*.cw.t.test.", TYPE_CNAME, T },
        { "k.cw.t.test.", TYPE_CNAME, FOUND_SET, "*.cw.t.test.", TYPE_CNAME,
          T },
        /* aliases */
        { "c1.t.test.", TYPE_A, FOUND_ALIAS, "c1.t.test.", TYPE_CNAME, T },
        { "c1.t.test.", TYPE_CNAME, FOUND_SET, "c1.t.test.", TYPE_CNAME, T },
        { "c1.t.test.", TYPE_DS, FOUND_ALIAS, "c1.t.test.", TYPE_CNAME, T },
        /* DNAME: below it, not at it */
        { "dn.t.test.", TYPE_A, FOUND_NODATA, "dn.t.test.", 0, T },
        { "dn.t.test.", TYPE_DNAME, FOUND_SET, "dn.t.test.", TYPE_DNAME, T },
        { "a.dn.t.test.", TYPE_A, FOUND_DNAME, "dn.t.test.", TYPE_DNAME, T },
        { "a.b.dn.t.test.", TYPE_DS, FOUND_DNAME, "dn.t.test.", TYPE_DNAME, T },
        /* delegations */
        { "sub.t.test.", TYPE_A, FOUND_REFERRAL, "sub.t.test.", TYPE_NS, T },
        { "ns.sub.t.test.", TYPE_A, FOUND_REFERRAL, "sub.t.test.", TYPE_NS, T },
        { "a.b.sub.t.test.", TYPE_DS, FOUND_REFERRAL, "sub.t.test.", TYPE_NS,
          T },
        { "sub.t.test.", TYPE_DS, FOUND_NODATA, "sub.t.test.", 0, T },
        { "t.test.", TYPE_DS, FOUND_NODATA, T, 0, T },
        /* nobody's */
        { "test.", TYPE_A, FOUND_FOREIGN, NULL, 0, NULL },
        { ".", TYPE_A, FOUND_FOREIGN, NULL, 0, NULL },
        { "www.t.test.example.", TYPE_A, FOUND_FOREIGN, NULL, 0, NULL },
        { "xt.test.", TYPE_A, FOUND_FOREIGN, NULL, 0, NULL },
        { "u.test.", TYPE_SOA, FOUND_SET, "u.test.", TYPE_SOA, "u.test." },
    };
    (void)state;
    look_up_all(&world_rows, rows, ITEMS(rows));
}

static void zones_within_zones(void **state)
{
#define N "n.test."
#define KID "kid.n.test."
#define DEEP "a.b.kid.n.test."
    static const struct row rows[] = {
        { "ns.n.test.", TYPE_A, FOUND_SET, "ns.n.test.", TYPE_A, N },
        { KID, TYPE_SOA, FOUND_SET, KID, TYPE_SOA, KID },
        { KID, TYPE_NS, FOUND_SET, KID, TYPE_NS, KID },
        { KID, TYPE_DS, FOUND_SET, KID, TYPE_DS, N },
        { "x.kid.n.test.", TYPE_A, FOUND_NOTHING, KID, 0, KID },
        { "www.kid.n.test.", TYPE_A, FOUND_SET, NULL, TYPE_A, KID },
        { DEEP, TYPE_DS, FOUND_NODATA, DEEP, 0, KID },
        { DEEP, TYPE_A, FOUND_NODATA, DEEP, 0, DEEP },
        { "b.kid.n.test.", TYPE_A, FOUND_NODATA, NULL, 0, KID },
        { "x.orphan.n.test.", TYPE_A, FOUND_REFERRAL, "orphan.n.test.", TYPE_NS,
          N },
        { "s.star.n.test.", TYPE_DS, FOUND_NODATA, NULL, 0, N },
        { "x.s.star.n.test.", TYPE_A, FOUND_NOTHING, NULL, 0,
          "s.star.n.test." },
        { "x.t.star.n.test.", TYPE_A, FOUND_SET, "*.star.n.test.", TYPE_A, N },
    };
    (void)state;
    look_up_all(&world_nested, rows, ITEMS(rows));
}

/* A made PTR has no RRset: its node is the one that has the address. */
static void reverse_names(void **state)
{
#define REV "113.0.203.in-addr.arpa."
    static const struct row rows[] = {
        { "7." REV, TYPE_PTR, FOUND_PTR, "news.cctv.com.", 0, "." },
        { "7." REV, TYPE_ANY, FOUND_PTR, "news.cctv.com.", 0, "." },
        { "7." REV, TYPE_A, FOUND_NODATA, NULL, 0, "." },
        { "11." REV, TYPE_PTR, FOUND_SET, "11." REV, TYPE_PTR, "." },
        { REV, TYPE_PTR, FOUND_NODATA, REV, 0, "." },
        { "0.203.in-addr.arpa.", TYPE_PTR, FOUND_NODATA, NULL, 0, "." },
        { "99." REV, TYPE_PTR, FOUND_NOTHING, NULL, 0, "." },
        { "1.2.0.10.in-addr.arpa.", TYPE_PTR, FOUND_SET, "*.0.10.in-addr.arpa.",
          TYPE_PTR, "." },
        { "5.5.0.10.in-addr.arpa.", TYPE_PTR, FOUND_PTR, "ten.example.", 0,
          "." },
        { "6.5.0.10.in-addr.arpa.", TYPE_PTR, FOUND_NOTHING, NULL, 0, "." },
    };
    (void)state;
    look_up_all(&world_flat, rows, ITEMS(rows));
}

/* More labels than any name of the zones has: nothing that deep is looked for,
 * and what is above is found all the same. */
static void a_name_of_122_labels_is_below_what_there_is(void **state)
{
    struct zone_load l = world_load(&world_rows);
    char text[512] = "";
    (void)state;
    for (int i = 0; i < 120; i++)
        strcat(text, "a.");
    size_t n = strlen(text);
    static const struct row rows[] = {
        { "sub.t.test.", TYPE_A, FOUND_REFERRAL, "sub.t.test.", TYPE_NS, T },
        { "t.test.", TYPE_A, FOUND_NOTHING, T, 0, T },
        { "u.test.", TYPE_A, FOUND_NOTHING, "u.test.", 0, "u.test." },
        { "v.test.", TYPE_A, FOUND_FOREIGN, NULL, 0, NULL },
    };
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct row row = rows[i];
        snprintf(text + n, sizeof text - n, "%s", row.name);
        row.name = text;
        look_up(&l.image, &row);
    }
    zone_free(&l);
}

/* The same where the deepest of all is what decides. */
static void below_the_deepest_name_it_is_found(void **state)
{
    static const struct row rows[] = {
        { "d.c.b.a.test.", TYPE_A, FOUND_REFERRAL, "d.c.b.a.test.", TYPE_NS,
          "test." },
        { "1.d.c.b.a.test.", TYPE_A, FOUND_REFERRAL, "d.c.b.a.test.", TYPE_NS,
          "test." },
        { "2.1.d.c.b.a.test.", TYPE_A, FOUND_REFERRAL, "d.c.b.a.test.", TYPE_NS,
          "test." },
        { "3.2.1.d.c.b.a.test.", TYPE_A, FOUND_REFERRAL, "d.c.b.a.test.",
          TYPE_NS, "test." },
        { "3.2.1.c.b.a.test.", TYPE_A, FOUND_NOTHING, "c.b.a.test.", 0,
          "test." },
    };
    struct zone_load l = flat_load("$ZONE test\nd.c.b.a.test NS ns.example\n");
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        look_up(&l.image, &rows[i]);
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_zone),
        cmocka_unit_test(zones_within_zones),
        cmocka_unit_test(reverse_names),
        cmocka_unit_test(a_name_of_122_labels_is_below_what_there_is),
        cmocka_unit_test(below_the_deepest_name_it_is_found),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
