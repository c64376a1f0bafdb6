/*
 * How mistakes are told: how many, how they look, and that any octets at all
 * get a clear answer, soon.
 */
#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <stdlib.h>

/* `n` lines of `line`, which gets the line's number, behind `before`. */
static void write_lines(const char *before, const char *line, unsigned n)
{
    char *text = NULL;
    size_t len;
    FILE *f = open_memstream(&text, &len);
    assert_non_null(f);
    fputs(before, f);
    for (unsigned i = 1; i <= n; i++) {
        const char *number = strchr(line, '%');
        int head = number ? (int)(number - line) : (int)strlen(line);
        fprintf(f, "%.*s", head, line);
        if (number)
            fprintf(f, "%u%s", i, number + 1);
    }
    fclose(f);
    zone_write_bytes("z", text, len);
    free(text);
}

static unsigned count(const char *text, const char *what)
{
    unsigned n = 0;
    for (; (text = strstr(text, what)); text++)
        n++;
    return n;
}

static bool ends_with(const char *text, const char *end)
{
    size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

struct many {
    const char *before, *line;
    unsigned n;      /* lines */
    unsigned told;   /* complaints */
    const char *end; /* of the text */
};

/* Up to 20 are told, the rest is counted. */
static const struct many many[] = {
    { "", "a%.b x\n", 20, 20, "20 | a20.b x\n      |       ^\n" },
    { "", "a%.b x\n", 21, 20,
      "20 | a20.b x\n      |       ^\n"
      "... and 1 more error\n" },
    { "", "a%.b x\n", 5000, 20, "... and 4980 more errors\n" },
    { "", "a.b 203.0.113.1\n", 21, 20, "it is already in line 1\n" },
    { "", "a.b 203.0.113.1\n", 1000, 20, "... and 979 more warnings\n" },
    /* each kind has its 20 */
    { "203.0.113.1 MX CNAME TXT\n", "a%.b x\n", 30, 23,
      "... and 10 more errors\n" },
};

static void up_to_twenty_are_told_and_the_rest_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(many); i++) {
        write_lines(many[i].before, many[i].line, many[i].n);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        const char *said = zone_said(&l);
        assert_int_equal(count(said, "z:"), many[i].told);
        assert_true(ends_with(said, many[i].end));
        zone_free(&l);
    }
}

/* ---- any octets ---- */

struct blob {
    const char *octets;
    size_t n;
};

#define BLOB(text)                                                             \
    {                                                                          \
        text, sizeof(text) - 1                                                 \
    }

/* Nothing that ends a text editor's file well.  None of them may hang. */
static const struct blob blobs[] = {
    BLOB("\177ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\76\0\1\0\0\0"),
    BLOB("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    BLOB("\x1f\x8b\x08\0\0\0\0\0\0\x03\x4b\xd4\x4b\x52"),
    BLOB("\xff\xfe"
         "a\0.\0b\0 \0"
         "1\0.\0"
         "1\0.\0"
         "1\0.\0"
         "1\0\n\0"),
    BLOB("a.b 203.0.113.1\n\0\0\0\0"),
    BLOB("a.b TXT \"a\0b\"\n"),
    BLOB("a\0b.c 203.0.113.1\n"),
    BLOB("a.b 203.0.113\0.1\n"),
    BLOB("\0"),
};

static void any_octets_get_an_answer(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int round = 0; round < 300; round++) {
        static uint8_t octets[2000];
        for (size_t i = 0; i < sizeof octets; i++) {
            static const char likely[] = " \t\n\n.\"\\();$@#0123abcAIN->:";
            seed = seed * 1664525 + 1013904223;
            uint8_t pick = (uint8_t)(seed >> 24);
            octets[i] =
                round % 2 ? pick : (uint8_t)likely[pick % (sizeof likely - 1)];
        }
        zone_write_bytes("z", octets, sizeof octets);
        enum zonefile_format format = (enum zonefile_format)(round % 3);
        struct zone_load l = zone_load_file("z", format);
        if (l.done == 0)
            free(zone_dump(&l.image)); /* all of it can be read */
        zone_free(&l);
    }
}

