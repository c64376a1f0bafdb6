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

/*
 * The parts, for other forms: an option's name, NULL when it has none; what is
 * written of its data, a blank in front; any data as octets.
 */
const char *optext_name(unsigned code);
void optext_value(struct text *t, unsigned code, struct bytes data,
                  struct bytes cookie);
void optext_octets(struct text *t, struct bytes data);

#endif
