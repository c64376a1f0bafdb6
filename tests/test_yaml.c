/* Messages as YAML.  That the layout is dig's, tests/e2e/36-yaml.sh shows;
 * here is what must not break it. */
#include "tools/yaml.h"

#include "tests/shared/test.h"
#include "tests/shared/wellformed.h"

#define BYTES(text)                                                            \
    ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

#define ASKED "\0\0\20\0\1"
#define OPTIONS(octets)                                                        \
    BYTES("\0\7\205\0\0\1\0\0\0\0\0\1" ASKED "\0\0\51\4\320\0\0\0\0" octets)
#define RECORD(octets) BYTES("\0\7\205\0\0\1\0\1\0\0\0\0" ASKED octets)

static const struct {
    struct bytes message;
    const char *line;
} cases[] = {
    /* quotes are doubled */
    { RECORD("\3i's\0\0\20\0\1\0\0\0\1\0\4\3a'b"),
      "        - 'i''s. 1 IN TXT \"a''b\"'\n" },
    /* an address never ends in a colon */
    { RECORD("\0\0\34\0\1\0\0\0\1\0\20\40\1\15\270\0\0\0\0\0\0\0\0\0\0\0\0"),
      "        - '. 1 IN AAAA 2001:db8::0'\n" },
    { RECORD("\0\0\52\0\1\0\0\0\1\0\10\0\2\40\4\40\1\15\270"),
      "        - '. 1 IN APL 2:2001:db8::0/32'\n" },
    /* options */
    { OPTIONS("\0\6\0\3\0\2ab"), "          NSID: 61 62 (\"ab\")\n" },
    { OPTIONS("\0\7\0\3\0\3a #"), "          NSID: '61 20 23 (\"a #\")'\n" },
    { OPTIONS("\0\7\0\3\0\3': "), "          NSID: '27 3a 20 (\"'': \")'\n" },
    { OPTIONS("\0\6\375\351\0\2\1\2"),
      "          OPT=65001: 01 02 (\"..\")\n" },
    { OPTIONS("\0\10\0\17\0\4\0\22a\""),
      "            INFO-CODE: 18 (Prohibited)\n"
      "            EXTRA-TEXT: \"a\\\"\"\n" },
    { OPTIONS("\0\14\0\17\0\10\3\347\\\n\342\200\256\342"),
      NULL }, /* no UTF-8: such an option is none */
    { OPTIONS("\0\13\0\17\0\7\3\347\\\n\342\200\256"),
      "            INFO-CODE: 999\n"
      "            EXTRA-TEXT: \"\\\\..\"\n" },
};

static void show(struct text *t, const struct message *m)
{
    struct settings settings = { .split = SPLIT_DEFAULT };
    struct request request = {
        .question = true, .answer = true, .additional = true, .comments = true
    };
    struct shown s = { .settings = &settings,
                       .request = &request,
                       .message = m };
    endpoint_read(&s.peer, "::", 53);
    yaml_message(t, &s);
}

static void whatever_comes_is_yaml(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(cases); i++) {
        struct message m;
        struct text t = { 0 };
        bool good = message_read(&m, cases[i].message);
        assert_int_equal(good, cases[i].line != NULL);
        if (good) {
            show(&t, &m);
            assert_true(wellformed_yaml(t.at));
            assert_non_null(strstr(t.at, "response_address: \"::0\"\n"));
            if (!strstr(t.at, cases[i].line))
                fail_msg("no %s in %s", cases[i].line, t.at);
        }
        text_free(&t);
        message_free(&m);
    }
}

static void a_failure_is_an_item(void **state)
{
    struct text t = { 0 };
    (void)state;
    struct failure f = { .why = "no servers could be reached" };
    yaml_failure(&t, &f);
    f.server = "127.0.0.1#53";
    f.reason = "timeout";
    yaml_failure(&t, &f);
    f.strange = "ID mismatch: expected ID 1, got 2";
    yaml_failure(&t, &f);
    assert_string_equal(t.at,
                        "- type: DIG_ERROR\n  message: |\n"
                        "    no servers could be reached\n"
                        "- type: DIG_ERROR\n  message: |\n"
                        "    no servers could be reached\n"
                        "    127.0.0.1#53: timeout\n"
                        "- type: DIG_ERROR\n  message: |\n"
                        "    no servers could be reached\n"
                        "    127.0.0.1#53: timeout (ID mismatch: expected ID 1,"
                        " got 2)\n");
    assert_true(wellformed_yaml(t.at));
    text_free(&t);
}

/* The checker of this test and of the fuzzer is one. */
static const struct {
    const char *text;
    bool good;
} texts[] = {
    { "- a: b\n  c: 'it''s'\n  d: \"\\\"\\\\\"\n  e:\n", true },
    { "- 'a: b #'\n", true },
    { "a: 2001:db8::1\n", true },
    { "a: b: c\n", false },
    { "a: b #c\n", false },
    { "a: ::\n", false },
    { "a: 'it's'\n", false },
    { "a: 'b\n", false },
    { "a: \"b\"c\"\n", false },
    { "a: \"\\x\"\n", false },
    { "a: b\tc\n", false },
    { "a: \xff\n", false },
    { "a: b", false },
    { "-a\n", false },
};

static void what_is_no_yaml_is_found_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(texts); i++)
        if (wellformed_yaml(texts[i].text) != texts[i].good)
            fail_msg("%s", texts[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whatever_comes_is_yaml),
        cmocka_unit_test(a_failure_is_an_item),
        cmocka_unit_test(what_is_no_yaml_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
