/*
 * Records in, image out: the last phase.  The image is written straight into
 * the file that the server's processes will map, and what is in the image is
 * forgotten here: so loading takes hardly more memory than the image, or than
 * the records, whichever is more.
 */
#ifndef TWIG_BUILD_H
#define TWIG_BUILD_H

#include "zonefile/records.h"

/*
 * build_image(r, fd): write the image of settled records without errors into
 * `fd`, an empty memfd or file.  Returns 0, or -1 with errno (ENOMEM, EFBIG
 * when it would pass 16 GiB, or what the kernel said).  The records are used
 * up: nothing but records_free may follow.
 */
int build_image(struct records *r, int fd);

#endif
