/*
 * The functions of the rules: each explains single differences between our
 * reply and a peer's, and no more than its rule in rules.c says.
 */
#ifndef TWIG_PEERS_ALLOW_H
#define TWIG_PEERS_ALLOW_H

#include "tests/peers/compare.h"

typedef bool allow(const struct comparison *c, const struct difference *d);

/* ---- allow_size.c: how much is sent, the header, EDNS ---- */

allow allow_truncated_both, allow_truncated_one, allow_glue_dropped,
    allow_glue_tc, allow_soa_dropped, allow_size_of_one, allow_bad_version,
    allow_authentic_data, allow_checking_disabled, allow_extended_error,
    allow_other_class;

/* ---- allow_extra.c: what goes along ---- */

allow allow_additional, allow_additional_tlsa, allow_additional_glue,
    allow_glue_wildcard, allow_additional_wildcard, allow_authority_ns,
    allow_repeated, allow_order;

/* ---- allow_alias.c: how far aliases are followed ---- */

allow allow_across_zones, allow_chain_limit, allow_alias_loop, allow_growing,
    allow_yxdomain, allow_any, allow_beside_cname, allow_ds_behind_alias;

/* ---- allow_name.c: what exists ---- */

allow allow_ds_undelegated, allow_wildcard_dname, allow_undelegated,
    allow_occluded, allow_occluded_ds, allow_nsec3, allow_blocked_wildcard,
    allow_shadowed;

#endif
