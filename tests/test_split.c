/*
 * A flat world cut into zones: which there are, and each one's text.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include "zonefile/flat.h"
#include "zonefile/nametext.h"
#include "zonefile/settle.h"
#include "zonefile/split.h"

#include <stdlib.h>

struct world {
    struct records *records;
    struct split split;
};

static struct world begin(const char *text)
{
    struct complaints c = { .text = NULL };
    struct world w = { .records = records_new() };
    assert_non_null(w.records);
    struct source *in = source_text("z", text, strlen(text));
    assert_int_equal(records_source(w.records, in), 0);
    assert_int_equal(flat_read(w.records, 0, &c), 0);
    assert_int_equal(settle(w.records, &c), 0);
    assert_int_equal(c.errors, 0);
    complaint_free(&c);
    assert_int_equal(split_begin(&w.split, w.records), 0);
    return w;
}

static void end(struct world *w)
{
    split_end(&w->split);
    records_free(w->records);
}

static char *text_of(const struct world *w, unsigned zone,
                     const struct split_style *style)
{
    char *text;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    split_write(&w->split, zone, style, to);
    fclose(to);
    return text;
}

/* ---- which zones there are ---- */

/* The zones' names in their order, a blank between. */
static const struct zone_row plans[] = {
    { "", "." },
    { "net 203.0.113.1\n", ". net." },
    { "a.com 203.0.113.1\n", ". com." },
    { "a.b.com 203.0.113.1\nc.org 203.0.113.1\n", ". com. org. b.com." },
    /* all top-level domains first, then in the order of the file */
    { "x.z.b 203.0.113.1\nx.y.a 203.0.113.1\n", ". b. a. z.b. y.a." },
    /* not deeper, unless the file says so */
    { "a.b.c.d.e 203.0.113.1\n", ". e. d.e." },
    { "$ZONE e\n$ZONE b.c.d.e\na.b.c.d.e 203.0.113.1\n", ". e. d.e. b.c.d.e." },
    /* not at a wildcard, an alias, a delegation, nor below one */
    { "*.com 203.0.113.1\na.*.com 203.0.113.1\n", ". com." },
    { "a CNAME b\nb 203.0.113.1\nx.y.a 203.0.113.1\n", ". b." },
    { "b.a DNAME c\nc 203.0.113.1\n", ". a. c." },
    { "b.a NS ns.b.a\nns.b.a 203.0.113.1\n", ". a." },
};

static void zones_are_cut_at_the_top_two_levels(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(plans); i++) {
        struct world w = begin(plans[i].text);
        char list[1024] = "", name[NAME_TEXT_MAX];
        for (unsigned z = 0; z < w.split.zones_n; z++) {
            split_name(&w.split, z, name);
            strcat(strcat(list, z ? " " : ""), name);
        }
        assert_string_equal(list, plans[i].expected);
        end(&w);
    }
}

static void more_zones_than_addresses_stay_where_they_are(void **state)
{
    (void)state;
    char *text;
    size_t n;
    FILE *to = open_memstream(&text, &n);
    for (unsigned i = 0; i < SPLIT_MAX + 5; i++)
        fprintf(to, "a.t%u 203.0.113.1\n", i);
    fclose(to);
    struct world w = begin(text);
    assert_int_equal(w.split.zones_n, SPLIT_MAX);
    assert_int_equal(w.split.left_out, 6);
    end(&w);
    free(text);
}

static void a_zone_is_found_by_its_name(void **state)
{
    (void)state;
    struct world w = begin("a.b.com 203.0.113.1\n");
    assert_int_equal(split_find(&w.split, (const uint8_t *)""), 0);
    assert_int_equal(split_find(&w.split, (const uint8_t *)"\1B\3com"), 2);
    assert_int_equal(split_find(&w.split, (const uint8_t *)"\1x\3com"),
                     SPLIT_MAX);
    assert_int_equal(split_find(&w.split, (const uint8_t *)"\1a\1b\3com"),
                     SPLIT_MAX);
    end(&w);
}

/* ---- texts ---- */

static const char world_text[] = "# The world.\n"
                                 "\n"
                                 "$TTL 600\n"
                                 "com 203.0.113.1\n"
                                 "# its own comment\n"
                                 "cctv.com 300 203.0.113.2  # and behind\n"
                                 "com -> cctv -> news 203.0.113.3\n"
                                 "203.0.113.4 a.cctv.com b.com\n"
                                 "cctv.com TXT ( one\n"
                                 "   two )\n"
                                 "ns.cctv.com 203.0.113.5\n";

