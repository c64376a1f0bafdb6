/*
 * What a load read, or would have: each file and each directory of files, with
 * what tells whether it has changed since.  Whoever wants to know hands in an
 * empty memfd; what is in there so far is whole even if the load ends badly.
 *
 *     | kind 2 | why 2 | length 4 | device 8 | file 8 | changed 8 | path, 0 |
 */
#ifndef TWIG_READINGS_H
#define TWIG_READINGS_H

#include "zonefile/source.h"
#include "zonefile/wire.h"

enum reading_kind {
    READ_NAMED,    /* a file that must be there: by the user's word, or by a
                      file's $INCLUDE */
    READ_MEMBER,   /* one of a directory: it may as well not be there */
    READ_DIRECTORY /* any file in it would have been read */
};

/* As it was found, before anything of it was read. */
struct mark {
    int why;               /* 0, or the errno of looking at it */
    uint64_t device, file; /* which it is: st_dev, st_ino */
    uint64_t changed;      /* st_ctim: the last change of any kind, in ns; 0 for
                              a pipe or the like, which changes when read */
};

struct reading {
    enum reading_kind kind;
    const char *path; /* lives as long as the octets that it was read from */
    struct mark mark;
};

struct readings {
    int fd;
    uint64_t fingerprint; /* of all texts, in their order; set at the end */
    uint64_t awaited; /* of the paths of files that are not there, or empty, as
                         files are for a moment when they are written anew */
};

/*
 * readings_file(r, path, kind): source_read, and note it, read or not.  `r` may
 * be NULL: nobody wants to know.  Returns what source_read does.
 */
struct source *readings_file(struct readings *r, const char *path,
                             enum reading_kind kind);

/* readings_directory(r, path): note a directory, before it is listed. */
void readings_directory(struct readings *r, const char *path);

/*
 * readings_take(a, fd): all that was noted so far in `fd`, behind what is in
 * `a`; nothing, if there is no memory for it.
 */
void readings_take(struct arena *a, int fd);

/*
 * readings_next(in, out): the next of what stands in `in`; false at its end,
 * or where it is damaged: in->bad tells.
 */
bool readings_next(struct reader *in, struct reading *out);

/* mark_path(path): what would be noted of that file or directory now. */
struct mark mark_path(const char *path);

bool mark_same(const struct mark *a, const struct mark *b);

#endif
