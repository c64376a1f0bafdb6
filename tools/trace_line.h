/*
 * Lines of a story: the drawing in front, columns, and long ones cut.
 */
#ifndef TWIG_TRACE_LINE_H
#define TWIG_TRACE_LINE_H

#include "tools/text.h"
#include "tools/unicode.h"

enum trace_mark { MARK_NONE, MARK_BAR, MARK_NEXT };

struct trace_art {
    bool ascii;
    bool unicode;   /* names are in their own script */
    unsigned level; /* of the walk: how far it is indented */
};

/* A name, into `out` of UNICODE_NAME, which is returned. */
char *trace_line_name(char *out, const uint8_t *name, bool unicode);

/* What stands in front of every line. */
void trace_line_begin(struct text *t, const struct trace_art *art,
                      enum trace_mark mark);

/* Blanks, until the line that began at `start` has so many columns. */
void trace_line_pad(struct text *t, size_t start, size_t column);

/* A column of the walk, as a column of the line. */
size_t trace_line_column(const struct trace_art *art, size_t column);

/* " -> " or its drawing. */
const char *trace_line_arrow(bool ascii);

/*
 * trace_line_fold(t, art, mark, text): the text on as many lines of 80 columns
 * as it takes, each behind the same drawing.
 */
void trace_line_fold(struct text *t, const struct trace_art *art,
                     enum trace_mark mark, const char *text);

#endif
