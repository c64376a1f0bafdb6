#include "tools/lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int lines_open(struct lines *l, const char *path)
{
    bool standard = strcmp(path, "-") == 0;
    *l = (struct lines){ .place.path = standard ? "stdin" : path };
    l->f = standard ? stdin : fopen(path, "re");
    return l->f ? 0 : -1;
}

bool lines_next(struct lines *l)
{
    errno = 0;
    if (getline(&l->text, &l->room, l->f) < 0)
        return false;
    l->place.line++;
    return true;
}

int lines_close(struct lines *l)
{
    int error = feof(l->f) ? 0 : errno; /* EISDIR, for one */
    free(l->text);
    if (l->f != stdin)
        fclose(l->f);
    errno = error;
    return error ? -1 : 0;
}
