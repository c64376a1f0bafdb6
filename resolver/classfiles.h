/*
 * The zone files of the classroom: one for each zone that a flat file is cut
 * into (split.h), in a directory of their own.
 */
#ifndef TWIG_CLASSFILES_H
#define TWIG_CLASSFILES_H

#include "resolver/config.h"
#include "zonefile/nametext.h"

enum {
    CLASSFILES_SHOWN = 100, /* octets of a zone's name */
    CLASSFILES_NAME = sizeof "255-.zone" + CLASSFILES_SHOWN /* a file's name */
};

/* The zones; what the child that cuts the file finds is shared with us. */
struct plan {
    unsigned zones_n, left_out;
    char names[SPLIT_MAX][NAME_TEXT_MAX];
    uint64_t made[SPLIT_MAX]; /* the fingerprint of each file's text; 0: none */
};

struct classfiles {
    const struct config *config;
    char directory[sizeof "/tmp/twig-classroom.XXXXXX"];
    struct plan *plan; /* shared with the child */
};

/*
 * classfiles_open(f, c): an empty directory.  Returns 0, or -1 when it was told
 * what is wrong; classfiles_close removes it, with all files.
 */
int classfiles_open(struct classfiles *f, const struct config *c);
void classfiles_close(struct classfiles *f);

/*
 * classfiles_make(f, readings): read the one file, and make those of its zones,
 * in a child; note what was read in that memfd.  A file whose text would be as
 * it was made before is left alone, for it may have been changed by hand since.
 * False: it was told what is wrong, and f->plan is what it was.
 */
bool classfiles_make(struct classfiles *f, int readings);

/* Forget what was made: the next time all files are written. */
void classfiles_forget(struct classfiles *f);

/* classfiles_name(out, p, zone): 42-com.zone */
void classfiles_name(char out[CLASSFILES_NAME], const struct plan *p,
                     unsigned zone);

#endif
