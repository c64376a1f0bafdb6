/*
 * An image is checked whole when it is opened, and trusted from then on: every
 * offset lies inside, every length ends inside, every reference meets the
 * beginning of what it refers to.  Nothing read through an image that passed
 * leads outside its bytes.  (That it says the truth is another matter.)
 */
#ifndef TWIG_CHECK_H
#define TWIG_CHECK_H

#include "zonefile/image.h"

/*
 * image_check(img, base, size): check the `size` octets at `base` (8-octet
 * aligned) and set up *img over them.  Returns 0; or -1 with errno EBADMSG for
 * an image that must not be used, or ENOMEM.  The bytes stay the caller's and
 * must not change.
 */
int image_check(struct image *img, const void *base, size_t size);

/*
 * image_open(img, fd): image_map an unknown image and check it.  Returns 0, or
 * -1 with errno and nothing mapped.  The descriptor stays the caller's.
 */
int image_open(struct image *img, int fd);

#endif
