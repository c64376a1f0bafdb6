#include "tests/shared/serve.h"
#include "tests/shared/test.h"

/* The list of cases.h over TCP, with a twigd of our own; one connection takes
 * all questions of a world, well-formed or not. */

int main(void)
{
    static const char *const loopback[] = { "127.0.0.1", NULL };
    void *place;
    int failed = 0;
    zone_enter(&place);
    for (size_t i = 0; worlds[i]; i++) {
        struct server s;
        server_start(&s, worlds[i], loopback);
        struct caller c = server_caller(&s, loopback[0], true);
        struct respondent r = respondent_at(&c);
        failed += respondent_run(&r, worlds[i]);
        caller_close(&c);
        if (server_stop(&s) != 0)
            failed++;
    }
    zone_leave(&place);
    return failed != 0;
}
