/*
 * The command line, by dig's rules: words in any order, options before the
 * first name for all queries, those behind a name for that query alone.
 */
#ifndef TWIG_COMMAND_H
#define TWIG_COMMAND_H

#include "tools/arguments.h"
#include "tools/lines.h"

/* Everything as it is without an argument. */
void command_begin(struct command *c);

/*
 * command_read(c, argc, argv): the arguments of the program; ~/.twigrc before
 * them, unless -r is among them.  What is said goes to stdout (help) and
 * stderr (mistakes).
 */
enum command_verdict command_read(struct command *c, int argc, char **argv);

/* The queries of the line of a file that was read last. */
enum command_verdict command_line(struct command *c, const struct lines *l);

/* The first of the queries, which is the caller's now; NULL: there is none. */
struct request *command_next(struct command *c);

void command_free_request(struct request *r);

/* Give back all that the arguments made. */
void command_end(struct command *c);

#endif
