#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* Aliases: chains, loops, DNAMEs, wildcards, from zone to zone. */

static const char zone[] =
    "$ORIGIN a.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.a.test. host.a.test. 1 7200 3600 1209600 300\n"
    "@ NS ns\n"
    "ns A 10.0.0.53\n"
    "l00 CNAME l01\nl01 CNAME l02\nl02 CNAME l03\nl03 CNAME l04\n"
    "l04 CNAME l05\nl05 CNAME l06\nl06 CNAME l07\nl07 CNAME l08\n"
    "l08 CNAME l09\nl09 CNAME l10\nl10 CNAME l11\nl11 CNAME l12\n"
    "l12 CNAME l13\nl13 CNAME l14\nl14 CNAME l15\nl15 CNAME l16\n"
    "l16 CNAME end\n"
    "end 60 A 10.0.0.1\n"
    "self CNAME self\n"
    "three CNAME three2\nthree2 CNAME three3\nthree3 CNAME three\n"
    "to-cut CNAME x.cut\n"
    "cut NS ns.cut\n"
    "ns.cut A 10.0.0.54\n"
    "to-ent CNAME ent\n"
    "deep.ent A 10.0.0.2\n"
    "to-mx CNAME mx\n"
    "mx MX 10 end\n"
    "to-b CNAME there.b.test.\n"
    "to-b-nothing CNAME nothing.b.test.\n"
    "to-b-and-back CNAME back.b.test.\n"
    "to-b-cut CNAME x.cut.b.test.\n"
    "*.loop CNAME x.y.loop\n"
    "*.one CNAME z.one\n"
    "*.star CNAME end\n"
    "*.nowhere CNAME none\n"
    "*.to-dname CNAME h.d1\n"
    "*.to-star CNAME k.star\n"
    "d1 DNAME d2\n"
    "d1 A 10.0.0.3\n"
    "d2 DNAME t\n"
    "h.t A 10.0.0.4\n"
    "up.t CNAME h.d1\n"
    "back.t CNAME d2\n"
    "*.t A 10.0.0.5\n"
    "dself DNAME x.dself\n"
    "p1 DNAME p2\np2 DNAME p1\n"
    "db DNAME b.test.\n"
    "dout DNAME out.example.\n"
    "droot DNAME .\n"
    "*.dstar DNAME t\n"
    "z DNAME zz\n"
    "*.zz A 10.0.0.6\n"
    "Case CNAME EnD\n";

static const char other[] =
    "$ORIGIN b.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.b.test. host.b.test. 1 7200 3600 1209600 200\n"
    "@ NS ns\n"
    "ns A 10.1.0.53\n"
    "there A 10.1.0.1\n"
    "back CNAME end.a.test.\n"
    "cut NS ns.cut\n"
    "ns.cut A 10.1.0.54\n";

#define SOA_A "a.test. 300 SOA ns.a.test. host.a.test. 1 7200 3600 1209600 300"
#define SOA_B "b.test. 200 SOA ns.b.test. host.b.test. 1 7200 3600 1209600 200"
#define LINK(from, to) from ".a.test. 3600 CNAME " to ".a.test.\n"
#define END "end.a.test. 60 A 10.0.0.1"

#define LINKS_FROM_2                                                           \
    "l02.a.test. 3600 CNAME l03.a.test.\n"                                     \
    "l03.a.test. 3600 CNAME l04.a.test.\n"                                     \
    "l04.a.test. 3600 CNAME l05.a.test.\n"                                     \
    "l05.a.test. 3600 CNAME l06.a.test.\n"                                     \
    "l06.a.test. 3600 CNAME l07.a.test.\n"                                     \
    "l07.a.test. 3600 CNAME l08.a.test.\n"                                     \
    "l08.a.test. 3600 CNAME l09.a.test.\n"                                     \
    "l09.a.test. 3600 CNAME l10.a.test.\n"                                     \
    "l10.a.test. 3600 CNAME l11.a.test.\n"                                     \
    "l11.a.test. 3600 CNAME l12.a.test.\n"                                     \
    "l12.a.test. 3600 CNAME l13.a.test.\n"                                     \
    "l13.a.test. 3600 CNAME l14.a.test.\n"                                     \
    "l14.a.test. 3600 CNAME l15.a.test.\n"                                     \
    "l15.a.test. 3600 CNAME l16.a.test.\n"                                     \
    "l16.a.test. 3600 CNAME end.a.test.\n"

/* Labels of as many octets. */
#define L8 "abcdefgh"
#define L48 L8 L8 L8 L8 L8 L8
#define L63 L48 "ijklmnopqrstuvw"

