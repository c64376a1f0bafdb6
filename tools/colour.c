#include "tools/colour.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define COMMENT "\033[36m"
#define WARNING "\033[33m"
#define FAILURE "\033[31m"
#define PLAIN "\033[0m"

static bool is_set(const char *name)
{
    const char *value = getenv(name);
    return value && *value;
}

static bool terminal_can(void)
{
    const char *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && term && strcmp(term, "dumb") != 0;
}

bool colour_read(enum colour_when *when, const char *value)
{
    static const char *const names[] = { [COLOUR_AUTO] = "auto",
                                         [COLOUR_ALWAYS] = "always",
                                         [COLOUR_NEVER] = "never" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], value) == 0) {
            *when = (enum colour_when)i;
            return true;
        }
    return false;
}

bool colour_wanted(enum colour_when when)
{
    const char *force = getenv("CLICOLOR_FORCE");
    if (when != COLOUR_AUTO)
        return when == COLOUR_ALWAYS;
    if (is_set("NO_COLOR"))
        return false;
    if (force && *force && strcmp(force, "0") != 0)
        return true;
    return terminal_can();
}

/* The colour of a line; NULL: none. */
static const char *colour_of(const char *line, size_t n)
{
    static const char status[] = "status: ";
    if (n == 0 || *line != ';')
        return NULL;
    if (n > 10 &&
        (memmem(line, n, "WARNING", 7) || memmem(line, n, "Warning", 7)))
        return WARNING;
    const char *s = memmem(line, n, status, sizeof status - 1);
    if (s && strncmp(s + sizeof status - 1, "NOERROR", 7) != 0)
        return FAILURE;
    return COMMENT;
}

void colour_lines(struct text *out, const struct text *plain)
{
    const char *line = plain->at, *end = plain->at + plain->n;
    while (line < end) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t n = (size_t)((stop ? stop : end) - line);
        const char *colour = colour_of(line, n);
        text_add(out, colour ? colour : "");
        text_add_n(out, line, n);
        text_add(out, colour ? PLAIN : "");
        if (stop)
            text_put(out, '\n');
        line += n + 1;
    }
}
