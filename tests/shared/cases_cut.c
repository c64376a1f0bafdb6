#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* Delegations: what is below belongs to others, and what is told of it. And
 * zones of this server within one another. */

static const char zone[] =
    "$ORIGIN c.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.c.test. host.c.test. 1 7200 3600 1209600 300\n"
    "@ NS ns\n"
    "ns A 10.0.0.53\n"
    "signed NS ns.signed\n"
    "signed DS 12345 8 2 "
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n"
    "ns.signed A 10.0.0.1\n"
    "plain NS ns.plain\n"
    "plain 60 NS ns2.plain\n"
    "ns.plain A 10.0.0.2\n"
    "ns.plain AAAA 2001:db8::2\n"
    "ns2.plain 60 A 10.0.0.3\n"
    "ns.plain TXT \"below the cut\"\n"
    "x.y.plain A 10.0.0.4\n"
    "sibling NS ns.plain\n"
    "elsewhere NS ns.elsewhere.example.\n"
    "mixed NS ns.mixed\n"
    "mixed NS ns.elsewhere.example.\n"
    "mixed NS ns\n"
    "ns.mixed A 10.0.0.5\n"
    "inner NS ns\n"
    "mates NS ns0.mates\n"
    "ns0.mates A 10.0.3.0\nns0.mates AAAA 2001:db8::3:0\ncrowd NS ns0.mates\n"
    "ns1.mates A 10.0.3.1\nns1.mates AAAA 2001:db8::3:1\ncrowd NS ns1.mates\n"
    "ns2.mates A 10.0.3.2\nns2.mates AAAA 2001:db8::3:2\ncrowd NS ns2.mates\n"
    "ns3.mates A 10.0.3.3\nns3.mates AAAA 2001:db8::3:3\ncrowd NS ns3.mates\n"
    "ns4.mates A 10.0.3.4\nns4.mates AAAA 2001:db8::3:4\ncrowd NS ns4.mates\n"
    "ns5.mates A 10.0.3.5\nns5.mates AAAA 2001:db8::3:5\ncrowd NS ns5.mates\n"
    "ns6.mates A 10.0.3.6\nns6.mates AAAA 2001:db8::3:6\ncrowd NS ns6.mates\n"
    "ns7.mates A 10.0.3.7\nns7.mates AAAA 2001:db8::3:7\ncrowd NS ns7.mates\n"
    "ns8.mates A 10.0.3.8\nns8.mates AAAA 2001:db8::3:8\ncrowd NS ns8.mates\n"
    "crowd NS ns.crowd\n"
    "ns.crowd A 10.0.4.1\n"
    "itself NS itself\n"
    "itself A 10.0.0.6\n"
    "lame NS nowhere\n"
    "deep.ent NS ns\n"
    "*.w A 10.0.0.7\n"
    "cut.w NS ns\n"
    "big1 NS s1.big1\nbig1 NS s2.big1\n"
    "s1.big1 A 10.0.1.1\n"
    "s2.big1 A 10.0.1.2\n"
    "to-glue CNAME ns.plain\n"
    "mx MX 10 ns.plain\n";

#define SOA "c.test. 300 SOA ns.c.test. host.c.test. 1 7200 3600 1209600 300"
#define NS_PLAIN                                                               \
    "plain.c.test. 60 NS ns.plain.c.test.\n"                                   \
    "plain.c.test. 60 NS ns2.plain.c.test."
#define GLUE_PLAIN                                                             \
    "ns.plain.c.test. 3600 A 10.0.0.2\n"                                       \
    "ns.plain.c.test. 3600 AAAA 2001:db8::2\n"                                 \
    "ns2.plain.c.test. 60 A 10.0.0.3"
