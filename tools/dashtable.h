/*
 * The one table of the options that begin with - or --: the parser, --help, the
 * list in the manual page and the completions of the shells are made from it.
 */
#ifndef TWIG_DASHTABLE_H
#define TWIG_DASHTABLE_H

#include <stdbool.h>

/* In the order of the table. */
enum dash {
    DASH_IPV4,
    DASH_IPV6,
    DASH_BIND,
    DASH_CLASS,
    DASH_BATCH,
    DASH_KEY_FILE,
    DASH_PORT,
    DASH_NAME,
    DASH_NO_RC,
    DASH_TYPE,
    DASH_MICRO,
    DASH_REVERSE,
    DASH_KEY,
    DASH_COLOUR,
    DASH_FIXED_TIME,
    DASH_LANG,
    DASH_DECODE,
    DASH_HINTS,
    DASH_REAL_ROOT,
    DASH_ASCII,
    DASH_COMPLETION,
    DASH_HELP,
    DASH_SHOW_VERSION,
    DASH_NOTHING /* taken, for dig does, and not told of */
};

enum { DASHES = DASH_NOTHING + 1 };

struct dash_row {
    char letter;       /* '\0': none */
    const char *name;  /* long; NULL: none */
    const char *value; /* "[=...]" when it may be missing; NULL: takes none */
    const char *help;
};

extern const struct dash_row dash_table[DASHES];

/* Must a value follow, in this word or the next? */
bool dash_takes_value(const struct dash_row *d);

#endif
