#include "zonefile/table.h"

void table_put(struct slot *slots, uint32_t n, struct slot s)
{
    uint32_t i = table_home(n, s.hash);
    while (slots[i].place)
        if (++i == n)
            i = 0;
    slots[i] = s;
}

void table_copy(struct slot *to, uint32_t n, struct table from)
{
    for (uint32_t i = 0; i < from.n; i++)
        if (from.slots[i].place)
            table_put(to, n, from.slots[i]);
}
