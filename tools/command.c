#include "tools/command.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/dash.h"
#include "tools/hostname.h"
#include "tools/mistake.h"
#include "tools/plus.h"
#include "tools/typewords.h"
#include "tools/unicode.h"

enum { LINE_WORDS = 63 };

void command_begin(struct command *c)
{
    *c = (struct command){ .end = &c->first };
    c->settings = (struct settings){
        .cmd = true,
        .ndots = -1,
        .port = 53, /* RFC 1035 4.2 */
        .split = SPLIT_DEFAULT,
    };
    c->defaults = (struct request){
        .type = TYPE_A,
        .class = CLASS_IN,
        .rd = true,
        .ad = true,
        .cookie = true,
        .bufsize = DNS_UDP_EDNS,
        .negotiate = true,
        .stop_at_servfail = true,
        .retry_badcookie = true,
        .best_effort = true,
        .tries = 0, /* resolv.conf may say */
        .question = true,
        .answer = true,
        .authority = true,
        .additional = true,
        .comments = true,
        .stats = true,
        .idn_in = true,
        .idn_out = isatty(STDOUT_FILENO) && unicode_locale(),
    };
}

struct request *command_next(struct command *c)
{
    struct request *r = c->first;
    if (!r)
        return NULL;
    c->first = r->next;
    if (!c->first)
        c->end = &c->first;
    return r;
}

void command_free_request(struct request *r)
{
    if (r)
        free(r->greeting);
    free(r);
}

static void drop_requests(struct command *c)
{
    struct request *r;
    while ((r = command_next(c)))
        command_free_request(r);
}

/* ---- words ---- */

static enum command_verdict add_server(struct arguments *a, const char *text)
{
    struct request *r = a->request;
    const char *wrong;
    unsigned n = hostname_find(&wrong, r->servers + r->servers_n,
                               REQUEST_SERVERS - r->servers_n, text,
                               &a->command->settings.kept);
    a->command->addresses = n;
    r->servers_n += n;
    if (n)
        return COMMAND_RUN;
    mistake(&a->place, wrong, text,
            "It is like @127.0.0.1, @::1, @[::1]:5300 or @ns.example.");
    return COMMAND_BAD;
}

/* A word that is no option: type, then class, then name. */
static enum command_verdict add_word(struct arguments *a, const char *word)
{
    enum typeword kind = typewords_read(a, word);
    if (kind == TYPEWORD_BAD)
        return COMMAND_BAD;
    if (kind == TYPEWORD_NONE && !a->config)
        arguments_query(a, word);
    return COMMAND_RUN;
}

static enum command_verdict read_words(struct arguments *a)
{
    enum command_verdict verdict = COMMAND_RUN;
    for (a->i = 1; a->i < a->n && verdict == COMMAND_RUN; a->i++) {
        const char *word = a->at[a->i];
        if (*word == '%')
            break; /* the rest is a comment */
        if (strcmp(word, "--") == 0 && !a->plain) {
            a->plain = true;
            continue;
        }
        if (*word == '@')
            verdict = add_server(a, word + 1);
        else if (*word == '+' && !a->plain)
            verdict = plus_read(a, "+", word + 1);
        else if (*word == '-' && !a->plain)
            verdict = dash_read(a, word);
        else
            verdict = add_word(a, word);
    }
    return verdict;
}

/* No name at all: the servers of the root.  Who wrote one word and no more may
 * have meant a name. */
static void ask_root(struct arguments *a)
{
    if (a->taken_n == 1)
        mistake_warn(&a->place,
                     "'%s' was taken as a type or class; '-q %s' asks for the "
                     "name",
                     a->taken, a->taken);
    arguments_query(a, ".");
    a->request->type = TYPE_NS;
    a->request->type_set = true;
}

/* ---- files ---- */

