/*
 * A question as it goes over the wire, made at random from the names of a
 * batch, in any of the forms that a client may choose.
 */
#ifndef TWIG_PEERS_QUESTION_H
#define TWIG_PEERS_QUESTION_H

#include "tests/peers/batch.h"

enum { QUESTION_MAX = 12 + DNAME_MAX + 4 + 11 + 32 };

enum { C_IN = 1, C_HS = 4, C_NONE = 254, C_ANY = 255 };

struct question {
    struct dname name;
    uint16_t type, class;
    bool tcp, edns, dnssec_ok;
    uint8_t version;
    uint16_t size;  /* of EDNS */
    uint8_t flags2; /* RD, in the header's third octet */
    uint8_t flags3; /* AD, CD, Z */
    bool option;    /* an EDNS option that nobody knows */
    uint8_t wire[QUESTION_MAX];
    size_t n;
};

/* What forms there may be. */
struct forms {
    unsigned tcp_percent;
};

void question_make(struct question *q, const struct batch *b,
                   const struct forms *forms, struct rng *rng);

/* The longest reply that it allows, of servers that send 1232 at most. */
size_t question_limit(const struct question *q);

/* Print it as one would type it for dig. */
void question_print(const struct question *q);

#endif
