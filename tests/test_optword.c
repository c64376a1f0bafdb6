/* Options with +: exact, shortened, negated, and those that are none. */
#include "tools/optword.h"

#include "tests/shared/test.h"
#include "tools/opttable.h"

static struct settings settings;
static struct request request;

static struct refusal refusal;

static bool apply(const char *word)
{
    struct choice c = {
        .settings = &settings,
        .request = &request,
        .global = true,
        .mark = "+",
    };
    return optword_apply(&refusal, word, &c);
}

static int end(void **state)
{
    (void)state;
    keep_free(&settings.kept);
    return 0;
}

static int begin(void **state)
{
    end(state);
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
        begin(state);
        bool good = apply(words[i].word);
        if (strcmp(words[i].word, "m") == 0)
            continue; /* as long as nothing else begins so */
        assert_int_equal(good, words[i].field != NULL);
        if (words[i].field)
            assert_true(*words[i].field);
    }
}

static void no_in_front_negates(void **state)
{
    (void)state;
    request.answer = request.rd = true;
    assert_true(apply("noanswer"));
    assert_false(request.answer);
    assert_true(apply("norec"));
    assert_false(request.rd);
    assert_true(apply("nocl"));
    assert_true(request.columns.no_class);
    assert_false(apply("notime=3"));
    assert_false(apply("nobufsize=512"));
}

#define NONE "no such option"
#define SEVERAL "several options begin so"
#define MISSING "no value"
#define WRONG "not a value that it may have"

static const struct {
    const char *word, *what, *mend;
} refused[] = {
    { "sho", SEVERAL, "+short +showbadcookie +showsearch" },
    { "tc", SEVERAL, "+tcflag +tcp" },
    { "anwser", NONE, "Nearest is +answer." },
    { "shrot", NONE, "Nearest is +short." },
    { "noshrot", NONE, "Nearest is +noshort." },
    { "nobufsize", "it cannot be undone", "There is +bufsize[=N]." },
    { "time", MISSING, "+timeout=N is a number from 0 to 2147483647." },
    { "time=", MISSING, "+timeout=N is a number from 0 to 2147483647." },
    { "time=x", WRONG, "+timeout=N is a number from 0 to 2147483647." },
    { "tries=-1", WRONG, "+tries=N is a number from 0 to 4294967295." },
    { "retry=x", WRONG, "+retry=N is a number from 0 to 4294967294." },
    { "ndots=70000", WRONG, "+ndots=N is a number from 0 to 65535." },
    { "edns=256", WRONG, "+edns[=N] is a number from 0 to 255." },
    { "ednsflags=65536", WRONG,
      "+ednsflags[=N] is a number from 0 to 65535 or 0xffff." },
    { "padding=513", WRONG, "+padding=N is a number from 0 to 512." },
    { "padding", MISSING, "+padding=N is a number from 0 to 512." },
    { "bufsize=65536", WRONG, "+bufsize[=N] is a number from 0 to 65535." },
    { "split=1024", WRONG, "+split[=N] is a number from 0 to 1023." },
    { "qid=65536", WRONG, "+qid=N is a number from 0 to 65535." },
    { "qid", MISSING, "+qid=N is a number from 0 to 65535." },
    { "domain=", MISSING, "+domain=NAME is a name." },
    { "cookie=0", WRONG,
      "+cookie[=HEX] is up to 80 digits 0-9 a-f, an even number of them." },
    { "ednsopt=70000", WRONG,
      "+ednsopt=CODE[:HEX] is 0 to 65535 or a name like NSID, and up to 2046 "
      "digits 0-9 a-f, even." },
    { "opcode=16", WRONG,
      "+opcode=N is a number from 0 to 15, or QUERY, STATUS, NOTIFY, UPDATE." },
    { "subnet=10.1", WRONG,
      "+subnet=ADDR[/N] is an address, like 192.0.2.1, 10.1/16 or "
      "2001:db8::/32." },
    { "short=FOO", WRONG,
      "+short[=TYPE] is a type of records, like MX or TYPE65280, or: type." },
    { "explain=no", WRONG, "+explain[=PART] is query, reply or words." },
    { "pcap", MISSING, "+pcap=FILE is the name of a file." },
};

static void mistakes_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(refused); i++) {
        assert_false(apply(refused[i].word));
        assert_string_equal(refusal.what, refused[i].what);
        assert_string_equal(refusal.mend, refused[i].mend);
    }
}

/* All that the table has: whatever must have a value says what it is to be. */
static void no_value_is_taken_in_silence(void **state)
{
    static const char *const any[] = { "domain", "pcap" };
    size_t n;
    const struct option *table = opttable(&n);
    (void)state;
    for (size_t i = 0; i < n; i++) {
        char word[64];
        if (!table[i].value || strcmp(table[i].name, any[0]) == 0 ||
            strcmp(table[i].name, any[1]) == 0)
            continue;
        snprintf(word, sizeof word, "%s=?", table[i].name);
        assert_false(apply(word));
        assert_string_equal(refusal.what, WRONG);
        snprintf(word, sizeof word, "+%s%s is ", table[i].name, table[i].value);
        assert_memory_equal(refusal.mend, word, strlen(word));
        assert_int_equal(apply(table[i].name), *table[i].value == '[');
    }
}

static void values_are_taken(void **state)
{
    (void)state;
    assert_true(apply("time=0"));
    assert_int_equal(settings.timeout, 1); /* at least */
    assert_true(apply("retry=2"));
    assert_int_equal(request.tries, 3);
    assert_true(apply("tries=0"));
    assert_int_equal(request.tries, 1);
    assert_true(apply("edns"));
    assert_int_equal(request.edns, 0);
    assert_true(apply("noedns"));
    assert_int_equal(request.edns, EDNS_NONE);
    assert_true(apply("nsid")); /* brings EDNS with it */
    assert_int_equal(request.edns, 0);
    assert_true(apply("split=5"));
    assert_int_equal(settings.split, 8);
    assert_true(apply("subnet=10.1/12"));
    assert_int_equal(request.subnet.bits, 12);
    assert_memory_equal(request.subnet.address, "\12\0\0\0", 4);
    assert_true(apply("edns=") && apply("bufsize=") && apply("split="));
    assert_true(apply("ndots=99")); /* as dig has it */
    assert_true(apply("padding=12") && apply("nopadding"));
    assert_int_equal(request.padding, 0);
    assert_true(apply("short=mx"));
    assert_int_equal(settings.short_type, TYPE_MX);
    assert_true(apply("opcode=notify"));
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
        cmocka_unit_test_setup(no_value_is_taken_in_silence, begin),
        cmocka_unit_test_setup(values_are_taken, begin),
        cmocka_unit_test(the_table_is_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, end);
}
