/*
 * Answers that turn from data to none: because a name went, or its last record
 * of a type, or an alias's target; because a wildcard went, or a new name
 * stands in its way; because a zone was cut off.  An alias to elsewhere, a
 * delegation, and a PTR that was made were data, too.
 */
#ifndef TWIG_ZONE_LOST_H
#define TWIG_ZONE_LOST_H

#include "tools/text.h"
#include "zonefile/image.h"

/*
 * zone_lost(out, before, after): a line for each name and type that had data
 * and has none, or one asks elsewhere for it; how many that are.
 *
 *     news.cctv.com A: NXDOMAIN
 *     *.wild.cctv.com A: NODATA        any name below, without its own line
 */
size_t zone_lost(struct text *out, const struct image *before,
                 const struct image *after);

#endif
