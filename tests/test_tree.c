#include "tools/tree.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "tools/tree_path.h"
#include "tools/tree_text.h"
#include "zonefile/nametext.h"

#include <stdlib.h>

struct picture {
    struct zone_load load;
    struct tree tree;
    struct tree_path path;
};

/* NULL: no way to a name. */
static void draw(struct picture *p, const char *zone, const char *name,
                 struct tree_wish wish)
{
    static const uint8_t root[1];
    *p = (struct picture){ .load = flat_load(zone) };
    if (name) {
        struct bytes text = { (const uint8_t *)name, strlen(name) };
        uint8_t wire[DNS_NAME_MAX];
        struct name n;
        size_t len;
        assert_int_equal(name_parse(wire, &len, text, root), NAME_FINE);
        name_set(&n, wire);
        tree_path_find(&p->path, &p->load.image, &n, false);
    }
    wish.way = p->path.way;
    wish.way_n = p->path.way_n;
    assert_true(tree_build(&p->tree, &p->load.image, &wish));
}

static void leave(struct picture *p)
{
    tree_free(&p->tree);
    tree_path_free(&p->path);
    zone_free(&p->load);
}

static const struct tree_wish all = { .siblings = UINT32_MAX, .depth = 127 };

/* ---- the list ---- */

/* RFC 4034 6.1 */
static void names_are_ordered_as_the_rfc_has_it(void **state)
{
    static const char *const names[] = {
        "example",         "a.example",      "yljkjljk.a.example",
        "z.a.example",     "zabc.a.example", "z.example",
        "\\001.z.example", "*.z.example",    "\\200.z.example"
    };
    static const uint8_t root[1];
    uint8_t wire[ITEMS(names)][DNS_NAME_MAX];
    (void)state;
    for (size_t i = 0; i < ITEMS(names); i++) {
        struct bytes text = { (const uint8_t *)names[i], strlen(names[i]) };
        size_t len;
        name_parse(wire[i], &len, text, root);
        for (size_t j = 0; j <= i; j++) {
            assert_int_equal(tree_order(wire[j], wire[i]) < 0, j < i);
            assert_int_equal(tree_order(wire[i], wire[j]) > 0, j < i);
        }
    }
}

/* `n` names below com. */
static char *many(unsigned n)
{
    struct text t = { 0 };
    text_add(&t, "$ZONE com\n");
    for (unsigned i = 0; i < n; i++)
        text_format(&t, "h%03u.com 10.0.%u.%u\n", i, i / 256, i % 256);
    return t.at;
}

static void what_is_many_is_folded_and_counted(void **state)
{
    struct picture p;
    char *zone = many(500);
    (void)state;
    draw(&p, zone, "h300.com",
         (struct tree_wish){ .siblings = 20, .depth = 127 });
    assert_int_equal(p.tree.names, 501);
    assert_int_equal(p.tree.records, 502); /* with SOA and NS */
    assert_int_equal(p.tree.n, 1 + 20 + 1 + 1);
    assert_int_equal(p.tree.items[0].children_n, 22);
    /* the one on the way is there */
    assert_int_equal(p.tree.items[21].step, 3);
    assert_false(p.tree.items[21].is_last);
    assert_null(p.tree.items[22].node);
    assert_int_equal(p.tree.items[22].more, 479);
    assert_true(p.tree.items[22].is_last);
    leave(&p);
    draw(&p, zone, NULL, all);
    assert_int_equal(p.tree.n, 501);
    leave(&p);
    free(zone);
}

static void every_drawn_name_is_found_again(void **state)
{
    struct picture p;
    char *zone = many(100);
    (void)state;
    draw(&p, zone, NULL, all);
    for (uint32_t i = 0; i < p.tree.n; i++)
        assert_int_equal(tree_find(&p.tree, p.tree.items[i].node), i);
    assert_int_equal(tree_find(&p.tree, NULL), TREE_NONE);
    leave(&p);
    free(zone);
}

/* ---- the lines ---- */

struct row {
    const char *zone, *name;
    unsigned siblings, depth;
    const char *expected;
};

static void lines_are(const struct row *rows, size_t n,
                      const struct tree_style *style,
                      const struct tree_terminal *terminal)
{
    for (size_t i = 0; i < n; i++) {
        struct picture p;
        struct text out = { 0 };
        draw(&p, rows[i].zone, rows[i].name,
             (struct tree_wish){ .siblings = rows[i].siblings,
                                 .depth = rows[i].depth });
        tree_text(&out, &p.tree, style, terminal);
        assert_string_equal(out.at, rows[i].expected);
        text_free(&out);
        leave(&p);
    }
}

#define ZONE_LINE "zone com.   SOA serial 1000000   NS com."