#define NS_SIGNED "signed.c.test. 3600 NS ns.signed.c.test."
#define GLUE_SIGNED "ns.signed.c.test. 3600 A 10.0.0.1"
#define DS                                                                     \
    "12345 8 2 "                                                               \
    "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const struct exchange exchanges[] = {
    /* All types but DS, at the cut and below: RFC 1034 4.3.2 step 3b. */
    { "at_the_cut", "plain.c.test A", .see = "NOERROR", .authority = NS_PLAIN,
      .additional = GLUE_PLAIN },
    { "ns_at_the_cut_is_a_referral", "plain.c.test NS", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "any_at_the_cut_is_a_referral", "plain.c.test ANY", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "soa_at_the_cut_is_a_referral", "plain.c.test SOA", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "far_below_the_cut", "a.b.c.d.plain.c.test A", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "a_name_that_is_written_below_the_cut", "x.y.plain.c.test A",
      .see = "NOERROR", .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "text_beside_the_glue", "ns.plain.c.test TXT", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "glue_by_its_name", "ns2.plain.c.test A", .see = "NOERROR",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "an_alias_to_glue_leads_to_the_referral", "to-glue.c.test A",
      .see = "NOERROR aa",
      .answer = "to-glue.c.test. 3600 CNAME ns.plain.c.test.",
      .authority = NS_PLAIN, .additional = GLUE_PLAIN },
    { "the_case_of_a_cut", "X.PLAIN.c.test A", .see = "NOERROR",
      .authority = "PLAIN.c.test. 60 NS ns.PLAIN.c.test.\n"
                   "PLAIN.c.test. 60 NS ns2.PLAIN.c.test.",
      .additional = "ns.PLAIN.c.test. 3600 A 10.0.0.2\n"
                    "ns.PLAIN.c.test. 3600 AAAA 2001:db8::2\n"
                    "ns2.PLAIN.c.test. 60 A 10.0.0.3" },

    /* Glue of each kind: RFC 9471 2. */
    { "a_server_of_a_sibling", "x.sibling.c.test A", .see = "NOERROR",
      .authority = "sibling.c.test. 3600 NS ns.plain.c.test.",
      .additional = "ns.plain.c.test. 3600 A 10.0.0.2\n"
                    "ns.plain.c.test. 3600 AAAA 2001:db8::2" },
    { "required_glue_goes_before_sibling_glue", "x.crowd.c.test A",
      .see = "NOERROR", .authority = "any 10", .additional = "any" },
    { "a_server_elsewhere", "x.elsewhere.c.test A", .see = "NOERROR",
      .authority = "elsewhere.c.test. 3600 NS ns.elsewhere.example." },
    { "three_kinds_of_servers", "x.mixed.c.test A", .see = "NOERROR",
      .authority = "mixed.c.test. 3600 NS ns.mixed.c.test.\n"
                   "mixed.c.test. 3600 NS ns.elsewhere.example.\n"
                   "mixed.c.test. 3600 NS ns.c.test.",
      .additional = "ns.mixed.c.test. 3600 A 10.0.0.5\n"
                    "ns.c.test. 3600 A 10.0.0.53" },
    { "a_server_in_our_own_zone", "x.inner.c.test A", .see = "NOERROR",
      .authority = "inner.c.test. 3600 NS ns.c.test.",
      .additional = "ns.c.test. 3600 A 10.0.0.53" },
    { "a_server_at_the_cut_itself", "x.itself.c.test A", .see = "NOERROR",
      .authority = "itself.c.test. 3600 NS itself.c.test.",
      .additional = "itself.c.test. 3600 A 10.0.0.6" },
    { "its_address_is_not_ours_to_tell", "itself.c.test A", .see = "NOERROR",
      .authority = "itself.c.test. 3600 NS itself.c.test.",
      .additional = "itself.c.test. 3600 A 10.0.0.6" },
    { "a_server_that_does_not_exist", "x.lame.c.test A", .see = "NOERROR",
      .authority = "lame.c.test. 3600 NS nowhere.c.test." },
    { "glue_is_not_for_an_mx", "mx.c.test MX", .see = "NOERROR aa",
      .answer = "mx.c.test. 3600 MX 10 ns.plain.c.test." },

    /* DS: RFC 4035 3.1.4.1. */
    { "ds_at_the_cut", "signed.c.test DS", .see = "NOERROR aa",
      .answer = "signed.c.test. 3600 DS " DS },
    { "a_signed_delegation", "x.signed.c.test A", .see = "NOERROR",
      .authority = NS_SIGNED, .additional = GLUE_SIGNED },
    { "ds_at_the_cut_without_ds", "plain.c.test DS", .see = "NOERROR aa",
      .authority = SOA },
    { "ds_below_the_cut", "x.signed.c.test DS", .see = "NOERROR",
      .authority = NS_SIGNED, .additional = GLUE_SIGNED },
    { "ds_of_what_is_no_cut", "ns.c.test DS", .see = "NOERROR aa",
      .authority = SOA },
    { "ds_of_what_is_not_there", "none.c.test DS", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "ds_at_an_apex_whose_parent_is_not_here", "c.test DS",
      .see = "NOERROR aa", .authority = SOA },

    /* Above a cut, and wildcards beside it: RFC 4592 4.2. */
    { "an_empty_name_above_a_cut", "ent.c.test A", .see = "NOERROR aa",
      .authority = SOA },
    { "beside_that_cut", "x.ent.c.test A", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "below_that_cut", "x.deep.ent.c.test A", .see = "NOERROR",
      .authority = "deep.ent.c.test. 3600 NS ns.c.test.",
      .additional = "ns.c.test. 3600 A 10.0.0.53" },
    { "a_cut_blocks_the_wildcard", "x.cut.w.c.test A", .see = "NOERROR",
      .authority = "cut.w.c.test. 3600 NS ns.c.test.",
      .additional = "ns.c.test. 3600 A 10.0.0.53" },
    { "the_wildcard_beside_the_cut", "x.w.c.test A", .see = "NOERROR aa",
      .answer = "x.w.c.test. 3600 A 10.0.0.7" },

    /* What a referral needs comes whole, or TC is set. */
    { "a_referral_with_a_long_name_asked",
      "a23456789.b23456789.c23456789.d23456789.e23456789.f23456789.g23456789."
      "h23456789.i23456789.j23456789.k23456789.l23456789.m23456789.n23456789."
      "o23456789.p23456789.q23456789.r23456789.s23456789.t23456789.big1.c.test "
      "A",
      .see = "NOERROR",
      .authority = "big1.c.test. 3600 NS s1.big1.c.test.\n"
                   "big1.c.test. 3600 NS s2.big1.c.test.",
      .additional = "s1.big1.c.test. 3600 A 10.0.1.1\n"
                    "s2.big1.c.test. 3600 A 10.0.1.2" },
};

