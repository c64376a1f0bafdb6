#include "tools/dash.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/help.h"
#include "tools/messages.h"
#include "tools/mistake.h"
#include "tools/plus.h"
#include "tools/reversename.h"
#include "tools/tsigkey.h"
#include "tools/typewords.h"

/* In the order of the table. */
enum what {
    IPV4,
    IPV6,
    BIND,
    CLASS,
    BATCH,
    KEY_FILE,
    PORT,
    NAME,
    NO_RC,
    TYPE,
    MICRO,
    REVERSE,
    KEY,
    COLOUR,
    FIXED_TIME,
    LANG,
    DECODE,
    HINTS,
    REAL_ROOT,
    ASCII,
    HELP,
    SHOW_VERSION,
    NOTHING
};

static const struct dash table[] = {
    [IPV4] = { '4', NULL, NULL, "use IPv4 only" },
    [IPV6] = { '6', NULL, NULL, "use IPv6 only" },
    [BIND] = { 'b', "bind", "ADDR[#PORT]", "ask from this address" },
    [CLASS] = { 'c', "class", "CLASS", "the class" },
    [BATCH] = { 'f', "file", "FILE", "a query each line; -: of stdin" },
    [KEY_FILE] = { 'k', "keyfile", "FILE", "sign with the key in it" },
    [PORT] = { 'p', "port", "PORT", "the server's port [53]" },
    [NAME] = { 'q', "name", "NAME", "the name" },
    [NO_RC] = { 'r', "no-rc", NULL, "do not read ~/.twigrc" },
    [TYPE] = { 't', "type", "TYPE", "the type" },
    [MICRO] = { 'u', "usec", NULL, "show microseconds" },
    [REVERSE] = { 'x', "reverse", "ADDR", "the name that has the address" },
    [KEY] = { 'y', "key", "[HMAC:]NAME:KEY", "sign with this key" },
    [COLOUR] = { '\0', "color", "WHEN", "auto, always or never" },
    [FIXED_TIME] = { '\0', "fixed-time", NULL, "show no time: for tests" },
    [LANG] = { '\0', "lang", "LANG", "explain in this language: en, zh" },
    [DECODE] = { '\0', "decode", NULL, "explain the hex digits on stdin" },
    [HINTS] = { '\0', "hints", "FILE", "+trace: servers of the root" },
    [REAL_ROOT] = { '\0', "real-root", NULL, "+trace: use the Internet's" },
    [ASCII] = { '\0', "ascii", NULL, "draw lines with letters" },
    [HELP] = { 'h', "help", "[=all]", "print this; all options" },
    [SHOW_VERSION] = { 'v', "version", NULL, "print the version" },
    [NOTHING] = { 'i', NULL, NULL, "nothing" },
};

enum { TABLE = sizeof table / sizeof *table };

const struct dash *dash_table(size_t *n)
{
    *n = NOTHING;
    return table;
}

static enum what find_letter(char letter)
{
    for (int i = 0; i < TABLE; i++)
        if (table[i].letter == letter)
            return (enum what)i;
    if (letter == 'V')
        return SHOW_VERSION;
    return letter == 'n' ? NOTHING : (enum what)TABLE;
}

static bool takes_value(enum what what)
{
    return what != HELP && table[what].value;
}

bool dash_no_rc(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *word = argv[i];
        if (strcmp(word, "--no-rc") == 0)
            return true;
        if (*word++ != '-')
            continue;
        for (; *word && *word != '-'; word++) {
            enum what what = find_letter(*word);
            if (what == NO_RC)
                return true;
            if (what == (enum what)TABLE)
                break;
            if (takes_value(what)) {
                i += word[1] == '\0'; /* the next word is its value */
                break;
            }
        }
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
        mistake("not an address", value, "It is like 192.0.2.1 or ::1#5353.");
        return COMMAND_BAD;
    }
    return COMMAND_RUN;
}

static enum command_verdict set_key(struct arguments *a, enum what what,
                                    const char *value)
{
    struct tsig_key *key = &a->command->settings.key;
    const char *wrong =
        what == KEY ? tsigkey_text(key, value) : tsigkey_file(key, value);
    if (!wrong)
        return COMMAND_RUN;
    if (what == KEY)
        mistake(wrong, NULL, "It is like -y hmac-sha256:NAME:BASE64.");
    else
        mistake(wrong, value, "It is a file as tsig-keygen makes it.");
    return COMMAND_BAD;
}

static enum command_verdict set_lang(struct arguments *a, const char *value)
{
    a->command->settings.lang = value;
    if (messages_lang_known(value))
        return COMMAND_RUN;
    mistake("not a language that there is", value, "It is en or zh.");
    return COMMAND_BAD;
}

