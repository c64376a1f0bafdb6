#include "tools/jsontext.h"

#include <string.h>

#include "zonefile/utf8.h"

void jsontext_item(struct text *t)
{
    char last = t->n ? t->at[t->n - 1] : '[';
    if (last != '[' && last != '{')
        text_put(t, ',');
}

void jsontext_key(struct text *t, const char *key)
{
    jsontext_item(t);
    text_format(t, "\"%s\":", key);
}

/* RFC 8259 7: four digits, or two times four beyond U+FFFF. */
static void add_escape(struct text *t, uint32_t c)
{
    if (c == UTF8_BAD)
        c = 0xfffd; /* instead of what is no character */
    if (c > 0xffff)
        text_format(t, "\\u%04x", 0xd800 + ((c - 0x10000) >> 10));
    text_format(t, "\\u%04x", c > 0xffff ? 0xdc00 + (c & 0x3ff) : c);
}

void jsontext_string(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    text_put(t, '"');
    while (reader_left(&r)) {
        const uint8_t *from = r.at;
        uint32_t c = utf8_next(&r);
        if (c == '"' || c == '\\')
            text_format(t, "\\%c", (char)c);
        else if (utf8_is_plain(c))
            text_add_n(t, (const char *)from, (size_t)(r.at - from));
        else
            add_escape(t, c);
    }
    text_put(t, '"');
}

void jsontext_hex(struct text *t, struct bytes b)
{
    text_put(t, '"');
    for (size_t i = 0; i < b.n; i++)
        text_format(t, "%02X", b.at[i]);
    text_put(t, '"');
}

void jsontext_add(struct text *t, const char *key, const char *value)
{
    jsontext_key(t, key);
    jsontext_string(t, (struct bytes){ (const uint8_t *)value, strlen(value) });
}

void jsontext_number(struct text *t, const char *key, uint64_t value)
{
    jsontext_key(t, key);
    text_format(t, "%llu", (unsigned long long)value);
}
