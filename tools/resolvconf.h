/*
 * The resolver's configuration of this machine, /etc/resolv.conf, as dig
 * reads it: unknown lines and words are passed over.
 */
#ifndef TWIG_RESOLVCONF_H
#define TWIG_RESOLVCONF_H

#include "tools/endpoint.h"

#include <stdio.h>

enum {
    RESOLVCONF_SERVERS = 3, /* more are not asked */
    RESOLVCONF_DOMAINS = 8,
    RESOLVCONF_DOMAIN = 256
};

struct resolvconf {
    struct endpoint servers[RESOLVCONF_SERVERS];
    unsigned servers_n;
    char search[RESOLVCONF_DOMAINS][RESOLVCONF_DOMAIN];
    unsigned search_n;
    unsigned ndots;    /* 1 unless it says otherwise */
    unsigned timeout;  /* seconds; 0: it does not say */
    unsigned attempts; /* 0: it does not say */
};

/* Read a stream; servers get the given port. */
void resolvconf_read(struct resolvconf *c, FILE *f, uint16_t port);

/* Without a file, or without a server in it: ::1, then 127.0.0.1. */
void resolvconf_load(struct resolvconf *c, const char *path, uint16_t port);

#endif
