/*
 * A message of the DNS taken to pieces, every octet of it, and each piece
 * with what it is.  Nothing is printed and nothing is trusted: a broken
 * message is walked up to the octet that breaks it.
 *
 *     0000 1f 2c | 85 00 | 00 01 | ...          pieces, one behind the other
 *     001f c0 0c          name "NAME", POINTER, value 000c
 *     0021 00 01          name "TYPE", TYPE, value 1
 *     ...
 *     ---- the octet that breaks a rule: its piece has a fault
 *     .... the rest, one piece: UNREAD
 *
 * The pieces cover all octets, in order, each octet once.  A piece without
 * octets is a remark about those before it.
 */
#ifndef TWIG_EXPLAIN_PIECE_H
#define TWIG_EXPLAIN_PIECE_H

#include "tools/messages.h"
#include "zonefile/dns.h"
#include "zonefile/wire.h"

enum place {
    PLACE_HEADER,
    PLACE_QUESTION,
    PLACE_ANSWER,
    PLACE_AUTHORITY,
    PLACE_ADDITIONAL,
    PLACE_END, /* what stands behind the last record */
    PLACES
};

/* How the octets of a piece are to be read. */
enum shape {
    SHAPE_NUMBER,
    SHAPE_ID,
    SHAPE_FLAGS,
    SHAPE_COUNT,   /* how many records: the place is theirs */
    SHAPE_LABEL,   /* of a name, with its length */
    SHAPE_ROOT,    /* the zero that ends one */
    SHAPE_POINTER, /* the value: where it leads */
    SHAPE_NAME,    /* no octets; the value: where the name began */
    SHAPE_WHOLE,   /* the same, of a name that must not be compressed */
    SHAPE_TYPE,
    SHAPE_CLASS,
    SHAPE_TTL,
    SHAPE_LENGTH, /* of the data that follow */
    SHAPE_SECONDS,
    SHAPE_TENTHS, /* tenths of a second */
    SHAPE_TIME,   /* seconds since 1970 */
    SHAPE_IPV4,
    SHAPE_IPV6,
    SHAPE_STRING, /* with its length */
    SHAPE_OCTETS, /* a text that ends where the data end */
    SHAPE_TEXT,   /* the same, in UTF-8 */
    SHAPE_HEX,
    SHAPE_FIXED,     /* the same, so many and no more */
    SHAPE_ALGORITHM, /* of DNSSEC */
    SHAPE_DIGEST,    /* a kind of them */
    SHAPE_KEY_FLAGS,
    SHAPE_BITMAP,     /* of types: RFC 4034 4.1.2 */
    SHAPE_EDNS_FLAGS, /* RFC 6891 6.1.3 */
    SHAPE_EDE,        /* the number of an error: RFC 8914 5.2 */
    SHAPE_SUBNET,     /* as much of an address as there is: RFC 7871 6 */
    SHAPE_PARAMETERS, /* of SVCB: never a piece, but many */
    SHAPE_OPTIONS,    /* of EDNS: never a piece, but many */
    SHAPE_PARAMETER,  /* the number of one */
    SHAPE_OPTION,     /* the number of one */
    SHAPE_UNREAD
};

struct piece {
    uint32_t at;
    uint32_t n;
    const char *name; /* as the RFCs call it; NULL: it goes on */
    enum shape shape;
    enum saying says;  /* the meaning; {1} is the value as its shape reads */
    enum saying fault; /* what is wrong, or SAY_NOTHING */
    const char *rule;  /* where the rule stands that it breaks */
    uint32_t value;
    uint16_t record; /* which one of its section, from 0 */
    uint8_t place;   /* enum place */
};

/* A record, for those who want to know what the message means. */
struct part_of_message {
    uint8_t place; /* enum place; questions too, without ttl and data */
    uint16_t type, class;
    uint32_t ttl;
    uint32_t name_at;
    uint32_t data_at, data_n;
};

struct walked {
    struct bytes message; /* lives as long as that of the caller */
    struct piece *pieces;
    size_t n, room;
    struct part_of_message *records; /* those that could be read whole */
    size_t records_n, records_room;
    uint16_t counts[PLACES]; /* as the header has them */
    uint16_t id, flags;
    unsigned rcode;             /* with the eight bits of EDNS */
    unsigned pointers;          /* of names, not of names inside those */
    long saved;                 /* octets, by the pointers */
    const struct piece *broken; /* where the walk ended early, or NULL */
    unsigned faults;            /* how many, that included */
    bool asked_other;           /* it is not about what the query asked */
};

#endif
