#include "tools/messages.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { ARGS_MAX = 9 };

static enum lang lang_of(const char *text)
{
    return strncasecmp(text, "zh", 2) == 0 ? LANG_ZH : LANG_EN;
}

bool messages_lang_known(const char *option)
{
    bool known = lang_of(option) == LANG_ZH || !strncasecmp(option, "en", 2);
    return known && (option[2] == '\0' || strchr("_-.@", option[2]));
}

enum lang messages_lang(const char *option)
{
    static const char *const names[] = { "TWIG_LANG", "LC_ALL", "LC_MESSAGES",
                                         "LANG" };
    for (size_t i = 0; !option && i < sizeof names / sizeof *names; i++) {
        option = getenv(names[i]);
        if (option && !*option)
            option = NULL;
    }
    return option ? lang_of(option) : LANG_EN;
}

const struct message_text *messages_of(enum saying id)
{
    if (id >= SAY_TREE_BEGIN) {
        assert(id < SAY_TREE_END);
        return &messages_tree[id - SAY_TREE_BEGIN];
    }
    if (id >= SAY_WALK_BEGIN) {
        assert(id < SAY_WALK_END);
        return &messages_walk[id - SAY_WALK_BEGIN];
    }
    if (id >= SAY_WORDS_BEGIN) {
        assert(id < SAY_WORDS_END);
        return &messages_words[id - SAY_WORDS_BEGIN];
    }
    if (id >= SAY_FAULTS_BEGIN) {
        assert(id < SAY_FAULTS_END);
        return &messages_faults[id - SAY_FAULTS_BEGIN];
    }
    assert(id >= SAY_FIELDS_BEGIN && id < SAY_FIELDS_END);
    return &messages_fields[id - SAY_FIELDS_BEGIN];
}

/* {1} or {1|one|many}, from behind the brace; returns what stands after it. */
static const char *fill(struct text *t, const char *p, const char *const *args)
{
    const char *arg = args[*p - '1'];
    const char *end = strchr(p, '}');
    assert(arg && end);
    if (p[1] == '|') {
        const char *one = p + 2, *many = strchr(one, '|') + 1;
        if (strcmp(arg, "1") == 0)
            text_add_n(t, one, (size_t)(many - 1 - one));
        else
            text_add_n(t, many, (size_t)(end - many));
    } else {
        text_add(t, arg);
    }
    return end + 1;
}

void messages_fill(struct text *t, enum lang lang,
                   const struct message_text *row, va_list list)
{
    const char *args[ARGS_MAX + 1] = { NULL };
    for (unsigned i = 0; i < ARGS_MAX; i++)
        if (!(args[i] = va_arg(list, const char *)))
            break;
    for (const char *p = lang == LANG_ZH ? row->zh : row->en; *p;) {
        size_t n = strcspn(p, "{");
        text_add_n(t, p, n);
        p += n;
        if (*p)
            p = fill(t, p + 1, args);
    }
}

void messages_add(struct text *t, enum lang lang, enum saying id, ...)
{
    va_list list;
    va_start(list, id);
    messages_fill(t, lang, messages_of(id), list);
    va_end(list);
}
