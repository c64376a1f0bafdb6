#include "zonefile/complaint.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Characters, not octets: UTF-8's continuations do not count. */
static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

/* Chinese, Japanese and Korean characters take two columns of a terminal. */
static bool is_wide(const char *p, const char *end)
{
    return end - p >= 3 && (unsigned char)*p >= 0xe3 &&
           (unsigned char)*p <= 0xed;
}

static unsigned count_characters(const char *from, const char *to)
{
    unsigned n = 0;
    for (; from < to; from++)
        n += begins_character(*from);
    return n;
}

static void put_repeated(FILE *out, char c, unsigned n)
{
    while (n--)
        fputc(c, out);
}

/* Blanks as wide as the text, tabs kept, or carets under it. */
static void put_under(FILE *out, const char *from, const char *to, char mark)
{
    for (; from < to; from++) {
        if (*from == '\t' && mark == ' ')
            fputc('\t', out);
        else if (begins_character(*from))
            put_repeated(out, mark, is_wide(from, to) ? 2 : 1);
    }
}

/* The line itself, with what a terminal would act on made visible. */
static void put_line(FILE *out, const char *from, const char *to)
{
    for (; from < to; from++)
        fputc((unsigned char)*from < ' ' && *from != '\t' ? '?' : *from, out);
}

static void put_excerpt(FILE *out, struct spot s, const char *hint)
{
    const char *end = s.in->text + s.in->len;
    const char *from = s.at, *to = s.at;
    while (from > s.in->text && from[-1] != '\n')
        from--;
    while (to < end && *to != '\n')
        to++;
    fprintf(out, "%5u | ", s.line);
    put_line(out, from, to);
    fputs("\n      | ", out);
    put_under(out, from, s.at, ' ');
    const char *last = s.at + s.n < to ? s.at + s.n : to;
    if (last <= s.at)
        fputc('^', out);
    put_under(out, s.at, last, '^');
    if (hint)
        fprintf(out, " %s", hint);
    fputc('\n', out);
}

/* zones/x.zone:12:22: */
static void put_place(FILE *out, struct spot s)
{
    fprintf(out, "%s:", s.in->path);
    if (!s.line)
        return;
    const char *from = s.at;
    while (from > s.in->text && from[-1] != '\n')
        from--;
    fprintf(out, "%u:%u:", s.line, count_characters(from, s.at) + 1);
}

void complain(struct complaints *c, enum severity severity, struct spot where,
              const char *hint, const char *format, ...)
{
    unsigned *count = severity == COMPLAINT_ERROR ? &c->errors : &c->warnings;
    if (severity == COMPLAINT_WARNING && c->errors_only)
        return;
    if (++*count > COMPLAINTS_SHOWN)
        return;
    char *text = NULL;
    size_t len = 0;
    FILE *out = open_memstream(&text, &len);
    if (!out)
        return; /* it is counted, and that is what stops the load */
    if (c->text)
        fwrite(c->text, 1, c->len, out);
    put_place(out, where);
    fputs(severity == COMPLAINT_ERROR ? " " : " warning: ", out);
    va_list args;
    va_start(args, format);
    vfprintf(out, format, args);
    va_end(args);
    fputc('\n', out);
    if (where.line)
        put_excerpt(out, where, hint);
    else if (hint)
        fprintf(out, "      %s\n", hint);
    fclose(out);
    free(c->text);
    c->text = text;
    c->len = len;
}

static unsigned left_out(unsigned n)
{
    return n > COMPLAINTS_SHOWN ? n - COMPLAINTS_SHOWN : 0;
}

void complaint_close(struct complaints *c)
{
    unsigned errors = left_out(c->errors), warnings = left_out(c->warnings);
    char *text = NULL;
    if (errors + warnings == 0)
        return;
    int n = asprintf(&text, "%s... and %u more errors, %u more warnings\n",
                     c->text ? c->text : "", errors, warnings);
    if (n < 0)
        return;
    free(c->text);
    c->text = text;
    c->len = (size_t)n;
}

void complaint_free(struct complaints *c)
{
    free(c->text);
    *c = (struct complaints){ .text = NULL };
}

struct spot spot_line(const struct source *in, uint32_t line)
{
    const char *p = in->text, *end = in->text + in->len;
    for (uint32_t i = 1; i < line && p < end; i++) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        p = newline ? newline + 1 : end;
    }
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    size_t n = 0;
    while (p + n < end && !strchr(" \t\r\n", p[n]))
        n++;
    return (struct spot){ .in = in, .at = p, .n = n, .line = line };
}
