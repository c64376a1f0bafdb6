/*
 * A walk as one line of words, for a reply, a log or a terminal:
 *
 *     . -> com -> cctv -> news : found, A x2 (decided by my.zone:22)
 *     . -> com -> cctv -> nope? no such child: NXDOMAIN
 *     . -> com -> cctv -> c -> b : exists but empty: NODATA
 *     . → com → cctv → news : 找到名字, 但没有 MX 记录
 *
 * The line of the zone file stands there if the image tells of lines.  It is
 * UTF-8 without any octet that could steer a terminal.
 */
#ifndef TWIG_WALKLINE_H
#define TWIG_WALKLINE_H

#include "zonefile/walk.h"

/*
 * walkline_write(out, w, chinese): the line, without a new line.  Where it
 * does not fit it ends at a whole word, and `out` is bad.
 */
void walkline_write(struct writer *out, const struct walk *w, bool chinese);

/* What was found at the end, from behind the colon: "found, A x2", and by which
 * line, if the image tells where it was read. */
void walkline_outcome(struct writer *out, const struct walk *w, bool chinese);

/*
 * walkline_near(out, w, chinese): "Did you mean news.cctv.com?", where the end
 * is a name that does not exist.  False: there is none near, and no words.
 */
bool walkline_near(struct writer *out, const struct walk *w, bool chinese);

/* The types of a node and how many of each: "A x2 MX". */
void walkline_types(struct writer *out, const struct node *node);

/* The first label of the name's last `depth` labels; the root is a dot. */
void walkline_label(struct writer *out, const struct name *name,
                    unsigned depth);

#endif
