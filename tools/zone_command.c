#include "tools/zone_command.h"

#include "tools/utf8.h"
#include "tools/version.h"
#include "zonefile/nearest.h"

#include <stdio.h>
#include <stdlib.h>

/* 24 lines of a terminal hold it. */
static const char help[] =
    "twig-zone check my.zone                   what is wrong with it?\n"
    "twig-zone walk news.cctv.com my.zone      how is that name found?\n"
    "twig-zone walk mail.cctv.com MX my.zone   ... and its MX records?\n"
    "twig-zone convert --to master my.zone     the same as a master file\n"
    "twig-zone diff old.zone new.zone          what changed, as names?\n"
    "\n"
    "Usage: twig-zone check [--strict] ZONE...\n"
    "       twig-zone walk [--line] NAME [TYPE] [ZONE]...\n"
    "       twig-zone convert --to flat|hosts|master [-o FILE] [--lossy] ZONE\n"
    "       twig-zone diff [--serial] OLD NEW\n"
    "\n"
    "ZONE is FILE, ORIGIN=FILE or a DIRECTORY, as for twigd; walk has a "
    "lesson.\n"
    "  -f, --format FORMAT  flat or master (each file tells by itself)\n"
    "  -q, --quiet          no line for what is good; of diff only the exit "
    "code\n"
    "      --strict         exit 1 for warnings, too\n"
    "      --line           the walk on one line, as the server tells it\n"
    "      --lang LANG      en or zh (TWIG_LANG, or what the locale says)\n"
    "  -o, --output FILE    write there, whole or not at all\n"
    "      --lossy          exit 0 though the target cannot carry all\n"
    "      --serial         a serial alone is a difference, too\n"
    "  -h, --help  -V, --version\n";

enum what {
    SET_FORMAT,
    SET_QUIET,
    SET_STRICT,
    SET_LINE,
    SET_LANG,
    SET_TARGET,
    SET_OUTPUT,
    SET_LOSSY,
    SET_SERIAL,
    SHOW_HELP,
    SHOW_VERSION
};

static const char *const verbs[] = { [ZONE_CHECK] = "check",
                                     [ZONE_WALK] = "walk",
                                     [ZONE_CONVERT] = "convert",
                                     [ZONE_DIFF] = "diff" };

enum {
    VERBS = sizeof verbs / sizeof *verbs,
    FOR_CHECK = 1 << ZONE_CHECK,
    FOR_WALK = 1 << ZONE_WALK,
    FOR_CONVERT = 1 << ZONE_CONVERT,
    FOR_DIFF = 1 << ZONE_DIFF,
    FOR_ALL = (1 << VERBS) - 1
};

struct option {
    enum what what;
    char letter; /* '\0': it has none */
    const char *name;
    const char *value; /* it is followed by WHAT; NULL: by none */
    unsigned verbs;
};

static const struct option options[] = {
    { SET_FORMAT, 'f', "format", "flat or master", FOR_ALL },
    { SET_QUIET, 'q', "quiet", NULL, FOR_CHECK | FOR_DIFF },
    { SET_STRICT, '\0', "strict", NULL, FOR_CHECK },
    { SET_LINE, '\0', "line", NULL, FOR_WALK },
    { SET_LANG, '\0', "lang", "en or zh", FOR_WALK },
    { SET_TARGET, '\0', "to", "flat, hosts or master", FOR_CONVERT },
    { SET_OUTPUT, 'o', "output", "a file", FOR_CONVERT },
    { SET_LOSSY, '\0', "lossy", NULL, FOR_CONVERT },
    { SET_SERIAL, '\0', "serial", NULL, FOR_DIFF },
    { SHOW_HELP, 'h', "help", NULL, FOR_ALL },
    { SHOW_VERSION, 'V', "version", NULL, FOR_ALL },
};

enum { OPTIONS = sizeof options / sizeof *options };

struct arguments {
    struct zone_command *c;
    char **at;
    int n;
    bool has_verb;
    unsigned asked;     /* the verbs that take all options so far */
    const char *option; /* the last one that not all of them take */
};

