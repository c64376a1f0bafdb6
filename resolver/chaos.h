/*
 * The names of class CH, by which a server tells of itself: RFC 4892,
 * version.bind and version.server by custom, stats.twigd, and with --walk
 * news.cctv.com.walk.twigd.  Pure.
 */
#ifndef TWIG_CHAOS_H
#define TWIG_CHAOS_H

#include "resolver/reply.h"

enum chaos {
    CHAOS_TEXT,   /* *text is the string of its TXT record */
    CHAOS_STATS,  /* its TXT record has the strings of stats_strings */
    CHAOS_WALK,   /* and of way_strings, for the labels in *text */
    CHAOS_NODATA, /* it has no such type */
    CHAOS_HIDDEN, /* it is there, and kept back */
    CHAOS_UNKNOWN /* no such name */
};

/*
 * chaos_find(text, self, from, q): what is there for this client's question;
 * the first half of chaos_answer, for the tests.
 */
enum chaos chaos_find(struct bytes *text, const struct service *self,
                      const struct client *from, const struct query *q);

/* chaos_answer(r, img, q): into the reply that was begun for it. */
void chaos_answer(struct reply *r, const struct image *img,
                  const struct query *q);

#endif
