#include "tools/utf8.h"

/* The number of the character, and its octets into *n; 0 for the latter when
 * it is none. */
static uint32_t read_character(struct bytes b, size_t *n)
{
    static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
    uint8_t c = b.n ? b.at[0] : 0x80;
    size_t len = c < 0x80 ? 1 : c < 0xc0 ? 0 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    uint32_t v = len == 1 ? c : c & (0x7fU >> len);
    *n = 0;
    if (len == 0 || c > 0xf4 || len > b.n)
        return 0;
    for (size_t i = 1; i < len; i++) {
        if ((b.at[i] & 0xc0) != 0x80)
            return 0;
        v = v << 6 | (b.at[i] & 0x3f);
    }
    bool half = v >= 0xd800 && v <= 0xdfff;
    if (v >= least[len] && v <= 0x10ffff && !half)
        *n = len;
    return v;
}

size_t utf8_length(struct bytes text)
{
    size_t n;
    read_character(text, &n);
    return n;
}

size_t utf8_shown(struct bytes text)
{
    size_t n;
    uint32_t v = read_character(text, &n);
    bool control = v < 0x20 || (v >= 0x7f && v < 0xa0);
    bool turns = (v >= 0x202a && v <= 0x202e) || (v >= 0x2066 && v <= 0x2069);
    return control || turns ? 0 : n;
}
