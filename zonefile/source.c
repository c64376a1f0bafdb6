#include "zonefile/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

struct source *source_text(const char *path, const char *text, size_t len)
{
    struct source *s = calloc(1, sizeof *s);
    if (!s)
        return NULL;
    s->path = strdup(path);
    s->text = text;
    s->len = len;
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
        munmap((void *)(uintptr_t)s->text, s->len);
    free(s->path);
    free(s);
}

/* Read until `size` octets are there or the file ends; how many, or -1. */
static ssize_t read_whole(int fd, char *to, size_t size)
{
    size_t have = 0;
    while (have < size) {
        ssize_t n = read(fd, to + have, size - have);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        if (n == 0)
            break;
        have += (size_t)n;
    }
    return (ssize_t)have;
}

/* The text of an open file into fresh memory; 0, or -1 with errno. */
static int fill(struct source *s, int fd)
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
    if (st.st_size == 0)
        return 0;
    size_t size = (size_t)st.st_size;
    char *text = mmap(NULL, size, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (text == MAP_FAILED)
        return -1;
    madvise(text, size, MADV_HUGEPAGE);
    ssize_t n = read_whole(fd, text, size);
    if (n <= 0) {
        munmap(text, size);
        return (int)n;
    }
    s->text = text;
    s->len = (size_t)n;
    s->mapped = true;
    return 0;
}

struct source *source_read(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    struct source *s = source_text(path, "", 0);
    if (s && fill(s, fd) < 0) {
        int why = errno;
        source_free(s);
        errno = why;
        s = NULL;
    }
    close(fd);
    return s;
}
