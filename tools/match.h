/*
 * Is this the reply to that query?  Off the path somebody may guess, on the
 * path somebody may be confused: what does not match is told and passed over,
 * as if it had not come (RFC 5452 9).
 */
#ifndef TWIG_MATCH_H
#define TWIG_MATCH_H

#include "tools/message.h"
#include "tools/request.h"

/*
 * match_header(s, query, reply): before it is read any further: long enough,
 * with the ID and the opcode of the query.
 */
bool match_header(const struct settings *s, struct bytes query,
                  struct bytes reply);

/* Is what it answers what was asked, the case of letters apart? */
bool match_question(const struct settings *s, struct bytes query,
                    const struct message *reply);

#endif
