/*
 * Transactions signed with a shared key: RFC 8945.  A query is signed as it
 * goes out; the replies, one or the many of a transfer, are checked as they
 * come in.  tsigkey.h reads keys.
 */
#ifndef TWIG_TSIG_H
#define TWIG_TSIG_H

#include "tools/text.h"
#include "zonefile/dns.h"
#include "zonefile/wire.h"

enum {
    TSIG_SECRET = 512,
    TSIG_MAC = 64 /* the longest, of SHA-512 */
};

struct tsig_key {
    uint8_t name[DNS_NAME_MAX]; /* lower case */
    size_t name_n;              /* 0: no key */
    int algorithm;              /* a row of tsig.c's table */
    unsigned bits;              /* of the MAC that are sent; 0: all */
    uint8_t secret[TSIG_SECRET];
    size_t secret_n;
};

/* Each sets a part of a key from its text; false when it is none. */
bool tsig_set_algorithm(struct tsig_key *key, const char *text);
bool tsig_set_name(struct tsig_key *key, const char *text);
bool tsig_set_secret(struct tsig_key *key, const char *text);

/* Of one query and its replies; all zero before, tsig_end after. */
struct tsig_state {
    uint8_t mac[TSIG_MAC]; /* the last that was sent or was good */
    size_t mac_n;
    bool later;          /* the first reply was good */
    struct text pending; /* octets that the next signature is for */
};

/*
 * tsig_sign(w, start, key, state, now): put the record behind the message
 * that stands from `start` to w->at, and count it.
 */
void tsig_sign(struct writer *w, uint8_t *start, const struct tsig_key *key,
               struct tsig_state *state, uint64_t now);

struct tsig_check {
    const struct tsig_key *key;
    uint64_t now;
    size_t at; /* where the record begins; 0: the reply has none */
};

/*
 * tsig_verify(message, check, state): is a reply signed, and rightly so?  In a
 * transfer only some messages are.  Returns NULL, or what is wrong.
 */
const char *tsig_verify(struct bytes message, const struct tsig_check *check,
                        struct tsig_state *state);

/* Is all that was verified under a signature?  The last message of a transfer
 * must have one: RFC 8945 5.3.1. */
bool tsig_is_whole(const struct tsig_state *state);

void tsig_end(struct tsig_state *state);

#endif
