#include "tests/shared/names.h"

#include <string.h>

const struct limit limits[LIMITS] = {
    { { 0 }, 1 },
    { { 63 }, 65 },
    { { 63, 63, 63, 61 }, 255 },
    { { 61, 63, 63, 63 }, 255 },
    { { 63, 63, 63, 59, 1 }, 255 },
    { { [0 ... 126] = 1 }, 255 }, /* 127 labels, the most there can be */
    /* too long from here on */
    { { 63, 63, 63, 62 }, 256 },
    { { 63, 63, 63, 60, 1 }, 256 },
    { { 63, 63, 63, 63 }, 257 },
    { { [0 ... 127] = 1 }, 257 },
};

size_t limit_wire(uint8_t *out, const uint8_t *sizes)
{
    size_t at = 0;
    for (; *sizes; at += *sizes + 1u, sizes++) {
        out[at] = *sizes;
        memset(out + at + 1, 'a', *sizes);
    }
    out[at] = 0;
    return at + 1;
}

size_t limit_text(char *out, const uint8_t *sizes)
{
    size_t at = 0;
    for (; *sizes; sizes++) {
        memset(out + at, 'a', *sizes);
        at += *sizes;
        out[at++] = '.';
    }
    if (at == 0)
        out[at++] = '.';
    return at;
}
