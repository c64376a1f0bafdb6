/*
 * A reply as it is compared: read by ldns, what does not matter taken out (the
 * order of records in a section, the case of names, compression), what does
 * kept, also what ldns does not tell (the header's bits, the question).
 */
#ifndef TWIG_PEERS_REPLY_H
#define TWIG_PEERS_REPLY_H

#include "tests/peers/question.h"
#include "zonefile/wire.h"

enum { REPLY_RECORDS = 2048, REPLY_ARENA = 1 << 19 };

enum section { ANSWER, AUTHORITY, ADDITIONAL, SECTIONS };

struct rr {
    enum section section;
    struct dname owner; /* lower case */
    uint16_t type, class;
    uint32_t ttl;
    struct bytes data; /* uncompressed; lower case where RFC 4034 6.2 says so */
    unsigned place;    /* in the reply, from 0 */
};

struct reply {
    bool silent, malformed;
    size_t length;
    bool id_ok, question_ok; /* as it was sent, bit by bit */
    unsigned opcode, rcode;  /* with the upper bits in OPT */
    bool qr, aa, tc, rd, ra, z, ad, cd;
    bool edns, dnssec_ok;
    unsigned version, flags, size; /* of EDNS; flags without DO */
    int ede;                       /* RFC 8914: the code, or -1 */
    bool other_option;
    struct rr rr[REPLY_RECORDS]; /* in canonical order */
    unsigned n;
    uint8_t arena[REPLY_ARENA];
    size_t arena_n;
};

/* Read a message of n octets, 0: silence, to the question. */
void reply_read(struct reply *r, const struct question *q, const uint8_t *wire,
                size_t n);

/* Section, owner, type and data; not the TTL. */
int rr_compare(const struct rr *a, const struct rr *b);

/* The first record of the section with that owner and type (T_ANY: any), the
 * owner NULL: any; or NULL. */
const struct rr *reply_find(const struct reply *r, enum section s,
                            const struct dname *owner, uint16_t type);

/* Is there a name in the data of the record (the last of them)? */
bool rr_target(const struct rr *rr, struct dname *out);

void reply_print(const struct reply *r);

#endif
