/*
 * From the octets of a request to what is asked.  Pure: no clock, no log, no
 * socket.  (ldns allocates while it reads one of the rare messages.)
 *
 * The plain shape - opcode QUERY, one uncompressed question, at most an OPT
 * behind it - is read in place.  Of every other message each record goes
 * through ldns, which knows every way to be malformed.
 */
#ifndef TWIG_QUERY_H
#define TWIG_QUERY_H

#include "resolver/edns.h"
#include "zonefile/name.h"

enum verdict {
    ASK_DROP,    /* no reply: too short, or itself a reply (RFC 5625 4.1) */
    ASK_OK,      /* one question of opcode QUERY: answer it */
    ASK_COOKIE,  /* no question, but a cookie: RFC 7873 5.4 */
    ASK_FORMERR, /* RFC 1035 4.1.1, RFC 9619 */
    ASK_NOTIMP,  /* an opcode that is not QUERY: RFC 8906 3.1.4 */
    ASK_BADVERS  /* an EDNS version that is not 0: RFC 6891 6.1.3 */
};

struct query {
    enum verdict verdict;
    /* Unless dropped: */
    const uint8_t *header; /* the request's first 12 octets */
    struct bytes question; /* to be echoed; .n == 0: none */
    struct edns edns;
    /* Of a message with one question: */
    uint16_t type, class;
    struct name name;
};

/*
 * query_parse(q, request): fill *q from the request, whose octets must live
 * as long as *q is used.
 */
void query_parse(struct query *q, struct bytes request);

/*
 * Two ways to the same result, for the fuzzer to compare: query_plain returns
 * false for a message that is not of the plain shape; query_whole takes any
 * that is not to be dropped.
 */
bool query_plain(struct query *q, struct bytes request);
void query_whole(struct query *q, struct bytes request);

#endif
