/*
 * Replies that are wrong in the way that the first label of a question says.
 *
 *   NAME.test          a row of the table in faults.c
 *   rcode.N.test       that rcode, the upper bits in an OPT record
 *   flags.HEX.test     these 16 bits as flags
 *   ednsflags.HEX.test these 32 bits as the TTL of an OPT record
 *   opt.HEX.[HEX.]test an OPT record with these options
 *   data.HEX.[HEX.]test  a record of the type asked for, with these data
 */
#ifndef TWIG_GOLDEN_FAULTS_H
#define TWIG_GOLDEN_FAULTS_H

#include "zonefile/wire.h"

struct question {
    struct bytes message;
    struct bytes whole; /* name, type and class */
    char words[8][64];  /* its labels */
    unsigned words_n;
    uint16_t type;
    bool tcp;
    unsigned version; /* of EDNS */
    struct bytes cookie;
};

/* The reply; false: silence. */
bool faults_answer(struct writer *w, const struct question *q);

/* A reply without fault. */
void faults_good(struct writer *w, const struct question *q);

#endif
