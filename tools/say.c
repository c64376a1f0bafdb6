#include "tools/say.h"

#include "tools/colour.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

static FILE *stream(const struct settings *s)
{
    return s->short_form || s->form != FORM_DIG ? stderr : stdout;
}

void say(const struct settings *s, const char *format, ...)
{
    FILE *out = stream(s);
    va_list args;
    if (s->quiet)
        return;
    va_start(args, format);
    fputs(";; ", out);
    vfprintf(out, format, args);
    fputc('\n', out);
    va_end(args);
}

void say_greeting(const struct settings *s, char **greeting, bool failed)
{
    bool text = !s->short_form && s->form == FORM_DIG;
    if (*greeting && text && (failed || s->cmd))
        fputs(*greeting, stdout);
    if (s->show_search)
        return; /* as dig does: with each name that is tried */
    free(*greeting);
    *greeting = NULL;
}

void say_text(const struct settings *s, const struct text *t)
{
    struct text coloured = { 0 };
    if (s->colour && !s->short_form && s->form == FORM_DIG)
        colour_lines(&coloured, t);
    const struct text *out = coloured.n ? &coloured : t;
    if (out->n)
        fwrite(out->at, 1, out->n, stdout);
    text_free(&coloured);
}

void say_message(const struct settings *s, const struct text *t)
{
    if (t->n && !s->quiet)
        fwrite(t->at, 1, t->n, stream(s));
}
