#include "tools/dash.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tools/completion.h"
#include "tools/help.h"
#include "tools/messages.h"
#include "tools/mistake.h"
#include "tools/optword.h"
#include "tools/plus.h"
#include "tools/reversename.h"
#include "tools/tsigkey.h"
#include "tools/typewords.h"

static enum dash find_letter(char letter)
{
    for (int i = 0; i < DASHES; i++)
        if (dash_table[i].letter == letter)
            return (enum dash)i;
    if (letter == 'V')
        return DASH_SHOW_VERSION;
    return letter == 'n' ? DASH_NOTHING : (enum dash)DASHES;
}

/* NAME or NAME=VALUE */
static enum dash find_name(const char *word)
{
    size_t n = strcspn(word, "=");
    for (int i = 0; i < DASHES; i++) {
        const char *name = dash_table[i].name;
        if (name && strlen(name) == n && strncmp(name, word, n) == 0)
            return (enum dash)i;
    }
    return (enum dash)DASHES;
}

static bool takes_value(enum dash what)
{
    return dash_takes_value(&dash_table[what]);
}

/* -r, or letters with r among them?  *skip: the next word is a value. */
static bool has_no_rc(const char *word, bool *skip)
{
    *skip = false;
    if (word[1] == '-') {
        enum dash what = find_name(word + 2);
        *skip = what != (enum dash)DASHES && takes_value(what) &&
                !strchr(word, '=');
        return what == DASH_NO_RC;
    }
    while (*++word) {
        enum dash what = find_letter(*word);
        if (what == DASH_NO_RC)
            return true;
        if (what == (enum dash)DASHES)
            return false;
        if (takes_value(what)) {
            *skip = word[1] == '\0';
            return false;
        }
    }
    return false;
}

bool dash_no_rc(int argc, char **argv)
{
    bool skip;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (*argv[i] != '-')
            continue;
        if (has_no_rc(argv[i], &skip))
            return true;
        i += skip;
    }
    return false;
}

/* ---- options with a value ---- */

static enum command_verdict set_source(struct arguments *a, const char *value)
{
    struct settings *s = &a->command->settings;
    char copy[ENDPOINT_TEXT];
    uint16_t port = 0;
    char *mark;
    snprintf(copy, sizeof copy, "%s", value);
    mark = strchr(copy, '#');
    if (mark)
        *mark++ = '\0';
    if ((mark && strcmp(mark, "0") != 0 && !endpoint_port(&port, mark)) ||
        !endpoint_read(&s->source, copy, port)) {
        mistake(&a->place, "not an address", value,
                "It is like 192.0.2.1 or ::1#5353.");
        return COMMAND_BAD;
    }
    return COMMAND_RUN;
}

/* The command line is for all to see; a file of options is not. */
static void warn_of_key(const struct arguments *a)
{
    if (!a->file && isatty(STDERR_FILENO))
        mistake_warn(&a->place, "others on this machine can see the key of -y; "
                                "-k FILE hides it");
}

static enum command_verdict set_key(struct arguments *a, enum dash what,
                                    const char *value)
{
    struct tsig_key *key = &a->command->settings.key;
    const char *wrong =
        what == DASH_KEY ? tsigkey_text(key, value) : tsigkey_file(key, value);
    if (!wrong && what == DASH_KEY)
        warn_of_key(a);
    if (!wrong)
        return COMMAND_RUN;
    if (what == DASH_KEY)
        mistake(&a->place, wrong, NULL,
                "It is like -y hmac-sha256:NAME:BASE64.");
    else
        mistake(&(struct whence){ .path = value }, wrong, NULL,
                "-k FILE has a key, as tsig-keygen makes it.");
    return COMMAND_BAD;
}

static enum command_verdict set_lang(struct arguments *a, const char *value)
{
    a->command->settings.lang = value;
    if (messages_lang_known(value))
        return COMMAND_RUN;
    mistake(&a->place, "not a language that there is", value,
            "It is en or zh.");
    return COMMAND_BAD;
}

