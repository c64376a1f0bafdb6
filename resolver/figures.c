#include "resolver/figures.h"

enum { DAY = 86400, DIGITS_MAX = 20 };

void figures_number(struct writer *w, uint64_t v)
{
    uint8_t digits[DIGITS_MAX], *p = digits + DIGITS_MAX;
    do
        *--p = (uint8_t)('0' + v % 10);
    while (v /= 10);
    write_bytes(w, p, (size_t)(digits + DIGITS_MAX - p));
}

/* Two digits, and what stands behind them. */
static void write_two(struct writer *w, unsigned v, char behind)
{
    write_u8(w, (uint8_t)('0' + v / 10 % 10));
    write_u8(w, (uint8_t)('0' + v % 10));
    if (behind)
        write_u8(w, (uint8_t)behind);
}

static bool is_leap(unsigned year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The days of a month, January being 0. */
static unsigned length(unsigned year, unsigned month)
{
    static const uint8_t days[] = { 31, 28, 31, 30, 31, 30,
                                    31, 31, 30, 31, 30, 31 };
    return days[month] + (unsigned)(month == 1 && is_leap(year));
}

void figures_date(struct writer *w, uint32_t seconds)
{
    unsigned year = 1970, month = 0;
    unsigned day = seconds / DAY, second = seconds % DAY;
    for (; day >= 365u + is_leap(year); year++)
        day -= 365u + is_leap(year);
    for (; day >= length(year, month); month++)
        day -= length(year, month);
    figures_number(w, year);
    write_u8(w, '-');
    write_two(w, month + 1, '-');
    write_two(w, day + 1, 'T');
    write_two(w, second / 3600, ':');
    write_two(w, second / 60 % 60, ':');
    write_two(w, second % 60, '\0');
}
