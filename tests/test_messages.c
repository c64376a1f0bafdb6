#include "tools/messages.h"

#include "tests/shared/test.h"
#include "zonefile/utf8.h"

#include <stdlib.h>

/* The arguments of a text, as bits: {1} is bit 1; 0 when it is ill-formed. */
static unsigned arguments(const char *text)
{
    unsigned used = 1; /* bit 0: it is well-formed */
    for (const char *p = strchr(text, '{'); p; p = strchr(p, '{')) {
        const char *end = strchr(p, '}'), *bar = strchr(p, '|');
        if (!end || p[1] < '1' || p[1] > '9')
            return 0;
        used |= 1u << (p[1] - '0');
        if (p[2] == '|') /* two words, no more */
            bar = strchr(p + 3, '|');
        else if (p + 2 != end)
            return 0;
        if (p[2] == '|' &&
            (!bar || bar > end || memchr(bar + 1, '|', (size_t)(end - bar))))
            return 0;
        p = end;
    }
    return used;
}

static bool in_table(unsigned id)
{
    return (id >= SAY_FIELDS_BEGIN && id < SAY_FIELDS_END) ||
           (id >= SAY_FAULTS_BEGIN && id < SAY_FAULTS_END) ||
           (id >= SAY_WORDS_BEGIN && id < SAY_TREE_END);
}

static bool has_chinese(const char *text)
{
    struct reader r = reader_over(text, strlen(text));
    while (reader_left(&r)) {
        uint32_t c = utf8_next(&r);
        assert_true(c != UTF8_BAD);
        assert_true(c == '\n' || utf8_is_plain(c));
        if (c >= 0x3000)
            return true;
    }
    return false;
}

/* Without words of its own there is nothing to translate: "{1} = {2}". */
static bool has_words(const char *text)
{
    unsigned letters = 0;
    for (; *text; text++)
        letters += *text >= 'a' && *text <= 'z';
    return letters > 0;
}

static void both_languages_say_everything_with_the_same_arguments(void **state)
{
    unsigned n = 0;
    (void)state;
    for (unsigned id = 1; id < MESSAGES; id++) {
        if (!in_table(id))
            continue;
        const struct message_text *m = messages_of((enum saying)id);
        if (!m->en || !m->zh)
            fail_msg("message %u has no text", id);
        if (!arguments(m->en) || arguments(m->en) != arguments(m->zh))
            fail_msg("\"%s\" has other arguments than \"%s\"", m->en, m->zh);
        if (has_words(m->en) && !has_chinese(m->zh))
            fail_msg("\"%s\" is not translated: \"%s\"", m->en, m->zh);
        n++;
    }
    assert_true(n > 250);
}

static void arguments_are_filled_in(void **state)
{
    struct text t = { 0 };
    (void)state;
    messages_add(&t, LANG_EN, SAY_LENGTH, "1", NULL);
    assert_string_equal(t.at, "1 byte of data follows");
    text_clear(&t);
    messages_add(&t, LANG_EN, SAY_LENGTH, "11", NULL);
    assert_string_equal(t.at, "11 bytes of data follow");
    text_clear(&t);
    messages_add(&t, LANG_ZH, SAY_LENGTH, "1", NULL);
    assert_string_equal(t.at, "后面有 1 字节数据");
    text_clear(&t);
    /* another order; what is filled in is not filled in again */
    messages_add(&t, LANG_ZH, SAY_HEAD_QUERY_TO, "31", "{1}", "UDP", NULL);
    assert_string_equal(t.at, ";; 查询  31 字节, 经 UDP 发往 {1}");
    text_free(&t);
}

static void the_language_is_the_first_that_is_named(void **state)
{
    static const struct {
        const char *option, *twig, *all, *messages, *lang;
        enum lang want;
    } rows[] = {
        { NULL, NULL, NULL, NULL, NULL, LANG_EN },
        { "zh", NULL, NULL, NULL, NULL, LANG_ZH },
        { "zh_CN.UTF-8", NULL, NULL, NULL, NULL, LANG_ZH },
        { "ZH", NULL, NULL, NULL, NULL, LANG_ZH },
        { "en", "zh", "zh_CN", "zh_CN", "zh_CN", LANG_EN },
        { NULL, "zh", "C", "C", "C", LANG_ZH },
        { NULL, "en", "zh_CN", "zh_CN", "zh_CN", LANG_EN },
        { NULL, "", "zh_CN", "C", "C", LANG_ZH },
        { NULL, NULL, "C", "zh_CN", "zh_CN", LANG_EN },
        { NULL, NULL, NULL, "zh_TW", "C", LANG_ZH },
        { NULL, NULL, "", "", "zh_CN.UTF-8", LANG_ZH },
        { NULL, NULL, NULL, NULL, "de_DE.UTF-8", LANG_EN },
    };
    static const char *const names[] = { "TWIG_LANG", "LC_ALL", "LC_MESSAGES",
                                         "LANG" };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const char *const values[] = { rows[i].twig, rows[i].all,
                                       rows[i].messages, rows[i].lang };
        for (size_t k = 0; k < ITEMS(names); k++) {
            unsetenv(names[k]);
            if (values[k])
                setenv(names[k], values[k], 1);
        }
        assert_int_equal(messages_lang(rows[i].option), rows[i].want);
    }
}

static void only_what_there_is_is_known(void **state)
{
    static const char *const known[] = { "en",    "zh",    "EN",
                                         "zh_CN", "zh-TW", "en_US.UTF-8" };
    static const char *const unknown[] = { "",    "e",       "z", "de",
                                           "zho", "english", "C" };
    (void)state;
    for (size_t i = 0; i < ITEMS(known); i++)
        assert_true(messages_lang_known(known[i]));
    for (size_t i = 0; i < ITEMS(unknown); i++)
        assert_false(messages_lang_known(unknown[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_say_everything_with_the_same_arguments),
        cmocka_unit_test(arguments_are_filled_in),
        cmocka_unit_test(the_language_is_the_first_that_is_named),
        cmocka_unit_test(only_what_there_is_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
