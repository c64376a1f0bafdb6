/*
 * Is a text JSON, or the part of YAML that is written here?  Small readers that
 * know the grammars and nothing else; the end-to-end tests ask Python, too.
 */
#ifndef TWIG_TESTS_WELLFORMED_H
#define TWIG_TESTS_WELLFORMED_H

#include "zonefile/utf8.h"
#include "zonefile/wire.h"

#include <string.h>

/* ---- JSON, RFC 8259, without blanks between its parts ---- */

static inline bool wellformed_value(struct reader *r, unsigned depth);

/* The next octet, without taking it; 0 at the end. */
static inline uint8_t wellformed_peek(const struct reader *r)
{
    return reader_left(r) ? *r->at : 0;
}

static inline bool wellformed_take(struct reader *r, uint8_t c)
{
    return wellformed_peek(r) == c && read_u8(r) == c;
}

static inline bool wellformed_escape(struct reader *r)
{
    uint8_t c = read_u8(r);
    for (int i = 0; c == 'u' && i < 4; i++)
        if (!strchr("0123456789abcdefABCDEF", wellformed_peek(r)) ||
            read_u8(r) == 0)
            return false;
    return c && strchr("\"\\/bfnrtu", c);
}

static inline bool wellformed_string(struct reader *r)
{
    if (!wellformed_take(r, '"'))
        return false;
    while (reader_left(r) && wellformed_peek(r) != '"') {
        uint32_t c = utf8_next(r);
        if (c == '\\' ? !wellformed_escape(r) : !utf8_is_plain(c))
            return false;
    }
    return wellformed_take(r, '"');
}

static inline bool wellformed_number(struct reader *r)
{
    bool zero = wellformed_peek(r) == '0';
    size_t n = 0;
    for (; wellformed_peek(r) >= '0' && wellformed_peek(r) <= '9'; n++)
        read_u8(r);
    return n == 1 || (n > 1 && !zero);
}

/* Behind the bracket that opens: a list, or an object with its keys. */
static inline bool wellformed_members(struct reader *r, uint8_t end,
                                      unsigned depth)
{
    if (wellformed_take(r, end))
        return true;
    do {
        if (end == '}' && !(wellformed_string(r) && wellformed_take(r, ':')))
            return false;
        if (!wellformed_value(r, depth))
            return false;
    } while (wellformed_take(r, ','));
    return wellformed_take(r, end);
}

static inline bool wellformed_word(struct reader *r, const char *word)
{
    size_t n = strlen(word);
    return reader_left(r) >= n && memcmp(r->at, word, n) == 0 &&
           read_bytes(r, n);
}

static inline bool wellformed_value(struct reader *r, unsigned depth)
{
    if (depth == 0)
        return false;
    if (wellformed_word(r, "true") || wellformed_word(r, "false"))
        return true;
    if (wellformed_take(r, '{'))
        return wellformed_members(r, '}', depth - 1);
    if (wellformed_take(r, '['))
        return wellformed_members(r, ']', depth - 1);
    return wellformed_peek(r) == '"' ? wellformed_string(r)
                                     : wellformed_number(r);
}

/* Objects, each with a new line behind it. */
static inline bool wellformed_json(const char *text)
{
    struct reader r = reader_over(text, strlen(text));
    bool good = true;
    while (good && reader_left(&r))
        good = wellformed_peek(&r) == '{' && wellformed_value(&r, 8) &&
               wellformed_take(&r, '\n');
    return good;
}

/* ---- YAML: lists and maps in blocks, scalars on one line ---- */

/* 'it''s': quotes inside are two. */
static inline bool wellformed_single(struct bytes s)
{
    size_t quotes = 0;
    if (s.n < 2 || s.at[s.n - 1] != '\'')
        return false;
    for (size_t i = 1; i + 1 < s.n; i++)
        if (s.at[i] == '\'')
            quotes++;
        else if (quotes % 2)
            return false;
    return quotes % 2 == 0;
}

static inline bool wellformed_double(struct bytes s)
{
    if (s.n < 2 || s.at[s.n - 1] != '"')
        return false;
    for (size_t i = 1; i + 1 < s.n; i++) {
        if (s.at[i] == '"')
            return false;
        if (s.at[i] == '\\' && (i + 2 >= s.n || !strchr("\"\\", s.at[++i])))
            return false;
    }
    return true;
}

/* Without quotes: nothing in it begins a comment or a map. */
static inline bool wellformed_bare(struct bytes s)
{
    static const char marks[] = "-?:,[]{}#&*!|>'\"%@`";
    bool first = !strchr(marks, s.at[0]) || (s.at[0] == ':' && s.n > 1);
    for (size_t i = 0; i + 1 < s.n; i++)
        if ((s.at[i] == ':' && s.at[i + 1] == ' ') ||
            (s.at[i] == ' ' && s.at[i + 1] == '#'))
            return false;
    return first && s.at[s.n - 1] != ':' && s.at[s.n - 1] != ' ';
}

static inline bool wellformed_scalar(struct bytes s)
{
    static const char time[] = "!!timestamp ";
    if (s.n > sizeof time && memcmp(s.at, time, sizeof time - 1) == 0)
        return wellformed_bare(
            (struct bytes){ s.at + sizeof time - 1, s.n - sizeof time + 1 });
    if (s.n == 0 || (s.n == 1 && *s.at == '|'))
        return true;
    if (*s.at == '\'')
        return wellformed_single(s);
    return *s.at == '"' ? wellformed_double(s) : wellformed_bare(s);
}

/* A line: blanks, perhaps "- ", perhaps "KEY:", perhaps a scalar. */
static inline bool wellformed_line(struct bytes line)
{
    struct reader r = reader_over(line.at, line.n);
    while (wellformed_take(&r, ' '))
        ;
    if (wellformed_take(&r, '-') && !wellformed_take(&r, ' '))
        return false;
    struct bytes rest = { r.at, reader_left(&r) };
    size_t n = 0;
    while (n < rest.n && strchr("abcdefghijklmnopqrstuvwxyz_-=0123456789"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
                                rest.at[n]))
        n++;
    if (n < rest.n && rest.at[n] == ':' &&
        (n + 1 == rest.n || rest.at[n + 1] == ' ')) {
        n = n + 2 < rest.n ? n + 2 : rest.n;
        rest = (struct bytes){ rest.at + n, rest.n - n };
    }
    return wellformed_scalar(rest);
}

/* Of a text as it stands, "KEY: |", these are the lines. */
static inline bool wellformed_indented(struct bytes line)
{
    return line.n > 4 && memcmp(line.at, "    ", 4) == 0;
}

static inline bool wellformed_yaml(const char *text)
{
    struct reader r = reader_over(text, strlen(text));
    const uint8_t *begin = r.at;
    bool block = false;
    while (reader_left(&r)) {
        const uint8_t *end = r.at;
        uint32_t c = utf8_next(&r);
        if (c != '\n' && !utf8_is_plain(c))
            return false;
        if (c != '\n')
            continue;
        struct bytes line = { begin, (size_t)(end - begin) };
        block = block && wellformed_indented(line);
        if (!block && !wellformed_line(line))
            return false;
        block = block || (line.n && end[-1] == '|');
        begin = r.at;
    }
    return begin == r.at;
}

#endif
