/*
 * The whole explanation, letter by letter: tests/explain/NAME.txt has what is
 * explained, in hex, and what is to be printed in both languages.
 *
 *     build/tests/test_explain --write   writes the second from the first
 */
#include "tools/explain.h"
#include "tools/hexdump.h"

#include "tests/shared/test.h"

#include <dirent.h>
#include <stdlib.h>

enum { FILES_LEAST = 35, MESSAGE_MAX = 2000 };

static const char directory[] = "tests/explain";

struct golden {
    char path[300];
    char *about;       /* up to the first "=== " */
    char from[32];     /* a heading: what stands before it is left out */
    char *expected[2]; /* by language */
    uint8_t query[MESSAGE_MAX], reply[MESSAGE_MAX];
    struct explain task;
};

static void read_about(struct golden *g)
{
    size_t room = 0;
    FILE *f = fopen(g->path, "r");
    assert_non_null(f);
    g->about = NULL;
    ssize_t n = getdelim(&g->about, &room, '\0', f);
    fclose(f);
    assert_true(n > 0);
}

/* "reply 1f2c...": its octets. */
static struct bytes octets(const char *about, const char *word, uint8_t *out)
{
    const char *at = strstr(about, word);
    struct bytes b = { out, 0 };
    if (!at)
        return b;
    at += strlen(word);
    struct hexdump_read r =
        hexdump_read(out, MESSAGE_MAX,
                     (struct bytes){ (const uint8_t *)at, strcspn(at, "\n") });
    assert_int_equal(r.fault, HEXDUMP_FINE);
    b.n = r.n;
    return b;
}

/* What stands behind the heading, cut off there. */
static char *cut(char *text, const char *heading)
{
    char *at = strstr(text, heading);
    if (!at)
        return NULL;
    *at = '\0';
    return at + strlen(heading);
}

static void load(struct golden *g, const char *name)
{
    snprintf(g->path, sizeof g->path, "%s/%s", directory, name);
    read_about(g);
    g->expected[LANG_ZH] = cut(g->about, "=== zh\n");
    g->expected[LANG_EN] = cut(g->about, "=== en\n");
    const char *parts = strstr(g->about, "\nparts ");
    g->from[0] = '\0';
    const char *from = strstr(g->about, "\nfrom ");
    if (from)
        sscanf(from, "\nfrom %31[A-Z]", g->from);
    g->task = (struct explain){
        .query = octets(g->about, "\nquery ", g->query),
        .reply = octets(g->about, "\nreply ", g->reply),
        .server = strstr(g->about, "\nquery ") ? "127.0.0.13" : NULL,
        .port = 5300,
        .took_us = 213,
        .parts = parts ? (unsigned)atoi(parts + 7) : 0,
    };
}

static char *explained(const struct golden *g, enum lang lang)
{
    char *text;
    size_t n;
    struct explain task = g->task;
    task.lang = lang;
    FILE *out = open_memstream(&text, &n);
    explain_print(out, &task);
    fclose(out);
    char heading[40];
    snprintf(heading, sizeof heading, "\n %s", g->from);
    const char *begin = strstr(text, heading);
    if (g->from[0] && begin)
        memmove(text, begin + 1, strlen(begin));
    return text;
}

static int is_golden(const struct dirent *e)
{
    return e->d_name[0] != '.' && strstr(e->d_name, ".txt");
}

static void check(const struct golden *g, enum lang lang)
{
    char *text = explained(g, lang);
    assert_non_null(g->expected[lang]);
    if (strcmp(text, g->expected[lang]) != 0)
        print_error("%s: is explained otherwise\n%s", g->path, text);
    assert_string_equal(text, g->expected[lang]);
    free(text);
}

static void every_message_is_explained_as_written(void **state)
{
    struct dirent **files;
    static struct golden g;
    (void)state;
    int n = scandir(directory, &files, is_golden, alphasort);
    assert_true(n >= FILES_LEAST);
    for (int i = 0; i < n; i++) {
        load(&g, files[i]->d_name);
        check(&g, LANG_EN);
        check(&g, LANG_ZH);
        free(g.about);
        free(files[i]);
    }
    free(files);
}

/* Colours change nothing else, and are there only when they are wanted. */
static void colours_are_added_and_nothing_else(void **state)
{
    static struct golden g;
    (void)state;
    load(&g, "answer.txt");
    char *plain = explained(&g, LANG_ZH);
    g.task.colour = true;
    char *coloured = explained(&g, LANG_ZH), *to = coloured;
    assert_null(strchr(plain, '\033'));
    assert_non_null(strchr(coloured, '\033'));
    for (const char *from = coloured; (*to = *from); from++) {
        if (*from == '\033')
            from += strcspn(from, "m");
        else
            to++;
    }
    assert_string_equal(plain, coloured);
    free(plain);
    free(coloured);
    free(g.about);
}

static int write_all(void)
{
    struct dirent **files;
    static struct golden g;
    int n = scandir(directory, &files, is_golden, alphasort);
    for (int i = 0; i < n; i++) {
        load(&g, files[i]->d_name);
        char *en = explained(&g, LANG_EN), *zh = explained(&g, LANG_ZH);
        FILE *f = fopen(g.path, "w");
        fprintf(f, "%s=== en\n%s=== zh\n%s", g.about, en, zh);
        fclose(f);
        free(en);
        free(zh);
    }
    return n < 0;
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_message_is_explained_as_written),
        cmocka_unit_test(colours_are_added_and_nothing_else),
    };
    if (argc > 1 && strcmp(argv[1], "--write") == 0)
        return write_all();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
