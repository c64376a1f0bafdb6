#include "zonefile/nametext.h"

#include <ctype.h>
#include <stdio.h>

/* One character of a label, escapes undone, or -1 for a bad escape. */
static int unescape(struct reader *r)
{
    uint8_t c = read_u8(r);
    if (c != '\\')
        return c;
    if (reader_left(r) == 0)
        return -1;
    if (!isdigit(*r->at))
        return read_u8(r);
    const uint8_t *d = read_bytes(r, 3);
    if (!d || !isdigit(d[1]) || !isdigit(d[2]))
        return -1;
    int v = (d[0] - '0') * 100 + (d[1] - '0') * 10 + (d[2] - '0');
    return v <= 255 ? v : -1;
}

/* One label into w; the reader stands behind it, at a dot or at its end. */
static enum name_fault parse_label(struct writer *w, struct reader *r)
{
    uint8_t *length = write_room(w, 1);
    unsigned n = 0;
    while (reader_left(r) && *r->at != '.') {
        int c = unescape(r);
        if (c < 0)
            return NAME_BAD_ESCAPE;
        write_u8(w, (uint8_t)c);
        n++;
    }
    if (n == 0)
        return NAME_EMPTY_LABEL;
    if (n > DNS_LABEL_MAX)
        return NAME_LONG_LABEL;
    if (w->bad)
        return NAME_LONG;
    *length = (uint8_t)n;
    return NAME_FINE;
}

enum name_fault name_parse(uint8_t *out, size_t *len, struct bytes text,
                           const uint8_t *origin)
{
    static const uint8_t root[1];
    struct writer w = writer_over(out, DNS_NAME_MAX);
    struct reader r = reader_over(text.at, text.n);
    const uint8_t *rest = root;
    if (text.n == 0)
        return NAME_EMPTY;
    if (text.n == 1 && text.at[0] == '.') {
        read_u8(&r);
    } else if (text.n == 1 && text.at[0] == '@') {
        read_u8(&r);
        rest = origin;
    }
    while (reader_left(&r)) {
        enum name_fault fault = parse_label(&w, &r);
        if (fault != NAME_FINE)
            return fault;
        if (reader_left(&r) == 0)
            rest = origin; /* no dot behind the last label */
        read_u8(&r);
    }
    if (!rest)
        return NAME_RELATIVE;
    write_bytes(&w, rest, name_len(rest));
    *len = (size_t)(w.at - out);
    return w.bad ? NAME_LONG : NAME_FINE;
}

/* One octet of a label in presentation form; RFC 4343 2.1. */
static char *escape(char *out, uint8_t c)
{
    static const char special[] = ".\\\"();@$";
    if (c <= ' ' || c >= 0x7f)
        return out + sprintf(out, "\\%03u", c);
    if (strchr(special, c))
        *out++ = '\\';
    *out++ = (char)c;
    return out;
}

char *name_text(char *out, const uint8_t *wire)
{
    char *p = out;
    if (*wire == 0)
        *p++ = '.';
    for (; *wire; wire += *wire + 1) {
        for (unsigned i = 1; i <= *wire; i++)
            p = escape(p, wire[i]);
        *p++ = '.';
    }
    *p = '\0';
    return out;
}