static const struct exchange exchanges[] = {
    { "sixteen_links_are_followed", "l01.a.test A +edns", .see = "NOERROR aa",
      .answer = LINK("l01", "l02") LINKS_FROM_2 END },
    { "of_seventeen_links_the_last_is_not_followed", "l00.a.test A +edns",
      .see = "NOERROR aa",
      .answer = LINK("l00", "l01") LINK("l01", "l02") LINKS_FROM_2 },
    { "an_alias_to_itself", "self.a.test A", .see = "NOERROR aa",
      .answer = LINK("self", "self") },
    { "three_in_a_circle", "three.a.test A", .see = "NOERROR aa",
      .answer = LINK("three", "three2") LINK("three2", "three3")
          LINK("three3", "three") },
    { "an_alias_to_nodata", "l16.a.test MX", .see = "NOERROR aa",
      .answer = LINK("l16", "end"), .authority = SOA_A },
    { "an_alias_to_an_empty_non_terminal", "to-ent.a.test A",
      .see = "NOERROR aa", .answer = LINK("to-ent", "ent"),
      .authority = SOA_A },
    { "an_alias_into_a_delegation", "to-cut.a.test A", .see = "NOERROR aa",
      .answer = LINK("to-cut", "x.cut"),
      .authority = "cut.a.test. 3600 NS ns.cut.a.test.",
      .additional = "ns.cut.a.test. 3600 A 10.0.0.54" },
    { "an_alias_to_an_mx_brings_its_addresses", "to-mx.a.test MX",
      .see = "NOERROR aa",
      .answer = LINK("to-mx", "mx") "mx.a.test. 3600 MX 10 end.a.test.",
      .additional = END },
    { "any_at_an_alias_is_the_alias", "l16.a.test ANY", .see = "NOERROR aa",
      .answer = LINK("l16", "end") },
    { "the_case_of_a_target_is_kept", "CASE.A.test A", .see = "NOERROR aa",
      .answer = "CASE.A.test. 3600 CNAME EnD.A.test.\n"
                "EnD.A.test. 60 A 10.0.0.1" },

    /* From zone to zone. */
    { "an_alias_into_another_zone", "to-b.a.test A", .see = "NOERROR aa",
      .answer = "to-b.a.test. 3600 CNAME there.b.test.\n"
                "there.b.test. 3600 A 10.1.0.1" },
    { "the_other_zone_denies_it", "to-b-nothing.a.test A", .see = "NXDOMAIN aa",
      .answer = "to-b-nothing.a.test. 3600 CNAME nothing.b.test.",
      .authority = SOA_B },
    { "the_other_zone_has_no_such_type", "to-b.a.test MX", .see = "NOERROR aa",
      .answer = "to-b.a.test. 3600 CNAME there.b.test.", .authority = SOA_B },
    { "there_and_back", "to-b-and-back.a.test A", .see = "NOERROR aa",
      .answer = "to-b-and-back.a.test. 3600 CNAME back.b.test.\n"
                "back.b.test. 3600 CNAME end.a.test.\n" END },
    { "into_a_delegation_of_the_other_zone", "to-b-cut.a.test A",
      .see = "NOERROR aa",
      .answer = "to-b-cut.a.test. 3600 CNAME x.cut.b.test.",
      .authority = "cut.b.test. 3600 NS ns.cut.b.test.",
      .additional = "ns.cut.b.test. 3600 A 10.1.0.54" },

    /* Wildcards: RFC 4592 3.3.1 and 4.4. */
    { "a_wildcard_whose_target_is_another", "q.to-star.a.test A",
      .see = "NOERROR aa",
      .answer = LINK("q.to-star", "k.star") LINK("k.star", "end") END },
    { "a_wildcard_to_what_is_not_there", "q.nowhere.a.test A",
      .see = "NXDOMAIN aa", .answer = LINK("q.nowhere", "none"),
      .authority = SOA_A },
    { "a_wildcard_that_leads_to_itself", "q.one.a.test A", .see = "NOERROR aa",
      .answer = LINK("q.one", "z.one") LINK("z.one", "z.one") },
    { "a_wildcard_that_leads_below_itself", "q.loop.a.test A",
      .see = "NOERROR aa",
      .answer = LINK("q.loop", "x.y.loop") LINK("x.y.loop", "x.y.loop") },
    { "a_wildcard_whose_target_is_below_a_dname", "q.to-dname.a.test A",
      .see = "NOERROR aa",
      .answer =
          LINK("q.to-dname", "h.d1") "d1.a.test. 3600 DNAME d2.a.test.\n" LINK(
              "h.d1",
              "h.d2") "d2.a.test. 3600 DNAME t.a.test.\n" LINK("h.d2",
                                                               "h.t") "h.t.a."
                                                                      "test. "
                                                                      "3600 A "
                                                                      "10.0.0."
                                                                      "4" },
    { "a_wildcard_alias_asked_for", "q.star.a.test CNAME", .see = "NOERROR aa",
      .answer = LINK("q.star", "end") },
    { "any_at_a_wildcard", "q.star.a.test ANY", .see = "NOERROR aa",
      .answer = LINK("q.star", "end") },
    { "a_wildcard_dname_redirects_nothing", "q.dstar.a.test A",
      .see = "NOERROR aa", .authority = SOA_A },

    /* DNAME: RFC 6672. */
    { "a_chain_of_dnames", "h.d1.a.test A", .see = "NOERROR aa",
      .answer = "d1.a.test. 3600 DNAME d2.a.test.\n" LINK(
          "h.d1",
          "h.d2") "d2.a.test. 3600 DNAME t.a.test.\n" LINK("h.d2",
                                                           "h.t") "h.t.a.test. "
                                                                  "3600 A "
                                                                  "10.0.0.4" },
    { "a_dname_does_not_redirect_its_owner", "d1.a.test A", .see = "NOERROR aa",
      .answer = "d1.a.test. 3600 A 10.0.0.3" },
    { "nodata_at_the_owner_of_a_dname", "d1.a.test MX", .see = "NOERROR aa",
      .authority = SOA_A },
    { "a_dname_asked_for", "d1.a.test DNAME", .see = "NOERROR aa",
      .answer = "d1.a.test. 3600 DNAME d2.a.test." },
    { "a_dname_into_a_wildcard", "k.d2.a.test A", .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK(
          "k.d2", "k.t") "k.t.a.test. 3600 A 10.0.0.5" },
    { "a_dname_keeps_several_labels_and_their_case", "X.yY.D2.a.test A",
      .see = "NOERROR aa",
      .answer = "D2.a.test. 3600 DNAME t.a.test.\n"
                "X.yY.D2.a.test. 3600 CNAME X.yY.t.a.test.\n"
                "X.yY.t.a.test. 3600 A 10.0.0.5" },
    { "a_cname_asked_for_below_a_dname", "h.d2.a.test CNAME",
      .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK("h.d2", "h.t") },
    { "any_below_a_dname", "h.d2.a.test ANY", .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK(
          "h.d2", "h.t") "h.t.a.test. 3600 A 10.0.0.4" },
    { "a_dname_asked_for_below_a_dname", "h.d2.a.test DNAME",
      .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK("h.d2", "h.t"),
      .authority = SOA_A },
    { "a_dname_into_another_zone", "there.db.a.test A", .see = "NOERROR aa",
      .answer = "db.a.test. 3600 DNAME b.test.\n"
                "there.db.a.test. 3600 CNAME there.b.test.\n"
                "there.b.test. 3600 A 10.1.0.1" },
    { "a_dname_to_elsewhere", "x.dout.a.test A", .see = "NOERROR aa",
      .answer = "dout.a.test. 3600 DNAME out.example.\n"
                "x.dout.a.test. 3600 CNAME x.out.example." },
    { "a_dname_to_the_root", "there.b.test.droot.a.test A", .see = "NOERROR aa",
      .answer = "droot.a.test. 3600 DNAME .\n"
                "there.b.test.droot.a.test. 3600 CNAME there.b.test.\n"
                "there.b.test. 3600 A 10.1.0.1" },
    { "a_dname_used_twice_is_told_once", "up.d2.a.test A", .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK("up.d2", "up.t")
          LINK("up.t", "h.d1") "d1.a.test. 3600 DNAME d2.a.test.\n" LINK("h.d1",
                                                                         "h.d2")
              LINK("h.d2", "h.t") "h.t.a.test. 3600 A 10.0.0.4" },
    { "a_dname_asked_for_that_was_used", "back.d2.a.test DNAME",
      .see = "NOERROR aa",
      .answer = "d2.a.test. 3600 DNAME t.a.test.\n" LINK("back.d2", "back.t")
          LINK("back.t", "d2") },
    { "two_dnames_in_a_circle", "x.p1.a.test A", .see = "NOERROR aa",
      .answer = "p1.a.test. 3600 DNAME p2.a.test.\n" LINK(
          "x.p1", "x.p2") "p2.a.test. 3600 DNAME p1.a.test.\n" LINK("x.p2",
                                                                    "x.p1") },
    { "a_dname_that_grows_without_end", "x.dself.a.test A +edns",
      .see = "NOERROR aa", .answer = "any 18" },
    { "a_chain_that_does_not_fit", "x.dself.a.test A", .see = "NOERROR aa tc",
      .answer = "any" },
    { "a_synthesized_name_of_255_octets",
      L63 "." L63 "." L63 "." L48 "ijk.z.a.test A +edns", .see = "NOERROR aa",
      .answer = "any 3" },
    { "a_synthesized_name_of_256_octets",
      L63 "." L63 "." L63 "." L48 "ijkl.z.a.test A +edns", .see = "YXDOMAIN aa",
      .answer = "z.a.test. 3600 DNAME zz.a.test." },
    { "a_synthesized_name_that_does_not_fit",
      L63 "." L63 "." L63 "." L48 "ijk.z.a.test A", .see = "NOERROR aa tc",
      .answer = "any" },
};

const struct world world_alias = {
    .name = "aliases",
    .zones = { { "a.zone", zone }, { "b.zone", other } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};
