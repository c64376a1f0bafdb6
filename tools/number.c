#include "tools/number.h"

#include <stdlib.h>
#include <string.h>

bool number_read(unsigned *v, const char *text, unsigned most)
{
    size_t n = strlen(text);
    if (n == 0 || n > 10 || strspn(text, "0123456789") != n)
        return false;
    unsigned long value = strtoul(text, NULL, 10);
    *v = (unsigned)value;
    return value <= most;
}
