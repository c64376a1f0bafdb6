/*
 * The front door: zone files of any format in, one image out, or a list of
 * what is wrong with them.
 */
#ifndef TWIG_ZONEFILE_H
#define TWIG_ZONEFILE_H

#include "zonefile/complaint.h"
#include "zonefile/image.h"
#include "zonefile/readings.h"

enum zonefile_format { FORMAT_DETECT, FORMAT_FLAT, FORMAT_MASTER };

/* What to load, as the user said it. */
struct zonefile_request {
    char *const *zones; /* FILE, ORIGIN=FILE or DIRECTORY; none: the lesson */
    size_t zones_n;
    enum zonefile_format format;
    const struct image *before; /* what is served now: serials do not go back;
                                   NULL: nothing */
    uint64_t served;            /* its readings' fingerprint; 0: none */
    struct readings *readings;  /* where to note what is read, or NULL */
    bool cite; /* the image shall tell where all of it was read */
};

enum { ZONEFILE_SAME = 1 };

/*
 * zonefile_load(q, fd, c): read, settle and build all of it into `fd`, an
 * empty memfd.  All or nothing: with any error in `c` there is no image.
 * Warnings are in `c` too; complaint_free it.  Returns 0, or -1; c->errors
 * tells how many, at least 1 (memory that ran out is one).  Or ZONEFILE_SAME:
 * the files say to the letter what q->served says, and there is no image.
 */
int zonefile_load(const struct zonefile_request *q, int fd,
                  struct complaints *c);

struct records;

/*
 * zonefile_records(q, c): the same up to the image: settled records, to be
 * given back with records_free, or NULL with errors in `c`.
 */
struct records *zonefile_records(const struct zonefile_request *q,
                                 struct complaints *c);

/* May a file of that name in a directory be a zone?  Not a hidden one, nor an
 * editor's copy. */
bool zonefile_is_member(const char *name);

/* The lesson zone's text, as it is built in; it is not NUL-terminated. */
extern const char lesson_text[], lesson_text_end[];

/* The word that takes the lesson's place in complaints. */
#define LESSON_PATH "(lesson)"

#endif
