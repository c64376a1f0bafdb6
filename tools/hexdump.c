#include "tools/hexdump.h"

#include <ctype.h>
#include <string.h>

enum { LINE_OCTETS = 16 };

void hexdump_print(FILE *out, struct bytes octets)
{
    for (size_t i = 0; i < octets.n; i += LINE_OCTETS) {
        fprintf(out, "%04zx ", i);
        for (size_t k = i; k < octets.n && k < i + LINE_OCTETS; k++)
            fprintf(out, " %02x", octets.at[k]);
        fputc('\n', out);
    }
}

const char *hexdump_why(enum hexdump_fault fault)
{
    switch (fault) {
    case HEXDUMP_FINE:
        return "nothing is wrong";
    case HEXDUMP_NOTHING:
        return "there are no hexadecimal digits";
    case HEXDUMP_CHARACTER:
        return "this is no hexadecimal digit";
    case HEXDUMP_ODD:
        return "an odd number of hexadecimal digits (hexdump wants -C)";
    case HEXDUMP_SQUEEZED:
        return "lines were left out at * (hexdump wants -v, too)";
    case HEXDUMP_LONG:
        return "this is more than a message can hold";
    }
    return "";
}

/* A line on its way to octets. */
struct line {
    struct reader r;
    struct writer *w;
    bool counted;    /* lines of this message above have offsets */
    size_t octets;   /* of this line */
    bool has_offset; /* then text may stand behind the octets */
    bool begins;     /* its offset is 0 again: the next message */
    enum hexdump_fault fault;
};

static int peek(const struct line *l)
{
    struct reader r = l->r;
    uint8_t c = read_u8(&r);
    return r.bad ? '\n' : c;
}

static bool is_blank(int c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Hexadecimal digits from here on. */
static size_t digits_ahead(struct reader r)
{
    size_t n = 0;
    while (reader_left(&r) && isxdigit(read_u8(&r)))
        n++;
    return n;
}

static unsigned digit(uint8_t c)
{
    return c <= '9' ? (unsigned)(c - '0') : (c | 0x20u) - 'a' + 10;
}

/*
 * Is the first word where we are?  It has a colon behind it; or it is longer
 * than an octet, its value is the number of octets so far, or 0 below lines
 * with offsets, and words of one octet follow, or nothing (the end of
 * hexdump -C).
 */
static bool take_offset(struct line *l, size_t so_far)
{
    struct reader r = l->r;
    size_t value = 0, n = digits_ahead(r);
    if (n < 3 || n > 8)
        return false;
    for (size_t i = 0; i < n; i++)
        value = value << 4 | digit(read_u8(&r));
    struct reader behind = r;
    bool colon = reader_left(&r) && read_u8(&behind) == ':';
    l->begins = l->counted && value == 0;
    if (colon) {
        l->r = behind;
        return true;
    }
    bool end = reader_left(&r) == 0;
    while (reader_left(&r) && is_blank(*r.at))
        read_u8(&r);
    bool single = digits_ahead(r) == 2 || reader_left(&r) == 0;
    if ((value != so_far && !l->begins) || !single || (end && value == 0))
        return false;
    l->r = r;
    return true;
}

/*
 * Blanks: is what comes behind them still octets?  With offsets there is a
 * gap of two after eight of them; a wider one, or any after sixteen, parts the
 * text from them.  dig sets nine in front of its text, and has no offsets.
 */
static bool skip_blanks(struct line *l)
{
    size_t n = 0;
    while (is_blank(peek(l))) {
        read_u8(&l->r);
        n++;
    }
    if (!l->has_offset || l->octets == 0)
        return n < 9 || l->octets == 0;
    if (n < 2)
        return true;
    return n == 2 && l->octets == 8 && digits_ahead(l->r) == 2;
}

static void take_octets(struct line *l)
{
    size_t n = digits_ahead(l->r);
    if (n % 2) {
        l->fault = HEXDUMP_ODD;
        return;
    }
    for (; n; n -= 2) {
        unsigned high = digit(read_u8(&l->r));
        write_u8(l->w, (uint8_t)(high << 4 | digit(read_u8(&l->r))));
        l->octets++;
    }
    if (l->w->bad)
        l->fault = HEXDUMP_LONG;
}

/* 0x, \x; true: one was there and was passed over. */
static bool skip_prefix(struct line *l)
{
    struct reader r = l->r;
    uint8_t first = read_u8(&r), second = read_u8(&r);
    if ((first != '0' && first != '\\') || (second | 0x20) != 'x')
        return false;
    l->r = r;
    return true;
}

/* All octets of one line. */
static void read_octets(struct line *l)
{
    while (reader_left(&l->r) && l->fault == HEXDUMP_FINE) {
        int c = peek(l);
        if (is_blank(c)) {
            if (!skip_blanks(l))
                return;
        } else if (c == '|') {
            return; /* the text of hexdump -C */
        } else if (skip_prefix(l)) {
            continue;
        } else if (isxdigit(c)) {
            take_octets(l);
        } else if (strchr(",:-\"{}()", c) && c) {
            read_u8(&l->r);
        } else {
            l->fault = HEXDUMP_CHARACTER;
        }
    }
}

/* "36 bytes", above what dig prints. */
static bool is_count(struct reader r)
{
    static const char word[] = " bytes";
    size_t n = 0;
    while (reader_left(&r) && isdigit(*r.at)) {
        read_u8(&r);
        n++;
    }
    return n > 0 && reader_left(&r) >= strlen(word) &&
           memcmp(r.at, word, strlen(word)) == 0;
}

static void read_line(struct line *l, size_t so_far)
{
    while (is_blank(peek(l)))
        read_u8(&l->r);
    int c = peek(l);
    if (c == '#' || c == ';' || is_count(l->r))
        return;
    if (c == '*') {
        l->fault = HEXDUMP_SQUEEZED;
        return;
    }
    /* tcpdump -x: 0x0000: */
    struct line offset = *l;
    skip_prefix(&offset);
    if (take_offset(&offset, so_far)) {
        *l = offset;
        l->has_offset = true;
    }
    if (!l->begins)
        read_octets(l);
}

struct hexdump_read hexdump_read(uint8_t *out, size_t room, struct bytes text)
{
    struct hexdump_read result = { 0 };
    struct reader r = reader_over(text.at, text.n);
    struct writer w = writer_over(out, room);
    bool counted = false;
    while (reader_left(&r) && result.fault == HEXDUMP_FINE) {
        const uint8_t *end = memchr(r.at, '\n', reader_left(&r));
        size_t n = end ? (size_t)(end - r.at) : reader_left(&r);
        struct line line = { .r = reader_over(r.at, n),
                             .w = &w,
                             .counted = counted && w.at > out };
        read_line(&line, (size_t)(w.at - out));
        if (line.begins)
            break;
        result.line++;
        result.fault = line.fault;
        counted = counted || line.has_offset;
        read_bytes(&r, n + (end != NULL));
    }
    result.n = (size_t)(w.at - out);
    result.used = text.n - reader_left(&r);
    if (result.fault == HEXDUMP_FINE && result.n == 0)
        result.fault = HEXDUMP_NOTHING;
    return result;
}
