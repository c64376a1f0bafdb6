/*
 * The command line of twig-zone: what to do, with which files, and how.
 */
#ifndef TWIG_ZONE_COMMAND_H
#define TWIG_ZONE_COMMAND_H

#include "tools/colour.h"
#include "tools/messages.h"
#include "zonefile/zonefile.h"

enum zone_verb { ZONE_CHECK, ZONE_TREE, ZONE_WALK, ZONE_CONVERT, ZONE_DIFF };

enum zone_target { TO_FLAT, TO_HOSTS, TO_MASTER };

struct zone_command {
    enum zone_verb verb;
    char **words; /* behind the verb, without the options; malloc'd */
    size_t words_n;
    enum zonefile_format format;
    bool quiet;
    bool strict; /* check */
    bool line;   /* walk */
    enum lang lang;
    bool has_target; /* convert: */
    enum zone_target target;
    const char *output; /* NULL: stdout */
    bool lossy;
    bool serial; /* diff */
    bool all;    /* tree: */
    bool svg, html;
    bool ascii;
    bool watch;
    unsigned depth;
    enum colour_when colour;
};

enum zone_verdict { ZONE_RUN, ZONE_DONE, ZONE_BAD };

/* How the program ends: as diff(1) does. */
enum { ZONE_GOOD = 0, ZONE_DIFFERS = 1, ZONE_TROUBLE = 2 };

/*
 * zone_command_read(c, argc, argv): ZONE_DONE when it was asked for help, and
 * got it; ZONE_BAD when it was said on stderr, in two lines, what is wrong.
 * zone_command_free gives back what it took, in any case.
 */
enum zone_verdict zone_command_read(struct zone_command *c, int argc,
                                    char **argv);
void zone_command_free(struct zone_command *c);

/* zone_mistake(what, about, mend): twig-zone: WHAT: 'ABOUT', and the mend. */
void zone_mistake(const char *what, const char *about, const char *mend);

#endif
