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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_ends_where_it_is_said_to),
        cmocka_unit_test(letters_to_change_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
