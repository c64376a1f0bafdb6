/*
 * twigd: a small, fast, correct DNS name server.
 */
#include "resolver/supervisor.h"

int main(int argc, char **argv)
{
    struct config c;
    switch (config_read(&c, argc, argv)) {
    case CONFIG_RUN:
        return supervise(&c);
    case CONFIG_DONE:
        return 0;
    case CONFIG_BAD:
        break;
    }
    return 2;
}
