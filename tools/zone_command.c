#include "tools/zone_command.h"

#include "tools/number.h"
#include "tools/version.h"
#include "zonefile/nearest.h"
#include "zonefile/utf8.h"

#include <stdio.h>
#include <stdlib.h>

/* 24 lines of a terminal hold it. */
static const char help[] =
    "twig-zone check my.zone                   what is wrong with it?\n"
    "twig-zone tree my.zone                    its names as a tree\n"
    "twig-zone walk news.cctv.com my.zone      how is that name found?\n"
    "twig-zone convert --to master my.zone     the same as a master file\n"
    "twig-zone diff old.zone new.zone          what changed, as names?\n"
    "\n"
    "Usage: twig-zone check [--strict] ZONE...\n"
    "       twig-zone tree [--svg|--html] [--watch] [[NAME] ZONE]\n"
    "       twig-zone walk [--line] NAME [TYPE] [ZONE]...\n"
    "       twig-zone convert --to flat|hosts|master [-o FILE] [--lossy] ZONE\n"
    "       twig-zone diff [--serial] OLD NEW\n"
    "\n"
    "ZONE is FILE, ORIGIN=FILE or a DIRECTORY, as for twigd; none: a lesson\n"
    "  -f, --format FORMAT  flat or master (each file tells by itself)\n"
    "  -q, --quiet          no line for what is good; diff: only the exit "
    "code\n"
    "  --strict, --serial   warnings exit 1; a serial alone is a difference\n"
    "  --all, --depth N     the whole tree; so many levels of it\n"
    "  --svg, --html        a picture; a page with it and its records\n"
    "  --ascii, --color WHEN  plain lines; auto, always or never\n"
    "  --watch              the tree again whenever the file is saved\n"
    "  --line, --lang LANG  the walk on one line; en or zh\n"
    "  -o, --output FILE    write there, whole or not at all\n"
    "  --lossy              exit 0 though the target cannot carry all\n"
    "  -h, --help  -V, --version\n";

enum what {
    SET_FLAG,
    SET_FORMAT,
    SET_LANG,
    SET_TARGET,
    SET_OUTPUT,
    SET_DEPTH,
    SET_COLOUR,
    SHOW_HELP,
    SHOW_VERSION
};

static const char *const verbs[] = { [ZONE_CHECK] = "check",
                                     [ZONE_TREE] = "tree",
                                     [ZONE_WALK] = "walk",
                                     [ZONE_CONVERT] = "convert",
                                     [ZONE_DIFF] = "diff" };

enum {
    VERBS = sizeof verbs / sizeof *verbs,
    FOR_CHECK = 1 << ZONE_CHECK,
    FOR_TREE = 1 << ZONE_TREE,
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
    size_t flag; /* SET_FLAG: where in struct zone_command it is */
};

#define FLAG(field) offsetof(struct zone_command, field)

