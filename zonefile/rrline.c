#include "zonefile/rrline.h"

#include "zonefile/plain.h"
#include "zonefile/rrdata.h"

#include <stdio.h>
#include <stdlib.h>

static bool is_harmless(uint8_t c)
{
    bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return letter || (c >= '0' && c <= '9') || (c && strchr("-_*/", c));
}

char *rrline_name(char *out, const uint8_t *wire)
{
    char *at = out;
    for (; *wire; wire += *wire + 1u) {
        if (at > out)
            *at++ = '.';
        for (uint8_t i = 1; i <= *wire; i++)
            if (is_harmless(wire[i]))
                *at++ = (char)wire[i];
            else
                at += sprintf(at, "\\%03u", wire[i]);
    }
    uint8_t address[16];
    struct bytes text = { (const uint8_t *)out, (size_t)(at - out) };
    if (at == out || plain_address(text, address))
        *at++ = '.';
    *at = '\0';
    return out;
}

char *rrline_type(char *out, uint16_t type)
{
    return memcpy(out, rrtext_shape(type).name, RRLINE_TYPE);
}

/* Does the text give these data again, in both formats? */
static bool gives(const char *text, uint16_t type, struct bytes data)
{
    static const uint8_t root[1];
    static const struct rrtext_names absolute = { .origin = root };
    struct complaints quiet = { .text = NULL };
    struct source *in = source_text("", text, strlen(text));
    uint8_t *out = malloc(RDATA_MAX);
    bool same = false;
    if (!in || !out)
        goto release;
    struct scan s;
    scan_begin(&s, in, &quiet);
    s.hash = true; /* in the flat format # begins a comment */
    if (scan_entry(&s) == SCAN_ENTRY) {
        int n = rrdata_read(&s, 0, type, &absolute, out);
        same =
            n >= 0 && (size_t)n == data.n && memcmp(out, data.at, data.n) == 0;
    }
    scan_free(&s);
release:
    free(out);
    source_free(in);
    complaint_free(&quiet);
    return same;
}

char *rrline_data(uint16_t type, struct bytes data)
{
    char *text = rrtext_data(type, data);
    bool address =
        (type == TYPE_A && data.n == 4) || (type == TYPE_AAAA && data.n == 16);
    if (address || !text || gives(text, type, data))
        return text;
    free(text);
    return rrtext_octets(data);
}

char *rrline_text(const struct rrline *line)
{
    char name[NAME_TEXT_MAX], type[RRLINE_TYPE], *text = NULL;
    char *data = rrline_data(line->type, line->data);
    if (!data || asprintf(&text, "%s %u %s %s", rrline_name(name, line->name),
                          line->ttl, rrline_type(type, line->type), data) < 0)
        text = NULL;
    free(data);
    return text;
}
