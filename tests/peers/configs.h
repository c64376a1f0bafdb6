/*
 * The configuration files of the peers: all that makes their replies differ
 * without need is off (rate limits, cookies, other sizes), and their own jobs
 * are off too (control, transfers, journals).
 */
#ifndef TWIG_PEERS_CONFIGS_H
#define TWIG_PEERS_CONFIGS_H

#include "tests/peers/batch.h"

enum { CONFIG_PATH_MAX = 128 };

/* The zone's file in `dir`. */
void config_zone_path(char *out, const char *dir, unsigned zone);

/* Write the file `name` in `dir`; the server shall listen at 127.0.0.1. */
void config_nsd(const struct batch *b, const char *dir, unsigned port);
void config_knot(const struct batch *b, const char *dir, unsigned port);
void config_bind(const struct batch *b, const char *dir, unsigned port);

#endif
