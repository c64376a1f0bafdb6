/*
 * answer(image, request) -> reply.  Pure: it never fails, allocates, blocks,
 * logs or looks at the clock; the same arguments give the same octets.  (What
 * self->stats points to, others change; only CH TXT stats.twigd shows it.)
 * (ldns allocates for the rare request that query.h hands to it.)  UDP, TCP,
 * the tests, the fuzzers and the bench all come through here.
 */
#ifndef TWIG_ANSWER_H
#define TWIG_ANSWER_H

#include "resolver/query.h"
#include "zonefile/image.h"

/*
 * answer(img, self, from, request, out): the reply to `request` into `out`,
 * which has room for DNS_UDP_EDNS octets, or DNS_MESSAGE_MAX by TCP.  Returns
 * its length; 0: no reply.
 */
size_t answer(const struct image *img, const struct service *self,
              const struct client *from, struct bytes request, uint8_t *out);

/*
 * answer_query(img, self, from, q, out): the second half of answer, for a
 * caller that called query_parse itself, to warm the memory of a whole batch
 * in between.
 */
size_t answer_query(const struct image *img, const struct service *self,
                    const struct client *from, const struct query *q,
                    uint8_t *out);

#endif
