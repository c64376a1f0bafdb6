/*
 * What is wrong with a name in a message, in dig's words.
 */
#ifndef TWIG_FAULT_H
#define TWIG_FAULT_H

#include "zonefile/wire.h"

#define FAULT_CUT_OFF "unexpected end of input"

/* Of the name at offset `at`; NULL: nothing.  RFC 1035 4.1.4. */
const char *fault_of_name(struct bytes message, size_t at);

#endif
