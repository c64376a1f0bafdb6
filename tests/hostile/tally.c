#include "tests/hostile/tally.h"

#include <stdarg.h>
#include <stdio.h>

enum { SHOWN = 300 /* octets of the message */ };

void tally_fail(struct tally *t, struct bytes about, const char *form, ...)
{
    if (t->failed)
        return;
    t->failed = true;
    va_list args;
    va_start(args, form);
    int n = vsnprintf(t->why, sizeof t->why / 8, form, args);
    va_end(args);
    if (n < 0 || n >= (int)sizeof t->why / 8 || about.n == 0)
        return;
    n += snprintf(t->why + n, sizeof t->why / 8, ": %zu octets ", about.n);
    for (size_t i = 0; i < about.n && i < SHOWN; i++)
        n += snprintf(t->why + n, 3, "%02x", about.at[i]);
}