static enum command_verdict set_port(struct arguments *a, const char *value)
{
    if (endpoint_port(&a->command->settings.port, value))
        return COMMAND_RUN;
    mistake("not a port", value, "A port is 1 to 65535.");
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
    static const char *const names[] = { "auto", "always", "never" };
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], value) == 0) {
            a->command->settings.when = (enum colour_when)i;
            return COMMAND_RUN;
        }
    mistake("not a way to colour", value, "It is auto, always or never.");
    return COMMAND_BAD;
}

static enum command_verdict set_value(struct arguments *a, enum what what,
                                      const char *value)
{
    switch (what) {
    case BIND:
        return set_source(a, value);
    case CLASS:
        typewords_set_class(a, value);
        return COMMAND_RUN;
    case BATCH:
        a->command->settings.batch = value;
        return COMMAND_RUN;
    case KEY_FILE:
    case KEY:
        return set_key(a, what, value);
    case PORT:
        return set_port(a, value);
    case NAME:
        if (!a->config)
            arguments_query(a, value);
        return COMMAND_RUN;
    case TYPE:
        return typewords_set_type(a, value) == TYPEWORD_BAD ? COMMAND_BAD
                                                            : COMMAND_RUN;
    case REVERSE:
        if (!a->config)
            set_reverse(a, value);
        return COMMAND_RUN;
    case COLOUR:
        return set_colour(a, value);
    case HINTS:
        a->command->settings.hints = value;
        return COMMAND_RUN;
    case LANG:
        return set_lang(a, value);
    case DECODE:
    case IPV4:
    case IPV6:
    case NO_RC:
    case MICRO:
    case FIXED_TIME:
    case REAL_ROOT:
    case ASCII:
    case HELP:
    case SHOW_VERSION:
    case NOTHING:
        break; /* they have no value: set_flag */
    }
    return COMMAND_BAD;
}

/* ---- options without ---- */

static enum command_verdict set_family(struct settings *s, bool *which)
{
    *which = true;
    if (!s->only4 || !s->only6)
        return COMMAND_RUN;
    mistake("only one of -4 and -6 allowed", NULL, NULL);
    return COMMAND_BAD;
}

static enum command_verdict set_flag(struct arguments *a, enum what what,
                                     const char *value)
{
    struct settings *s = &a->command->settings;
    if (what == IPV4)
        return set_family(s, &s->only4);
    if (what == IPV6)
        return set_family(s, &s->only6);
    if (what == MICRO)
        a->request->micro = true;
    if (what == FIXED_TIME)
        s->fixed_time = true;
    if (what == DECODE)
        s->decode = true;
    if (what == REAL_ROOT)
        s->real_root = true;
    if (what == ASCII)
        s->ascii = true;
    if (what == HELP)
        help_print(stdout, value && strcmp(value, "all") == 0);
    if (what == SHOW_VERSION)
        help_version(stdout);
    return what == HELP || what == SHOW_VERSION ? COMMAND_DONE : COMMAND_RUN;
}

/* ---- words ---- */

/* The value: the rest of this word, or the next; NULL: there is none. */
static const char *value_of(struct arguments *a, const char *rest)
{
    if (*rest)
        return rest;
    return a->i + 1 < a->n ? a->at[++a->i] : NULL;
}

static enum command_verdict lacks_value(const char *word, enum what what)
{
    char mend[80];
    snprintf(mend, sizeof mend, "It is followed by %s.", table[what].value);
    mistake("no value", word, mend);
    return COMMAND_BAD;
}

static enum command_verdict read_long(struct arguments *a, const char *word)
{
    const char *name = word + 2;
    size_t n = strcspn(name, "=");
    for (int i = 0; i < TABLE; i++) {
        const char *value = name[n] ? name + n + 1 : "";
        if (!table[i].name || strlen(table[i].name) != n ||
            strncmp(table[i].name, name, n) != 0)
            continue;
        if (!takes_value((enum what)i))
            return set_flag(a, (enum what)i, value);
        value = value_of(a, value);
        return value ? set_value(a, (enum what)i, value)
                     : lacks_value(word, (enum what)i);
    }
    return plus_read(a, name); /* --short is +short */
}

enum command_verdict dash_read(struct arguments *a, const char *word)
{
    enum command_verdict verdict = COMMAND_RUN;
    if (word[1] == '-')
        return read_long(a, word);
    for (const char *p = word + 1; *p && verdict == COMMAND_RUN; p++) {
        enum what what = find_letter(*p);
        if (what == (enum what)TABLE) {
            mistake("no such option", word, NULL);
            return COMMAND_BAD;
        }
        if (takes_value(what)) {
            const char *value = value_of(a, p + 1);
            return value ? set_value(a, what, value) : lacks_value(word, what);
        }
        verdict = set_flag(a, what, NULL);
    }
    return verdict;
}
