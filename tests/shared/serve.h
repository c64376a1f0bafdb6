/*
 * Who answers the questions of cases.h: the function answer(), over the zones
 * of a world in memory, or a twigd of our own, over UDP and TCP.
 *
 * Zone files are written into the working directory: see zone_text.h.
 */
#ifndef TWIG_TESTS_SERVE_H
#define TWIG_TESTS_SERVE_H

#include "resolver/service.h"
#include "tests/shared/cases_scenes.h"
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

/* A client of it, by UDP or TCP, to be given back with caller_close. */
struct caller server_caller(const struct server *s, const char *address,
                            bool tcp);

/* ---- either ---- */

/* answer(), as if the request came that way.  It ends before a page that must
 * not be touched, and so does the room for the reply. */
struct respondent respondent_in_memory(const struct image *img, bool tcp);

/* What the server in memory says of itself; the other has the same name. */
#define SERVE_NAME "ns1.t.test"
extern const struct service serve_self;

/*
 * respondent_run(r, w): ask all of a world, as a group of cmocka tests; of the
 * zones of conformance.md also the scenes.  Returns how many failed.
 */
int respondent_run(const struct respondent *r, const struct world *w);

#endif
