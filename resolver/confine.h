/*
 * The server's processes give up what they do not need, step by step:
 *
 *     supervisor   root, capabilities, all of the file system but the zones
 *      |-- loader      memory and time without end, all calls but its own
 *      |-- workers     all calls but those that answering makes
 *      `-- query log   all calls but those that writing it makes
 *
 * What is given up is so for ever, and for all that is begun afterwards.
 */
#ifndef TWIG_CONFINE_H
#define TWIG_CONFINE_H

#include "resolver/config.h"

/*
 * confine_choose(c): with root's rights, and no user chosen: whoever cannot
 * read the zone files is not the one to be, but their owner is; that is logged.
 * Before any file is read.
 */
void confine_choose(struct config *c);

/*
 * confine_server(c): be the user that the configuration names, without
 * privileges, and see only the directories of its files.  All that root alone
 * can open must be open.  Returns 0, or -1: it was logged why.
 */
int confine_server(const struct config *c);

/*
 * confine_loader(): limits, and only the calls of loading.  Returns 0, or -1
 * with errno.
 */
int confine_loader(void);

/* confine_hint(c): files could not be read, for want of a right: log who reads
 * them, and what would help. */
void confine_hint(const struct config *c);

#endif
