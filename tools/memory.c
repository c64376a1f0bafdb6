#include "tools/memory.h"

#include <stdio.h>
#include <stdlib.h>

#include "tools/exits.h"

void *memory_need(void *memory)
{
    if (memory)
        return memory;
    perror("twig");
    exit(EXIT_INTERNAL);
}
