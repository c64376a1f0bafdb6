#include "resolver/steps.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { LINKS_MAX = 40 /* on one path, as the kernel has it */ };

/* Put a path in front of the rest.  False: it is too long. */
static bool put_in_front(struct steps *s, const char *path)
{
    char whole[2 * PATH_MAX];
    snprintf(whole, sizeof whole, "%s/%s", path, s->rest);
    if (strlen(whole) >= sizeof s->rest)
        return false;
    strcpy(s->rest, whole);
    if (*path == '/')
        strcpy(s->at, "/");
    return true;
}

void steps_begin(struct steps *s, const char *path)
{
    strcpy(s->at, ".");
    s->name[0] = s->to[0] = s->rest[0] = '\0';
    s->links = 0;
    put_in_front(s, path);
}

/* Cut the next name off; false: that was all. */
static bool cut(struct steps *s)
{
    char *from = s->rest + strspn(s->rest, "/");
    size_t n = strcspn(from, "/");
    if (n == 0 || n > NAME_MAX)
        return false;
    memcpy(s->name, from, n);
    s->name[n] = '\0';
    from += n;
    from += strspn(from, "/");
    memmove(s->rest, from, strlen(from) + 1);
    return true;
}

/* Go there, as it is no link.  False: that would be too long. */
static bool go(struct steps *s)
{
    size_t n = strlen(s->at);
    if (n + 1 + strlen(s->name) >= sizeof s->at)
        return false;
    snprintf(s->at + n, sizeof s->at - n, "/%s", s->name);
    return true;
}

bool steps_next(struct steps *s)
{
    while (cut(s))
        if (strcmp(s->name, ".") != 0 && strcmp(s->name, "..") != 0)
            return true;
        else if (!go(s))
            return false;
    return false;
}

bool steps_enter(struct steps *s)
{
    char path[PATH_MAX + NAME_MAX + 2];
    snprintf(path, sizeof path, "%s/%s", s->at, s->name);
    ssize_t n = readlink(path, s->to, sizeof s->to - 1);
    s->to[n > 0 ? n : 0] = '\0';
    if (n > 0)
        return ++s->links <= LINKS_MAX && put_in_front(s, s->to);
    return errno == EINVAL && go(s);
}
