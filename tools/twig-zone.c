/*
 * twig-zone: check zone files, draw them, compare them, write them in another
 * format, and see how a name is found in them.
 */
#include "tools/zone_check.h"
#include "tools/zone_convert.h"
#include "tools/zone_diff.h"
#include "tools/zone_tree.h"
#include "tools/zone_walk.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A zone file that is mapped has become shorter under our hands. */
static void on_bus_error(int signal)
{
    static const char text[] =
        "twig-zone: a zone file was cut short while it was read\n"
        "Run it again.\n";
    (void)signal;
    ssize_t n = write(STDERR_FILENO, text, sizeof text - 1);
    (void)n; /* nobody is left to be told */
    _exit(ZONE_TROUBLE);
}

static int run(const struct zone_command *c)
{
    switch (c->verb) {
    case ZONE_CHECK:
        return zone_check(c);
    case ZONE_TREE:
        return zone_tree(c);
    case ZONE_WALK:
        return zone_walk(c);
    case ZONE_CONVERT:
        return zone_convert(c);
    case ZONE_DIFF:
        break;
    }
    return zone_diff(c);
}

/* What was printed has arrived, or the exit code says that it has not. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout) && fclose(stdout) == 0)
        return code;
    zone_mistake("write error", NULL, strerror(errno));
    return ZONE_TROUBLE;
}

int main(int argc, char **argv)
{
    struct zone_command c;
    int code = ZONE_TROUBLE;
    signal(SIGBUS, on_bus_error);
    switch (zone_command_read(&c, argc, argv)) {
    case ZONE_RUN:
        code = finish(run(&c));
        break;
    case ZONE_DONE:
        code = finish(ZONE_GOOD);
        break;
    case ZONE_BAD:
        break;
    }
    zone_command_free(&c);
    return code;
}
