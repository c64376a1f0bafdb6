#include "tools/mistake.h"

#include <stdarg.h>
#include <stdio.h>

void mistake(const char *what, const char *about, const char *mend)
{
    if (about)
        fprintf(stderr, "twig: %s: '%s'\n", what, about);
    else
        fprintf(stderr, "twig: %s\n", what);
    fprintf(stderr, "%s\n", mend ? mend : "twig --help shows how.");
}

void mistake_warn(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs(";; Warning, ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
