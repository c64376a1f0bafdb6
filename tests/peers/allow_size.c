#include "tests/peers/allow.h"

#include "tests/peers/facts.h"

/* Differences in how much is sent, and in the header and EDNS. */

/* Rcodes that depend on the end of a chain, or on where it was cut. */
static bool is_end(unsigned rcode)
{
    return rcode == NOERROR || rcode == NXDOMAIN || rcode == YXDOMAIN ||
           rcode == SERVFAIL;
}

bool allow_truncated_both(const struct comparison *c,
                          const struct difference *d)
{
    bool end = is_end(c->ours->rcode) && is_end(c->theirs->rcode);
    return c->ours->tc && c->theirs->tc &&
           (is_content(d) ||
            (end && (d->part == PART_RCODE || d->part == PART_EDE)));
}

/* One is truncated; the other is near the limit, or over it but for the
 * compression of its names. */
bool allow_truncated_one(const struct comparison *c, const struct difference *d)
{
    const struct reply *whole = c->ours->tc ? c->theirs : c->ours;
    if (c->ours->tc == c->theirs->tc ||
        !(is_content(d) || d->part == PART_TC ||
          (d->part == PART_RCODE && is_end(c->ours->rcode) &&
           is_end(c->theirs->rcode))))
        return false;
    size_t around = 12 + c->q->name.len + 4u + (c->q->edns ? 11 : 0);
    return around + full_size(whole, ADDITIONAL) > question_limit(c->q);
}

/* Glue that did not fit is missing, without TC. */
bool allow_glue_dropped(const struct comparison *c, const struct difference *d)
{
    return (d->part == PART_TC || is_content(d)) && !c->theirs->tc &&
           referral_lacks_glue(c->theirs, c->batch);
}

/* The SOA of a negative answer did not fit and is missing, without TC. */
bool allow_soa_dropped(const struct comparison *c, const struct difference *d)
{
    enum { POINTER = 2, FIXED = 10 };
    return d->part == PART_RECORD && d->ours && d->rr->type == T_SOA &&
           d->rr->section == AUTHORITY && !c->theirs->tc &&
           c->theirs->length + POINTER + FIXED + d->rr->data.n >
               question_limit(c->q);
}

/* TC for other glue than that of the delegated zone. */
bool allow_glue_tc(const struct comparison *c, const struct difference *d)
{
    return c->theirs->tc && !c->ours->tc && referral_of(c->ours, c->batch) &&
           !referral_lacks_glue(c->ours, c->batch) &&
           (d->part == PART_TC || is_content(d));
}

bool allow_authentic_data(const struct comparison *c,
                          const struct difference *d)
{
    return d->part == PART_AD && !c->ours->ad && c->theirs->tc;
}

bool allow_bad_version(const struct comparison *c, const struct difference *d)
{
    return (d->part == PART_DO || (d->part == PART_Z && !c->ours->z)) &&
           c->ours->rcode == BADVERS && c->theirs->rcode == BADVERS;
}

bool allow_other_class(const struct comparison *c, const struct difference *d)
{
    return c->q->class != C_IN &&
           (d->part == PART_RCODE || d->part == PART_EDE ||
            (d->part == PART_ECHO && !d->ours) ||
            (c->q->class == C_ANY &&
             (d->part == PART_AA || d->part == PART_TC || is_content(d))));
}

bool allow_extended_error(const struct comparison *c,
                          const struct difference *d)
{
    return d->part == PART_EDE && c->ours->rcode == c->theirs->rcode;
}

bool allow_checking_disabled(const struct comparison *c,
                             const struct difference *d)
{
    return d->part == PART_CD && c->ours->cd == (c->q->flags3 >> 4 & 1);
}

/* An EDNS size of 1. */
bool allow_size_of_one(const struct comparison *c, const struct difference *d)
{
    return c->q->edns && c->q->size == 1 && c->theirs->rcode == FORMERR &&
           (d->part == PART_RCODE || d->part == PART_AA ||
            d->part == PART_EDNS || d->part == PART_TC || is_content(d));
}
