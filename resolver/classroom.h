/*
 * The classroom: a flat file served as the real tree is, by a server for each
 * zone at a loopback address of its own.
 *
 *     classroom --+-- supervisor of .         127.0.0.41   41-root.zone
 *                 +-- supervisor of com.      127.0.0.42   42-com.zone
 *                 +-- ...
 *
 * Each is a server as any other, and its zone file, made by split.h, can be
 * read, broken and mended: it is loaded again when it is saved.
 */
#ifndef TWIG_CLASSROOM_H
#define TWIG_CLASSROOM_H

#include "resolver/config.h"

/*
 * classroom_run(c): serve until SIGTERM or SIGINT; SIGHUP begins anew from the
 * one file.  Prints the map.  Returns the exit code of the process.
 */
int classroom_run(const struct config *c);

#endif
