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

/* ---- addresses ---- */

static void write_hex(struct writer *w, unsigned v)
{
    bool begun = false;
    for (int shift = 12; shift >= 0; shift -= 4) {
        unsigned digit = v >> shift & 0xf;
        begun |= digit > 0 || shift == 0;
        if (begun)
            write_u8(w, (uint8_t) "0123456789abcdef"[digit]);
    }
}

/* Where the first of the longest runs of zeros, of two at least, begins, and
 * its length: RFC 5952 4.2. */
static unsigned find_zeros(const uint8_t *address, unsigned *n)
{
    unsigned best = 0;
    *n = 1;
    for (unsigned i = 0, run = 0; i < 8; i++) {
        run = get_u16(address + 2 * i) == 0 ? run + 1 : 0;
        if (run > *n) {
            *n = run;
            best = i + 1 - run;
        }
    }
    return best;
}

static void write_v6(struct writer *w, const uint8_t *address)
{
    unsigned n, zeros = find_zeros(address, &n);
    for (unsigned i = 0; i < 8; i++) {
        bool skip = n > 1 && i >= zeros && i < zeros + n;
        if (skip && i == zeros)
            write_text(w, "::");
        if (skip)
            continue;
        if (i > 0 && !(n > 1 && i == zeros + n))
            write_u8(w, ':');
        write_hex(w, get_u16(address + 2 * i));
    }
}

void figures_address(struct writer *w, struct bytes address)
{
    if (address.n == 16) {
        write_v6(w, address.at);
        return;
    }
    for (unsigned i = 0; i < 4; i++) {
        if (i > 0)
            write_u8(w, '.');
        figures_number(w, address.at[i]);
    }
}
