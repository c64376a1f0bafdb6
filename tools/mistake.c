#include "tools/mistake.h"

#include <stdarg.h>
#include <stdio.h>

static void print_place(const struct whence *at)
{
    if (!at || !at->path)
        return;
    fprintf(stderr, "%s:", at->path);
    if (at->line)
        fprintf(stderr, "%u:", at->line);
    fputc(' ', stderr);
}

void mistake(const struct whence *at, const char *what, const char *about,
             const char *mend)
{
    fputs("twig: ", stderr);
    print_place(at);
    if (about)
        fprintf(stderr, "%s: '%s'\n", what, about);
    else
        fprintf(stderr, "%s\n", what);
    fprintf(stderr, "%s\n", mend ? mend : "twig --help shows how.");
}

void mistake_warn(const struct whence *at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs(";; Warning, ", stderr);
    print_place(at);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}
