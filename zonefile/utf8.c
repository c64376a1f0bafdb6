#include "zonefile/utf8.h"

struct range {
    uint32_t first, last;
};

/* Not for a terminal; beside these, the last two of each plane. */
static const struct range harmful[] = {
    { 0x0000, 0x001f },   /* C0 */
    { 0x007f, 0x009f },   /* DEL and C1 */
    { 0x00ad, 0x00ad },   /* soft hyphen */
    { 0x061c, 0x061c },   /* direction */
    { 0x115f, 0x1160 },   /* fillers */
    { 0x17b4, 0x17b5 },   /* seen nowhere */
    { 0x180b, 0x180f },   /* the same */
    { 0x200b, 0x200f },   /* no width, and direction */
    { 0x2028, 0x202e },   /* ends of lines, direction */
    { 0x2060, 0x206f },   /* no width, and direction */
    { 0x3164, 0x3164 },   /* a filler */
    { 0xe000, 0xf8ff },   /* of private use */
    { 0xfdd0, 0xfdef },   /* no characters */
    { 0xfeff, 0xfeff },   /* the mark of byte order */
    { 0xffa0, 0xffa0 },   /* a filler */
    { 0xfff0, 0xfffb },   /* notes between lines */
    { 0xe0000, 0x10ffff } /* tags, private use */
};

/* How many octets follow the first one, or -1 when it begins nothing. */
static int following(uint8_t first)
{
    if (first < 0x80)
        return 0;
    if (first >= 0xc2 && first <= 0xdf)
        return 1;
    if (first >= 0xe0 && first <= 0xef)
        return 2;
    return first >= 0xf0 && first <= 0xf4 ? 3 : -1;
}

uint32_t utf8_next(struct reader *r)
{
    static const uint32_t lowest[] = { 0, 0x80, 0x800, 0x10000 };
    uint8_t first = read_u8(r);
    int n = following(first);
    struct reader rest = *r;
    if (n <= 0)
        return n == 0 ? first : UTF8_BAD;
    uint32_t c = first & (0x3fu >> n);
    for (int i = 0; i < n; i++) {
        uint8_t next = read_u8(&rest);
        if ((next & 0xc0) != 0x80)
            return UTF8_BAD;
        c = c << 6 | (next & 0x3f);
    }
    if (c < lowest[n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
        return UTF8_BAD;
    *r = rest;
    return c;
}

bool utf8_is_plain(uint32_t c)
{
    for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
        if (c >= harmful[i].first && c <= harmful[i].last)
            return false;
    return (c & 0xfffe) != 0xfffe;
}

size_t utf8_shown(struct bytes text)
{
    struct reader r = reader_over(text.at, text.n);
    uint32_t c = text.n ? utf8_next(&r) : UTF8_BAD;
    bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
    bool turns = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    return c == UTF8_BAD || control || turns ? 0 : (size_t)(r.at - text.at);
}