static void each_kind_of_name_has_its_sign(void **state)
{
    static const struct row rows[] = {
        { "$ZONE com\nnews.cctv.com 10.0.0.1 10.0.0.2\n"
          "www.cctv.com CNAME news.cctv.com\n"
          "*.wild.com 10.0.0.4\n"
          "old.com DNAME cctv.com\n"
          "sub.com NS ns.sub.com\nns.sub.com 10.0.0.6\n",
          NULL, 20, 127,
          "com.         " ZONE_LINE "\n"
          "├─ cctv      ·   (empty)\n"
          "│  ├─ news   A 10.0.0.1   A 10.0.0.2\n"
          "│  └─ www    → news.cctv.com.   (CNAME)\n"
          "├─ old       → cctv.com.   (DNAME: all names below go there)\n"
          "├─ sub       ✂ delegated to ns.sub.com. (10.0.0.6)   (not our data "
          "below this line)\n"
          "└─ wild      ·   (empty)\n"
          "   └─ *      A 10.0.0.4   (any other name below wild.com.)\n"
          "8 names, 3 levels below the root, 9 records, 2 empty names, 1 "
          "delegation, 1 zone\n" },
        { "$ZONE com\na.com 10.0.0.1\na.b.c.com 10.0.0.2\nd.com 10.0.0.3\n",
          NULL, 2, 2,
          "com.                " ZONE_LINE "\n"
          "├─ a                A 10.0.0.1\n"
          "├─ c                ·   (empty)\n"
          "│  └─ b             ·   (empty)\n"
          "│     └─ … 1 more\n"
          "└─ … 1 more\n"
          "6 names, 4 levels below the root, 5 records, 2 empty names, 0 "
          "delegations, 1 zone\n" },
        { "$ZONE com\n$ZONE org\nx.org 10.0.0.1\n", NULL, 20, 127,
          "com.   " ZONE_LINE "\n"
          "org.   zone org.   SOA serial 1000000   NS org.\n"
          "└─ x   A 10.0.0.1\n"
          "3 names, 2 levels below the root, 5 records, 0 empty names, 0 "
          "delegations, 2 zones\n" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows), &(struct tree_style){ .unicode = true },
              &(struct tree_terminal){ .columns = 0 });
}

static void the_way_is_marked_with_and_without_colour(void **state)
{
    static const char zone[] =
        "$ZONE com\nnews.cctv.com 10.0.0.1\nwww.com CNAME news.cctv.com\n";
    static const struct row plain[] = {
        { zone, "www.com", 20, 127,
          "com. [2]           " ZONE_LINE "\n"
          "|-- cctv [3]       -   (empty)\n"
          "|   `-- news [4]   A 10.0.0.1\n"
          "`-- www [3]        -> news.cctv.com.   (CNAME)\n"
          "4 names, 3 levels below the root, 4 records, 1 empty name, 0 "
          "delegations, 1 zone\n" }
    };
    static const struct row coloured[] = {
        { "$ZONE com\na.com 10.0.0.1\n", "a.com", 20, 127,
          "\033[1;36mcom. [2]\033[0m    zone com.   SOA s>\n"
          "`-- \033[1;36ma [3]\033[0m   A 10.0.0.1\n"
          "2 names, 2 levels below the root, 3 records, 0 empty names, 0 "
          "delegations, 1 zone\n" }
    };
    (void)state;
    lines_are(plain, 1, &(struct tree_style){ .ascii = true },
              &(struct tree_terminal){ .columns = 0 });
    lines_are(coloured, 1, &(struct tree_style){ .ascii = true },
              &(struct tree_terminal){ .colour = true, .columns = 30 });
}

static void names_of_any_octets_are_shown_safely(void **state)
{
    static const struct row rows[] = {
        { "$ZONE com\n新闻.com 10.0.0.1\n\\027[31m.com TXT \"\\027[31m\"\n"
          "x.com 10.0.0.2\n",
          NULL, 20, 127,
          "com.          " ZONE_LINE "\n"
          "├─ \\027[31m   TXT \"\\027[31m\"\n"
          "├─ x          A 10.0.0.2\n"
          "└─ 新闻       A 10.0.0.1\n"
          "4 names, 2 levels below the root, 5 records, 0 empty names, 0 "
          "delegations, 1 zone\n" },
    };
    (void)state;
    lines_are(rows, ITEMS(rows), &(struct tree_style){ .unicode = true },
              &(struct tree_terminal){ .columns = 0 });
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_ordered_as_the_rfc_has_it),
        cmocka_unit_test(what_is_many_is_folded_and_counted),
        cmocka_unit_test(every_drawn_name_is_found_again),
        cmocka_unit_test(each_kind_of_name_has_its_sign),
        cmocka_unit_test(the_way_is_marked_with_and_without_colour),
        cmocka_unit_test(names_of_any_octets_are_shown_safely),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
