/*
 * twigd: a small, fast, correct DNS name server.
 */
#include "resolver/classroom.h"
#include "resolver/commandline.h"
#include "resolver/confine.h"
#include "resolver/supervisor.h"

int main(int argc, char **argv)
{
    struct config c;
    int code = 2;
    switch (commandline_read(&c, argc, argv)) {
    case CONFIG_RUN:
        confine_choose(&c);
        code = c.classroom ? classroom_run(&c) : supervise(&c);
        break;
    case CONFIG_DONE:
        code = 0;
        break;
    case CONFIG_BAD:
        break;
    }
    config_free(&c);
    return code;
}
