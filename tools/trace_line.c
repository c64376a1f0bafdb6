#include "tools/trace_line.h"

#include <string.h>

#include "zonefile/nametext.h"
#include "zonefile/width.h"

enum {
    COLUMNS = 80,
    LEVEL = 5,  /* columns that an inner walk is moved to the right */
    INDENT = 17 /* of what is said, behind its label */
};

static const char *const drawn[] = {
    [MARK_NONE] = "    ", [MARK_BAR] = " │  ", [MARK_NEXT] = " ▼  "
};
static const char *const typed[] = {
    [MARK_NONE] = "    ", [MARK_BAR] = " |  ", [MARK_NEXT] = " v  "
};

_Static_assert((int)NAME_TEXT_MAX <= (int)UNICODE_NAME, "either form fits");

char *trace_line_name(char *out, const uint8_t *name, bool unicode)
{
    char own[UNICODE_NAME];
    name_text(out, name);
    if (unicode && unicode_name(own, out))
        strcpy(out, own);
    return out;
}

void trace_line_begin(struct text *t, const struct trace_art *art,
                      enum trace_mark mark)
{
    for (unsigned i = 0; i < art->level * LEVEL; i++)
        text_put(t, ' ');
    text_add(t, art->ascii ? typed[mark] : drawn[mark]);
}

void trace_line_pad(struct text *t, size_t start, size_t column)
{
    size_t used = t->at ? width_text(t->at + start) : 0;
    for (; used < column; used++)
        text_put(t, ' ');
}

size_t trace_line_column(const struct trace_art *art, size_t column)
{
    return art->level * LEVEL + column;
}

const char *trace_line_arrow(bool ascii)
{
    return ascii ? " -> " : " ──▶ ";
}

void trace_line_fold(struct text *t, const struct trace_art *art,
                     enum trace_mark mark, const char *text)
{
    size_t indent = mark == MARK_BAR ? INDENT : 4;
    while (*text) {
        size_t start = t->n;
        trace_line_begin(t, art, mark);
        trace_line_pad(t, start, art->level * LEVEL + indent);
        size_t left = COLUMNS - art->level * LEVEL - indent;
        size_t n = width_fit(text, left);
        text_add_n(t, text, n);
        while (t->at[t->n - 1] == ' ')
            t->n--;
        text_put(t, '\n');
        text += n;
        text += strspn(text, " \n");
    }
}
