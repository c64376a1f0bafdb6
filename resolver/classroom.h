/*
 * The classroom: a flat file served as the real tree is, by a server for each
 * zone at a loopback address of its own.
 *
 *     classroom --+-- supervisor of .         127.0.0.41   41-root.zone
 *                 +-- supervisor of com.      127.0.0.42   42-com.zone
 *                 +-- ...
 *
 * Each is a server as any other, and its zone file, of classfiles.h, can be
 * read, broken and mended: it is loaded again when it is saved.  When the one
 * file is saved, the zone files that it changes are made again.
 */
#ifndef TWIG_CLASSROOM_H
#define TWIG_CLASSROOM_H

#include "resolver/config.h"

/*
 * classroom_run(c): serve until SIGTERM or SIGINT; SIGHUP makes all files anew
 * from the one.  Prints the map.  Returns the exit code of the process.
 */
int classroom_run(const struct config *c);

#endif
