/* How far a word is from one that there is. */
#include "zonefile/nearest.h"

#include "tests/shared/test.h"

static const struct {
    const char *written, *name;
    unsigned distance;
} words[] = {
    { "", "", 0 },
    { "port", "port", 0 },
    { "", "port", 4 },
    { "port", "", 4 },
    { "prot", "port", 1 },
    { "POTR", "port", 1 },
    { "port", "PORT", 0 },
    { "poort", "port", 1 },
    { "por", "port", 1 },
    { "ports", "port", 1 },
    { "pork", "port", 1 },
    { "xport", "port", 1 },
    { "kitten", "sitting", 3 },
    { "a word that is much longer than any name of an option is", "as", 54 },
    { "x", "a-name-of-31-letters-is-allowed", 31 },
};

static void a_word_ends_where_it_is_said_to(void **state)
{
    (void)state;
    assert_int_equal(nearest_distance("ports", 4, "port"), 0);
    assert_int_equal(nearest_distance("opxx", 2, "po"), 1);
}

static void letters_to_change_are_counted(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(words); i++)
        assert_int_equal(nearest_distance(words[i].written,
                                          strlen(words[i].written),
                                          words[i].name),
                         words[i].distance);
}

static const struct {
    const char *written, *nearest; /* NULL: nothing is near */
} offers[] = {
    { "shrot", "short" },
    { "SHRT", "short" },
    { "sort", "short" },
    { "prt", "port" },
    { "pord", "port" },
    { "foo", NULL },
    { "", NULL },
    { "nosuch", NULL },
    { "xyz", NULL },
    { "pqrt", "port" },
    { "s", NULL },
    { "tca", "tcp" },
    { "reverze", "reverse" },
};

static void what_is_far_was_not_meant(void **state)
{
    static const char *const names[] = { "port", "short", "sport",  "qr",
                                         "tcp",  "all",   "reverse" };
    (void)state;
    for (size_t i = 0; i < ITEMS(offers); i++) {
        struct nearest best = { 0 };
        const char *written = offers[i].written;
        for (size_t k = 0; k < ITEMS(names); k++)
            nearest_offer(&best, written, strlen(written), names[k]);
        if (offers[i].nearest)
            assert_string_equal(best.name, offers[i].nearest);
        else
            assert_null(best.name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_ends_where_it_is_said_to),
        cmocka_unit_test(what_is_far_was_not_meant),
        cmocka_unit_test(letters_to_change_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