const struct world world_cut = {
    .name = "delegations",
    .zones = { { "c.zone", zone } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};

/* ---- zones within zones ---- */

static const char outer[] =
    "$ORIGIN n.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.n.test. host.n.test. 1 7200 3600 1209600 300\n"
    "@ NS ns\n"
    "ns A 10.0.0.53\n"
    "kid NS ns.kid\n"
    "ns.kid A 10.9.9.9\n"
    "kid DS " DS "\n"
    "orphan NS ns\n"
    "over NS ns.over\n"
    "ns.over A 10.0.0.60\n"
    "to-kid CNAME www.kid\n"
    "to-deep CNAME www.a.b.kid\n"
    "*.star A 10.0.0.1\n";

static const char kid[] =
    "$ORIGIN kid.n.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.kid.n.test. host.kid.n.test. 1 7200 3600 1209600 200\n"
    "@ NS ns\n"
    "ns A 10.1.0.53\n"
    "www A 10.1.0.1\n"
    "a.b NS ns\n";

static const char deep[] =
    "$ORIGIN a.b.kid.n.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.kid.n.test. host.kid.n.test. 1 7200 3600 1209600 100\n"
    "@ NS ns.kid.n.test.\n"
    "www A 10.2.0.1\n";

/* The zone above says nothing of this one; it lies beside and under *. */
static const char silent[] =
    "$ORIGIN s.star.n.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.n.test. host.n.test. 1 7200 3600 1209600 50\n"
    "@ NS ns.n.test.\n"
    "www A 10.3.0.1\n";

/* Below a delegation of n.test, which we do not serve ourselves. */
static const char beyond[] =
    "$ORIGIN in.over.n.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.n.test. host.n.test. 1 7200 3600 1209600 40\n"
    "@ NS ns.n.test.\n"
    "www A 10.4.0.1\n";

#define SOA_N "n.test. 300 SOA ns.n.test. host.n.test. 1 7200 3600 1209600 300"
#define SOA_KID                                                                \
    "kid.n.test. 200 SOA ns.kid.n.test. host.kid.n.test. 1 7200 3600 1209600 " \
    "200"

static const struct exchange nested[] = {
    { "the_deepest_zone_answers", "www.kid.n.test A", .see = "NOERROR aa",
      .answer = "www.kid.n.test. 3600 A 10.1.0.1" },
    { "its_own_address_and_not_the_glue", "ns.kid.n.test A",
      .see = "NOERROR aa", .answer = "ns.kid.n.test. 3600 A 10.1.0.53" },
    { "its_ns_is_no_referral", "kid.n.test NS", .see = "NOERROR aa",
      .answer = "kid.n.test. 3600 NS ns.kid.n.test.",
      .additional = "ns.kid.n.test. 3600 A 10.1.0.53" },
    { "its_own_negative_answers", "none.kid.n.test A", .see = "NXDOMAIN aa",
      .authority = SOA_KID },
    { "its_ds_is_answered_by_the_zone_above", "kid.n.test DS",
      .see = "NOERROR aa", .answer = "kid.n.test. 3600 DS " DS },
    { "a_zone_two_labels_below", "www.a.b.kid.n.test A", .see = "NOERROR aa",
      .answer = "www.a.b.kid.n.test. 3600 A 10.2.0.1" },
    { "between_the_two", "b.kid.n.test A", .see = "NOERROR aa",
      .authority = SOA_KID },
    { "no_ds_at_its_apex_says_the_zone_above", "a.b.kid.n.test DS",
      .see = "NOERROR aa", .authority = SOA_KID },
    { "soa_at_its_apex_is_its_own", "a.b.kid.n.test SOA", .see = "NOERROR aa",
      .answer = "a.b.kid.n.test. 3600 SOA ns.kid.n.test. host.kid.n.test. 1 "
                "7200 3600 "
                "1209600 100" },
    { "an_alias_into_the_zone_below", "to-kid.n.test A", .see = "NOERROR aa",
      .answer = "to-kid.n.test. 3600 CNAME www.kid.n.test.\n"
                "www.kid.n.test. 3600 A 10.1.0.1" },
    { "an_alias_two_zones_down", "to-deep.n.test A", .see = "NOERROR aa",
      .answer = "to-deep.n.test. 3600 CNAME www.a.b.kid.n.test.\n"
                "www.a.b.kid.n.test. 3600 A 10.2.0.1" },
    { "a_delegation_that_is_not_served_here", "x.orphan.n.test A",
      .see = "NOERROR", .authority = "orphan.n.test. 3600 NS ns.n.test.",
      .additional = "ns.n.test. 3600 A 10.0.0.53" },
    { "a_zone_that_its_parent_does_not_name", "www.s.star.n.test A",
      .see = "NOERROR aa", .answer = "www.s.star.n.test. 3600 A 10.3.0.1" },
    { "the_wildcard_does_not_reach_into_it", "x.s.star.n.test A",
      .see = "NXDOMAIN aa",
      .authority = "s.star.n.test. 50 SOA ns.n.test. host.n.test. 1 7200 3600 "
                   "1209600 50" },
    { "the_wildcard_beside_it", "x.star.n.test A", .see = "NOERROR aa",
      .answer = "x.star.n.test. 3600 A 10.0.0.1" },
    { "its_parent_knows_no_ds", "s.star.n.test DS", .see = "NOERROR aa",
      .authority = SOA_N },
    { "a_zone_below_a_foreign_one", "www.in.over.n.test A", .see = "NOERROR aa",
      .answer = "www.in.over.n.test. 3600 A 10.4.0.1" },
    { "beside_it_the_referral", "x.over.n.test A", .see = "NOERROR",
      .authority = "over.n.test. 3600 NS ns.over.n.test.",
      .additional = "ns.over.n.test. 3600 A 10.0.0.60" },
    { "the_referral_above_it", "over.n.test A", .see = "NOERROR",
      .authority = "over.n.test. 3600 NS ns.over.n.test.",
      .additional = "ns.over.n.test. 3600 A 10.0.0.60" },
    { "its_ds_belongs_to_the_foreign_zone", "in.over.n.test DS",
      .see = "NOERROR", .authority = "over.n.test. 3600 NS ns.over.n.test.",
      .additional = "ns.over.n.test. 3600 A 10.0.0.60" },
};

const struct world world_nested = {
    .name = "zones within zones",
    .zones = { { "n.zone", outer },
               { "kid.zone", kid },
               { "deep.zone", deep },
               { "silent.zone", silent },
               { "beyond.zone", beyond } },
    .exchanges = nested,
    .n = ITEMS(nested),
};
