/*
 * What the parts of the judge of cases.h share: one judgement, and all that is
 * needed to come to it.
 */
#ifndef TWIG_TESTS_CASES_TRIAL_H
#define TWIG_TESTS_CASES_TRIAL_H

#include "tests/shared/cases.h"

#include <ldns/ldns.h>

struct trial {
    const struct exchange *e;
    const struct question *q;
    struct bytes reply;
    enum rigour rigour;
    char *why;
    ldns_pkt *pkt;
    struct bytes opt; /* from its type on; .n == 0: none */
    struct bytes question;
    enum judgement lacks; /* what to call it that an option is not there */
};

/* Write `why`; false. */
bool wrong(const struct trial *t, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* The word stands in `see`; in `others`. */
bool trial_sees(const struct trial *t, const char *word);
bool trial_opens(const struct trial *t, const char *word);

/* Is this checked?  To the letter everything is, by the rule what it names. */
bool trial_asks(const struct trial *t, const char *word);

/* The OPT record and its options. */
bool judge_opt(struct trial *t);

/* Answer, authority and additional. */
bool judge_sections(struct trial *t);

#endif
