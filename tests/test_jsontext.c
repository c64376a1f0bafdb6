/* JSON: strings of any octets, commas between members. */
#include "tools/jsontext.h"

#include "tests/shared/test.h"
#include "tests/shared/wellformed.h"

#define BYTES(text)                                                            \
    ((struct bytes){ (const uint8_t *)(text), sizeof(text) - 1 })

static const struct {
    struct bytes octets;
    const char *string;
} strings[] = {
    { BYTES(""), "\"\"" },
    { BYTES("news.cctv.com."), "\"news.cctv.com.\"" },
    { BYTES("新闻"), "\"新闻\"" },
    { BYTES("\"\\/"), "\"\\\"\\\\/\"" },
    { BYTES("\0\n\033[2J\177"), "\"\\u0000\\u000a\\u001b[2J\\u007f\"" },
    { BYTES("\xc2\x9b"), "\"\\u009b\"" },       /* a C1 control */
    { BYTES("a\xe2\x80\xae"), "\"a\\u202e\"" }, /* from right to left */
    { BYTES("\xf0\x9f\x8c\xbf"), "\"\xf0\x9f\x8c\xbf\"" },
    { BYTES("\xf3\xa0\x80\x81"), "\"\\udb40\\udc01\"" }, /* not to be seen */
    { BYTES("\xff\xc3"), "\"\\ufffd\\ufffd\"" },         /* no UTF-8 */
    { BYTES("\xed\xa0\x80"), "\"\\ufffd\\ufffd\\ufffd\"" },
};

static void any_octets_are_a_string(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(strings); i++) {
        struct text t = { 0 };
        jsontext_string(&t, strings[i].octets);
        assert_string_equal(t.at, strings[i].string);
        text_free(&t);
    }
}

static void members_have_commas_between_them(void **state)
{
    struct text t = { 0 };
    (void)state;
    text_put(&t, '{');
    jsontext_number(&t, "a", 4294967295u);
    jsontext_add(&t, "b", "c,");
    jsontext_key(&t, "d");
    text_put(&t, '[');
    jsontext_item(&t);
    jsontext_hex(&t, BYTES("\12\377"));
    jsontext_item(&t);
    jsontext_hex(&t, BYTES(""));
    text_add(&t, "]}");
    assert_string_equal(
        t.at, "{\"a\":4294967295,\"b\":\"c,\",\"d\":[\"0AFF\",\"\"]}");
    text_free(&t);
}

/* The checker of the other tests and of the fuzzer is one. */
static const struct {
    const char *text;
    bool good;
} texts[] = {
    { "{\"a\":1,\"b\":[{},\"\\u00ff\"]}\n{}\n", true },
    { "", true },
    { "{}", false },
    { "[]\n", false },
    { "{\"a\":01}\n", false },
    { "{\"a\":}\n", false },
    { "{\"a\":1,}\n", false },
    { "{\"a\" 1}\n", false },
    { "{\"a\":\"b}\n", false },
    { "{\"a\":\"\\u00g0\"}\n", false },
    { "{\"a\":\"\\u00\"}\n", false },
    { "{\"a\":\"\\x\"}\n", false },
    { "{\"a\":\"\n\"}\n", false },
    { "{\"a\":\"\xff\"}\n", false },
    { "{\"a\":[1,2}\n", false },
};

static void what_is_no_json_is_found_out(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(texts); i++)
        if (wellformed_json(texts[i].text) != texts[i].good)
            fail_msg("%s", texts[i].text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_octets_are_a_string),
        cmocka_unit_test(members_have_commas_between_them),
        cmocka_unit_test(what_is_no_json_is_found_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