static enum command_verdict print_completion(const struct arguments *a,
                                             const char *shell)
{
    if (completion_print(stdout, shell))
        return COMMAND_DONE;
    mistake(&a->place, "not a shell that there are completions for", shell,
            "It is bash, zsh or fish.");
    return COMMAND_BAD;
}

static enum command_verdict set_port(struct arguments *a, const char *value)
{
    if (endpoint_port(&a->command->settings.port, value))
        return COMMAND_RUN;
    mistake(&a->place, "not a port", value, "A port is 1 to 65535.");
    return COMMAND_BAD;
}

static void set_reverse(struct arguments *a, const char *value)
{
    char name[REQUEST_NAME];
    reversename_write(name, sizeof name, value);
    arguments_query(a, name);
    if (!a->request->type_set)
        a->request->type = TYPE_PTR;
    if (!a->request->class_set)
        a->request->class = CLASS_IN;
}

static enum command_verdict set_colour(struct arguments *a, const char *value)
{
    if (colour_read(&a->command->settings.when, value))
        return COMMAND_RUN;
    mistake(&a->place, "not a way to colour", value,
            "It is auto, always or never.");
    return COMMAND_BAD;
}

static enum command_verdict set_value(struct arguments *a, enum dash what,
                                      const char *value)
{
    switch (what) {
    case DASH_BIND:
        return set_source(a, value);
    case DASH_CLASS:
        typewords_set_class(a, value);
        return COMMAND_RUN;
    case DASH_BATCH:
        a->command->settings.batch = value;
        return COMMAND_RUN;
    case DASH_KEY_FILE:
    case DASH_KEY:
        return set_key(a, what, value);
    case DASH_PORT:
        return set_port(a, value);
    case DASH_NAME:
        if (!a->config)
            arguments_query(a, value);
        return COMMAND_RUN;
    case DASH_TYPE:
        return typewords_set_type(a, value) == TYPEWORD_BAD ? COMMAND_BAD
                                                            : COMMAND_RUN;
    case DASH_REVERSE:
        if (!a->config)
            set_reverse(a, value);
        return COMMAND_RUN;
    case DASH_COLOUR:
        return set_colour(a, value);
    case DASH_HINTS:
        a->command->settings.hints = value;
        return COMMAND_RUN;
    case DASH_LANG:
        return set_lang(a, value);
    case DASH_COMPLETION:
        return print_completion(a, value);
    case DASH_DECODE:
    case DASH_IPV4:
    case DASH_IPV6:
    case DASH_NO_RC:
    case DASH_MICRO:
    case DASH_FIXED_TIME:
    case DASH_REAL_ROOT:
    case DASH_ASCII:
    case DASH_HELP:
    case DASH_SHOW_VERSION:
    case DASH_NOTHING:
        break; /* they have no value: set_flag */
    }
    return COMMAND_BAD;
}

/* ---- options without ---- */

static enum command_verdict set_family(const struct arguments *a, bool *which)
{
    const struct settings *s = &a->command->settings;
    *which = true;
    if (!s->only4 || !s->only6)
        return COMMAND_RUN;
    mistake(&a->place, "only one of -4 and -6 allowed", NULL, NULL);
    return COMMAND_BAD;
}

static enum command_verdict set_flag(struct arguments *a, enum dash what,
                                     const char *value)
{
    struct settings *s = &a->command->settings;
    if (what == DASH_IPV4)
        return set_family(a, &s->only4);
    if (what == DASH_IPV6)
        return set_family(a, &s->only6);
    if (what == DASH_MICRO)
        a->request->micro = true;
    if (what == DASH_FIXED_TIME)
        s->fixed_time = true;
    if (what == DASH_DECODE)
        s->decode = true;
    if (what == DASH_REAL_ROOT)
        s->real_root = true;
    if (what == DASH_ASCII)
        s->ascii = true;
    if (what == DASH_HELP)
        help_print(stdout, value != NULL);
    if (what == DASH_SHOW_VERSION)
        help_version(stdout);
    return what == DASH_HELP || what == DASH_SHOW_VERSION ? COMMAND_DONE
                                                          : COMMAND_RUN;
}

