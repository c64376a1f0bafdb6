/*
 * What --walk tells: the way to a name through the zones, in the words of
 * walkline.h, on through aliases, and what was perhaps meant.  The same for
 * the replies, for CH TXT news.cctv.com.walk.twigd and for the log.  Pure.
 *
 *     . -> com -> cctv -> nwes? no such child: NXDOMAIN. Did you mean ...
 */
#ifndef TWIG_WAY_H
#define TWIG_WAY_H

#include "resolver/query.h"
#include "zonefile/image.h"

enum { WAY_MAX = 200 };

/*
 * way_line(out, img, q, how): how the name of the question is found, into
 * `out` of WAY_MAX octets, as UTF-8.  Of what is longer the middle is left out.
 * Returns its length; 0: it is no question that zones answer.
 */
size_t way_line(uint8_t *out, const struct image *img, const struct query *q,
                enum walk_told how);

enum { WAY_STRINGS_MAX = 20 * 256 };

/*
 * way_strings(w, img, labels, how): how a name and whatever it has is found,
 * as character-strings of RFC 1035 3.3: one for the way to each alias, to the
 * end, and to what was meant.  `labels`: the name, without the root's zero.
 * The writer has room for WAY_STRINGS_MAX octets.
 */
void way_strings(struct writer *w, const struct image *img, struct bytes labels,
                 enum walk_told how);

#endif
