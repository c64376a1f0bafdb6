#include "tools/jsontext.h"

#include <string.h>

#include "tools/utf8.h"

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

void jsontext_string(struct text *t, struct bytes b)
{
    struct reader r = reader_over(b.at, b.n);
    text_put(t, '"');
    while (reader_left(&r)) {
        struct bytes left = { r.at, reader_left(&r) };
        size_t n = utf8_length(left), shown = utf8_shown(left);
        const uint8_t *p = read_bytes(&r, n ? n : 1);
        if (n == 0)
            text_add(t, "\\ufffd");
        else if (shown == 0) /* all of these are below U+10000 */
            text_format(t, "\\u%04x", utf8_number((struct bytes){ p, n }));
        else if (*p == '"' || *p == '\\')
            text_format(t, "\\%c", *p);
        else
            text_add_n(t, (const char *)p, n);
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
