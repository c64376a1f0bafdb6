/*
 * How the program ends: its exit codes.  They are dig's, but for 2 to 4, which
 * there are with +exitcode.
 */
#ifndef TWIG_EXITS_H
#define TWIG_EXITS_H

enum {
    EXIT_GOOD = 0,
    EXIT_USAGE = 1,    /* the user's mistake */
    EXIT_NO_NAME = 2,  /* NXDOMAIN */
    EXIT_NO_DATA = 3,  /* nothing of the type */
    EXIT_RCODE = 4,    /* another error of the server */
    EXIT_BATCH = 8,    /* no such file of queries */
    EXIT_NO_REPLY = 9, /* none, or none that can be used */
    EXIT_INTERNAL = 10
};

#endif
