/*
 * The OPT record as dig shows it: a section of comments, an option a line.
 */
#ifndef TWIG_OPTEXT_H
#define TWIG_OPTEXT_H

#include "tools/message.h"
#include "tools/text.h"

/*
 * optext_write(t, m, cookie): all of it; `cookie` are the octets that the
 * query had (n 0: none), with which that of a reply is compared.
 */
void optext_write(struct text *t, const struct message *m, struct bytes cookie);

#endif
