/*
 * The walk along a message, from its header to its end: see explain_piece.h
 * for what comes out.
 */
#ifndef TWIG_EXPLAIN_WALK_H
#define TWIG_EXPLAIN_WALK_H

#include "tools/explain_piece.h"

/*
 * walk_message(w, message, query): take `message` to pieces; `query` is what
 * it is the reply to, or empty.  walked_free when done.
 */
void walk_message(struct walked *w, struct bytes message, struct bytes query);

void walked_free(struct walked *w);

#endif
