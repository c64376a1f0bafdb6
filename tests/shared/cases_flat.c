#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* A flat file without $ZONE: the server is the root of a small world, with
 * PTR records that nobody wrote. */

static const char zone[] =
    "$TTL 600\n"
    "com                 203.0.113.1\n"
    "com -> cctv -> news 203.0.113.7\n"
    "com -> cctv -> news 300 203.0.113.8\n"
    "second.example      203.0.113.7\n"
    "mail.cctv.com       203.0.113.9 2001:db8::9\n"
    "203.0.113.10        host.lan other.lan\n"
    "www.cctv.com        CNAME news.cctv.com\n"
    "*.wild.cctv.com     203.0.113.11\n"
    "11.113.0.203.in-addr.arpa PTR written.example\n"
    "113.0.203.in-addr.arpa TXT \"a network\"\n"
    "rev.cctv.com        CNAME 7.113.0.203.in-addr.arpa\n"
    "*.0.10.in-addr.arpa PTR star.example\n"
    "ten.example         10.0.5.5\n"
    "min.example   300   203.0.113.20\n"
    "min.example   60    203.0.113.21\n";

#define SOA ". 5 SOA . nobody.invalid. 1000000 3600 1200 604800 5"

static const struct exchange exchanges[] = {
    { "the_root_has_a_soa", ". SOA", .see = "NOERROR aa",
      .answer = ". 3600 SOA . nobody.invalid. 1000000 3600 1200 604800 5" },
    { "the_root_has_an_ns", ". NS", .see = "NOERROR aa",
      .answer = ". 3600 NS ." },
    { "the_root_has_no_address", ". A", .see = "NOERROR aa", .authority = SOA },
    { "the_root_has_no_ds", ". DS", .see = "NOERROR aa", .authority = SOA },
    { "any_of_the_root", ". ANY +edns", .see = "NOERROR aa",
      .answer = "any 1" },
    { "a_top_level_domain", "com A", .see = "NOERROR aa",
      .answer = "com. 600 A 203.0.113.1" },
    { "a_top_level_domain_that_is_not_there", "org A", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "every_class_but_internet", "com A +class=CH", .see = "REFUSED" },
    { "an_empty_name_on_the_path", "cctv.com A", .see = "NOERROR aa",
      .authority = SOA },
    { "the_lowest_of_two_ttls", "min.example A", .see = "NOERROR aa",
      .answer = "min.example. 60 A 203.0.113.20\n"
                "min.example. 60 A 203.0.113.21" },
    { "two_addresses", "news.cctv.com A", .see = "NOERROR aa",
      .answer = "news.cctv.com. 300 A 203.0.113.7\n"
                "news.cctv.com. 300 A 203.0.113.8" },
    { "an_alias", "www.cctv.com A", .see = "NOERROR aa",
      .answer = "www.cctv.com. 600 CNAME news.cctv.com.\n"
                "news.cctv.com. 300 A 203.0.113.7\n"
                "news.cctv.com. 300 A 203.0.113.8" },

    /* PTRs: RFC 1035 3.5, RFC 3596 2.5. */
    { "a_made_ptr_names_the_first", "7.113.0.203.in-addr.arpa PTR",
      .see = "NOERROR aa",
      .answer = "7.113.0.203.in-addr.arpa. 300 PTR news.cctv.com." },
    { "a_made_ptr_in_capitals", "7.113.0.203.IN-ADDR.ARPA PTR",
      .see = "NOERROR aa",
      .answer = "7.113.0.203.IN-ADDR.ARPA. 300 PTR news.cctv.com." },
    { "a_made_ptr_of_a_hosts_line", "10.113.0.203.in-addr.arpa PTR",
      .see = "NOERROR aa",
      .answer = "10.113.0.203.in-addr.arpa. 600 PTR host.lan." },
    { "a_made_ptr_of_an_ipv6_address",
      "9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6."
      "arpa "
      "PTR",
      .see = "NOERROR aa",
      .answer =
          "9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6."
          "arpa. 600 PTR mail.cctv.com." },
    { "ipv6_nibbles_in_capitals",
      "9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6."
      "arpa "
      "PTR",
      .see = "NOERROR aa",
      .answer =
          "9.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.ip6."
          "arpa. 600 PTR mail.cctv.com." },
    { "a_written_ptr_wins", "11.113.0.203.in-addr.arpa PTR",
      .see = "NOERROR aa",
      .answer = "11.113.0.203.in-addr.arpa. 600 PTR written.example." },
    { "any_of_a_made_ptr", "7.113.0.203.in-addr.arpa ANY", .see = "NOERROR aa",
      .answer = "7.113.0.203.in-addr.arpa. 300 PTR news.cctv.com." },
    { "a_reverse_name_has_no_address", "7.113.0.203.in-addr.arpa A",
      .see = "NOERROR aa", .authority = SOA },
    { "an_address_that_nobody_has", "99.113.0.203.in-addr.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "a_network_that_nobody_has", "1.2.3.4.in-addr.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "below_a_made_ptr", "x.7.113.0.203.in-addr.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "a_leading_zero_is_another_name", "07.113.0.203.in-addr.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "256_is_no_octet", "256.113.0.203.in-addr.arpa PTR", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "an_alias_to_a_made_ptr", "rev.cctv.com PTR", .see = "NOERROR aa",
      .answer = "rev.cctv.com. 600 CNAME 7.113.0.203.in-addr.arpa.\n"
                "7.113.0.203.in-addr.arpa. 300 PTR news.cctv.com." },
    { "an_alias_to_a_made_ptr_asked_for_addresses", "rev.cctv.com A",
      .see = "NOERROR aa",
      .answer = "rev.cctv.com. 600 CNAME 7.113.0.203.in-addr.arpa.",
      .authority = SOA },

    /* Empty non-terminals above them: RFC 8020. */
    { "the_network_of_an_address", "0.203.in-addr.arpa PTR",
      .see = "NOERROR aa", .authority = SOA },
    { "a_written_name_above_made_ones", "113.0.203.in-addr.arpa TXT",
      .see = "NOERROR aa",
      .answer = "113.0.203.in-addr.arpa. 600 TXT \"a network\"" },
    { "it_has_no_ptr", "113.0.203.in-addr.arpa PTR", .see = "NOERROR aa",
      .authority = SOA },
    { "the_top_of_the_reverse_tree", "in-addr.arpa NS", .see = "NOERROR aa",
      .authority = SOA },
    { "above_the_top", "arpa A", .see = "NOERROR aa", .authority = SOA },
    { "the_top_of_the_ipv6_tree", "ip6.arpa A", .see = "NOERROR aa",
      .authority = SOA },
    { "a_nibble_on_the_way", "8.b.d.0.1.0.0.2.ip6.arpa PTR",
      .see = "NOERROR aa", .authority = SOA },
    { "a_nibble_off_the_way", "9.b.d.0.1.0.0.2.ip6.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "two_nibbles_in_one_label", "b8.d.0.1.0.0.2.ip6.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },

    /* Wildcards in the reverse tree: RFC 4592. */
    { "a_wildcard_in_the_reverse_tree", "1.2.0.10.in-addr.arpa PTR",
      .see = "NOERROR aa",
      .answer = "1.2.0.10.in-addr.arpa. 600 PTR star.example." },
    { "a_made_ptr_below_the_wildcard", "5.5.0.10.in-addr.arpa PTR",
      .see = "NOERROR aa",
      .answer = "5.5.0.10.in-addr.arpa. 600 PTR ten.example." },
    { "beside_a_made_ptr_the_wildcard_is_blocked", "6.5.0.10.in-addr.arpa PTR",
      .see = "NXDOMAIN aa", .authority = SOA },
    { "an_empty_name_below_the_wildcard", "5.0.10.in-addr.arpa PTR",
      .see = "NOERROR aa", .authority = SOA },
};

const struct world world_flat = {
    .name = "the root and its reverse tree",
    .zones = { { "world.flat", zone } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};
