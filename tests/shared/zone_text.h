/*
 * Zone files for a test, and what becomes of them: the complaints as text, the
 * image as text again.
 *
 * Files live in a directory of their own, which is the working directory
 * between zone_enter and zone_leave, so complaints name them shortly.
 */
#ifndef TWIG_TEST_ZONE_TEXT_H
#define TWIG_TEST_ZONE_TEXT_H

#include "zonefile/zonefile.h"

/* The mtime of files from zone_write; a made SOA has it as its serial. */
enum { ZONE_STAMP = 1000000 };

/* Group set-up and tear-down of cmocka: enter a new directory, remove it. */
int zone_enter(void **state);
int zone_leave(void **state);

/* Write a file of the directory; its mtime is ZONE_STAMP. */
void zone_write(const char *path, const char *text);
void zone_write_bytes(const char *path, const void *text, size_t n);

struct zone_load {
    int done;                     /* what zonefile_load returned */
    struct complaints complaints; /* its text: zone_said */
    struct image image;           /* opened; .base NULL after an error */
};

/* zonefile_load into a memfd, image_open; zone_free gives it all back. */
struct zone_load zone_load(const struct zonefile_request *q);
void zone_free(struct zone_load *l);

/* The same for one file, detected, or in the format said. */
struct zone_load zone_load_file(const char *zone, enum zonefile_format format);

/* The complaints, "" for none.  They live as long as the load. */
const char *zone_said(const struct zone_load *l);

/*
 * zone_dump(img): all records of an image, malloc'd, a line each, by ldns:
 *
 *     news.cctv.com. 600 IN A 203.0.113.7
 *
 * A name stands where it, or a name below it, was first read; the root and
 * zones come first.  zone_dump_plain leaves out SOA and NS of every apex.
 */
char *zone_dump(const struct image *img);
char *zone_dump_plain(const struct image *img);

/* "203.0.113.7 news.cctv.com. 600" a line: the made PTRs, malloc'd. */
char *zone_dump_reverse(const struct image *img);

/*
 * zone_data(img, name, type, out): the data of all records of an RRset, one
 * behind the other, decompressed, into `out` of 65535 octets.  Returns how
 * many, or -1 when there is no such RRset.
 */
int zone_data(const struct image *img, const char *name, uint16_t type,
              uint8_t *out);

/* A row of a table: the text of a file, and what is expected of it. */
struct zone_row {
    const char *text;
    const char *expected;
};

/*
 * Each row's text as the file `z`, its format detected: complained of, exactly
 * so, and refused when one of the complaints is an error; dumped exactly so,
 * without complaint, by zone_dump_plain or by `show`; refused, whatever the
 * words (.expected is not looked at).  All rows are tried before the test
 * fails.
 */
void zone_complaints_are(const struct zone_row *rows, size_t n);
void zone_records_are(const struct zone_row *rows, size_t n);
void zone_dumps_are(const struct zone_row *rows, size_t n,
                    char *show(const struct image *));
void zone_is_refused(const struct zone_row *rows, size_t n);

/*
 * One bad line and the complaint about it, laid out as the user sees it:
 *
 *     { "a.b MX ten m.b",
 *       "       ^^^^^^^ MX takes: a number up to 65535, a name",
 *       "8: this is no data ..." }
 *
 * The third begins with the column.
 */
struct zone_line {
    const char *text, *under, *said;
};

/* Each line as the file `z`, behind the good lines `before`. */
void zone_lines_are_bad(const char *before, const struct zone_line *rows,
                        size_t n);

#endif
