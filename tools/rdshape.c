#include "tools/rdshape.h"

#include "zonefile/dns.h"

struct shape {
    uint16_t type;
    bool internet; /* known in class IN only */
    const char *fields;
};

enum { LOC = 29 };

static const struct shape shapes[] = {
    { 1, true, "a" },
    { 2, false, "n" },
    { 3, false, "n" },
    { 4, false, "n" },
    { 5, false, "n" },
    { 6, false, "nnO" },
    { 7, false, "n" },
    { 8, false, "n" },
    { 9, false, "n" },
    { 11, true, "a1W" },
    { 12, false, "n" },
    { 13, false, "ss" },
    { 14, false, "nn" },
    { 15, false, "2n" },
    { 16, false, "S" },
    { 17, false, "nn" },
    { 18, false, "2n" },
    { 19, false, "s" },
    { 20, false, "S" },
    { 21, false, "2n" },
    { 22, true, "z" },
    { 23, true, "n" },
    { 24, false, "t114(dd2n|x)" },
    { 25, false, "211(k}Z" },
    { 26, true, "2nn" },
    { 27, false, "sss" },
    { 28, true, "6" },
    { 29, false, "L" },
    { 33, true, "222n" },
    { 35, false, "22sssn" },
    { 36, true, "2n" },
    { 37, false, "C2g(B)" },
    { 39, false, "n" },
    { 40, false, "111(B)" },
    { 41, false, "E" },
    { 42, true, "A" },
    { 43, false, "211(X)" },
    { 44, false, "11(h)" },
    { 45, false, "[11R|B)" },
    { 46, false, "t114(dd2n|x)" },
    { 47, false, "nb" },
    { 48, false, "211(k}Z" },
    { 49, true, "[B)Z" },
    { 50, false, "112H(N|b)" },
    { 51, false, "112H" },
    { 52, false, "111(h)" },
    { 53, false, "111(h)" },
    { 55, false, "K" },
    { 56, false, "S" },
    { 57, false, "211(k}Z" },
    { 58, false, "nn" },
    { 59, false, "211(X)" },
    { 60, false, "211(k}Z" },
    { 61, false, "[x)" },
    { 62, false, "42b" },
    { 63, false, "411(X)" },
    { 64, true, "2nP" },
    { 65, true, "2nP" },
    { 99, false, "S" },
    { 104, false, "2i" },
    { 105, false, "2a" },
    { 106, false, "2i" },
    { 107, false, "2n" },
    { 108, false, "e" },
    { 109, false, "e" },
    { 250, false, "T" },
    { 256, false, "22q" },
    { 257, false, "1cq" },
    { 258, false, "S" },
    { 259, false, "441sY" },
    { 260, false, "1G" },
    { 261, false, "S" },
    { 262, false, "S" },
    { 32768, false, "211(X)" },
    { 32769, false, "211(X)" },
};

const char *rdshape_fields(const struct rdata *data)
{
    bool place = data->type == LOC && data->n > 0;
    if (place && data->message.at[data->at] != 0)
        return NULL; /* of a version to come: RFC 1876 2 */
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].type == data->type)
            return shapes[i].internet && data->class != CLASS_IN
                       ? NULL
                       : shapes[i].fields;
    return NULL;
}
