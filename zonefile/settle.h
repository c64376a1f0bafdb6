/*
 * What the records mean together: which zone answers for a name, where a
 * delegation or a DNAME takes over, what exists, which addresses are glue -
 * and what cannot be: a CNAME beside other data, two SOAs.
 *
 * The second phase of making an image: it fills the fields of struct owner
 * and struct zone_text that records.h leaves to it.
 */
#ifndef TWIG_SETTLE_H
#define TWIG_SETTLE_H

#include "zonefile/records.h"

/*
 * settle(r, c): work it out, and add to `c` what is wrong.  Returns 0 (errors
 * are counted in c), or -1 with errno ENOMEM.
 */
int settle(struct records *r, struct complaints *c);

#endif