/* ---- words ---- */

/* What holds for a run as a whole is of no use on a line of its queries. */
static bool is_late(const struct arguments *a, enum dash what)
{
    bool whole = what == DASH_BATCH || what == DASH_DECODE ||
                 what == DASH_COLOUR || what == DASH_COMPLETION;
    return whole && a->file && !a->config;
}

static enum command_verdict refuse_late(const struct arguments *a,
                                        const char *word)
{
    mistake(&a->place, "not on a line of -f", word,
            "It is for the command line.");
    return COMMAND_BAD;
}

/* The value, when it does not stand in the same word; NULL: there is none. */
static const char *next_word(struct arguments *a)
{
    return a->i + 1 < a->n ? a->at[++a->i] : NULL;
}

static enum command_verdict lacks_value(const struct arguments *a,
                                        const char *word, enum dash what)
{
    char mend[80];
    snprintf(mend, sizeof mend, "It is followed by %s.",
             dash_table[what].value);
    mistake(&a->place, "no value", word, mend);
    return COMMAND_BAD;
}

static enum command_verdict no_such(const struct arguments *a, const char *word,
                                    const char *mend)
{
    mistake(&a->place, "no such option", word, mend);
    return COMMAND_BAD;
}

/* -Z, and -short, which was to be a word. */
static enum command_verdict no_such_letter(const struct arguments *a,
                                           const char *word, char letter)
{
    char mend[80], alone[] = { '-', letter, '\0' };
    char other =
        (char)(islower((unsigned char)letter) ? toupper((unsigned char)letter)
                                              : tolower((unsigned char)letter));
    struct refusal meant = { 0 };
    if (letter == word[1] && word[2])
        optword_offer(&meant, "--", word + 1);
    if (*meant.mend)
        return no_such(a, word, meant.mend);
    enum dash what = find_letter(other);
    if (what == (enum dash)DASHES)
        return no_such(a, alone, NULL);
    snprintf(mend, sizeof mend, "-%c is there: %s.", other,
             dash_table[what].help);
    return no_such(a, alone, mend);
}

/* --NAME=VALUE, where there is to be none. */
static enum command_verdict refuse_any(const struct arguments *a,
                                       const char *word, enum dash what)
{
    char mend[80];
    const struct dash_row *d = &dash_table[what];
    snprintf(mend, sizeof mend, "There is --%s%s.", d->name,
             d->value ? " and --help=all" : "");
    mistake(&a->place, "it takes no such value", word, mend);
    return COMMAND_BAD;
}

static enum command_verdict read_long(struct arguments *a, const char *word)
{
    const char *name = word + 2, *value = strchr(name, '=');
    enum dash what = find_name(name);
    if (what == (enum dash)DASHES) /* --short is +short */
        return plus_read(a, "--", name);
    if (is_late(a, what))
        return refuse_late(a, word);
    if (!takes_value(what)) {
        bool all = value && what == DASH_HELP && strcmp(value, "=all") == 0;
        return value && !all ? refuse_any(a, word, what)
                             : set_flag(a, what, value);
    }
    value = value ? value + 1 : next_word(a);
    return value && (*value || !strchr(name, '=')) ? set_value(a, what, value)
                                                   : lacks_value(a, word, what);
}

enum command_verdict dash_read(struct arguments *a, const char *word)
{
    enum command_verdict verdict = COMMAND_RUN;
    if (word[1] == '-')
        return read_long(a, word);
    for (const char *p = word + 1; *p && verdict == COMMAND_RUN; p++) {
        enum dash what = find_letter(*p);
        if (what == (enum dash)DASHES)
            return no_such_letter(a, word, *p);
        if (is_late(a, what))
            return refuse_late(a, word);
        if (takes_value(what)) {
            const char *value = p[1] ? p + 1 : next_word(a);
            return value ? set_value(a, what, value)
                         : lacks_value(a, word, what);
        }
        verdict = set_flag(a, what, NULL);
    }
    return verdict;
}