static const struct option options[] = {
    { SET_FORMAT, 'f', "format", "flat or master", FOR_ALL, 0 },
    { SET_FLAG, 'q', "quiet", NULL, FOR_CHECK | FOR_DIFF, FLAG(quiet) },
    { SET_FLAG, '\0', "strict", NULL, FOR_CHECK, FLAG(strict) },
    { SET_FLAG, '\0', "all", NULL, FOR_TREE, FLAG(all) },
    { SET_DEPTH, '\0', "depth", "a number", FOR_TREE, 0 },
    { SET_FLAG, '\0', "svg", NULL, FOR_TREE, FLAG(svg) },
    { SET_FLAG, '\0', "html", NULL, FOR_TREE, FLAG(html) },
    { SET_FLAG, '\0', "ascii", NULL, FOR_TREE, FLAG(ascii) },
    { SET_COLOUR, '\0', "color", "auto, always or never", FOR_TREE, 0 },
    { SET_FLAG, '\0', "watch", NULL, FOR_TREE, FLAG(watch) },
    { SET_FLAG, '\0', "line", NULL, FOR_WALK, FLAG(line) },
    { SET_LANG, '\0', "lang", "en or zh", FOR_WALK | FOR_TREE, 0 },
    { SET_TARGET, '\0', "to", "flat, hosts or master", FOR_CONVERT, 0 },
    { SET_OUTPUT, 'o', "output", "a file", FOR_CONVERT | FOR_TREE, 0 },
    { SET_FLAG, '\0', "lossy", NULL, FOR_CONVERT, FLAG(lossy) },
    { SET_FLAG, '\0', "serial", NULL, FOR_DIFF, FLAG(serial) },
    { SHOW_HELP, 'h', "help", NULL, FOR_ALL, 0 },
    { SHOW_VERSION, 'V', "version", NULL, FOR_ALL, 0 },
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

/* It is none of those that there are; `near` is, or NULL. */
static enum zone_verdict bad_word(const char *what, const char *about,
                                  const char *dashes, const char *near)
{
    char mend[80] = "twig-zone --help lists all.";
    if (near)
        snprintf(mend, sizeof mend,
                 "Nearest is %s%s; twig-zone --help lists all.", dashes, near);
    return bad(what, about, mend);
}

/* ---- options ---- */

static enum zone_verdict bad_option(const char *text)
{
    struct nearest best = { .name = NULL };
    const char *name = text + strspn(text, "-");
    for (size_t i = 0; i < OPTIONS; i++)
        nearest_offer(&best, name, strcspn(name, "="), options[i].name);
    return bad_word("no such option", text, "--", best.name);
}

/* The option that an argument is, or begins as no other does: -o, --output,
 * --out.  Its value, behind = or in -oFILE, into *value, else NULL. */
static const struct option *find_option(const char *text, const char **value)
{
    const char *name = text + 2;
    size_t n = strcspn(name, "=");
    const struct option *begun = NULL;
    unsigned begun_n = 0;
    for (size_t i = 0; i < OPTIONS; i++) {
        const struct option *o = &options[i];
        if (text[1] != '-' && text[1] == o->letter) {
            *value = text[2] ? text + 2 : NULL;
            return o;
        }
        if (text[1] != '-' || n == 0 || strncmp(name, o->name, n) != 0)
            continue;
        *value = name[n] ? name + n + 1 : NULL;
        if (!o->name[n])
            return o;
        begun = o;
        begun_n++;
    }
    return begun_n == 1 ? begun : NULL;
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

static enum zone_verdict set_depth(struct zone_command *c, const char *value)
{
    if (number_read(&c->depth, value, DNS_LABELS_MAX))
        return ZONE_RUN;
    return bad("not a number of levels", value, "It is 0 to 127.");
}

static enum zone_verdict set(struct zone_command *c, const struct option *o,
                             const char *value)
{
    switch (o->what) {
    case SET_FLAG:
        *(bool *)((char *)c + o->flag) = true;
        return ZONE_RUN;
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
    case SET_DEPTH:
        return set_depth(c, value);
    case SET_COLOUR:
        return colour_read(&c->colour, value)
                   ? ZONE_RUN
                   : bad("not a way to colour", value,
                         "It is auto, always or never.");
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
    return set(a->c, o, value);
}

/* ---- the verb and its words ---- */

static enum zone_verdict read_verb(struct arguments *a, const char *word)
{
    struct nearest best = { .name = NULL };
    for (size_t i = 0; i < VERBS; i++) {
        if (strcmp(word, verbs[i]) == 0) {
            a->c->verb = (enum zone_verb)i;
            a->has_verb = true;
            return ZONE_RUN;
        }
        nearest_offer(&best, word, strlen(word), verbs[i]);
    }
    return bad_word("no such command", word, "", best.name);
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
        [ZONE_TREE] = { 0, 2, "twig-zone tree [[NAME] ZONE]" },
        [ZONE_WALK] = { 1, SIZE_MAX, "twig-zone walk news.cctv.com my.zone" },
        [ZONE_CONVERT] = { 1, 1, "twig-zone convert --to master my.zone" },
        [ZONE_DIFF] = { 2, 2, "twig-zone diff OLD NEW" },
    };
    if (c->words_n < wants[c->verb].least)
        return bad("needs more", verbs[c->verb], wants[c->verb].shape);
    if (c->words_n > wants[c->verb].most)
        return bad("takes no more", c->words[wants[c->verb].most],
                   wants[c->verb].shape);
    if (c->svg && c->html)
        return bad("one of them", "--svg --html", "The page has the picture.");
    if (c->watch && c->words_n == 0)
        return bad("watch what?", NULL, "twig-zone tree --watch my.zone");
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
    *c = (struct zone_command){ .lang = messages_lang(NULL),
                                .depth = DNS_LABELS_MAX };
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
                   "check, tree, walk, convert or diff; --help shows how.");
    if (!(a.asked & 1u << c->verb))
        return bad("an option of another command", a.option,
                   "twig-zone --help tells whose it is.");
    return check_words(c);
}

void zone_command_free(struct zone_command *c)
{
    free(c->words);
}
