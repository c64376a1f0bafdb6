#include "tools/plus.h"

#include <string.h>

#include "tools/mistake.h"
#include "tools/optword.h"

enum command_verdict plus_read(struct arguments *a, const char *word)
{
    char why[OPTWORD_WHY], *line;
    struct choice choice = {
        .settings = &a->command->settings,
        .request = a->request,
        .global = a->request == &a->command->defaults,
        .batch = a->file,
    };
    if (optword_apply(why, word, &choice))
        return COMMAND_RUN;
    line = strchr(why, '\n');
    if (line)
        *line++ = '\0';
    mistake(&a->place, why, NULL, line);
    return COMMAND_BAD;
}
