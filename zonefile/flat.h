/*
 * The flat format: one name a line, absolute names, addresses or any record.
 *
 *     news.cctv.com  300  203.0.113.7 2001:db8::7
 *     com -> cctv -> sport 203.0.113.8
 *     203.0.113.9    mail.cctv.com m.cctv.com
 *     www.cctv.com   CNAME news.cctv.com
 *
 * Nothing of a line with a mistake is kept, but reading goes on, so that one
 * run shows all mistakes.
 */
#ifndef TWIG_FLAT_H
#define TWIG_FLAT_H

#include "zonefile/records.h"

/*
 * flat_read(r, source, c): add what the text of source number `source` says.
 * Mistakes go to `c`.  Returns 0, or -1 with errno when memory ran out.
 */
int flat_read(struct records *r, int source, struct complaints *c);

#endif
