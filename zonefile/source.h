/*
 * A zone file's text in memory, with what is known of the file.
 */
#ifndef TWIG_SOURCE_H
#define TWIG_SOURCE_H

#include "zonefile/arena.h"

#include <stdbool.h>

struct source {
    char *path; /* as the user wrote it */
    const char *text;
    size_t len;
    uint64_t stamp;        /* last change, nanoseconds since 1970 */
    uint64_t device, file; /* which file it is: st_dev, st_ino */
    uint64_t fingerprint;  /* of the text.  Set by records_source. */
    bool mapped;           /* source_free gives the text back */
    size_t skipped;        /* octets in front of the text: UTF-8's mark */
    struct arena stream;   /* the text of what is no regular file */
};

/*
 * source_read(path): the whole file.  A regular file is mapped, not copied: if
 * somebody cuts it short while it is read, SIGBUS comes (loader.h).  Returns
 * NULL with errno; EISDIR for a directory, ENODEV for a device, ENODATA for a
 * pipe that nothing came out of.
 */
struct source *source_read(const char *path);

/* source_why(why): what to say of such an errno. */
const char *source_why(int why);

/*
 * source_text(path, text, len): a text that is in memory already and outlives
 * the source; `path` is what complaints call it.  NULL with errno ENOMEM.
 */
struct source *source_text(const char *path, const char *text, size_t len);

void source_free(struct source *s);

/* Its first octet of zero, which no text has; NULL: there is none. */
const char *source_zero(const struct source *s);

#endif
