#include "tools/explain_row.h"

#include "zonefile/width.h"

enum {
    COLUMNS = 80,
    BYTES_AT = 6,
    NAME_AT = 29,
    TEXT_AT = 38,
    LINE_BYTES = 8,
    LINES_MAX = 4 /* of octets; longer ones are cut short */
};

/* Readable on dark and light; red is for errors alone. */
static const char *const colours[] = { "\033[36m", "\033[35m", "\033[32m",
                                       "\033[34m" };
static const char error_colour[] = "\033[1;31m", plain[] = "\033[0m";

static void put_coloured(struct paper *p, const char *colour, const char *text)
{
    if (p->colour)
        fprintf(p->out, "%s%s%s", colour, text, plain);
    else
        fputs(text, p->out);
}

static const char *turn(const struct paper *p)
{
    return colours[p->turn % (sizeof colours / sizeof *colours)];
}

/* Fill up to a column; one blank at least, but for the first. */
static void pad(struct paper *p, size_t *column, size_t to)
{
    size_t n = to > *column ? to - *column : *column > 0;
    fprintf(p->out, "%*s", (int)n, "");
    *column += n;
}

/* Where a text has got to. */
struct flow {
    const char *rest;
    bool rule; /* the mark was set, this is what it means */
};

/* The next line of the text from the column where the line stands. */
static void put_text(struct paper *p, const char **text, size_t *column,
                     size_t indent)
{
    pad(p, column, indent);
    size_t room = *column < COLUMNS ? COLUMNS - *column : 1;
    size_t n = width_fit(*text, room);
    struct bytes line = { (const uint8_t *)*text, n };
    while (line.n && line.at[line.n - 1] == ' ')
        line.n--;
    fwrite(line.at, 1, line.n, p->out);
    *column += width_bytes(line);
    *text += n;
    while (**text == ' ')
        ++*text;
    if (**text == '\n')
        ++*text;
}

/* What belongs on this line of the third column. */
static void put_meaning(struct paper *p, const struct row *row,
                        struct flow *flow, size_t *column)
{
    if (*flow->rest)
        put_text(p, &flow->rest, column, TEXT_AT);
    if (*flow->rest || flow->rule || !row->mark)
        return;
    if (*column + 2 + width_text(row->mark) > COLUMNS) {
        fputc('\n', p->out);
        *column = 0;
    }
    pad(p, column, *column < TEXT_AT ? TEXT_AT : *column + 2);
    put_coloured(p, error_colour, row->mark);
    flow->rule = true;
    flow->rest = row->rule;
}

/* The octets of one line; true: there are more. */
static void put_bytes(struct paper *p, const struct row *row, size_t *from,
                      size_t *column)
{
    char text[4 * LINE_BYTES];
    size_t total = row->bytes.n, n = total - *from, used = 0;
    size_t shown =
        total > LINES_MAX * LINE_BYTES ? LINE_BYTES * (LINES_MAX - 1) : total;
    bool fold = row->folded || *from == shown;
    fprintf(p->out, " %04zx ", row->at + *from);
    if (fold) {
        snprintf(text, sizeof text, ".. %04zx", row->at + total - 1);
        used = strlen(text);
    } else {
        n = n < LINE_BYTES ? n : LINE_BYTES;
        for (size_t i = 0; i < n; i++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%02x",
                                     i ? " " : "", row->bytes.at[*from + i]);
    }
    put_coloured(p, turn(p), text);
    *from += n;
    *column = BYTES_AT + used;
}

void row_print(struct paper *p, const struct row *row)
{
    struct flow flow = { row->text, false };
    size_t from = 0;
    bool first = true;
    while (first || from < row->bytes.n || *flow.rest ||
           (row->mark && !flow.rule)) {
        size_t column = 0;
        if (from < row->bytes.n)
            put_bytes(p, row, &from, &column);
        if (first && row->name) {
            pad(p, &column, NAME_AT);
            put_coloured(p, turn(p), row->name);
            column += strlen(row->name);
        }
        put_meaning(p, row, &flow, &column);
        fputc('\n', p->out);
        first = false;
    }
    p->turn++;
}

void row_print_head(struct paper *p, enum lang lang)
{
    static const enum saying ids[] = { SAY_HEAD_OFFSET, SAY_HEAD_BYTES,
                                       SAY_HEAD_FIELD, SAY_HEAD_MEANING };
    static const size_t columns[] = { 1, BYTES_AT, NAME_AT, TEXT_AT };
    size_t column = 0;
    for (unsigned i = 0; i < 4; i++) {
        struct text t = { 0 };
        messages_add(&t, lang, ids[i], NULL);
        pad(p, &column, columns[i]);
        fputs(t.at, p->out);
        column += width_text(t.at);
        text_free(&t);
    }
    fputc('\n', p->out);
}

void row_print_text(struct paper *p, const char *text, unsigned indent)
{
    while (*text) {
        size_t column = 0;
        put_text(p, &text, &column, indent);
        fputc('\n', p->out);
    }
}
