#include "tools/plus.h"

#include "tools/mistake.h"
#include "tools/optword.h"

enum command_verdict plus_read(struct arguments *a, const char *mark,
                               const char *word)
{
    struct refusal refusal;
    struct choice choice = {
        .settings = &a->command->settings,
        .request = a->request,
        .global = a->request == &a->command->defaults,
        .batch = a->file,
        .at = &a->place,
        .mark = mark,
    };
    if (optword_apply(&refusal, word, &choice))
        return COMMAND_RUN;
    mistake(&a->place, refusal.what,
            keep_format(&a->command->settings.kept, "%s%s", mark, word),
            *refusal.mend ? refusal.mend : NULL);
    return COMMAND_BAD;
}
