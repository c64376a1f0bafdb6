/*
 * Is this the reply to that query?  Off the path somebody may guess, on the
 * path somebody may be confused: what does not match is told and passed over,
 * as if it had not come (RFC 5452 9).
 */
#ifndef TWIG_MATCH_H
#define TWIG_MATCH_H

#include "tools/message.h"
#include "tools/text.h"

/*
 * match_header(why, query, reply): before it is read any further: long enough,
 * with the ID and the opcode of the query.  What is wrong with it, or only
 * remarkable, is added to `why` in a line of words.
 */
bool match_header(struct text *why, struct bytes query, struct bytes reply);

/* Is what it answers what was asked, the case of letters apart? */
bool match_question(struct text *why, struct bytes query,
                    const struct message *reply);

#endif
