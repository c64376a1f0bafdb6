#include "tools/typewords.h"

#include <string.h>

#include "tools/mistake.h"
#include "tools/mnemonic.h"
#include "tools/number.h"

static bool is_ixfr(const char *word)
{
    return strncasecmp(word, "ixfr=", 5) == 0;
}

/* Transfers show records only, unless all queries were to show more. */
static void show_records_only(struct arguments *a)
{
    a->request->question = a->command->settings.plus_question;
    a->request->comments = a->command->settings.plus_comments;
}

static void set_type(struct arguments *a, uint16_t type)
{
    struct request *r = a->request;
    if (r->type_set)
        mistake_warn(&a->place, "extra type option");
    r->type = type;
    r->type_set = r->type_set || !a->config;
    r->serial = 0;
    if (type == TYPE_AXFR || type == TYPE_IXFR)
        show_records_only(a);
    if ((type == TYPE_IXFR || type == TYPE_ANY) && !r->tcp_set)
        r->tcp = true; /* RFC 1995 2, RFC 8482 */
}

static enum typeword set_ixfr(struct arguments *a, const char *word)
{
    unsigned serial;
    if (!number_read(&serial, word + 5, UINT32_MAX)) {
        mistake(&a->place, "not a serial number", word + 5,
                "It is like ixfr=2024010101.");
        return TYPEWORD_BAD;
    }
    set_type(a, TYPE_IXFR);
    a->request->serial = serial;
    return TYPEWORD_TAKEN;
}

static void set_class(struct arguments *a, uint16_t class)
{
    if (a->request->class_set)
        mistake_warn(&a->place, "extra class option");
    a->request->class = class;
    a->request->class_set = true;
}

static enum typeword read_word(struct arguments *a, const char *word)
{
    uint16_t v;
    if (is_ixfr(word))
        return set_ixfr(a, word);
    if (mnemonic_read_type(&v, word)) {
        if (v == TYPE_IXFR)
            mistake_warn(&a->place, "ixfr requires a serial number");
        else
            set_type(a, v);
        return TYPEWORD_TAKEN;
    }
    if (!mnemonic_read_class(&v, word))
        return TYPEWORD_NONE;
    set_class(a, v);
    return TYPEWORD_TAKEN;
}

enum typeword typewords_read(struct arguments *a, const char *word)
{
    enum typeword kind = a->names ? TYPEWORD_NONE : read_word(a, word);
    if (kind != TYPEWORD_TAKEN)
        return kind;
    a->taken = word;
    a->taken_n++;
    return kind;
}

enum typeword typewords_set_type(struct arguments *a, const char *word)
{
    uint16_t v;
    a->names = true;
    if (is_ixfr(word))
        return set_ixfr(a, word);
    if (mnemonic_read_type(&v, word) && v != TYPE_IXFR)
        set_type(a, v);
    else
        mistake_warn(&a->place, "ignoring invalid type %s", word);
    return TYPEWORD_TAKEN;
}

void typewords_set_class(struct arguments *a, const char *word)
{
    uint16_t v;
    a->names = true;
    if (mnemonic_read_class(&v, word))
        set_class(a, v);
    else
        mistake_warn(&a->place, "ignoring invalid class %s", word);
}
