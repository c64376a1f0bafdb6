#include "tools/walk_picture.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

static const char zone[] = "$ZONE com\n"
                           "com TXT x\n"
                           "news.cctv.com 10.0.0.1 10.0.0.2\n"
                           "www.cctv.com CNAME news.cctv.com\n"
                           "*.wild.com 10.0.0.3\n"
                           "old.com DNAME cctv.com\n"
                           "sub.com NS ns.sub.com\nns.sub.com 10.0.0.6\n"
                           "a.com 10.0.0.7\nb.com 10.0.0.7\nc.com 10.0.0.7\n"
                           "\xe6\x96\xb0.com 10.0.0.8\n\\027.com 10.0.0.9\n";

static const struct {
    const char *name, *expected;
    enum lang lang;
} rows[] = {
    { "news.cctv.com",
      " 1 .     start at the root; above the zones here\n"
      " 2 com   there: TXT SOA NS; the zone com. begins here   children: "
      "sub cctv wild old a … 4 more\n"
      " 3 cctv  there, but empty: something is below           children: "
      "news www\n"
      " 4 news  there: A x2\n",
      LANG_EN },
    /* columns are as wide as they look; nothing steers a terminal */
    { "xn--efv.com",
      " 1 .        从根开始; 在这里的各区之上\n"
      " 2 com      有: TXT SOA NS; 区 com. 从这里开始   子节点: sub cctv "
      "wild old a … 另外 4 个\n"
      " 3 xn--efv  有: A\n",
      LANG_ZH },
    { "\\027.com",
      " 1 .     start at the root; above the zones here\n"
      " 2 com   there: TXT SOA NS; the zone com. begins here   children: "
      "sub cctv wild old a … 4 more\n"
      " 3 \\027  there: A\n",
      LANG_EN },
    { "x.wild.com",
      " 1 .     start at the root; above the zones here\n"
      " 2 com   there: TXT SOA NS; the zone com. begins here   children: "
      "sub cctv wild old a … 4 more\n"
      " 3 wild  there, but empty: something is below           children: "
      "*\n"
      " 4 x     no such child\n"
      " 5 *     the wildcard stands in: A\n",
      LANG_EN },
    { "x.old.com",
      " 1 .    start at the root; above the zones here\n"
      " 2 com  there: TXT SOA NS; the zone com. begins here   children: "
      "sub cctv wild old a … 4 more\n"
      " 3 old  there: DNAME; DNAME: all below goes elsewhere\n",
      LANG_EN },
    { "x.sub.com",
      " 1 .    从根开始; 在这里的各区之上\n"
      " 2 com  有: TXT SOA NS; 区 com. 从这里开始   子节点: sub cctv "
      "wild old a … 另外 4 个\n"
      " 3 sub  有: NS; 区切割: 下面归别的服务器管\n",
      LANG_ZH },
};

static void each_label_is_a_line(void **state)
{
    struct zone_load l = flat_load(zone);
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        static const uint8_t root[1];
        uint8_t wire[DNS_NAME_MAX];
        struct bytes text = { (const uint8_t *)rows[i].name,
                              strlen(rows[i].name) };
        struct text out = { 0 };
        struct name n;
        struct walk w;
        size_t len;
        assert_int_equal(name_parse(wire, &len, text, root), NAME_FINE);
        name_set(&n, wire);
        walk_begin(&w, &l.image, &n, 0);
        walk_picture(&out, &w, rows[i].lang);
        assert_string_equal(out.at, rows[i].expected);
        text_free(&out);
    }
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_label_is_a_line),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
