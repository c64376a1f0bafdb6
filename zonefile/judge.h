/*
 * The records of one owner, judged together: what is said twice, what cannot
 * stand beside what (RFC 1034 3.6.2, RFC 2181 5, RFC 6672 2.4).
 */
#ifndef TWIG_JUDGE_H
#define TWIG_JUDGE_H

#include "zonefile/records.h"

struct judge {
    struct records *records;
    struct complaints *complaints;
    struct record_list list; /* scratch; freed by judge_free */
};

/*
 * judge_owner(j, owner): mark what is said twice RECORD_DROPPED, set the CUT,
 * DNAME and CNAME flags of the owner, complain of what is wrong.  Only the
 * records of the owner's own zone count.  Returns 0, or -1 with errno ENOMEM.
 */
int judge_owner(struct judge *j, struct owner *owner);

void judge_free(struct judge *j);

#endif
