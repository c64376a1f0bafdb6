/*
 * Which system calls a process may make, by Linux's seccomp.  Each kind of
 * process has its list, which is what it was seen to need, and no more; any
 * other call ends it at once, by SIGSYS.
 *
 * No list has a way to make a socket, to connect one, to run a program, to
 * begin a process, to signal one, or to have memory that is run; only the
 * query log's may open a file to write.
 */
#ifndef TWIG_CALLS_H
#define TWIG_CALLS_H

#include <stdbool.h>

enum calls { CALLS_UDP, CALLS_TCP, CALLS_LOADER, CALLS_LOG };

/* calls_known(): does the kernel know seccomp? */
bool calls_known(void);

/*
 * calls_only(kind): from now on, for ever, only these; nothing, where the
 * kernel knows no seccomp.  Returns 0, or -1 with errno.
 */
int calls_only(enum calls kind);

/* calls_sanitized(): is this a build with a sanitizer, which needs calls and
 * memory of its own? */
bool calls_sanitized(void);

#endif
