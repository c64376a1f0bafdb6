#include "tools/tree_svg.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"
#include "tools/svg.h"
#include "tools/tree_html.h"
#include "tools/tree_layout.h"

#include <stdlib.h>

static const struct tree_wish all = { .siblings = UINT32_MAX, .depth = 127 };

static void nothing_of_a_text_is_markup(void **state)
{
    static const struct {
        const char *text, *expected;
    } rows[] = {
        { "news", "news" },
        { "<a href=\"x\">&", "&lt;a href=&quot;x&quot;&gt;&amp;" },
        { "新闻", "新闻" },
        /* no character of XML, or one that turns the direction */
        { "\001\033[31m\177", "\ufffd\ufffd[31m\ufffd" },
        { "a\ncr", "a\ufffdcr" },
        { "\xff\xc0\x80", "\ufffd\ufffd\ufffd" },
        { "\u202e\u2028", "\ufffd\ufffd" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct text t = { 0 };
        svg_escape(&t, rows[i].text, strlen(rows[i].text));
        assert_string_equal(t.at, rows[i].expected);
        text_free(&t);
    }
}

static void chinese_is_an_em_wide(void **state)
{
    (void)state;
    assert_int_equal(svg_width("新闻", 6, 14), 28);
    assert_int_equal(svg_width("news", 4, 100), 248);
    assert_int_equal(svg_width("", 0, 14), 0);
}

/* ---- places ---- */

/* `n` leaves, the first of them far below. */
static struct zone_load leaves(unsigned n)
{
    struct text t = { 0 };
    text_add(&t, "$ZONE com\n$PTR off\na.b.c.com 10.0.0.1\n");
    for (unsigned i = 1; i < n; i++)
        text_format(&t, "d%03u.com 10.0.%u.%u\n", i, i / 256, i % 256);
    struct zone_load l = flat_load(t.at);
    text_free(&t);
    return l;
}

static bool meet(const struct tree_box *a, const struct tree_box *b)
{
    return a->x < b->x + b->wide && b->x < a->x + a->wide &&
           a->y < b->y + b->high && b->y < a->y + a->high;
}

static void no_box_lies_on_another(const struct tree_layout *l)
{
    for (size_t i = 0; i < l->tree->n; i++) {
        const struct tree_box *b = &l->boxes[i];
        assert_true(b->x >= 0 && b->x + b->wide <= l->wide);
        assert_true(b->y >= 0 && b->y + b->high <= l->high);
        for (size_t j = 0; j < i; j++)
            assert_false(meet(&l->boxes[j], b));
    }
}

static void place(unsigned n, bool down)
{
    struct zone_load load = leaves(n);
    struct tree t;
    struct tree_layout l;
    assert_true(tree_build(&t, &load.image, &all));
    assert_true(layout_begin(&l, &t));
    assert_int_equal(l.down, down);
    for (size_t i = 0; i < t.n; i++) { /* each wider than its children */
        l.boxes[i].wide = 40 + (int)(i * 7 % 90);
        l.boxes[i].high = 20 + (int)(i * 5 % 40);
    }
    l.boxes[0].wide = 300;
    layout_place(&l);
    no_box_lies_on_another(&l);
    const struct tree_box *c = &l.boxes[1], *b = &l.boxes[2];
    assert_true(down ? b->y > c->y : b->x > c->x);
    layout_free(&l);
    tree_free(&t);
    zone_free(&load);
}

static void boxes_have_their_own_places(void **state)
{
    (void)state;
    place(1, true);
    place(12, true);
    place(13, false);
    place(500, false);
}

/* ---- the picture ---- */

static char *draw(const char *zone, bool page)
{
    struct zone_load load = flat_load(zone);
    struct tree t;
    struct text out = { 0 };
    assert_true(tree_build(&t, &load.image, &all));
    if (page)
        tree_html(&out, &t, ". -> <x>\n", LANG_EN);
    else
        tree_svg(&out, &t, LANG_EN);
    tree_free(&t);
    zone_free(&load);
    return out.at;
}

static void each_kind_of_name_is_drawn(void **state)
{
    static const char *const parts[] = {
        "<svg xmlns=",
        "prefers-color-scheme:dark",
        "<title>com.; zone com.; SOA serial 1000000",
        "class=\"box apex\"",
        "<title>w.com.; · (empty)</title><rect class=\"box empty\"",
        "<title>*.w.com.; A 10.0.0.1 (any other name below w.com.)</title>",
        "class=\"cut\"",
        "class=\"alias\"",
        ">新闻</text>",
        "</svg>\n",
    };
    char *svg = draw("$ZONE com\n*.w.com 10.0.0.1\nx.com 10.0.0.2\n"
                     "al.com CNAME x.com\nsub.com NS ns.sub.com\n"
                     "新闻.com 10.0.0.3\n",
                     false);
    (void)state;
    for (size_t i = 0; i < ITEMS(parts); i++)
        if (!strstr(svg, parts[i]))
            fail_msg("no '%s' in:\n%s", parts[i], svg);
    free(svg);
}

static void a_zone_cannot_write_into(const char *drawn)
{
    assert_null(strstr(drawn, "<script"));
    assert_non_null(strstr(drawn, "&lt;/text&gt;&lt;script&gt;&amp;"));
    for (const char *p = drawn; *p; p++)
        assert_true((uint8_t)*p >= ' ' || *p == '\n');
    for (const char *p = drawn; (p = strchr(p, '&')); p++)
        assert_true(!strncmp(p, "&lt;", 4) || !strncmp(p, "&gt;", 4) ||
                    !strncmp(p, "&amp;", 5) || !strncmp(p, "&quot;", 6));
}

static void what_a_zone_holds_stays_text(void **state)
{
    static const char zone[] =
        "$ZONE com\n\\<script\\>.com 10.0.0.1\n"
        "\\034x\\038\\001.com TXT \"</text><script>&\\001\"\n";
    char *svg = draw(zone, false), *page = draw(zone, true);
    (void)state;
    a_zone_cannot_write_into(svg);
    a_zone_cannot_write_into(page);
    assert_non_null(strstr(page, svg));
    assert_non_null(strstr(page, "<pre>. -&gt; &lt;x&gt;</pre>"));
    assert_non_null(strstr(page, "<br/>SOA com. nobody.invalid. 1000000"));
    free(svg);
    free(page);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_of_a_text_is_markup),
        cmocka_unit_test(chinese_is_an_em_wide),
        cmocka_unit_test(boxes_have_their_own_places),
        cmocka_unit_test(each_kind_of_name_is_drawn),
        cmocka_unit_test(what_a_zone_holds_stays_text),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
