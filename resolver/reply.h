/*
 * A reply as it grows: header and question, then RRsets copied out of the
 * image, each whole or not at all, then OPT and the counts.  Pure.
 */
#ifndef TWIG_REPLY_H
#define TWIG_REPLY_H

#include "resolver/query.h"
#include "zonefile/image.h"

enum section { ANSWER, AUTHORITY, ADDITIONAL, SECTIONS };

struct reply {
    uint8_t *buf; /* the caller's, with room for the limit */
    size_t limit; /* of the whole message */
    size_t len;
    /* until reply_end: */
    size_t reserved; /* for OPT */
    uint16_t count[SECTIONS];
    uint8_t flags;          /* of the header's third octet: HEAD_AA, HEAD_TC */
    struct edns_reply says; /* rcode, and what else goes into OPT */
};

/*
 * A name that is in the message already: the offset where it begins, and its
 * length when written out.  Only its suffixes may be referred to.
 */
struct named {
    unsigned at;
    unsigned len;
};

/*
 * reply_begin(r, q, self, from, buf): the header, left to reply_end, and the
 * question, if there is one.  `buf` has room for DNS_UDP_EDNS octets, or
 * DNS_MESSAGE_MAX by TCP; no more is used than the client takes.
 */
void reply_begin(struct reply *r, const struct query *q,
                 const struct service *self, const struct client *from,
                 uint8_t *buf);

/* The suffix of `name` that is `len` octets long. */
struct named reply_suffix(const struct reply *r, struct named name,
                          unsigned len);

/*
 * reply_put(r, s, set, owner, frame): append an RRset of the image as records
 * of `owner`.  `frame` is the name_len of the node that the RRset stands in.
 * Returns where the records begin, or 0, with nothing appended, when they do
 * not fit.
 */
size_t reply_put(struct reply *r, enum section s, const struct rrset *set,
                 struct named owner, unsigned frame);

/*
 * reply_put_extras(r, img, set, at, owner): the RRsets that go with `set`,
 * which reply_put put at `at` for `owner`, into the additional section.  False
 * when one of those that are required (RFC 9471) did not fit.
 */
bool reply_put_extras(struct reply *r, const struct image *img,
                      const struct rrset *set, size_t at, struct named owner);

/*
 * reply_put_name(r, type, owner, ttl, name): append one record to the answer
 * section whose data is a name: `name`, all of it, uncompressed.  Returns the
 * offset of that name, or 0 when it does not fit.
 */
size_t reply_put_name(struct reply *r, uint16_t type, struct named owner,
                      uint32_t ttl, struct bytes name);

/*
 * reply_put_strings(r, strings): append one TXT record of the question's name
 * and class, with TTL 0: `strings`, each behind its length (RFC 1035 3.3).
 * False: it does not fit.
 */
bool reply_put_strings(struct reply *r, struct bytes strings);

/* Say that there is no answer, and why. */
static inline void reply_refuse(struct reply *r, enum rcode rcode, enum ede why)
{
    r->says.rcode = rcode;
    r->says.why = why;
}

/* Complete the header, and append OPT if the query had one. */
void reply_end(struct reply *r, const struct query *q);

#endif
