#include "zonefile/nearest.h"

#include <assert.h>
#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static bool same(char a, char b)
{
    return tolower((unsigned char)a) == tolower((unsigned char)b);
}

static unsigned least(unsigned a, unsigned b)
{
    return a < b ? a : b;
}

/* A row for each letter of `written`: how far what came up to it is from each
 * beginning of `name`.  Of three rows the last is being made; two swapped
 * letters look back to the first.  Damerau, 1964. */
unsigned nearest_distance(const char *written, size_t n, const char *name)
{
    unsigned rows[3][NEAREST_MAX + 1], *row = rows[0];
    size_t m = strlen(name);
    assert(m <= NEAREST_MAX);
    for (unsigned j = 0; j <= m; j++)
        row[j] = j;
    for (size_t i = 1; i <= n; i++) {
        const char *w = written + i - 1;
        const unsigned *before = rows[(i + 1) % 3], *above = row;
        row = rows[i % 3];
        row[0] = above[0] + 1;
        for (size_t j = 1; j <= m; j++) {
            const char *p = name + j - 1;
            row[j] = least(above[j], row[j - 1]) + 1;
            row[j] = least(row[j], above[j - 1] + !same(*w, *p));
            if (i > 1 && j > 1 && same(w[0], p[-1]) && same(w[-1], p[0]))
                row[j] = least(row[j], before[j - 2] + 1);
        }
    }
    return row[m];
}

void nearest_offer(struct nearest *best, const char *written, size_t n,
                   const char *name)
{
    unsigned distance = nearest_distance(written, n, name);
    unsigned apart = 2 * distance + (n == 0 || !same(*written, *name));
    size_t m = strlen(name), longer = n > m ? n : m;
    if (distance > (longer + 2) / 3 || (best->name && apart >= best->apart))
        return;
    *best = (struct nearest){ name, apart };
}
