#include "tools/trace_messages.h"

#include "tests/shared/test.h"
#include "zonefile/utf8.h"
#include "zonefile/width.h"

/* The arguments of a text, as bits: {1} is bit 1; 0 when it is ill-formed. */
static unsigned arguments(const char *text)
{
    unsigned used = 1; /* bit 0: it is well-formed */
    for (const char *p = strchr(text, '{'); p; p = strchr(p + 1, '{')) {
        const char *end = strchr(p, '}');
        if (!end || p[1] < '1' || p[1] > '6' || (p[2] != '}' && p[2] != '|'))
            return 0;
        used |= 1U << (p[1] - '0');
    }
    return used;
}

static bool has_chinese(const char *text)
{
    struct reader r = reader_over(text, strlen(text));
    while (reader_left(&r)) {
        uint32_t c = utf8_next(&r);
        assert_true(c != UTF8_BAD);
        if (c >= 0x3000)
            return true;
    }
    return false;
}

/* Arguments that only one language needs are a mistake in the other. */
static void both_languages_say_the_same(void **state)
{
    (void)state;
    for (unsigned id = 0; id < TRACE_MESSAGES; id++) {
        const struct message_text *m = &trace_messages[id];
        if (!m->en || !m->zh)
            fail_msg("text %u is missing", id);
        if (!arguments(m->en))
            fail_msg("\"%s\" is ill-formed", m->en);
        if (arguments(m->en) != arguments(m->zh))
            fail_msg("\"%s\" has other arguments than \"%s\"", m->en, m->zh);
        if (!has_chinese(m->zh))
            fail_msg("\"%s\" is not translated", m->en);
    }
}

static void arguments_are_filled_in(void **state)
{
    struct text t = { 0 };
    (void)state;
    trace_add(&t, LANG_EN, WALK_SUM, "1", "2", "0.30", NULL);
    assert_string_equal(t.at, "1 zone, 2 questions, 0.30 ms.");
    text_clear(&t);
    trace_add(&t, LANG_ZH, WALK_SUM, "1", "2", "0.30", NULL);
    assert_string_equal(t.at, "1 个区, 2 次询问, 0.30 毫秒。");
    text_free(&t);
}

/* What stands in front of lines is not longer than its room there. */
static void labels_fit_their_column(void **state)
{
    static const enum trace_message labels[] = { WALK_WE_ASK, WALK_IT_SAYS,
                                                 WALK_AND_HELPS };
    (void)state;
    for (size_t i = 0; i < ITEMS(labels); i++) {
        assert_in_range(width_text(trace_messages[labels[i]].en), 1, 10);
        assert_in_range(width_text(trace_messages[labels[i]].zh), 1, 10);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_languages_say_the_same),
        cmocka_unit_test(arguments_are_filled_in),
        cmocka_unit_test(labels_fit_their_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
