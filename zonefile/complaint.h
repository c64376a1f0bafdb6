/*
 * What is wrong with a zone file, told so that it can be mended: the place,
 * the line, the very characters, and a hint.
 *
 *     zones/lesson.zone:12:22: '203.0.113' is not an address and not a ...
 *        12 | news.cctv.com        203.0.113
 *           |                      ^^^^^^^^^ an IPv4 address has four numbers
 *
 * Columns count characters from 1, as compilers and editors do.  Nothing is
 * printed here: the text is gathered, the program prints it.
 */
#ifndef TWIG_COMPLAINT_H
#define TWIG_COMPLAINT_H

#include "zonefile/source.h"

#include <stdbool.h>

enum { COMPLAINTS_SHOWN = 20 }; /* of each kind; the others are counted */

/* Some characters of a source. */
struct spot {
    const struct source *in;
    const char *at; /* NULL: the first word of the line */
    size_t n;
    uint32_t line; /* from 1; 0: the file as a whole */
};

enum severity { COMPLAINT_ERROR, COMPLAINT_WARNING };

struct complaints {
    char *text; /* all of it so far; NULL when there is none */
    size_t len;
    unsigned errors, warnings;
    bool denied;      /* a file is there, and may not be read */
    bool errors_only; /* warnings are not wanted, nor counted */
};

/*
 * complain(c, severity, where, hint, format, ...): add one.  `hint` stands
 * behind the carets; NULL for none.  What would steer a terminal is shown as
 * `?`, and what is very long is shortened.
 */
void complain(struct complaints *c, enum severity severity, struct spot where,
              const char *hint, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* complaint_close(c): add how many were left out, if any. */
void complaint_close(struct complaints *c);

/* Give back the text. */
void complaint_free(struct complaints *c);

#endif
