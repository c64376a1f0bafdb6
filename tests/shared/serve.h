/*
 * Who answers the questions of cases.h: the function answer(), over the zones
 * of a world in memory, or a twigd of our own, over UDP.
 *
 * Zone files are written into the working directory: see zone_text.h.
 */
#ifndef TWIG_TESTS_SERVE_H
#define TWIG_TESTS_SERVE_H

#include "resolver/service.h"
#include "tests/shared/cases.h"
#include "tests/shared/zone_text.h"

#include <sys/types.h>

/* ---- paths ---- */

enum { PATH_LENGTH = 512 };

/* `name` in the build directory that the running test is of. */
void built_path(char path[PATH_LENGTH], const char *name);

/* `name` in the source tree, which is above that directory. */
void source_path(char path[PATH_LENGTH], const char *name);

/* ---- in memory ---- */

/* The image of a world's zones, to be given back with zone_free. */
struct zone_load world_load(const struct world *w);

/* ---- a server ---- */

struct server {
    pid_t pid;
    uint16_t port;
};

/*
 * server_start(s, w, addresses): a twigd of the world's zones, at these
 * addresses (at most 3, ended by NULL) and a free port; it answers when this
 * returns.  What it prints goes into the file twigd.log.  It does not outlive
 * the test.
 */
void server_start(struct server *s, const struct world *w,
                  const char *const *addresses);

/* server_stop(s): SIGTERM.  Returns its exit code, or -1. */
int server_stop(struct server *s);

/* A UDP socket of ours that sends to that address. */
int server_socket(const struct server *s, const char *address);

/* ---- either ---- */

struct asker {
    const struct image *image; /* answer() over this image; or NULL, and */
    int fd;                    /* over this UDP socket */
};

enum { REPLY_MAX = 65535 };

/* What the server in memory says of itself. */
extern const struct service serve_self;

/*
 * asker_ask(a, q, out): the reply into `out` of REPLY_MAX octets; 0: none came.
 * In memory the request ends before a page that must not be touched, and so
 * does the room for the reply.
 */
size_t asker_ask(const struct asker *a, const struct question *q, uint8_t *out);

/*
 * asker_run(a, w): ask all of a world, as a group of cmocka tests.  Returns how
 * many failed.
 */
int asker_run(const struct asker *a, const struct world *w);

/*
 * asker_walk(a, file): row 5.  For each name of the master file, and each name
 * above it: that must exist too, or be none of this server.
 */
void asker_walk(const struct asker *a, const char *file);

#endif
