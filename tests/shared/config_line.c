#include "tests/shared/config_line.h"

#include "resolver/commandline.h"
#include "tests/shared/test.h"

#include <unistd.h>

enum { WORDS = 64 };

enum config_verdict config_line(struct config *c, const char *line, int from,
                                char said[CONFIG_SAID])
{
    static char text[CONFIG_SAID];
    char *argv[WORDS] = { (char *)(uintptr_t) "twigd" }, *rest;
    int argc = 1, ends[2];
    snprintf(text, sizeof text, "%s", line);
    for (char *w = strtok_r(text, " ", &rest); w;
         w = strtok_r(NULL, " ", &rest))
        argv[argc++] = strcmp(w, "~") == 0 ? w + 1 : w;
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    int before = dup(from);
    dup2(ends[1], from);
    enum config_verdict v = commandline_read(c, argc, argv);
    fflush(NULL);
    dup2(before, from);
    close(before);
    close(ends[1]);
    ssize_t n = read(ends[0], said, CONFIG_SAID - 1);
    said[n < 0 ? 0 : n] = '\0';
    close(ends[0]);
    return v;
}
