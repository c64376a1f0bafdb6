#include "tools/svg.h"

#include "zonefile/utf8.h"
#include "zonefile/width.h"

void svg_escape(struct text *out, const char *s, size_t n)
{
    struct reader r = reader_over(s, n);
    while (reader_left(&r)) {
        const uint8_t *at = r.at;
        uint32_t c = utf8_next(&r);
        if (c == '&')
            text_add(out, "&amp;");
        else if (c == '<')
            text_add(out, "&lt;");
        else if (c == '>')
            text_add(out, "&gt;");
        else if (c == '"')
            text_add(out, "&quot;");
        else if (utf8_is_plain(c))
            text_add_n(out, (const char *)at, (size_t)(r.at - at));
        else
            text_add(out, "\xef\xbf\xbd"); /* U+FFFD */
    }
}

int svg_width(const char *s, size_t n, int size)
{
    struct reader r = reader_over(s, n);
    int hundredths = 0;
    while (reader_left(&r)) {
        static const int em[] = { 0, 62, 100 };
        uint32_t c = utf8_next(&r);
        hundredths += em[c == UTF8_BAD ? 1 : width_char(c)];
    }
    return (hundredths * size + 99) / 100;
}
