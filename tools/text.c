#include "tools/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tools/memory.h"
#include "tools/unicode.h"
#include "zonefile/nametext.h"

enum { TEXT_FIRST = 4096 };

/* Room for `n` more and the NUL. */
static void grow(struct text *t, size_t n)
{
    if (t->room - t->n > n)
        return;
    size_t room = t->room ? t->room : TEXT_FIRST;
    while (room - t->n <= n)
        room *= 2;
    t->at = memory_need(realloc(t->at, room));
    t->room = room;
}

void text_free(struct text *t)
{
    free(t->at);
    *t = (struct text){ 0 };
}

void text_clear(struct text *t)
{
    t->n = 0;
    if (t->at)
        t->at[0] = '\0';
}

void text_add_n(struct text *t, const char *s, size_t n)
{
    grow(t, n);
    memcpy(t->at + t->n, s, n);
    t->n += n;
    t->at[t->n] = '\0';
}

void text_put(struct text *t, char c)
{
    text_add_n(t, &c, 1);
}

void text_add(struct text *t, const char *s)
{
    text_add_n(t, s, strlen(s));
}

void text_format(struct text *t, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0) {
        grow(t, (size_t)n);
        vsnprintf(t->at + t->n, (size_t)n + 1, format, again);
        t->n += (size_t)n;
    }
    va_end(again);
}

void text_name(struct text *t, const uint8_t *wire)
{
    char name[NAME_TEXT_MAX], own[UNICODE_NAME];
    name_text(name, wire);
    text_add(t, t->unicode && unicode_name(own, name) ? own : name);
}
