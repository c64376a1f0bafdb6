/*
 * A walk as a picture, a line for each label:
 *
 *      1 .     start at the root            children: cn com
 *      2 com   there: A                     children: baidu cctv
 *      3 cctv  there: A MX                  children: news www
 *      4 news  there: A x2
 */
#ifndef TWIG_WALK_PICTURE_H
#define TWIG_WALK_PICTURE_H

#include "tools/messages.h"
#include "zonefile/walk.h"

/* walk_picture(out, w, lang): the steps of it; the outcome is not told. */
void walk_picture(struct text *out, const struct walk *w, enum lang lang);

#endif
