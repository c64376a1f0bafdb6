/*
 * The arguments while they are read: which word is next, which query its
 * options belong to.
 */
#ifndef TWIG_ARGUMENTS_H
#define TWIG_ARGUMENTS_H

#include "tools/request.h"

enum command_verdict {
    COMMAND_RUN,  /* there are queries */
    COMMAND_DONE, /* help or version was printed: exit 0 */
    COMMAND_BAD   /* the user's mistake, and it was said: exit 1 */
};

/* All that the arguments say. */
struct command {
    struct settings settings;
    struct request defaults; /* what the next query begins with */
    struct request *first, **end;
    bool greeted;       /* the first greeting was made */
    unsigned addresses; /* of the server that was named last */
};

struct arguments {
    struct command *command;
    struct request *request; /* what options belong to */
    char **at;
    int n, i; /* at[0] is the program's name */
    struct whence place;
    bool file;         /* a line of a file */
    bool config;       /* of ~/.twigrc: it has no queries */
    bool names;        /* after -t or -c words are names only */
    bool plain;        /* after -- no word is an option */
    bool kept;         /* the request was begun, and has no name yet */
    bool any;          /* there is a query */
    const char *taken; /* the last word that was taken as a type or class */
    unsigned taken_n;  /* and how many were */
};

/* The first of all queries, or of a line, has the command line with it. */
void arguments_query(struct arguments *a, const char *name);

/* Forget the requests that a line began and did not use. */
void arguments_end(struct arguments *a);

/* The request that a line of a file begins with. */
void arguments_keep(struct arguments *a);

#endif
