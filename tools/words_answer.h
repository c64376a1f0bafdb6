/*
 * What a reply without an error means: an answer, an alias, a No, a referral.
 */
#ifndef TWIG_WORDS_ANSWER_H
#define TWIG_WORDS_ANSWER_H

#include "tools/words_list.h"

/* NOERROR: s->facts has begun. */
void words_answer(struct clause *s);

/* NXDOMAIN. */
void words_no_name(struct clause *s);

#endif