/* The words of a line, behind the program's name. */
static enum command_verdict split(struct arguments *a, char *line)
{
    static const char blank[] = " \t\r\n";
    char *rest, *word = strtok_r(line, blank, &rest);
    a->at[0] = "twig";
    for (a->n = 1; word && a->n <= LINE_WORDS;
         word = strtok_r(NULL, blank, &rest))
        a->at[a->n++] = word;
    if (!word)
        return COMMAND_RUN;
    mistake(&a->place, "one word too many", word,
            "A line of a file has at most 63.");
    return COMMAND_BAD;
}

static void cannot_read(const struct lines *l)
{
    mistake(&l->place, strerror(errno), NULL,
            "twig reads it first; with -r it does not.");
}

/* Opened, or not there, which is no matter unless it is expected. */
static enum command_verdict try_rc(struct lines *l, const char *path,
                                   bool expected)
{
    if (lines_open(l, path) == 0)
        return COMMAND_RUN;
    if (!expected && (errno == ENOENT || errno == ENOTDIR))
        return COMMAND_RUN;
    cannot_read(l);
    return COMMAND_BAD;
}

/* The first there is; l->f is NULL when there is none. */
static enum command_verdict open_rc(struct command *c, struct lines *l)
{
    const char *own = getenv("TWIGRC"), *home = getenv("HOME");
    const char *xdg = getenv("XDG_CONFIG_HOME");
    struct kept **kept = &c->settings.kept;
    enum command_verdict verdict = COMMAND_RUN;
    if (own)
        return *own ? try_rc(l, own, true) : COMMAND_RUN;
    if (home)
        verdict = try_rc(l, keep_format(kept, "%s/.twigrc", home), false);
    if (verdict == COMMAND_RUN && !l->f && xdg && *xdg)
        verdict = try_rc(l, keep_format(kept, "%s/twig/twigrc", xdg), false);
    return verdict;
}

/* Options only; they are the defaults of all queries. */
static enum command_verdict read_rc(struct command *c)
{
    char *words[LINE_WORDS + 1];
    struct lines l = { 0 };
    enum command_verdict verdict = open_rc(c, &l);
    if (!l.f)
        return verdict;
    while (verdict == COMMAND_RUN && lines_next(&l)) {
        char *kept = keep(&c->settings.kept, l.text, strlen(l.text));
        struct arguments a = {
            .command = c,
            .request = &c->defaults,
            .at = words,
            .place = l.place,
            .file = true,
            .config = true,
        };
        verdict = split(&a, kept);
        if (verdict == COMMAND_RUN)
            verdict = read_words(&a);
    }
    if (lines_close(&l) == 0 || verdict == COMMAND_BAD)
        return verdict;
    cannot_read(&l);
    return COMMAND_BAD;
}

enum command_verdict command_line(struct command *c, const struct lines *l)
{
    char *words[LINE_WORDS + 1];
    char *kept = keep(&c->settings.kept, l->text, strlen(l->text));
    struct arguments a = {
        .command = c,
        .at = words,
        .place = l->place,
        .file = true,
    };
    arguments_keep(&a);
    enum command_verdict verdict = split(&a, kept);
    if (verdict == COMMAND_RUN)
        verdict = read_words(&a);
    if (verdict == COMMAND_RUN && !a.any)
        ask_root(&a);
    arguments_end(&a);
    if (verdict == COMMAND_BAD)
        drop_requests(c);
    return verdict;
}

enum command_verdict command_read(struct command *c, int argc, char **argv)
{
    struct arguments a = {
        .command = c,
        .request = &c->defaults,
        .at = argv,
        .n = argc,
    };
    enum command_verdict verdict = COMMAND_RUN;
    if (!dash_no_rc(argc, argv))
        verdict = read_rc(c);
    if (verdict == COMMAND_RUN)
        verdict = read_words(&a);
    if (verdict == COMMAND_RUN && !a.any && !c->settings.batch)
        ask_root(&a);
    return verdict;
}

void command_end(struct command *c)
{
    drop_requests(c);
    keep_free(&c->settings.kept);
}
