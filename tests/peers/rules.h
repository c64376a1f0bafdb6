/*
 * The differences that are allowed between twigd's reply and a peer's.  Each is
 * a rule with a name, the text that allows it, and a function that explains
 * single differences; what no rule explains is a finding.
 */
#ifndef TWIG_PEERS_RULES_H
#define TWIG_PEERS_RULES_H

#include "tests/peers/compare.h"

struct rule {
    const char *name;
    const char *text; /* the RFC, and what it says or what the peer does */
    unsigned peers;   /* a bit for each that it is for */
    bool (*explains)(const struct comparison *c, const struct difference *d);
};

extern const struct rule rules[];
extern const unsigned rules_n;

enum { RULES_MAX = 64 };

/* How many replies of each peer each rule was needed for. */
struct tally {
    uint64_t used[RULES_MAX][SERVERS];
    uint64_t same[SERVERS];        /* replies that needed none */
    uint64_t unexplained[SERVERS]; /* replies that no rule explains */
};

/* Explain the comparison's differences; true: all are.  The first one that is
 * not goes into *first. */
bool rules_explain(const struct comparison *c, struct tally *t,
                   const struct difference **first);

void tally_print(const struct tally *t);

#endif
