#include "resolver/bulletin.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>

#define ZONE "$ZONE a.test\n$PTR off\n"

/* Told when a zone file of the one text becomes one of the other. */
static char *told(const char *before, const char *after)
{
    zone_write("z", before);
    struct zone_load old = zone_load_file("z", FORMAT_DETECT);
    zone_write("z", after);
    struct zone_load new = zone_load_file("z", FORMAT_DETECT);
    assert_string_equal(zone_said(&old), "");
    assert_string_equal(zone_said(&new), "");
    char *text = bulletin_text(&old.image, &new.image);
    zone_free(&old);
    zone_free(&new);
    assert_non_null(text);
    return text;
}

static const struct {
    const char *before, *after, *told;
} rows[] = {
    { ZONE, ZONE "b.a.test 203.0.113.8\n",
      "twigd: + b.a.test A 203.0.113.8\n" },
    { ZONE "b.a.test 203.0.113.8\n", ZONE,
      "twigd: - b.a.test A 203.0.113.8\n" },
    { ZONE "b.a.test 203.0.113.8\n", ZONE "b.a.test 203.0.113.9\n",
      "twigd: - b.a.test A 203.0.113.8\n"
      "twigd: + b.a.test A 203.0.113.9\n" },
    /* the TTL, when it is that */
    { ZONE "b.a.test 60 203.0.113.8\n", ZONE "b.a.test 70 203.0.113.8\n",
      "twigd: - b.a.test 60 A 203.0.113.8\n"
      "twigd: + b.a.test 70 A 203.0.113.8\n" },
    { ZONE "b.a.test 60 203.0.113.8\n", ZONE "b.a.test 60 2001:db8::8\n",
      "twigd: - b.a.test A 203.0.113.8\n"
      "twigd: + b.a.test AAAA 2001:db8::8\n" },
    /* names in the data */
    { ZONE, ZONE "b.a.test MX 5 mail.example\n",
      "twigd: + b.a.test MX 5 mail.example.\n" },
    /* the same in other words; a serial by itself */
    { ZONE "b.a.test 203.0.113.8\n", ZONE "# b\n",
      "twigd: - b.a.test A 203.0.113.8\n" },
    { ZONE "b.a.test 203.0.113.8\n", ZONE "test > a > b 203.0.113.8 # b\n",
      "twigd: no record changed\n" },
    { "a.test. 60 SOA a. b. 1 2 3 4 5\na.test. 60 NS a.\n",
      "a.test. 60 SOA a. b. 2 2 3 4 5\na.test. 60 NS a.\n",
      "twigd: no record changed\n" },
    /* what would steer a terminal */
    { ZONE, ZONE "b.a.test TXT \"\x1b[2J\"\n",
      "twigd: + b.a.test TXT \"\\027[2J\"\n" },
};

static void each_record_that_came_or_went_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        char *text = told(rows[i].before, rows[i].after);
        if (strcmp(text, rows[i].told) != 0)
            fail_msg("row %zu: %s", i, text);
        free(text);
    }
}

/* `n` names whose addresses are of generation g. */
static char *many(unsigned n, unsigned g)
{
    char *text = NULL;
    size_t len;
    FILE *out = open_memstream(&text, &len);
    fputs(ZONE, out);
    for (unsigned i = 0; i < n; i++)
        fprintf(out, "n%u.a.test 10.0.%u.%u\n", i, g, i);
    fclose(out);
    return text;
}

static void more_than_ten_are_counted(void **state)
{
    static const struct {
        unsigned before, after, lines;
        const char *last; /* line */
    } sizes[] = {
        { 0, 10, 10, NULL },
        { 0, 11, 11, "twigd: and 1 more came, 0 went\n" },
        { 50, 50, 11, "twigd: and 45 more came, 45 went\n" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(sizes); i++) {
        char *before = many(sizes[i].before, 1),
             *after = many(sizes[i].after, 2);
        char *text = told(before, after);
        unsigned lines = 0;
        for (const char *p = text; (p = strchr(p, '\n')); p++)
            lines++;
        assert_int_equal(lines, sizes[i].lines);
        if (sizes[i].last)
            assert_non_null(strstr(text, sizes[i].last));
        free(text);
        free(before);
        free(after);
    }
}

static void a_long_record_is_cut(void **state)
{
    char zone[600], name[256];
    (void)state;
    memset(name, 'x', 250);
    name[250] = '\0';
    snprintf(zone, sizeof zone, ZONE "b.a.test TXT %s %s\n", name, name);
    char *text = told(ZONE, zone);
    assert_in_range(strlen(text), 120, 180);
    assert_string_equal(text + strlen(text) - 5, "x...\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_record_that_came_or_went_is_told),
        cmocka_unit_test(more_than_ten_are_counted),
        cmocka_unit_test(a_long_record_is_cut),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
