/*
 * Server cookies: what a client that really is at its address can show, and
 * one that forges its address cannot.  RFC 7873 says why, RFC 9018 how, so
 * that all servers of a name accept each other's when they share a secret.
 *
 *      0        8         9          12          16      24
 *      +--------+---------+----------+-----------+-------+
 *      | client | version | reserved | timestamp | hash  |
 *      | cookie |    1    |    0     | seconds   |       |
 *      +--------+---------+----------+-----------+-------+
 *       \________ hashed, with the address ____/
 *
 * Nothing is remembered of a client: the hash is SipHash-2-4, keyed with the
 * secret, of all that stands before it and of the client's address.  Pure.
 */
#ifndef TWIG_COOKIE_H
#define TWIG_COOKIE_H

#include "zonefile/wire.h"

enum {
    COOKIE_CLIENT = 8,  /* octets that the client makes up: RFC 7873 4.1 */
    COOKIE_FULL = 24,   /* with the server's behind: RFC 9018 4 */
    COOKIE_SECRET = 16, /* the key of SipHash: RFC 9018 4.4 */
    COOKIE_SECRETS_MAX = 3
};

/* at[0] makes new cookies, those of all are accepted.  n == 0: no cookies. */
struct cookie_secrets {
    uint8_t at[COOKIE_SECRETS_MAX][COOKIE_SECRET];
    unsigned n;
};

/*
 * cookie_make(out, s, client, address, now): the full cookie for the client at
 * `address`, 4 or 16 octets, that sent `client`.  `now` is in seconds since
 * 1970, modulo 2^32.  There must be a secret.
 */
void cookie_make(uint8_t out[COOKIE_FULL], const struct cookie_secrets *s,
                 const uint8_t client[COOKIE_CLIENT], struct bytes address,
                 uint32_t now);

/*
 * cookie_is_good(s, cookie, address, now): was `cookie`, an option's content
 * of any length, made with one of our secrets, here or elsewhere, for this
 * address, within the last hour, and at most 5 minutes in the future (clocks
 * differ)?  RFC 9018 4.3.  How long this takes does not tell where a hash is
 * wrong.
 */
bool cookie_is_good(const struct cookie_secrets *s, struct bytes cookie,
                    struct bytes address, uint32_t now);

#endif