/* A line of 100,000 characters is no mistake by itself. */
static void long_lines_are_read(void **state)
{
    (void)state;
    write_lines("a.b TXT", " \"text number %\"", 2000);
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    assert_string_equal(zone_said(&l), "");
    zone_free(&l);
    write_lines("a.b", " 203.0.113.1 ;%", 20000);
    l = zone_load_file("z", FORMAT_DETECT);
    assert_int_equal(l.done, 0);
    zone_free(&l);
}

/* ---- bugs ---- */

static void an_octet_of_zero_is_never_accepted(void **state)
{
    (void)state;
    bool refused = true;
    for (size_t i = 0; i < ITEMS(blobs); i++) {
        zone_write_bytes("z", blobs[i].octets, blobs[i].n);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        if (l.done == 0)
            print_error("blob %zu is accepted\n", i);
        refused &= l.done < 0;
        zone_free(&l);
    }
    assert_true(refused);
}

/* A zone file may come from anywhere: its octets do not steer a terminal. */
static void no_control_character_reaches_the_terminal(void **state)
{
    (void)state;
    zone_write("z", "a.b \033[2J\n\033]0;x\a..b 1\n$\033[31m\na.b TXT \x7f\\\n"
                    "a.b \xc2\x9b"
                    "2J\n");
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    for (const char *p = zone_said(&l); *p; p++)
        assert_false(((uint8_t)*p < ' ' && *p != '\n' && *p != '\t') ||
                     *p == 0x7f);
    assert_null(strstr(zone_said(&l), "\xc2\x9b"));
    zone_free(&l);
}

static void a_carriage_return_is_not_part_of_the_excerpt(void **state)
{
    (void)state;
    zone_write("z", "a.b 203.0.113\r\n");
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    assert_string_equal(
        zone_said(&l),
        "z:1:5: '203.0.113' is not an address and not a record type\n"
        "    1 | a.b 203.0.113\n"
        "      |     ^^^^^^^^^ an IPv4 address has four numbers: "
        "203.0.113.7\n");
    zone_free(&l);
}

/* 200,000 characters wrong in one line are not shown three times over. */
static void an_excerpt_has_its_limits(void **state)
{
    (void)state;
    write_lines("", "xxxxxxxxxxxxxxxxxxxx", 10000);
    struct zone_load l = zone_load_file("z", FORMAT_DETECT);
    assert_int_equal(l.complaints.errors, 1);
    assert_true(l.complaints.len < 2000);
    zone_free(&l);
    write_lines("a.b TXT", " \"text number %\"", 10000);
    FILE *f = fopen("z", "a");
    fputs(" \"\n", f);
    fclose(f);
    l = zone_load_file("z", FORMAT_DETECT);
    assert_int_equal(l.complaints.errors, 1);
    assert_true(l.complaints.len < 2000);
    zone_free(&l);
}

/* Those that are only counted must not cost a search for their line: with one
 * each, this would take minutes, and tests/run.sh ends a test after two. */
static void a_hundred_thousand_complaints_are_counted_at_once(void **state)
{
    (void)state;
    static const struct many kinds[] = {
        { "$ZONE c\n", "a%.b 203.0.113.1\n", 200000, 0, NULL },
        { "", "a.b 203.0.113.1\na%.b CNAME nowhere\n", 100000, 0, NULL },
        { "b NS ns.c\n", "a%.b 203.0.113.1\n", 200000, 0, NULL },
    };
    for (size_t i = 0; i < ITEMS(kinds); i++) {
        write_lines(kinds[i].before, kinds[i].line, kinds[i].n);
        struct zone_load l = zone_load_file("z", FORMAT_DETECT);
        assert_true(l.complaints.errors + l.complaints.warnings > 180000);
        zone_free(&l);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(up_to_twenty_are_told_and_the_rest_counted),
        cmocka_unit_test(any_octets_get_an_answer),
        cmocka_unit_test(long_lines_are_read),
        cmocka_unit_test(an_octet_of_zero_is_never_accepted),
        cmocka_unit_test(no_control_character_reaches_the_terminal),
        cmocka_unit_test(a_carriage_return_is_not_part_of_the_excerpt),
        cmocka_unit_test(an_excerpt_has_its_limits),
        cmocka_unit_test(a_hundred_thousand_complaints_are_counted_at_once),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
