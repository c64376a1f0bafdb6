#include "tools/command.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tools/dash.h"
#include "tools/hostname.h"
#include "tools/mistake.h"
#include "tools/plus.h"
#include "tools/typewords.h"
#include "tools/unicode.h"

enum { LINE_WORDS = 64, BATCH_WORDS = 14, LINE_ROOM = 4096 };

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

/* ---- words ---- */

static enum command_verdict add_server(struct arguments *a, const char *text)
{
    struct request *r = a->request;
    unsigned n =
        hostname_find(r->servers + r->servers_n, REQUEST_SERVERS - r->servers_n,
                      text, &a->command->settings.kept);
    a->command->addresses = n;
    r->servers_n += n;
    if (n)
        return COMMAND_RUN;
    mistake("couldn't get address of the server", text,
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
        if (*word == '@')
            verdict = add_server(a, word + 1);
        else if (*word == '+')
            verdict = plus_read(a, word + 1);
        else if (*word == '-')
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
        mistake_warn("'%s' was taken as a type or class; '-q %s' asks for the "
                     "name",
                     a->taken, a->taken);
    arguments_query(a, ".");
    a->request->type = TYPE_NS;
    a->request->type_set = true;
}

/* ---- files ---- */

static int split(char **words, int most, char *line)
{
    static const char blank[] = " \t\r\n";
    char *rest, *word = strtok_r(line, blank, &rest);
    int n = 1;
    words[0] = "twig";
    for (; word && n < most; word = strtok_r(NULL, blank, &rest))
        words[n++] = word;
    return n;
}

static FILE *open_rc(void)
{
    char path[LINE_ROOM];
    const char *own = getenv("TWIGRC"), *home = getenv("HOME");
    const char *xdg = getenv("XDG_CONFIG_HOME");
    FILE *f = NULL;
    if (own)
        return fopen(own, "re");
    if (home) {
        snprintf(path, sizeof path, "%s/.twigrc", home);
        f = fopen(path, "re");
    }
    if (!f && xdg && *xdg) {
        snprintf(path, sizeof path, "%s/twig/twigrc", xdg);
        f = fopen(path, "re");
    }
    return f;
}

/* Options only; they are the defaults of all queries. */
static enum command_verdict read_rc(struct command *c)
{
    char line[LINE_ROOM], *words[LINE_WORDS];
    enum command_verdict verdict = COMMAND_RUN;
    FILE *f = open_rc();
    while (f && verdict == COMMAND_RUN && fgets(line, sizeof line, f)) {
        char *kept = keep(&c->settings.kept, line, strlen(line));
        struct arguments a = {
            .command = c,
            .request = &c->defaults,
            .at = words,
            .file = true,
            .config = true,
        };
        a.n = split(words, LINE_WORDS, kept);
        verdict = read_words(&a);
    }
    if (f)
        fclose(f);
    return verdict;
}

enum command_verdict command_line(struct command *c, const char *line)
{
    char *words[LINE_WORDS];
    char *kept = keep(&c->settings.kept, line, strlen(line));
    struct arguments a = { .command = c, .at = words, .file = true };
    a.n = split(words, BATCH_WORDS + 1, kept);
    arguments_keep(&a);
    enum command_verdict verdict = read_words(&a);
    if (verdict == COMMAND_RUN && !a.any)
        ask_root(&a);
    arguments_end(&a);
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

void command_end(struct command *c)
{
    struct request *r;
    while ((r = command_next(c)))
        command_free_request(r);
    keep_free(&c->settings.kept);
}
