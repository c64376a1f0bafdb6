#include "resolver/secrets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    DIGITS = 2 * COOKIE_SECRET,
    FILE_MAX = 4096 /* three lines and many remarks */
};

#define MEND "make one with: openssl rand -hex 16"

/* A file, as far as it is read, and where to say what is wrong with it. */
struct file {
    const char *path;
    unsigned line;
    char *why;
    size_t room;
};

/* "path:line: what", or without the line while that is 0. */
static int say(const struct file *in, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static int say(const struct file *in, const char *format, ...)
{
    char what[160], line[16] = "";
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    if (in->line)
        snprintf(line, sizeof line, ":%u", in->line);
    snprintf(in->why, in->room, "%s%s: %s", in->path, line, what);
    return -1;
}

static int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* A line without blanks around it and without its comment. */
static struct bytes trim(const char *p, size_t n)
{
    const char *comment = memchr(p, '#', n);
    if (comment)
        n = (size_t)(comment - p);
    while (n > 0 && is_blank(p[n - 1]))
        n--;
    while (n > 0 && is_blank(*p))
        p++, n--;
    return (struct bytes){ (const uint8_t *)p, n };
}

static int read_line(struct cookie_secrets *s, struct bytes word,
                     const struct file *in)
{
    if (word.n == 0)
        return 0;
    if (s->n == COOKIE_SECRETS_MAX)
        return say(in, "secrets are at most %d: drop the oldest",
                   COOKIE_SECRETS_MAX);
    uint8_t *out = s->at[s->n++];
    for (size_t i = 0; i < word.n; i++) {
        int d = digit((char)word.at[i]);
        if (d < 0)
            return say(in, "only hexadecimal digits make a secret; " MEND);
        if (i < DIGITS)
            out[i / 2] = (uint8_t)(out[i / 2] << 4 | d);
    }
    if (word.n != DIGITS)
        return say(in, "%zu digits, and a secret has %d; " MEND, word.n,
                   DIGITS);
    return 0;
}

static int read_text(struct cookie_secrets *s, const char *p, size_t n,
                     struct file *in)
{
    const char *end = p + n;
    while (p < end) {
        const char *newline = memchr(p, '\n', (size_t)(end - p));
        const char *stop = newline ? newline : end;
        in->line++;
        if (read_line(s, trim(p, (size_t)(stop - p)), in) < 0)
            return -1;
        p = newline ? newline + 1 : end;
    }
    in->line = 0;
    return s->n > 0 ? 0 : say(in, "there is no secret in it; " MEND);
}

/* All of it; -1 with errno. */
static ssize_t read_all(int fd, char *out, size_t room)
{
    size_t n = 0;
    while (n < room) {
        ssize_t got = read(fd, out + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        n += (size_t)got;
    }
    return (ssize_t)n;
}

static int read_open(struct cookie_secrets *s, int fd, struct file *in)
{
    char text[FILE_MAX + 1];
    struct stat st;
    if (fstat(fd, &st) < 0)
        return say(in, "%s", strerror(errno));
    if (!S_ISREG(st.st_mode))
        return say(in, "not a regular file");
    ssize_t n = read_all(fd, text, sizeof text);
    if (n < 0)
        return say(in, "%s", strerror(errno));
    if (n > FILE_MAX)
        return say(in, "longer than %d octets: is it the file of secrets?",
                   FILE_MAX);
    struct cookie_secrets fresh = { .n = 0 };
    if (read_text(&fresh, text, (size_t)n, in) < 0)
        return -1;
    *s = fresh;
    if (st.st_mode & 077)
        say(in, "warning: others than its owner may use it; mend it with "
                "chmod 600");
    return 0;
}

int secrets_read(struct cookie_secrets *s, const char *path, char *why,
                 size_t room)
{
    struct file in = { .path = path, .why = why, .room = room };
    why[0] = 0;
    /* O_NONBLOCK: a FIFO would wait for somebody who writes to it */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0)
        return say(&in, "%s", strerror(errno));
    int status = read_open(s, fd, &in);
    close(fd);
    return status;
}

int secrets_draw(uint8_t out[COOKIE_SECRET])
{
    ssize_t n;
    do
        n = getrandom(out, COOKIE_SECRET, 0);
    while (n < 0 && errno == EINTR);
    return n == COOKIE_SECRET ? 0 : -1;
}

void secrets_roll(struct cookie_secrets *s, const uint8_t fresh[COOKIE_SECRET])
{
    memcpy(s->at[1], s->at[0], COOKIE_SECRET);
    memcpy(s->at[0], fresh, COOKIE_SECRET);
    memset(s->at[2], 0, COOKIE_SECRET);
    s->n = s->n > 0 ? 2 : 1;
}
