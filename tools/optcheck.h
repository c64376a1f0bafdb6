/*
 * Are the options of an OPT record what their RFCs say?
 */
#ifndef TWIG_OPTCHECK_H
#define TWIG_OPTCHECK_H

#include "zonefile/wire.h"

/* What is wrong with them; NULL: nothing. */
const char *optcheck_fault(struct bytes options);

#endif
