/* Options with +: exact, shortened, negated, and those that are none. */
#include "tools/optword.h"

#include "tests/shared/test.h"
#include "tools/opttable.h"

static struct settings settings;
static struct request request;

static bool apply(char *why, const char *word)
{
    struct choice c = {
        .settings = &settings,
        .request = &request,
        .global = true,
    };
    return optword_apply(why, word, &c);
}

static int begin(void **state)
{
    (void)state;
    settings = (struct settings){ .ndots = -1 };
    request = (struct request){ .edns = EDNS_NONE };
    return 0;
}

static void any_beginning_that_is_one_option_s(void **state)
{
    static const struct {
        const char *word;
        bool *field;
    } words[] = {
        { "short", &settings.short_form },
        { "shor", &settings.short_form },
        { "SHORT", &settings.short_form },
        { "sho", NULL },
        { "ans", &request.answer },
        { "rec", &request.rd },
        { "rd", &request.rd },
        { "i", &request.ignore_tc },
        { "ig", &request.ignore_tc },
        { "do", &request.dnssec },
        { "dn", &request.dnssec },
        { "cd", &request.cd },
        { "ad", &request.ad },
        { "add", &request.additional },
        { "aa", &request.aa },
        { "tcp", &request.tcp },
        { "vc", &request.tcp },
        { "v", &request.tcp },
        { "co", &request.compact_ok },
        { "m", NULL },
        { "t", NULL },
        { "tc", NULL },
        { "", NULL },
        { "nosuch", NULL },
        { "shorts", NULL },
    };
    for (size_t i = 0; i < ITEMS(words); i++) {
        char why[OPTWORD_WHY];
        begin(state);
        bool good = apply(why, words[i].word);
        if (strcmp(words[i].word, "m") == 0)
            continue; /* as long as nothing else begins so */
        assert_int_equal(good, words[i].field != NULL);
        if (words[i].field)
            assert_true(*words[i].field);
    }
}

static void no_in_front_negates(void **state)
{
    char why[OPTWORD_WHY];
    (void)state;
    request.answer = request.rd = true;
    assert_true(apply(why, "noanswer"));
    assert_false(request.answer);
    assert_true(apply(why, "norec"));
    assert_false(request.rd);
    assert_true(apply(why, "nocl"));
    assert_true(request.columns.no_class);
    assert_false(apply(why, "notime=3"));
    assert_false(apply(why, "nobufsize=512"));
}

static const struct {
    const char *word, *why;
} refused[] = {
    { "sho", "+sho may be +short +showbadcookie +showsearch" },
    { "tc", "+tc may be +tcflag +tcp" },
    { "anwser", "no such option: +anwser\nNearest is +answer" },
    { "shrot", "no such option: +shrot\nNearest is +short" },
    { "time", "+timeout needs a value behind =" },
    { "time=x", "+timeout is no number that it may be" },
    { "edns=256", "+edns is no number that it may be" },
    { "padding=513", "+padding is no number that it may be" },
    { "bufsize=65536", "+bufsize is no number that it may be" },
    { "cookie=0", "+cookie is not up to 40 octets in hexadecimal" },
    { "ednsopt=70000", "+ednsopt is no code of an option" },
    { "ednsopt=3:xy",
      "+ednsopt is not up to 1023 octets in hexadecimal behind the colon" },
    { "subnet=10.1", "+subnet is no ADDRESS[/BITS]" },
    { "subnet=10.0.0.0/33", "+subnet is no ADDRESS[/BITS]" },
    { "short=FOO", "+short is no type of records" },
    { "qid=65536", "+qid is no number that it may be" },
};

static void mistakes_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(refused); i++) {
        char why[OPTWORD_WHY];
        assert_false(apply(why, refused[i].word));
        assert_string_equal(why, refused[i].why);
    }
}

static void values_are_taken(void **state)
{
    char why[OPTWORD_WHY];
    (void)state;
    assert_true(apply(why, "time=0"));
    assert_int_equal(settings.timeout, 1); /* at least */
    assert_true(apply(why, "retry=2"));
    assert_int_equal(request.tries, 3);
    assert_true(apply(why, "tries=0"));
    assert_int_equal(request.tries, 1);
    assert_true(apply(why, "edns"));
    assert_int_equal(request.edns, 0);
    assert_true(apply(why, "noedns"));
    assert_int_equal(request.edns, EDNS_NONE);
    assert_true(apply(why, "nsid")); /* brings EDNS with it */
    assert_int_equal(request.edns, 0);
    assert_true(apply(why, "split=5"));
    assert_int_equal(settings.split, 8);
    assert_true(apply(why, "subnet=10.1/12"));
    assert_int_equal(request.subnet.bits, 12);
    assert_memory_equal(request.subnet.address, "\12\0\0\0", 4);
    assert_true(apply(why, "short=mx"));
    assert_int_equal(settings.short_type, TYPE_MX);
    assert_true(apply(why, "opcode=notify"));
    assert_int_equal(request.opcode, 4);
}

static void the_table_is_in_order(void **state)
{
    size_t n;
    const struct option *table = opttable(&n);
    (void)state;
    assert_true(n > 60);
    for (size_t i = 1; i < n; i++)
        assert_true(strcmp(table[i - 1].name, table[i].name) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(any_beginning_that_is_one_option_s, begin),
        cmocka_unit_test_setup(no_in_front_negates, begin),
        cmocka_unit_test_setup(mistakes_are_named, begin),
        cmocka_unit_test_setup(values_are_taken, begin),
        cmocka_unit_test(the_table_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
