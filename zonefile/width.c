#include "zonefile/width.h"

#include "zonefile/utf8.h"

#include <stdlib.h>

struct range {
    uint32_t first, last;
};

/* Two columns: East Asian Width W and F, of Unicode 15 (UAX 11). */
static const struct range wide[] = {
    { 0x1100, 0x115f },   { 0x231a, 0x231b },   { 0x2329, 0x232a },
    { 0x23e9, 0x23ec },   { 0x23f0, 0x23f0 },   { 0x23f3, 0x23f3 },
    { 0x25fd, 0x25fe },   { 0x2614, 0x2615 },   { 0x2648, 0x2653 },
    { 0x267f, 0x267f },   { 0x2693, 0x2693 },   { 0x26a1, 0x26a1 },
    { 0x26aa, 0x26ab },   { 0x26bd, 0x26be },   { 0x26c4, 0x26c5 },
    { 0x26ce, 0x26ce },   { 0x26d4, 0x26d4 },   { 0x26ea, 0x26ea },
    { 0x26f2, 0x26f3 },   { 0x26f5, 0x26f5 },   { 0x26fa, 0x26fa },
    { 0x26fd, 0x26fd },   { 0x2705, 0x2705 },   { 0x270a, 0x270b },
    { 0x2728, 0x2728 },   { 0x274c, 0x274c },   { 0x274e, 0x274e },
    { 0x2753, 0x2755 },   { 0x2757, 0x2757 },   { 0x2795, 0x2797 },
    { 0x27b0, 0x27b0 },   { 0x27bf, 0x27bf },   { 0x2b1b, 0x2b1c },
    { 0x2b50, 0x2b50 },   { 0x2b55, 0x2b55 },   { 0x2e80, 0x303e },
    { 0x3041, 0x3098 },   { 0x309b, 0x33ff },   { 0x3400, 0x4dbf },
    { 0x4e00, 0xa4cf },   { 0xa960, 0xa97c },   { 0xac00, 0xd7a3 },
    { 0xf900, 0xfaff },   { 0xfe10, 0xfe19 },   { 0xfe30, 0xfe6b },
    { 0xff01, 0xff60 },   { 0xffe0, 0xffe6 },   { 0x16fe0, 0x16fe3 },
    { 0x17000, 0x18cd5 }, { 0x1aff0, 0x1b2fb }, { 0x1f004, 0x1f004 },
    { 0x1f0cf, 0x1f0cf }, { 0x1f18e, 0x1f18e }, { 0x1f191, 0x1f19a },
    { 0x1f200, 0x1f320 }, { 0x1f32d, 0x1f335 }, { 0x1f337, 0x1f37c },
    { 0x1f37e, 0x1f393 }, { 0x1f3a0, 0x1f3ca }, { 0x1f3cf, 0x1f3d3 },
    { 0x1f3e0, 0x1f3f0 }, { 0x1f3f4, 0x1f3f4 }, { 0x1f3f8, 0x1f43e },
    { 0x1f440, 0x1f440 }, { 0x1f442, 0x1f4fc }, { 0x1f4ff, 0x1f53d },
    { 0x1f54b, 0x1f54e }, { 0x1f550, 0x1f567 }, { 0x1f57a, 0x1f57a },
    { 0x1f595, 0x1f596 }, { 0x1f5a4, 0x1f5a4 }, { 0x1f5fb, 0x1f64f },
    { 0x1f680, 0x1f6c5 }, { 0x1f6cc, 0x1f6cc }, { 0x1f6d0, 0x1f6d2 },
    { 0x1f6d5, 0x1f6d7 }, { 0x1f6dc, 0x1f6df }, { 0x1f6eb, 0x1f6ec },
    { 0x1f6f4, 0x1f6fc }, { 0x1f7e0, 0x1f7eb }, { 0x1f7f0, 0x1f7f0 },
    { 0x1f90c, 0x1f93a }, { 0x1f93c, 0x1f945 }, { 0x1f947, 0x1f9ff },
    { 0x1fa70, 0x1faff }, { 0x20000, 0x2fffd }, { 0x30000, 0x3fffd },
};

/* No column: the commonest marks that stand on the character before. */
static const struct range none[] = {
    { 0x0300, 0x036f }, { 0x0483, 0x0489 }, { 0x0591, 0x05bd },
    { 0x0610, 0x061a }, { 0x064b, 0x065f }, { 0x1ab0, 0x1ace },
    { 0x1dc0, 0x1dff }, { 0x20d0, 0x20f0 }, { 0x302a, 0x302d },
    { 0x3099, 0x309a }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f },
};

#define ITEMS(array) (sizeof(array) / sizeof(array)[0])

static int compare(const void *key, const void *element)
{
    const uint32_t *c = key;
    const struct range *r = element;
    return *c < r->first ? -1 : *c > r->last;
}

static bool within(const struct range *ranges, size_t n, uint32_t c)
{
    return bsearch(&c, ranges, n, sizeof *ranges, compare) != NULL;
}

unsigned width_char(uint32_t c)
{
    if (within(none, ITEMS(none), c))
        return 0;
    return within(wide, ITEMS(wide), c) ? 2 : 1;
}

size_t width_bytes(struct bytes text)
{
    struct reader r = reader_over(text.at, text.n);
    size_t columns = 0;
    while (reader_left(&r)) {
        uint32_t c = utf8_next(&r);
        columns += c == UTF8_BAD ? 1 : width_char(c);
    }
    return columns;
}

size_t width_text(const char *text)
{
    return width_bytes((struct bytes){ (const uint8_t *)text, strlen(text) });
}

/* A mark that ends something and must not begin a line. */
static bool closes(uint32_t c)
{
    return c == ',' || c == '.' || c == ':' || c == ';' || c == '?' ||
           c == ')' || c == '"' || c == 0x3002 || c == 0xff0c;
}

/* May the line end between these two characters? */
static bool may_part(uint32_t before, uint32_t after)
{
    if (after == ' ')
        return true;
    if (closes(after))
        return false;
    return before == ' ' || (before > 0x7f && width_char(before) == 2) ||
           (after > 0x7f && width_char(after) == 2 && before != '(');
}

size_t width_fit(const char *text, size_t columns)
{
    struct reader r = reader_over(text, strcspn(text, "\n"));
    const uint8_t *start = r.at, *part = NULL;
    size_t used = 0;
    uint32_t before = 0;
    while (reader_left(&r)) {
        const uint8_t *at = r.at;
        uint32_t c = utf8_next(&r);
        if (at > start && may_part(before, c))
            part = at;
        used += c == UTF8_BAD ? 1 : width_char(c);
        if (used > columns && at > start)
            return (size_t)((part ? part : at) - start);
        before = c;
    }
    return (size_t)(r.at - start);
}

size_t width_cut(const char *text, size_t columns)
{
    struct reader r = reader_over(text, strlen(text));
    const uint8_t *start = r.at;
    for (size_t used = 0; reader_left(&r);) {
        const uint8_t *at = r.at;
        uint32_t c = utf8_next(&r);
        used += c == UTF8_BAD ? 1 : width_char(c);
        if (used > columns)
            return (size_t)(at - start);
    }
    return (size_t)(r.at - start);
}
