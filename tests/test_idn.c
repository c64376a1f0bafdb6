#include "zonefile/idn.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

static size_t encode(const char *text, char *out, const char **why)
{
    size_t n = strlen(text);
    struct bytes in = { guarded(text, n), n };
    *why = NULL;
    return idn_encode(out, in, why);
}

/* The xn-- forms are RFC 3492's punycode of the label, by another program. */
static void labels_of_other_scripts_get_their_xn_form(void **state)
{
    static const struct {
        const char *text, *ascii;
    } rows[] = {
        { "\xe6\x96\xb0\xe9\x97\xbb", "xn--efvy88h" },
        { "\xe6\x96\xb0\xe9\x97\xbb.cctv.com", "xn--efvy88h.cctv.com" },
        { "www.\xe6\x96\xb0\xe9\x97\xbb.\xe4\xb8\xad\xe5\x9b\xbd.",
          "www.xn--efvy88h.xn--fiqs8s." },
        { "\xe4\xbe\x8b\xe3\x81\x88.jp", "xn--r8jz45g.jp" },
        { "\xed\x95\x9c\xea\xb5\xad", "xn--3e0b707e" },
        { "b\xc3\xbc"
          "cher.de",
          "xn--bcher-kva.de" },
        /* IDNA 2008, not 2003: the sharp s stays itself, RFC 5894 7.2 */
        { "fa\xc3\x9f.de", "xn--fa-hia.de" },
        /* what comes decomposed is composed first: u and U+0308 */
        { "bu\xcc\x88"
          "cher",
          "xn--bcher-kva" },
        { "*.\xe4\xb8\xad\xe5\x9b\xbd", "*.xn--fiqs8s" },
        /* capital letters are small ones, and U+3002 is a dot: RFC 5895 2 */
        { "B\xc3\x9c"
          "CHER.de",
          "xn--bcher-kva.de" },
        { "news\xe3\x80\x82"
          "cctv.com",
          "news.cctv.com" },
    };
    char out[IDN_MAX];
    const char *why;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(encode(rows[i].text, out, &why),
                         strlen(rows[i].ascii));
        assert_memory_equal(out, rows[i].ascii, strlen(rows[i].ascii));
        guard_reset(NULL);
    }
}

static void labels_of_ascii_stay_as_they_are(void **state)
{
    static const char *const rows[] = {
        "com",
        "com.",
        "NeWs.CCTV.com.",
        "*.a_b.-c-",
        ".",
        "..",
        "a b",
        /* an escaped dot is no end of a label */
        "a\\.b.com",
        "\\\\.com",
        "\\046\\",
        "a\\",
        "xn--whatever-.com",
    };
    char out[IDN_MAX];
    const char *why;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(encode(rows[i], out, &why), strlen(rows[i]));
        assert_memory_equal(out, rows[i], strlen(rows[i]));
        guard_reset(NULL);
    }
    assert_true(encode("a\\.b.\xe4\xb8\xad\xe5\x9b\xbd", out, &why) == 15);
    assert_memory_equal(out, "a\\.b.xn--fiqs8s", 15);
}

static void what_cannot_be_encoded_has_a_reason(void **state)
{
    static const char *const rows[] = {
        "\xff.com",     /* no UTF-8 */
        "\xe6\x96.com", /* cut short */
        "www.\xcc\x88"
        "a.com",            /* begins with a combining mark */
        "\xe2\x98\x83.com", /* a snowman: no letter, RFC 5892 */
    };
    char out[IDN_MAX];
    const char *why;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(encode(rows[i], out, &why), 0);
        assert_non_null(why);
        assert_true(*why != '\0');
        guard_reset(NULL);
    }
}

/* Escapes are for octets, U-labels are characters: not both in one label.  (The
 * library takes the escaped dot for a dot.) */
static void an_escape_and_another_script_do_not_mix(void **state)
{
    static const char *const rows[] = {
        "a\\.\xe6\x96\xb0.com",
        "\xe6\x96\xb0\\.a.com",
        "\xe6\x96\xb0\\046.com",
    };
    char out[IDN_MAX];
    const char *why;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        assert_int_equal(encode(rows[i], out, &why), 0);
        assert_non_null(why);
        guard_reset(NULL);
    }
}

/* 63 octets a label: 59 behind xn--.  And 1,024 octets in all. */
static void too_long_is_a_reason_too(void **state)
{
    static char text[4096];
    char out[IDN_MAX];
    const char *why;
    (void)state;
    for (size_t i = 0; i < 100; i++)
        memcpy(text + 3 * i, "\xe6\x96\xb0", 3);
    assert_int_equal(encode(text, out, &why), 0);
    assert_non_null(why);
    for (size_t i = 0; i < 500; i++)
        memcpy(text + 3 * i, "\xe6\x96\xb0", 3);
    assert_int_equal(encode(text, out, &why), 0);
    assert_string_equal(why, "a label is too long");
    memset(text, 'a', sizeof text - 1);
    memcpy(text, "\xe6\x96\xb0.", 4);
    text[IDN_MAX - 4] = '\0'; /* xn--efv. is four octets more */
    assert_int_equal(encode(text, out, &why), IDN_MAX);
    text[IDN_MAX - 4] = 'a';
    text[IDN_MAX - 3] = '\0';
    assert_int_equal(encode(text, out, &why), 0);
    assert_string_equal(why, "a name is too long");
}

static void only_other_octets_need_it(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        uint8_t text[] = { 'a', (uint8_t)c };
        struct bytes in = { guarded(text, 2), 2 };
        assert_int_equal(idn_needed(in), c >= 0x80);
        guard_reset(NULL);
    }
    assert_false(idn_needed((struct bytes){ guarded("", 0), 0 }));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(labels_of_other_scripts_get_their_xn_form),
        cmocka_unit_test(labels_of_ascii_stay_as_they_are),
        cmocka_unit_test(what_cannot_be_encoded_has_a_reason),
        cmocka_unit_test(an_escape_and_another_script_do_not_mix),
        cmocka_unit_test(too_long_is_a_reason_too),
        cmocka_unit_test(only_other_octets_need_it),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
