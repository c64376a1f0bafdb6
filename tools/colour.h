/*
 * Colour for a terminal: comments step back, what is wrong comes forward.
 * Nothing is said by colour alone.
 */
#ifndef TWIG_COLOUR_H
#define TWIG_COLOUR_H

#include "tools/text.h"

enum colour_when { COLOUR_AUTO, COLOUR_ALWAYS, COLOUR_NEVER };

/* The value of --color; false: it is none. */
bool colour_read(enum colour_when *when, const char *value);

/*
 * colour_wanted(when): --color, then NO_COLOR (no-color.org), CLICOLOR_FORCE
 * (bixense.com/clicolors), and at last: is stdout a terminal that can?
 */
bool colour_wanted(enum colour_when when);

/* The lines of a text, coloured. */
void colour_lines(struct text *out, const struct text *plain);

#endif
