/*
 * The header's sixteen bits, drawn and told one by one.
 */
#ifndef TWIG_EXPLAIN_FLAGS_H
#define TWIG_EXPLAIN_FLAGS_H

#include "tools/explain_piece.h"

/* Lines parted by '\n': the names of the bits, the bits, what they say. */
void flags_add(struct text *t, enum lang lang, const struct walked *w);

#endif
