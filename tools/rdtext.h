/*
 * Record data as dig writes it.  A type is a row of a table: a pattern, one
 * letter a field, which is walked along the octets (rdtext.c).  The same walk
 * without anything to write to tells whether the data are what they should be.
 *
 * These are dig's forms, which are not ldns': upper-case digits in groups,
 * $ and @ escaped in names, several lines with +multiline.
 */
#ifndef TWIG_RDTEXT_H
#define TWIG_RDTEXT_H

#include "tools/rdstyle.h"

/*
 * rdtext_write(t, data, style): the text of well-formed data.  What follows a
 * fault is left out.
 */
void rdtext_write(struct text *t, const struct rdata *data,
                  const struct rdstyle *style);

/* What is wrong with the data, in words; NULL: nothing. */
const char *rdtext_fault(const struct rdata *data);

#endif