/* What would steer a terminal is shown as a question mark. */
static void print_safe(const char *text)
{
    struct reader r = reader_over(text, strlen(text));
    while (reader_left(&r)) {
        const uint8_t *at = r.at;
        if (utf8_is_plain(utf8_next(&r)))
            fwrite(at, 1, (size_t)(r.at - at), stderr);
        else
            fputc('?', stderr);
    }
}

void zone_mistake(const char *what, const char *about, const char *mend)
{
    fprintf(stderr, "twig-zone: %s", what);
    if (about) {
        fputs(": '", stderr);
        print_safe(about);
        fputs("'", stderr);
    }
    fprintf(stderr, "\n%s\n", mend);
}

static enum zone_verdict bad(const char *what, const char *about,
                             const char *mend)
{
    zone_mistake(what, about, mend);
    return ZONE_BAD;
}

/* ---- options ---- */

static enum zone_verdict bad_option(const char *text)
{
    char mend[80];
    size_t dashes = strspn(text, "-");
    const char *name = text + dashes;
    size_t n = strcspn(name, "=");
    const struct option *best = &options[0];
    for (size_t i = 1; i < OPTIONS; i++)
        if (nearest_distance(name, n, options[i].name) <
            nearest_distance(name, n, best->name))
            best = &options[i];
    snprintf(mend, sizeof mend, "Nearest is --%s; twig-zone --help lists all.",
             best->name);
    return bad("no such option", text, mend);
}

/* The option that an argument is, or begins: -o, --output, --out.  Its value,
 * behind = or in -oFILE, into *value, else NULL. */
static const struct option *find_option(const char *text, const char **value)
{
    const char *name = text + 2;
    size_t n = strcspn(name, "=");
    *value = NULL;
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (text[1] != '-' && text[1] == o->letter) {
            *value = text[2] ? text + 2 : NULL;
            return o;
        }
        if (text[1] == '-' && n > 0 && strncmp(name, o->name, n) == 0) {
            *value = name[n] ? name + n + 1 : NULL;
            return o;
        }
    }
    return NULL;
}

static enum zone_verdict set_target(struct zone_command *c, const char *value)
{
    static const char *const names[] = {
        [TO_FLAT] = "flat", [TO_HOSTS] = "hosts", [TO_MASTER] = "master"
    };
    c->has_target = true;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(value, names[i]) == 0) {
            c->target = (enum zone_target)i;
            return ZONE_RUN;
        }
    return bad("not a format", value, "It is flat, hosts or master.");
}

static enum zone_verdict set_format(struct zone_command *c, const char *value)
{
    c->format = strcmp(value, "flat") == 0 ? FORMAT_FLAT : FORMAT_MASTER;
    if (c->format == FORMAT_FLAT || strcmp(value, "master") == 0)
        return ZONE_RUN;
    return bad("not a format", value, "It is flat or master.");
}

static enum zone_verdict set(struct zone_command *c, enum what what,
                             const char *value)
{
    switch (what) {
    case SET_FORMAT:
        return set_format(c, value);
    case SET_LANG:
        c->lang = messages_lang(value);
        return messages_lang_known(value)
                   ? ZONE_RUN
                   : bad("not a language here", value, "It is en or zh.");
    case SET_TARGET:
        return set_target(c, value);
    case SET_OUTPUT:
        c->output = value;
        return ZONE_RUN;
    case SET_QUIET:
        c->quiet = true;
        return ZONE_RUN;
    case SET_STRICT:
        c->strict = true;
        return ZONE_RUN;
    case SET_LINE:
        c->line = true;
        return ZONE_RUN;
    case SET_LOSSY:
        c->lossy = true;
        return ZONE_RUN;
    case SET_SERIAL:
        c->serial = true;
        return ZONE_RUN;
    case SHOW_HELP:
        fputs(help, stdout);
        return ZONE_DONE;
    case SHOW_VERSION:
        break;
    }
    puts("twig-zone " TWIG_NUMBER);
    return ZONE_DONE;
}

