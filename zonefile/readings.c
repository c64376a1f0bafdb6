#include "zonefile/readings.h"

#include "zonefile/fingerprint.h"

#include <errno.h>
#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD = 2 + 2 + 4 + 3 * 8 };

static void write_u64(struct writer *w, uint64_t v)
{
    write_u32(w, (uint32_t)(v >> 32));
    write_u32(w, (uint32_t)v);
}

static uint64_t read_u64(struct reader *in)
{
    uint64_t upper = read_u32(in);
    return upper << 32 | read_u32(in);
}

struct mark mark_path(const char *path)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return (struct mark){ .why = errno };
    struct mark m = { .device = st.st_dev, .file = st.st_ino };
    if (S_ISREG(st.st_mode) || S_ISDIR(st.st_mode))
        m.changed = (uint64_t)st.st_ctim.tv_sec * 1000000000u +
                    (uint64_t)st.st_ctim.tv_nsec;
    return m;
}

bool mark_same(const struct mark *a, const struct mark *b)
{
    return a->why == b->why && a->device == b->device && a->file == b->file &&
           a->changed == b->changed;
}

/* A path that is too long for any file is not one to look at again. */
static void note(const struct readings *r, const char *path,
                 enum reading_kind kind)
{
    uint8_t line[HEAD + PATH_MAX];
    struct mark m = mark_path(path);
    size_t n = strlen(path) + 1;
    struct writer w = writer_over(line, sizeof line);
    write_u16(&w, kind);
    write_u16(&w, (uint16_t)m.why);
    write_u32(&w, (uint32_t)n);
    write_u64(&w, m.device);
    write_u64(&w, m.file);
    write_u64(&w, m.changed);
    write_bytes(&w, path, n);
    if (!w.bad && write(r->fd, line, HEAD + n) < 0)
        return; /* no memory: it is not watched, and the next load may be */
}

struct source *readings_file(struct readings *r, const char *path,
                             enum reading_kind kind)
{
    if (r)
        note(r, path, kind);
    struct source *s = source_read(path);
    if (r && (s ? s->len == 0 : errno == ENOENT))
        r->awaited = fingerprint(r->awaited, path, strlen(path));
    return s;
}

void readings_directory(struct readings *r, const char *path)
{
    if (r)
        note(r, path, READ_DIRECTORY);
}

void readings_take(struct arena *a, int fd)
{
    struct stat st;
    size_t before = a->len, n = fstat(fd, &st) == 0 ? (size_t)st.st_size : 0;
    void *to = n ? arena_take(a, n) : NULL;
    if (to && pread(fd, to, n, 0) != (ssize_t)n)
        a->len = before;
}

bool readings_next(struct reader *in, struct reading *out)
{
    if (in->bad || reader_left(in) == 0)
        return false;
    out->kind = (enum reading_kind)read_u16(in);
    out->mark.why = read_u16(in);
    uint32_t n = read_u32(in);
    out->mark.device = read_u64(in);
    out->mark.file = read_u64(in);
    out->mark.changed = read_u64(in);
    const void *path = read_bytes(in, n);
    out->path = path;
    in->bad |= out->kind > READ_DIRECTORY || n == 0 || n > PATH_MAX;
    if (!in->bad && memchr(path, 0, n) != out->path + n - 1)
        in->bad = true;
    return !in->bad;
}
