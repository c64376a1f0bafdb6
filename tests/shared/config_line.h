/*
 * Command lines as text, for the tests of config.h.
 */
#ifndef TWIG_TESTS_CONFIG_LINE_H
#define TWIG_TESTS_CONFIG_LINE_H

#include "resolver/config.h"

enum { CONFIG_SAID = 4096 };

/*
 * config_line(c, line, from, said): run commandline_read on a line of words,
 * "~" for an empty one; what it prints on descriptor `from` goes into `said`.
 */
enum config_verdict config_line(struct config *c, const char *line, int from,
                                char said[CONFIG_SAID]);

#endif
