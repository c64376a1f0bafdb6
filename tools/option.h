/*
 * What an option that begins with + is.  optapply.h has what they do,
 * opttable.h which there are, optword.h finds them.
 */
#ifndef TWIG_OPTION_H
#define TWIG_OPTION_H

#include "tools/request.h"

/* An option as it was written, and what it is to change. */
struct choice {
    struct settings *settings;
    struct request *request; /* the defaults, or one query */
    bool global;             /* it is the defaults */
    bool batch;              /* it stands in a file */
    const struct whence *at; /* where it stands */
    const char *mark;        /* + or -- */
    bool on;                 /* without no in front */
    const char *value;       /* behind =, or NULL; lives on */
};

/* May no stand in front? */
enum undo {
    STAY, /* no */
    UNDO, /* yes */
    OWN   /* yes, and dig has it not: it is read strictly */
};

struct option {
    const char *name;
    const char *value; /* "=N", or "[=N]" when it may be missing, or NULL */
    enum undo undo;
    const char *help;
    /* Returns NULL, or what the value is to be. */
    const char *(*apply)(const struct option *o, const struct choice *c);
    size_t field; /* of the struct that apply changes */
};

#endif
