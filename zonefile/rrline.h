/*
 * A record as a line of a zone file: what is read back from it, in either
 * format, is the same record, octet for octet.
 */
#ifndef TWIG_RRLINE_H
#define TWIG_RRLINE_H

#include "zonefile/nametext.h"

/*
 * rrline_name(out, wire): a name as it may stand at the beginning of a line,
 * without final dot, unless it would be an address then: everything that might
 * mean something there is escaped. `out` has room for NAME_TEXT_MAX octets;
 * returns `out`.
 */
char *rrline_name(char *out, const uint8_t *wire);

/*
 * rrline_data(type, data): the data in presentation form; where that would not
 * give the same octets again, as those (RFC 3597 5).  malloc'd; NULL with errno
 * ENOMEM.
 */
char *rrline_data(uint16_t type, struct bytes data);

/*
 * rrline_type(out, type): its mnemonic, or TYPE123, into `out` of RRLINE_TYPE;
 * returns `out`.
 */
enum { RRLINE_TYPE = 16 };
char *rrline_type(char *out, uint16_t type);

struct rrline {
    const uint8_t *name; /* wire form */
    uint32_t ttl;
    uint16_t type;
    struct bytes data; /* whole, not compressed */
};

/* "news.cctv.com 300 A 203.0.113.7", malloc'd; NULL with errno ENOMEM. */
char *rrline_text(const struct rrline *line);

#endif
