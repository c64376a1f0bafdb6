#include "zonefile/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { READ_AHEAD_MAX = 1 << 30 };

/* Some editors put a mark in front of UTF-8: it is no part of the text. */
static void skip_mark(struct source *s)
{
    static const char mark[] = { '\xef', '\xbb', '\xbf' };
    if (s->len < sizeof mark || memcmp(s->text, mark, sizeof mark) != 0)
        return;
    s->skipped = sizeof mark;
    s->text += sizeof mark;
    s->len -= sizeof mark;
}

struct source *source_text(const char *path, const char *text, size_t len)
{
    struct source *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->path = strdup(path);
    s->text = text;
    s->len = len;
    skip_mark(s);
    if (s->path)
        return s;
    free(s);
    return NULL;
}

void source_free(struct source *s)
{
    if (!s)
        return;
    if (s->mapped)
        munmap((char *)(uintptr_t)s->text - s->skipped, s->len + s->skipped);
    arena_free(&s->stream);
    free(s->path);
    free(s);
}

const char *source_zero(const struct source *s)
{
    return s->len ? memchr(s->text, 0, s->len) : NULL;
}

/* A pipe or the like, as in twigd <(make-zone): to its end, into an arena. */
static int read_stream(struct source *s, int fd)
{
    enum { CHUNK = 1 << 16 };
    struct arena a = { .base = NULL };
    for (;;) {
        size_t len = a.len;
        void *to = arena_take(&a, CHUNK);
        ssize_t n = to ? read(fd, to, CHUNK) : -1;
        a.len = len + (n > 0 ? (size_t)n : 0);
        if (n < 0 && to && errno == EINTR)
            continue;
        if (n == 0 && a.len == 0)
            errno = ENODATA;
        if (n < 0 || a.len == 0) {
            arena_free(&a);
            return -1;
        }
        if (n == 0)
            break;
    }
    s->stream = a;
    s->text = (const char *)a.base;
    s->len = a.len;
    return 0;
}

/* The text of an open file, mapped; 0, or -1 with errno. */
static int map(struct source *s, int fd)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        return -1;
    if (S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        return -1;
    }
    s->stamp = (uint64_t)st.st_mtim.tv_sec * 1000000000u +
               (uint64_t)st.st_mtim.tv_nsec;
    s->device = st.st_dev;
    s->file = st.st_ino;
    if (S_ISCHR(st.st_mode) || S_ISBLK(st.st_mode)) {
        errno = ENODEV; /* /dev/zero never ends */
        return -1;
    }
    if (!S_ISREG(st.st_mode)) {
        fcntl(fd, F_SETFL, O_RDONLY);
        return read_stream(s, fd);
    }
    if (st.st_size == 0)
        return 0;
    /* what is very long is most likely no zone: it is read as far as needed */
    int ahead = st.st_size <= READ_AHEAD_MAX ? MAP_POPULATE : 0;
    void *text =
        mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE | ahead, fd, 0);
    if (text == MAP_FAILED)
        return -1;
    s->text = text;
    s->len = (size_t)st.st_size;
    s->mapped = true;
    return 0;
}

const char *source_why(int why)
{
    if (why == ENODEV)
        return "a device, not a file";
    if (why == ENODATA)
        return "a pipe that nothing came out of";
    return strerror(why);
}

struct source *source_read(const char *path)
{
    /* O_NONBLOCK: a FIFO that nobody writes to would be waited for */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return NULL;
    struct source *s = source_text(path, "", 0);
    if (s && map(s, fd) < 0) {
        int why = errno;
        source_free(s);
        errno = why;
        s = NULL;
    }
    if (s)
        skip_mark(s);
    close(fd);
    return s;
}
