/*
 * The names to try for the one that was written: as it is, and completed by
 * the domains of a search list (resolv.conf(5)).
 */
#ifndef TWIG_SEARCH_H
#define TWIG_SEARCH_H

#include "tools/request.h"

enum { SEARCH_NAMES = RESOLVCONF_DOMAINS + 1 };

struct search {
    uint8_t names[SEARCH_NAMES][DNS_NAME_MAX]; /* in this order */
    unsigned n;
};

/*
 * search_begin(s, settings, r): all names to try.  Returns NULL, or why the
 * name is none.
 */
const char *search_begin(struct search *s, const struct settings *settings,
                         const struct request *r);

#endif
