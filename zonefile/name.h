/*
 * Domain names in wire form: labels, each behind its length, down to the
 * root's zero (RFC 1035 3.1).
 *
 *        k = 0     1      2       3
 *        at[0]   at[1]   at[2]   at[3]
 *          |       |       |       |
 *     wire 4 n e w s 4 c c t v 3 c o m 0        labels 3, len 15
 *                                     |
 *     hash[3]   hash[2]    hash[1]   hash[0]
 *
 * The hash is built from the root down, as a resolver finds the name: com,
 * then cctv below it, then news.  One pass therefore gives the hash of every
 * ancestor too; hash[d] belongs to the last d labels.
 *
 * Inside the server a name is always lower case (RFC 4343: only A-Z fold).
 */
#ifndef TWIG_NAME_H
#define TWIG_NAME_H

#include "zonefile/dns.h"
#include "zonefile/wire.h"

enum { NAME_PAD = 8 }; /* the hash reads eight octets at a time */

struct name {
    uint8_t wire[DNS_NAME_MAX + 1 + NAME_PAD];
    uint8_t at[DNS_LABELS_MAX + 1];    /* at[labels] is the root's zero */
    uint64_t hash[DNS_LABELS_MAX + 1]; /* hash[d]: of the last d labels */
    uint8_t len;                       /* octets, with the root's zero */
    uint8_t labels;                    /* without the root */
};

/* The tops of the reverse trees: RFC 1035 3.5, RFC 3596 2.5. */
#define NAME_IN_ADDR_ARPA ((const uint8_t *)"\7in-addr\4arpa")
#define NAME_IP6_ARPA ((const uint8_t *)"\3ip6\4arpa")

/* Where the suffix of the last `depth` labels starts in n->wire. */
static inline uint8_t name_suffix(const struct name *n, unsigned depth)
{
    return n->at[n->labels - depth];
}

/*
 * name_lower(dst, src, n): copy `n` octets, A-Z folded to a-z.  Label lengths
 * pass unchanged: they are below 'A'.  dst == src is allowed.
 */
void name_lower(uint8_t *dst, const uint8_t *src, size_t n);

/*
 * name_hash_label(above, label): the hash of a name from the hash of the name
 * above it and its first label, lower case, at its length octet.  Eight
 * octets past the label must be readable; their value does not matter.
 */
uint64_t name_hash_label(uint64_t above, const uint8_t *label);

/* The hash under which the table files hash[d]. */
static inline uint32_t name_key(uint64_t hash)
{
    return (uint32_t)(hash >> 32);
}

/*
 * name_set(n, wire): make `n` from a whole uncompressed name that is known to
 * be well-formed, whatever its case.
 */
void name_set(struct name *n, const uint8_t *wire);

/*
 * name_hash(n): complete a name whose wire (lower case), at, len and labels
 * are there.
 */
void name_hash(struct name *n);

/*
 * name_append(n, end): put the name `end` behind the labels of `n`, whose wire
 * (lower case), at, len and labels are there; then name_hash it.  Returns
 * false, with `n` unusable, when that is over 255 octets.
 */
bool name_append(struct name *n, const struct name *end);

/* The octets of an uncompressed, well-formed name, with the root's zero. */
size_t name_len(const uint8_t *wire);

/*
 * name_valid(p, n): is there a well-formed uncompressed name in the `n` octets
 * at `p`?  Returns its length, or 0.
 */
size_t name_valid(const uint8_t *p, size_t n);

/*
 * name_skip(r): step over a name as it stands in a message, compressed or
 * not.  The reader goes bad when it does not end inside.
 */
void name_skip(struct reader *r);

/*
 * name_unpack(out, msg, at): the name that starts at offset `at` of a message,
 * pointers followed (RFC 1035 4.1.4), as it is written, into `out` of 255
 * octets.  A pointer must point backwards, so following ends by itself, and
 * there are at most 127, as a name has labels, so it ends soon.
 * Returns the length, or 0 for a name that is broken.
 */
size_t name_unpack(uint8_t *out, struct bytes msg, size_t at);

/* Does `wire` end with, or equal, the name `zone`?  Both lower case. */
bool name_within(const uint8_t *wire, const uint8_t *zone);

#endif