static const char *const texts[] = {
    "# The zone ., as its server at 127.0.0.41 has it.\n"
    "# Change it, save it, and ask again.\n"
    "\n"
    "$ZONE .\n"
    "$PTR off\n"
    "\n"
    ". NS ns.\n"
    "ns. 127.0.0.41\n"
    "\n"
    "# Given away: each of these is a zone of its own.\n"
    "com. NS ns.com.\n"
    "ns.com. 127.0.0.42    # glue\n"
    "\n"
    "# Its own names.\n"
    "$TTL 600\n",

    "# The zone com., as its server at 127.0.0.42 has it.\n"
    "# Change it, save it, and ask again.\n"
    "\n"
    "$ZONE com.\n"
    "$PTR off\n"
    "\n"
    "com. NS ns.com.\n"
    "ns.com. 127.0.0.42\n"
    "\n"
    "# Given away: each of these is a zone of its own.\n"
    "cctv.com. NS ns2.cctv.com.\n"
    "ns2.cctv.com. 127.0.0.43    # glue\n"
    "\n"
    "# Its own names.\n"
    "$TTL 600\n"
    "com 203.0.113.1\n"
    "203.0.113.4 b.com.\n",

    "# The zone cctv.com., as its server at 127.0.0.43 has it.\n"
    "# Change it, save it, and ask again.\n"
    "\n"
    "$ZONE cctv.com.\n"
    "$PTR off\n"
    "\n"
    "cctv.com. NS ns2.cctv.com.\n"
    "ns2.cctv.com. 127.0.0.43\n"
    "\n"
    "# Its own names.\n"
    "$TTL 600\n"
    "# its own comment\n"
    "cctv.com 300 203.0.113.2  # and behind\n"
    "com -> cctv -> news 203.0.113.3\n"
    "203.0.113.4 a.cctv.com.\n"
    "cctv.com TXT ( one\n"
    "   two )\n"
    "ns.cctv.com 203.0.113.5\n",
};

static void lines_go_where_their_names_belong(void **state)
{
    (void)state;
    struct world w = begin(world_text);
    struct split_style style = { .literal = false };
    assert_int_equal(w.split.zones_n, ITEMS(texts));
    for (unsigned z = 0; z < ITEMS(texts); z++) {
        char *text = text_of(&w, z, &style);
        assert_string_equal(text, texts[z]);
        free(text);
    }
    end(&w);
}

static void the_text_of_each_zone_loads_without_a_word(void **state)
{
    (void)state;
    size_t n = (size_t)(lesson_text_end - lesson_text);
    char *lesson = strndup(lesson_text, n);
    struct world w = begin(lesson);
    struct split_style styles[2] = { { .literal = false },
                                     { .literal = true } };
    for (unsigned i = 0; i < ITEMS(styles); i++)
        for (unsigned z = 0; z < w.split.zones_n; z++) {
            char *text = text_of(&w, z, &styles[i]);
            zone_write("z", text);
            struct zone_load l = zone_load_file("z", FORMAT_DETECT);
            assert_string_equal(zone_said(&l), "");
            assert_int_equal(l.done, 0);
            zone_free(&l);
            free(text);
        }
    end(&w);
    free(lesson);
}

static void apexes_have_our_servers_and_not_those_of_the_file(void **state)
{
    (void)state;
    struct world w = begin("$ZONE com\n"
                           "com SOA a.com b.com 1 2 3 4 5\n"
                           "com NS far.net\n"
                           "sub.com NS far.net\n");
    struct split_style style = { .literal = true };
    char *text = text_of(&w, 1, &style);
    assert_null(strstr(text, "SOA"));
    assert_non_null(strstr(text, "com. NS 127.0.0.42.\n"));
    assert_null(strstr(text, "\ncom NS far.net\n"));
    assert_non_null(strstr(text, "\nsub.com NS far.net\n"));
    free(text);
    end(&w);
}

/* ---- broken on purpose ---- */

static const struct {
    struct split_style style;
    const char *delegation; /* of cctv.com. */
} broken[] = {
    { { false, { [2] = BREAK_LAME } },
      "cctv.com. NS ns2.cctv.com.\nns2.cctv.com. 127.0.0.40    # glue\n\n" },
    { { false, { [2] = BREAK_NOGLUE } }, "cctv.com. NS ns2.cctv.com.\n\n" },
    { { false, { [2] = BREAK_LOOP } }, "cctv.com. NS ns.com.\n\n" },
    { { true, { 0 } }, "cctv.com. NS 127.0.0.43.\n\n" },
    { { true, { [2] = BREAK_LAME } }, "cctv.com. NS 127.0.0.40.\n\n" },
    { { true, { [2] = BREAK_LOOP } }, "cctv.com. NS 127.0.0.42.\n\n" },
};

static void a_delegation_is_broken_as_asked(void **state)
{
    (void)state;
    struct world w = begin(world_text);
    for (unsigned i = 0; i < ITEMS(broken); i++) {
        char *text = text_of(&w, 1, &broken[i].style);
        assert_non_null(strstr(text, broken[i].delegation));
        free(text);
    }
    end(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(zones_are_cut_at_the_top_two_levels),
        cmocka_unit_test(more_zones_than_addresses_stay_where_they_are),
        cmocka_unit_test(a_zone_is_found_by_its_name),
        cmocka_unit_test(lines_go_where_their_names_belong),
        cmocka_unit_test(the_text_of_each_zone_loads_without_a_word),
        cmocka_unit_test(apexes_have_our_servers_and_not_those_of_the_file),
        cmocka_unit_test(a_delegation_is_broken_as_asked),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
