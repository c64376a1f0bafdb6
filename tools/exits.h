/*
 * How the program ends: its exit codes, which are dig's.
 */
#ifndef TWIG_EXITS_H
#define TWIG_EXITS_H

enum {
    EXIT_GOOD = 0,
    EXIT_USAGE = 1,    /* the user's mistake */
    EXIT_BATCH = 8,    /* no such file of queries */
    EXIT_NO_REPLY = 9, /* none, or none that can be used */
    EXIT_INTERNAL = 10
};

#endif
