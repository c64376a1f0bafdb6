#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* Rows 31 to 35 and 46 of conformance.md: what else a client may ask for by
 * EDNS, and names that a server has in class CH.  The server has an NSID and
 * cookies. */

#define SOA "t.test. 300 SOA ns1.t.test. root.t.test. 42 7200 3600 1209600 300"
#define SOA_ITSELF                                                             \
    "t.test. 3600 SOA ns1.t.test. root.t.test. 42 7200 3600 1209600 300"
#define WWW "www.t.test. 3600 A 10.0.0.2"

#define MINE "0123456789abcdef"  /* a client's cookie */
#define OURS8 "0102030405060708" /* what no server of ours made */

/* One question, and an OPT whose options are N octets long, in hex. */
#define ASK_OPT(n)                                                             \
    "raw 1234 0100 0001 0000 0000 0001 www.t.test. 0001 0001 "                 \
    ". 0029 04d0 00000000 " n " "
/* No question. */
#define NONE_OPT(n)                                                            \
    "raw 1234 0100 0000 0000 0000 0001 . 0029 04d0 00000000 " n " "

/* Others may have any text there, or none. */
#define CHAOS "set absent=REFUSED|NOTIMP|NXDOMAIN"

static const struct exchange exchanges[] = {
    /* Cookies: RFC 7873 5.2, 5.4; RFC 9018 4. */
    { "row_31_a_clients_cookie_gets_the_servers",
      "www.t.test A +option=10:" MINE, .see = "NOERROR aa cookie=7873",
      .answer = WWW, .others = "optional=cookie also=BADCOOKIE" },
    { "row_31_on_nxdomain_too", "zz.t.test A +option=10:" MINE,
      .see = "NXDOMAIN aa cookie=7873", .authority = SOA,
      .others = "optional=cookie also=BADCOOKIE" },
    { "row_31_on_refused_too", "foo.example A +option=10:" MINE,
      .see = "REFUSED ede=20 cookie=7873",
      .others = "optional=cookie also=BADCOOKIE" },
    { "row_31_without_a_question", NONE_OPT("000c") "000a 0008" MINE,
      .see = "NOERROR opt cookie=7873",
      .others = "optional=cookie unaware=FORMERR|SERVFAIL|silence" },
    { "row_31_without_a_question_and_wrong",
      NONE_OPT("0014") "000a 0010" MINE OURS8,
      .see = "BADCOOKIE opt cookie=7873",
      .others = "optional=cookie unaware=FORMERR|SERVFAIL|silence" },
    { "row_31_a_wrong_one_is_answered_and_renewed",
      "www.t.test A +option=10:" MINE OURS8, .see = "NOERROR aa cookie=7873",
      .answer = WWW, .others = "optional=cookie also=BADCOOKIE" },
    { "row_31_of_40_octets",
      "www.t.test A +option=10:" MINE OURS8 OURS8 OURS8 OURS8,
      .see = "NOERROR aa cookie=7873", .answer = WWW,
      .others = "optional=cookie also=BADCOOKIE" },
    { "row_31_of_no_octets", "www.t.test A +option=10:", .see = "FORMERR",
      .others = "unaware=NOERROR" },
    { "row_31_of_7_octets", "www.t.test A +option=10:01020304050607",
      .see = "FORMERR", .others = "unaware=NOERROR" },
    { "row_31_of_9_octets", "www.t.test A +option=10:" MINE "01",
      .see = "FORMERR", .others = "unaware=NOERROR" },
    { "row_31_of_15_octets", "www.t.test A +option=10:" MINE "01020304050607",
      .see = "FORMERR", .others = "unaware=NOERROR" },
    { "row_31_of_41_octets",
      "www.t.test A +option=10:" MINE OURS8 OURS8 OURS8 OURS8 "01",
      .see = "FORMERR", .others = "unaware=NOERROR" },
    { "row_31_none_that_was_not_asked_for", "www.t.test A +edns",
      .see = "NOERROR aa", .answer = WWW, .others = "no=10" },
    { "of_two_cookies_the_first",
      ASK_OPT("0018") "000a 0008 " MINE " 000a 0008 fedcba9876543210",
      .see = "NOERROR aa echo opt cookie=7873", .answer = WWW },
    { "row_32_the_servers_cookie_is_of_version_1",
      "www.t.test A +option=10:fedcba9876543210",
      .see = "NOERROR aa cookie=9018", .answer = WWW,
      .others = "optional=cookie also=BADCOOKIE" },

    /* The server's name: RFC 5001, RFC 4892. */
    { "row_33_nsid",
      "www.t.test A +option=3:", .see = "NOERROR aa nsid=ns1.t.test",
      .answer = WWW, .others = "optional=nsid" },
    { "row_33_nsid_on_refused", "foo.example A +option=3:",
      .see = "REFUSED ede=20 nsid=ns1.t.test", .others = "optional=nsid" },
    { "row_33_no_nsid_unless_asked", "www.t.test A +edns", .see = "NOERROR aa",
      .answer = WWW, .others = "no=3" },
    { "row_33_id_server", "id.server TXT +class=CH", .see = "NOERROR aa",
      .answer = "id.server. 0 CH TXT \"ns1.t.test\"", .others = CHAOS },
    { "row_33_hostname_bind", "hostname.bind TXT +class=CH",
      .see = "NOERROR aa", .answer = "hostname.bind. 0 CH TXT \"ns1.t.test\"",
      .others = CHAOS },
    { "row_33_version_bind", "version.bind TXT +class=CH", .see = "NOERROR aa",
      .answer = "any 1", .others = CHAOS },
    { "row_33_version_server", "version.server TXT +class=CH",
      .see = "NOERROR aa", .answer = "any 1", .others = CHAOS },
    { "row_33_in_any_case", "Id.SERVER TXT +class=CH", .see = "NOERROR aa",
      .answer = "Id.SERVER. 0 CH TXT \"ns1.t.test\"", .others = CHAOS },

    /* The version of a zone: RFC 9660. */
    { "row_34_the_zones_serial",
      "www.t.test A +option=19:", .see = "NOERROR aa zoneversion=02000000002a",
      .answer = WWW, .others = "optional=zoneversion" },
    { "row_34_of_the_other_zone",
      "www.u.test A +option=19:", .see = "NOERROR aa zoneversion=020000000007",
      .answer = "www.u.test. 3600 A 10.2.0.1",
      .others = "optional=zoneversion" },
    { "row_34_on_nxdomain",
      "zz.t.test A +option=19:", .see = "NXDOMAIN aa zoneversion=02000000002a",
      .authority = SOA, .others = "optional=zoneversion" },
    { "row_34_none_on_refused",
      "foo.example A +option=19:", .see = "REFUSED ede=20", .others = "no=19" },
    { "row_34_none_that_was_not_asked_for", "www.t.test A +edns",
      .see = "NOERROR aa", .answer = WWW, .others = "no=19" },
    { "row_34_a_question_that_has_one_already",
      "www.t.test A +option=19:02000000002a", .see = "FORMERR",
      .others = "unaware=NOERROR" },

    /* Errors with a reason: RFC 8914. */
    { "row_35_why_it_is_refused", "foo.example A +edns",
      .see = "REFUSED ede=20", .others = "optional=ede" },
    { "row_35_of_a_class_that_nobody_has", "www.t.test A +class=HS +edns",
      .see = "REFUSED ede=20", .others = "ours" },
    { "row_35_why_it_is_not_implemented", "www.t.test A +opcode=2 +edns",
      .see = "NOTIMP ede=21", .others = "optional=ede absent=silence" },

    /* How long a connection may idle: RFC 7828 3.2. */
    { "row_46_keepalive_by_tcp",
      "www.t.test A +option=11:", .see = "NOERROR aa tcp keepalive=100",
      .answer = WWW, .others = "optional=keepalive" },
    { "row_46_no_keepalive_by_udp", "www.t.test A +option=11:",
      .see = "NOERROR aa udp", .answer = WWW, .others = "no=11" },
    { "row_46_none_that_was_not_asked_for", "www.t.test A +edns",
      .see = "NOERROR aa tcp", .answer = WWW, .others = "no=11" },

    /* How long a secondary may serve it: RFC 7314 3.2.  Padding: RFC 7830,
     * RFC 8467 4.1. */
    { "expire_beside_the_soa", "t.test SOA +option=9:",
      .see = "NOERROR aa expire=1209600", .answer = SOA_ITSELF },
    { "no_expire_beside_others", "www.t.test A +option=9:", .see = "NOERROR aa",
      .answer = WWW },
    { "no_padding_by_udp", "www.t.test A +option=12:", .see = "NOERROR aa udp",
      .answer = WWW },
    { "padding_by_tcp", "www.t.test A +option=12:0000",
      .see = "NOERROR aa tcp padding=468", .answer = WWW },
    { "padding_by_tcp_of_a_long_reply", "big.t.test TXT +option=12:",
      .see = "NOERROR aa tcp padding=468", .answer = "any 60" },
    { "all_options_at_once",
      "t.test SOA +option=3: +option=9: +option=10:" MINE
      " +option=11: +option=19:",
      .see = "NOERROR aa tcp nsid=ns1.t.test expire=1209600 cookie=7873 "
             "keepalive=100 zoneversion=02000000002a",
      .answer = SOA_ITSELF },
    { "all_options_and_an_unknown_one",
      "t.test SOA +option=3: +option=65001:01 +option=10:" MINE
      " +option=11: +option=19:",
      .see = "NOERROR aa udp nsid=ns1.t.test cookie=7873 "
             "zoneversion=02000000002a",
      .answer = SOA_ITSELF },
};

const struct world world_options = {
    .name = "options",
    .zones = { { "conformance.zone", NULL },
               { "conformance-other.zone", NULL } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};
