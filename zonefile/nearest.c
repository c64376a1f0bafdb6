#include "zonefile/nearest.h"

#include <assert.h>
#include <string.h>

/* A row for each letter of `written`: the distance of what came up to it from
 * each beginning of `name`.  Wagner and Fischer, 1974. */
unsigned nearest_distance(const char *written, const char *name)
{
    unsigned row[NEAREST_MAX + 1], n = (unsigned)strlen(name);
    assert(n <= NEAREST_MAX);
    for (unsigned j = 0; j <= n; j++)
        row[j] = j;
    for (unsigned i = 1; *written; written++, i++) {
        unsigned diagonal = row[0];
        row[0] = i;
        for (unsigned j = 1; j <= n; j++) {
            unsigned change = diagonal + (*written != name[j - 1]);
            unsigned less = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < less ? change : less;
        }
    }
    return row[n];
}
