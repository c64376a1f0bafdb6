#include "tests/shared/test.h"
#include "tools/udplab/lab.h"
#include "tools/udplab/plan.h"
#include "tools/udplab/room.h"
#include "tools/udplab/upper.h"
#include "tools/udplab/words.h"

#include <netinet/in.h>

static void only_the_letters_a_to_z_become_capitals(void **state)
{
    char text[] = "az AZ `{@[ 0 \xc3\xa9 \xff",
         want[] = "AZ AZ `{@[ 0 \xc3\xa9 \xff";
    (void)state;
    upper_case(text, sizeof text - 1);
    assert_string_equal(text, want);
    upper_case(text, 0);
    char nul[] = { 'a', '\0', 'b' };
    upper_case(nul, sizeof nul);
    assert_memory_equal(nul, "A\0B", 3);
}

static void a_window_admits_five_within_its_span(void **state)
{
    static const struct {
        int64_t now;
        bool admitted;
    } events[] = {
        { 0, true },    { 1, true },     { 2, true },    { 50, true },
        { 60, true },   { 60, false },   { 99, false },  { 100, true },
        { 100, false }, { 101, true },   { 102, true },  { 102, false },
        { 149, false }, { 150, true },   { 160, true },  { 199, false },
        { 999, true },  { 999, true },   { 999, true },  { 999, true },
        { 999, true },  { 1098, false }, { 1099, true },
    };
    struct window w = { 0 };
    (void)state;
    for (size_t i = 0; i < ITEMS(events); i++)
        assert_int_equal(window_admits(&w, events[i].now, 100),
                         events[i].admitted);
}

static struct sockaddr_storage client(unsigned port)
{
    struct sockaddr_storage at = { 0 };
    struct sockaddr_in in = { .sin_family = AF_INET,
                              .sin_port = (in_port_t)port };
    memcpy(&at, &in, sizeof in);
    return at;
}

static struct guest *enter(struct room *room, unsigned port, int64_t now)
{
    struct sockaddr_storage at = client(port);
    return room_enter(room, &at, sizeof(struct sockaddr_in), now);
}

static void a_room_has_so_many_seats_and_no_more(void **state)
{
    struct room room = { 0 };
    (void)state;
    for (unsigned i = 1; i <= SEATS; i++)
        assert_int_equal(room_number(&room, enter(&room, i, i)), i);
    assert_null(enter(&room, 99, 20));
    /* who is known keeps the seat */
    assert_int_equal(room_number(&room, enter(&room, 3, 30)), 3);
    /* who leaves makes room for one more */
    room_leave(&room.seats[4]);
    assert_int_equal(room_number(&room, enter(&room, 99, 40)), 5);
    assert_null(enter(&room, 100, 50));
}

static void who_is_silent_is_found(void **state)
{
    struct room room = { 0 };
    (void)state;
    assert_null(room_silent(&room, 1000, 10));
    enter(&room, 1, 0);
    struct guest *two = enter(&room, 2, 5);
    enter(&room, 1, 8);
    assert_null(room_silent(&room, 14, 10));
    assert_ptr_equal(room_silent(&room, 15, 10), two);
    room_leave(two);
    assert_null(room_silent(&room, 15, 10));
}

static void the_same_seed_makes_the_same_accidents(void **state)
{
    unsigned seen[FATE_LATE + 1] = { 0 }, differ = 0;
    struct plan a = plan_begin(7), b = plan_begin(7), c = plan_begin(8);
    (void)state;
    for (int i = 0; i < 10000; i++) {
        enum fate fate = plan_next(&a);
        assert_int_equal(fate, plan_next(&b));
        differ += fate != plan_next(&c);
        seen[fate]++;
    }
    assert_true(differ > 1000);
    assert_in_range(seen[FATE_LOST], 2200, 2800);
    assert_in_range(seen[FATE_TWICE], 1200, 1800);
    assert_in_range(seen[FATE_LATE], 1200, 1800);
}

static void odd_bytes_are_shown_as_escapes(void **state)
{
    static const struct {
        const char *bytes;
        size_t n;
        const char *shown;
    } cases[] = {
        { "", 0, "" },
        { "abc", 3, "abc" },
        { "a\0b", 3, "a\\000b" },
        { "\033[2J", 4, "\\027[2J" },
        { "\\", 1, "\\092" },
        { "\xe6\x96\xb0", 3, "\xe6\x96\xb0" },
        { "\xe6\x96", 2, "\\230\\150" },
        { "\xc0\x80\xff", 3, "\\192\\128\\255" },
        { "\xe2\x80\xae", 3, "\\226\\128\\174" }, /* turns the line around */
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(cases); i++)
        assert_string_equal(lab_shown(cases[i].bytes, cases[i].n).text,
                            cases[i].shown);
    /* long ones are cut, and fit, whatever they are made of */
    char data[LAB_DATAGRAM];
    for (int fill = 0; fill < 256; fill++) {
        memset(data, fill, sizeof data);
        size_t n = strlen(lab_shown(data, sizeof data).text);
        assert_in_range(n, LAB_SHOWN, sizeof(struct shown) - 1);
    }
}

/* What printf wants of arguments: each conversion's letters, one by one. */
static void conversions(char *out, const char *text)
{
    for (const char *p = strchr(text, '%'); p; p = strchr(p, '%')) {
        p++;
        if (*p == '%') {
            p++;
            continue;
        }
        p += strspn(p, "0123456789.");
        size_t n = strspn(p, "lz") + 1;
        memcpy(out, p, n);
        out += n;
        p += n;
    }
    *out = '\0';
}

static void both_languages_take_the_same_arguments(void **state)
{
    (void)state;
    assert_true(words_n > 40);
    for (size_t i = 0; i < words_n; i++) {
        char en[200], zh[200];
        conversions(en, words_table[i].en);
        conversions(zh, words_table[i].zh);
        assert_string_equal(en, zh);
        assert_string_not_equal(words_table[i].en, words_table[i].zh);
        const char *end_en = strrchr(words_table[i].en, '\n');
        const char *end_zh = strrchr(words_table[i].zh, '\n');
        assert_true((end_en && !end_en[1]) == (end_zh && !end_zh[1]));
        assert_ptr_equal(in_words(LANG_ZH, words_table[i].en),
                         words_table[i].zh);
    }
    assert_string_equal(in_words(LANG_EN, "seat"), "seat");
    assert_string_equal(in_words(LANG_ZH, "no such text"), "no such text");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_the_letters_a_to_z_become_capitals),
        cmocka_unit_test(a_window_admits_five_within_its_span),
        cmocka_unit_test(a_room_has_so_many_seats_and_no_more),
        cmocka_unit_test(who_is_silent_is_found),
        cmocka_unit_test(the_same_seed_makes_the_same_accidents),
        cmocka_unit_test(odd_bytes_are_shown_as_escapes),
        cmocka_unit_test(both_languages_take_the_same_arguments),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
