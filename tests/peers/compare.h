/*
 * What two replies to one question differ in, part by part.  It judges nothing:
 * which differences are allowed is in rules.h.
 */
#ifndef TWIG_PEERS_COMPARE_H
#define TWIG_PEERS_COMPARE_H

#include "tests/peers/reply.h"
#include "tests/peers/servers.h"

enum part {
    PART_SILENCE,
    PART_MALFORMED,
    PART_ECHO, /* ID, QR, opcode, question */
    PART_RCODE,
    PART_AA,
    PART_TC,
    PART_RD,
    PART_RA,
    PART_Z,
    PART_AD,
    PART_CD,
    PART_EDNS,
    PART_SIZE,
    PART_VERSION,
    PART_DO,
    PART_FLAGS,
    PART_EDE,
    PART_OPTION,
    PART_RECORD, /* one side has it */
    PART_TTL,    /* both have it */
    PART_ORDER,  /* the same answers, in another order */
    PART_DOUBLE, /* twice in one reply */
    PARTS
};

struct difference {
    enum part part;
    const struct rr *rr; /* for RECORD, TTL, DOUBLE; of TTL ours */
    bool ours;           /* ours has the record, or the wrong echo */
};

enum { DIFFERENCES_MAX = 2 * REPLY_RECORDS };

struct comparison {
    const struct batch *batch;
    const struct question *q;
    const struct reply *ours, *theirs;
    enum server_name peer;
    struct difference list[DIFFERENCES_MAX];
    unsigned n;
};

/* Fill the list; the rest of *c is filled in. */
void compare(struct comparison *c);

void difference_print(const struct difference *d);

#endif
