#include "tests/shared/test.h"
#include "tools/udplab/words.h"

#include <glob.h>
#include <stdlib.h>

/* A literal of C, and those that follow it, as the compiler joins them; p is
 * at its first quote. */
static void join(char *out, const char *p)
{
    while (*p == '"') {
        for (p++; *p != '"'; p++) {
            if (*p == '\\') {
                p++;
                *out++ = *p == 'n' ? '\n' : *p;
            } else {
                *out++ = *p;
            }
        }
        p++;
        p += strspn(p, " \n");
    }
    *out = '\0';
}

/* Is there a word in it, beside what printf puts in? */
static bool has_words(const char *text)
{
    unsigned run = 0;
    for (; *text && run < 3; text++)
        run = (*text >= 'a' && *text <= 'z') ? run + 1 : 0;
    return run == 3;
}

static bool in_table(const char *text)
{
    for (size_t i = 0; i < words_n; i++)
        if (strcmp(words_table[i].en, text) == 0)
            return true;
    return false;
}

/* Every literal behind `call` in a source; returns how many. */
static unsigned look(const char *path, const char *source, const char *call)
{
    unsigned n = 0;
    for (const char *p = strstr(source, call); p; p = strstr(p, call)) {
        char text[2000];
        p += strlen(call);
        p += strspn(p, " \n");
        if (*p != '"')
            continue;
        join(text, p);
        n++;
        if (has_words(text) && !in_table(text))
            fail_msg("%s: not in words.c: %s", path, text);
    }
    return n;
}

static void everything_that_is_said_has_its_chinese(void **state)
{
    static char source[100000];
    unsigned n = 0;
    glob_t files;
    (void)state;
    assert_int_equal(glob("tools/udplab/*.c", 0, NULL, &files), 0);
    for (size_t i = 0; i < files.gl_pathc; i++) {
        FILE *f = fopen(files.gl_pathv[i], "re");
        assert_non_null(f);
        source[fread(source, 1, sizeof source - 1, f)] = '\0';
        fclose(f);
        n += look(files.gl_pathv[i], source, "say(lab,");
        n += look(files.gl_pathv[i], source, "warn_in_words(lab,");
        n += look(files.gl_pathv[i], source, ".about =");
    }
    globfree(&files);
    assert_in_range(n, words_n, words_n + 5); /* and nothing idle is there */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(everything_that_is_said_has_its_chinese),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
