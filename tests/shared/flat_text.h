/*
 * Zones in the flat format, as text, for the tests of what is made of them.
 */
#ifndef TWIG_TESTS_FLAT_TEXT_H
#define TWIG_TESTS_FLAT_TEXT_H

#include "tests/shared/zone_text.h"

/*
 * flat_load(text): it as the file `world`, loaded.  The test fails, with what
 * is complained of, when the text is refused.
 */
struct zone_load flat_load(const char *text);

#endif
