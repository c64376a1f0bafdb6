/*
 * A request as octets: byte for byte what dig sends for the same options, the
 * ID and the cookie apart.
 */
#ifndef TWIG_PACKET_H
#define TWIG_PACKET_H

#include "tools/request.h"

/* What of a query is not in the options: it changes with each sending. */
struct packet_parts {
    const uint8_t *name; /* wire form, the case kept */
    uint16_t id;
    const uint8_t *cookie; /* NULL: none, though it is wanted */
    size_t cookie_n;
    const struct tsig_key *key; /* NULL: unsigned */
    struct tsig_state *tsig;    /* with a key */
    uint64_t now;               /* of the signature */
};

/*
 * packet_write(out, room, r, parts): the query into `out` of `room` octets.
 * With a key, parts->tsig holds its signature then.  Returns its length; 0
 * when it does not fit.
 */
size_t packet_write(uint8_t *out, size_t room, const struct request *r,
                    const struct packet_parts *parts);

#endif
