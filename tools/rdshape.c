#include "tools/rdshape.h"

#include "zonefile/dns.h"

struct shape {
    uint16_t type;
    uint16_t class; /* 0, or the only one that it is known in */
    const char *fields;
};

enum { LOC = 29 };

static const struct shape shapes[] = {
    { 1, CLASS_IN, "a" },
    { 2, 0, "n" },
    { 3, 0, "n" },
    { 4, 0, "n" },
    { 5, 0, "n" },
    { 6, 0, "nnO" },
    { 7, 0, "n" },
    { 8, 0, "n" },
    { 9, 0, "n" },
    { 11, CLASS_IN, "a1W" },
    { 12, 0, "n" },
    { 13, 0, "ss" },
    { 14, 0, "nn" },
    { 15, 0, "2n" },
    { 16, 0, "S" },
    { 17, 0, "nn" },
    { 18, 0, "2n" },
    { 19, 0, "s" },
    { 20, 0, "S" },
    { 21, 0, "2n" },
    { 22, CLASS_IN, "z" },
    { 23, CLASS_IN, "n" },
    { 24, 0, "t114(dd2n|x)" },
    { 25, 0, "211(k}Z" },
    { 26, CLASS_IN, "2nn" },
    { 27, 0, "sss" },
    { 28, CLASS_IN, "6" },
    { 29, 0, "L" },
    { 30, 0, "nj" },
    { 33, CLASS_IN, "222n" },
    { 35, 0, "22sssn" },
    { 36, CLASS_IN, "2n" },
    { 37, 0, "C2g(B)" },
    { 38, CLASS_IN, "p" },
    { 39, 0, "n" },
    { 40, 0, "111(B)" },
    { 41, 0, "E" },
    { 42, CLASS_IN, "A" },
    { 43, 0, "211(X)" },
    { 44, 0, "11(h)" },
    { 45, 0, "[11R|B)" },
    { 46, 0, "t114(dd2n|x)" },
    { 47, 0, "nb" },
    { 48, 0, "211(k}Z" },
    { 49, CLASS_IN, "[B)Z" },
    { 50, 0, "112H(N|b)" },
    { 51, 0, "112H" },
    { 52, 0, "111(h)" },
    { 53, 0, "111(h)" },
    { 55, 0, "K" },
    { 56, 0, "S" },
    { 57, 0, "211(k}Z" },
    { 58, 0, "nn" },
    { 59, 0, "211(X)" },
    { 60, 0, "211(k}Z" },
    { 61, 0, "[x)" },
    { 62, 0, "42b" },
    { 63, 0, "411(X)" },
    { 64, CLASS_IN, "2nP" },
    { 65, CLASS_IN, "2nP" },
    { 99, 0, "S" },
    { 104, 0, "2i" },
    { 105, 0, "2a" },
    { 106, 0, "2i" },
    { 107, 0, "2n" },
    { 108, 0, "e" },
    { 109, 0, "e" },
    { 249, 0, "U" },
    { 250, CLASS_ANY, "T" },
    { 256, 0, "22q" },
    { 257, 0, "1cq" },
    { 258, 0, "S" },
    { 259, 0, "441sY" },
    { 260, 0, "1G" },
    { 261, 0, "S" },
    { 262, 0, "S" },
    { 32768, 0, "211(X)" },
    { 32769, 0, "211(X)" },
};

const char *rdshape_fields(const struct rdata *data)
{
    bool place = data->type == LOC && data->n > 0;
    if (place && data->message.at[data->at] != 0)
        return NULL; /* of a version to come: RFC 1876 2 */
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (shapes[i].type == data->type)
            return shapes[i].class == 0 || shapes[i].class == data->class
                       ? shapes[i].fields
                       : NULL;
    return NULL;
}
