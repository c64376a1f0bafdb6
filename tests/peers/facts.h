/*
 * What the rules ask about a reply, and about the zones that it comes from.
 */
#ifndef TWIG_PEERS_FACTS_H
#define TWIG_PEERS_FACTS_H

#include "tests/peers/compare.h"

/* RFC 1035 4.1.1, RFC 6672 2.2, RFC 6891 9. */
enum {
    NOERROR = 0,
    FORMERR = 1,
    SERVFAIL = 2,
    NXDOMAIN = 3,
    YXDOMAIN = 6,
    BADVERS = 16
};

/* Is it about records? */
bool is_content(const struct difference *d);

/* Where the aliases in a reply's answer lead to from the question's name. */
struct chain {
    struct dname last;
    unsigned links;
    bool leaves; /* from one zone of the servers to another, or to none */
    bool loops;
};

struct chain chain_of(const struct reply *r, const struct question *q,
                      const struct batch *b);

/* Are the answers in the order of the chain, each alias before its target? */
bool is_in_order(const struct reply *r, const struct question *q);

/* The reply whose difference it is, and the one that lacks the record. */
const struct reply *side_with(const struct comparison *c,
                              const struct difference *d);
const struct reply *side_without(const struct comparison *c,
                                 const struct difference *d);

/* Does the data of a record in the reply name it, or that of a record in the
 * zones, of a type that leads on, whose owner is so named? */
bool is_target(const struct reply *r, const struct batch *b,
               const struct dname *name);

/* Does a zone that holds the zone of the name have records there, as glue? */
bool is_glue_above(const struct batch *b, const struct dname *name);

/* Has a zone this name, or one below it? */
bool zone_has(const struct zone *z, const struct dname *d);

/* The zone that holds the zone of this top; or NULL. */
const struct zone *parent_of(const struct batch *b, const struct dname *apex);

/* Does an outer zone have a name on the way to this one, within the zone that
 * speaks for it, that this zone does not have? */
bool is_shadowed(const struct batch *b, const struct dname *d);

/* Does the name, or one above it in its zone, exist only because a zone is
 * there, further down, that is not delegated? */
bool is_above_undelegated(const struct batch *b, const struct dname *d);

/* Is the name in a zone within the zone `z`, which does not delegate it? */
bool is_within_undelegated(const struct batch *b, const struct zone *z,
                           const struct dname *d);

/* Is the name below a DNAME of the zone? */
bool is_below_dname(const struct zone *z, const struct dname *d);

/* Is the name below a DNAME that has data below it, in spite of RFC 6672 2.4?
 */
bool is_occluded(const struct batch *b, const struct dname *d);

/* Is the record there twice? */
bool is_repeated(const struct reply *r, const struct rr *rr);

/* A referral, or the end of a chain in one: NS below a zone's top, no SOA. */
const struct rr *referral_of(const struct reply *r, const struct batch *b);

/* Is it a referral without some of the in-domain glue that the zone has? */
bool referral_lacks_glue(const struct reply *r, const struct batch *b);

/* Octets of the sections up to that one, with no name compressed; but even the
 * root may stand as a pointer. */
size_t full_size(const struct reply *r, enum section last);

/* Is the name the top of a zone? */
bool is_apex(const struct batch *b, const struct dname *d);

#endif