static enum zone_verdict read_option(struct arguments *a, const char *text)
{
    const char *value;
    const struct option *o = find_option(text, &value);
    if (!o)
        return bad_option(text);
    if (!o->value && value)
        return bad("this option takes no value", text,
                   "twig-zone --help lists all.");
    if (o->value && !value && a->n > 0) {
        value = *a->at++;
        a->n--;
    }
    if (o->value && !value) {
        char mend[64];
        snprintf(mend, sizeof mend, "It is followed by %s.", o->value);
        return bad("a value is missing", text, mend);
    }
    if (o->verbs != FOR_ALL)
        a->option = text;
    a->asked &= o->verbs;
    return set(a->c, o->what, value);
}

/* ---- the verb and its words ---- */

static enum zone_verdict read_verb(struct arguments *a, const char *word)
{
    char mend[80];
    size_t best = 0, n = strlen(word);
    for (size_t i = 0; i < VERBS; i++) {
        if (strcmp(word, verbs[i]) == 0) {
            a->c->verb = (enum zone_verb)i;
            a->has_verb = true;
            return ZONE_RUN;
        }
        if (nearest_distance(word, n, verbs[i]) <
            nearest_distance(word, n, verbs[best]))
            best = i;
    }
    snprintf(mend, sizeof mend, "Nearest is %s; twig-zone --help lists all.",
             verbs[best]);
    return bad("no such command", word, mend);
}

static enum zone_verdict read_word(struct arguments *a, char *word)
{
    if (!a->has_verb)
        return read_verb(a, word);
    a->c->words[a->c->words_n++] = word;
    return ZONE_RUN;
}

/* Are there as many words as the verb wants? */
static enum zone_verdict check_words(const struct zone_command *c)
{
    static const struct {
        size_t least, most;
        const char *shape;
    } wants[] = {
        [ZONE_CHECK] = { 1, SIZE_MAX, "twig-zone check FILE..." },
        [ZONE_WALK] = { 1, SIZE_MAX, "twig-zone walk news.cctv.com my.zone" },
        [ZONE_CONVERT] = { 1, 1, "twig-zone convert --to master my.zone" },
        [ZONE_DIFF] = { 2, 2, "twig-zone diff OLD NEW" },
    };
    if (c->words_n < wants[c->verb].least)
        return bad("needs more", verbs[c->verb], wants[c->verb].shape);
    if (c->words_n > wants[c->verb].most)
        return bad("takes no more", c->words[wants[c->verb].most],
                   wants[c->verb].shape);
    if (c->verb == ZONE_CONVERT && !c->has_target)
        return bad("into which format?", NULL,
                   "Say --to flat, --to hosts or --to master.");
    return ZONE_RUN;
}

enum zone_verdict zone_command_read(struct zone_command *c, int argc,
                                    char **argv)
{
    struct arguments a = { c, argv + 1, argc - 1, false, FOR_ALL, NULL };
    enum zone_verdict v = ZONE_RUN;
    bool options_end = false;
    *c = (struct zone_command){ .lang = messages_lang(NULL) };
    c->words = calloc((size_t)argc + 1, sizeof *c->words);
    if (!c->words)
        abort();
    while (a.n > 0 && v == ZONE_RUN) {
        char *text = *a.at++;
        a.n--;
        if (!options_end && strcmp(text, "--") == 0)
            options_end = true;
        else if (options_end || *text != '-' || !text[1])
            v = read_word(&a, text);
        else
            v = read_option(&a, text);
    }
    if (v != ZONE_RUN)
        return v;
    if (!a.has_verb)
        return bad("what is to be done?", NULL,
                   "check, walk, convert or diff; twig-zone --help shows how.");
    if (!(a.asked & 1u << c->verb))
        return bad("an option of another command", a.option,
                   "twig-zone --help tells whose it is.");
    return check_words(c);
}

void zone_command_free(struct zone_command *c)
{
    free(c->words);
}
