#include "zonefile/complaint.h"

#include "zonefile/utf8.h"
#include "zonefile/width.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Would it steer a terminal, or turn what follows around? */
static bool is_shown(uint32_t c)
{
    return c == '\t' || utf8_is_plain(c);
}

static unsigned count_characters(const char *from, const char *to)
{
    struct reader r = reader_over(from, (size_t)(to - from));
    unsigned n = 0;
    for (; reader_left(&r); n++)
        utf8_next(&r);
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
    struct reader r = reader_over(from, (size_t)(to - from));
    while (reader_left(&r)) {
        uint32_t c = utf8_next(&r);
        if (c == '\t' && mark == ' ')
            fputc('\t', out);
        else
            put_repeated(out, mark, is_shown(c) ? width_char(c) : 1);
    }
}

/* Text from a file, with what is better not shown as `?`. */
static void put_text(FILE *out, const char *from, const char *to)
{
    struct reader r = reader_over(from, (size_t)(to - from));
    while (reader_left(&r)) {
        const uint8_t *at = r.at;
        if (is_shown(utf8_next(&r)))
            fwrite(at, 1, (size_t)(r.at - at), out);
        else
            fputc('?', out);
    }
}

static bool begins_character(char c)
{
    return ((unsigned char)c & 0xc0) != 0x80;
}

/* What is shown of a line: from..to, at most so much around the spot. */
struct excerpt {
    const char *from, *to;
};

static struct excerpt find_excerpt(struct spot s)
{
    enum { BEFORE = 80, BEHIND = 320 };
    const char *end = s.in->text + s.in->len;
    struct excerpt e = { s.at, s.at };
    while (e.from > s.in->text && e.from[-1] != '\n' &&
           (s.at - e.from < BEFORE || !begins_character(*e.from)))
        e.from--;
    while (e.to < end && *e.to != '\n' &&
           (e.to - s.at < BEHIND || !begins_character(*e.to)))
        e.to++;
    if (e.to > s.at && e.to[-1] == '\r')
        e.to--;
    return e;
}

static void put_excerpt(FILE *out, struct spot s, const char *hint)
{
    struct excerpt e = find_excerpt(s);
    fprintf(out, "%5u | ", s.line);
    put_text(out, e.from, e.to);
    fputs("\n      | ", out);
    put_under(out, e.from, s.at, ' ');
    const char *last = s.n < (size_t)(e.to - s.at) ? s.at + s.n : e.to;
    if (last <= s.at)
        fputc('^', out);
    put_under(out, s.at, last, '^');
    if (hint) {
        fputc(' ', out);
        put_text(out, hint, hint + strlen(hint));
    }
    fputc('\n', out);
}

/* zones/x.zone:12:22: */
static void put_place(FILE *out, struct spot s)
{
    const char *path = *s.in->path ? s.in->path : "''";
    put_text(out, path, path + strlen(path));
    fputc(':', out);
    if (!s.line)
        return;
    const char *from = s.at;
    while (from > s.in->text && from[-1] != '\n')
        from--;
    fprintf(out, "%u:%u:", s.line, count_characters(from, s.at) + 1);
}

/* The first word of a line. */
static struct spot find_line(const struct source *in, uint32_t line)
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

/* The message, its middle left out when it is very long. */
static void put_message(FILE *out, const char *format, va_list args)
{
    enum { HEAD = 160, TAIL = 120 };
    char *text;
    int n = vasprintf(&text, format, args);
    if (n < 0)
        return;
    if (n <= HEAD + TAIL) {
        put_text(out, text, text + n);
    } else {
        const char *head = text + HEAD, *tail = text + n - TAIL;
        while (head > text && !begins_character(*head))
            head--;
        while (!begins_character(*tail))
            tail++;
        put_text(out, text, head);
        fputs("...", out);
        put_text(out, tail, text + n);
    }
    free(text);
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
    if (where.line && !where.at)
        where = find_line(where.in, where.line);
    if (c->text)
        fwrite(c->text, 1, c->len, out);
    put_place(out, where);
    fputs(severity == COMPLAINT_ERROR ? " " : " warning: ", out);
    va_list args;
    va_start(args, format);
    put_message(out, format, args);
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

/* "3 more errors" */
static void put_count(FILE *out, unsigned n, const char *what)
{
    if (n)
        fprintf(out, "... and %u more %s%s\n", n, what, n == 1 ? "" : "s");
}

void complaint_close(struct complaints *c)
{
    char *text = NULL;
    size_t len = 0;
    FILE *out = NULL;
    if (left_out(c->errors) + left_out(c->warnings) > 0)
        out = open_memstream(&text, &len);
    if (!out)
        return;
    if (c->text)
        fwrite(c->text, 1, c->len, out);
    put_count(out, left_out(c->errors), "error");
    put_count(out, left_out(c->warnings), "warning");
    fclose(out);
    free(c->text);
    c->text = text;
    c->len = len;
}

void complaint_free(struct complaints *c)
{
    free(c->text);
    *c = (struct complaints){ .text = NULL };
}
