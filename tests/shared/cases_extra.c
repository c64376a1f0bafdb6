#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* What goes along in the additional section, what an ANY gets, and records of
 * unusual types and many of them. */

static const char zone[] =
    "$ORIGIN e.test.\n"
    "$TTL 3600\n"
    "@ SOA ns.e.test. host.e.test. 1 7200 3600 1209600 300\n"
    "@ NS ns\n"
    "ns A 10.0.0.53\n"
    "h A 10.0.0.1\n"
    "h AAAA 2001:db8::1\n"
    "h TXT \"not an address\"\n"
    "i 60 A 10.0.0.2\n"
    "alias CNAME h\n"
    "*.w A 10.0.0.3\n"
    "mx MX 10 h\nmx MX 20 i\nmx MX 30 h\n"
    "mx-none MX 0 .\n"
    "mx-alias MX 10 alias\n"
    "mx-wild MX 10 x.w\n"
    "mx-away MX 10 mail.example.\n"
    "mx-self MX 10 mx-self\nmx-self A 10.0.0.4\n"
    "*.mxw MX 10 h\n"
    "*.mxs MX 10 *.mxs\n*.mxs A 10.0.0.19\n"
    "_srv._tcp SRV 1 2 80 h\n_srv._tcp SRV 1 2 81 i\n"
    "_no._tcp SRV 0 0 0 .\n"
    "svcb SVCB 1 h alpn=h2\n"
    "svcb0 SVCB 0 i\n"
    "https A 10.0.0.5\nhttps AAAA 2001:db8::5\n"
    "https HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1\n"
    "https0 HTTPS 0 h\n"
    "https-two HTTPS 1 h\nhttps-two HTTPS 2 i\n"
    "https-root0 HTTPS 0 .\nhttps-root0 A 10.0.0.6\n"
    "*.hw HTTPS 1 .\n*.hw A 10.0.0.7\n"
    "naptr NAPTR 10 10 \"s\" \"SIP+D2U\" \"\" _srv._tcp\n"
    "naptr NAPTR 20 10 \"a\" \"SIP+D2T\" \"\" h\n"
    "naptr-none NAPTR 10 10 \"u\" \"E2U+sip\" \"!^.*$!sip:a@b.example!\" .\n"
    "afsdb AFSDB 1 h\n"
    "kx KX 10 h\n"
    "rt RT 10 h\n"
    "rp RP h.e.test. txt.e.test.\n"
    "txt TXT \"a\" \"\" \"b c\" \"\\\"\\255\\000\"\n"
    "ptr PTR h\n"
    "caa CAA 0 issue \"ca.example\"\n"
    "loc LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m\n"
    "sshfp SSHFP 1 1 0123456789abcdef0123456789abcdef01234567\n"
    "unknown TYPE731 \\# 3 abcdef\n"
    "empty TYPE732 \\# 0\n"
    "known TYPE1 \\# 4 0a000008\n"
    "ttl 300 A 10.0.0.9\nttl 60 A 10.0.0.10\nttl 3600 TXT \"x\"\n"
    "zero 0 A 10.0.0.11\n"
    "most 2147483647 A 10.0.0.12\n"
    "esc\\.ape A 10.0.0.13\n"
    "\\000\\255 A 10.0.0.14\n"
    "under_score A 10.0.0.15\n"
    "twice A 10.0.0.16\ntwice A 10.0.0.16\n"
    "long MX 1 h\n"
    "long MX 2 "
    "a-rather-long-name-for-an-exchange-to-fill-some-room-1.example.\n"
    "long MX 3 "
    "b-rather-long-name-for-an-exchange-to-fill-some-room-2.example.\n"
    "long MX 4 "
    "c-rather-long-name-for-an-exchange-to-fill-some-room-3.example.\n"
    "long MX 5 "
    "d-rather-long-name-for-an-exchange-to-fill-some-room-4.example.\n"
    "long MX 6 "
    "e-rather-long-name-for-an-exchange-to-fill-some-room-5.example.\n"
    "long MX 7 i\n"
    "anys TXT \"a text that is not small\"\nanys A 10.0.0.17\n"
    "anys MX 10 mail.example.\n"
    "ent.ent2 A 10.0.0.18\n";

#define SOA "e.test. 300 SOA ns.e.test. host.e.test. 1 7200 3600 1209600 300"
#define H                                                                      \
    "h.e.test. 3600 A 10.0.0.1\n"                                              \
    "h.e.test. 3600 AAAA 2001:db8::1\n"
#define I "i.e.test. 60 A 10.0.0.2\n"

static const struct exchange exchanges[] = {
    /* MX: RFC 1035 3.3.9, RFC 7505. */
    { "mx_to_the_same_host_twice", "mx.e.test MX", .see = "NOERROR aa",
      .answer = "mx.e.test. 3600 MX 10 h.e.test.\n"
                "mx.e.test. 3600 MX 20 i.e.test.\n"
                "mx.e.test. 3600 MX 30 h.e.test.",
      .additional = H I },
    { "mx_of_no_mail", "mx-none.e.test MX", .see = "NOERROR aa",
      .answer = "mx-none.e.test. 3600 MX 0 ." },
    { "mx_to_an_alias", "mx-alias.e.test MX", .see = "NOERROR aa",
      .answer = "mx-alias.e.test. 3600 MX 10 alias.e.test." },
    { "mx_elsewhere", "mx-away.e.test MX", .see = "NOERROR aa",
      .answer = "mx-away.e.test. 3600 MX 10 mail.example." },
    { "mx_to_itself", "mx-self.e.test MX", .see = "NOERROR aa",
      .answer = "mx-self.e.test. 3600 MX 10 mx-self.e.test.",
      .additional = "mx-self.e.test. 3600 A 10.0.0.4" },
    { "mx_of_a_wildcard", "q.mxw.e.test MX", .see = "NOERROR aa",
      .answer = "q.mxw.e.test. 3600 MX 10 h.e.test.", .additional = H },
    { "mx_of_a_wildcard_to_that_wildcard", "q.mxs.e.test MX",
      .see = "NOERROR aa", .answer = "q.mxs.e.test. 3600 MX 10 *.mxs.e.test.",
      .additional = "*.mxs.e.test. 3600 A 10.0.0.19" },
    { "what_does_not_fit_of_it_is_left_out", "long.e.test MX",
      .see = "NOERROR aa", .answer = "any 7", .additional = "any" },

    /* SRV: RFC 2782. */
    { "srv_with_two_targets", "_srv._tcp.e.test SRV", .see = "NOERROR aa",
      .answer = "_srv._tcp.e.test. 3600 SRV 1 2 80 h.e.test.\n"
                "_srv._tcp.e.test. 3600 SRV 1 2 81 i.e.test.",
      .additional = H I },
    { "srv_without_service", "_no._tcp.e.test SRV", .see = "NOERROR aa",
      .answer = "_no._tcp.e.test. 3600 SRV 0 0 0 ." },

    /* SVCB and HTTPS: RFC 9460 4.1. */
    { "svcb_service", "svcb.e.test SVCB", .see = "NOERROR aa",
      .answer = "svcb.e.test. 3600 SVCB 1 h.e.test. alpn=h2", .additional = H },
    { "svcb_alias", "svcb0.e.test SVCB", .see = "NOERROR aa",
      .answer = "svcb0.e.test. 3600 SVCB 0 i.e.test.", .additional = I },
    { "https_of_the_owner_itself", "https.e.test HTTPS", .see = "NOERROR aa",
      .answer = "https.e.test. 3600 HTTPS 1 . alpn=h2 ipv4hint=192.0.2.1",
      .additional = "https.e.test. 3600 A 10.0.0.5\n"
                    "https.e.test. 3600 AAAA 2001:db8::5" },
    { "https_alias", "https0.e.test HTTPS", .see = "NOERROR aa",
      .answer = "https0.e.test. 3600 HTTPS 0 h.e.test.", .additional = H },
    { "https_two", "https-two.e.test HTTPS", .see = "NOERROR aa",
      .answer = "https-two.e.test. 3600 HTTPS 1 h.e.test.\n"
                "https-two.e.test. 3600 HTTPS 2 i.e.test.",
      .additional = H I },
    { "https_alias_to_nothing", "https-root0.e.test HTTPS", .see = "NOERROR aa",
      .answer = "https-root0.e.test. 3600 HTTPS 0 ." },
    { "https_of_a_wildcard", "q.hw.e.test HTTPS", .see = "NOERROR aa",
      .answer = "q.hw.e.test. 3600 HTTPS 1 .",
      .additional = "q.hw.e.test. 3600 A 10.0.0.7" },

    /* NAPTR: RFC 3403 4.1; RFC 1183, RFC 2230. */
    { "naptr", "naptr.e.test NAPTR", .see = "NOERROR aa",
      .answer =
          "naptr.e.test. 3600 NAPTR 10 10 \"s\" \"SIP+D2U\" \"\" "
          "_srv._tcp.e.test.\n"
          "naptr.e.test. 3600 NAPTR 20 10 \"a\" \"SIP+D2T\" \"\" h.e.test.",
      .additional = "_srv._tcp.e.test. 3600 SRV 1 2 80 h.e.test.\n"
                    "_srv._tcp.e.test. 3600 SRV 1 2 81 i.e.test.\n" H },
    { "naptr_to_nothing", "naptr-none.e.test NAPTR", .see = "NOERROR aa",
      .answer = "any 1" },
    { "afsdb", "afsdb.e.test AFSDB", .see = "NOERROR aa",
      .answer = "afsdb.e.test. 3600 AFSDB 1 h.e.test.", .additional = H },
    { "kx", "kx.e.test KX", .see = "NOERROR aa",
      .answer = "kx.e.test. 3600 KX 10 h.e.test.", .additional = H },
    { "rt", "rt.e.test RT", .see = "NOERROR aa",
      .answer = "rt.e.test. 3600 RT 10 h.e.test.", .additional = H },
    { "rp_brings_nothing", "rp.e.test RP", .see = "NOERROR aa",
      .answer = "rp.e.test. 3600 RP h.e.test. txt.e.test." },
    { "ptr_brings_nothing", "ptr.e.test PTR", .see = "NOERROR aa",
      .answer = "ptr.e.test. 3600 PTR h.e.test." },

    /* Types of which this server knows nothing: RFC 3597. */
    { "txt_with_octets", "txt.e.test TXT", .see = "NOERROR aa",
      .answer = "txt.e.test. 3600 TXT \"a\" \"\" \"b c\" \"\\\"\\255\\000\"" },
    { "caa", "caa.e.test CAA", .see = "NOERROR aa",
      .answer = "caa.e.test. 3600 CAA 0 issue \"ca.example\"" },
    { "loc", "loc.e.test LOC", .see = "NOERROR aa",
      .answer = "loc.e.test. 3600 LOC 52 22 23.000 N 4 53 32.000 E -2.00m "
                "0.00m 10000m "
                "10m" },
    { "sshfp", "sshfp.e.test SSHFP", .see = "NOERROR aa",
      .answer = "sshfp.e.test. 3600 SSHFP 1 1 "
                "0123456789abcdef0123456789abcdef01234567" },
    { "type731", "unknown.e.test TYPE731", .see = "NOERROR aa",
      .answer = "unknown.e.test. 3600 TYPE731 \\# 3 abcdef" },
    { "data_of_no_octets", "empty.e.test TYPE732", .see = "NOERROR aa",
      .answer = "empty.e.test. 3600 TYPE732 \\# 0" },
    { "a_known_type_written_as_unknown", "known.e.test A", .see = "NOERROR aa",
      .answer = "known.e.test. 3600 A 10.0.0.8" },

    /* TTLs: RFC 2181 5.2 and 8. */
    { "the_lowest_ttl_of_an_rrset_counts", "ttl.e.test A", .see = "NOERROR aa",
      .answer = "ttl.e.test. 60 A 10.0.0.9\n"
                "ttl.e.test. 60 A 10.0.0.10" },
    { "but_not_that_of_other_types", "ttl.e.test TXT", .see = "NOERROR aa",
      .answer = "ttl.e.test. 3600 TXT \"x\"" },
    { "ttl_zero", "zero.e.test A", .see = "NOERROR aa",
      .answer = "zero.e.test. 0 A 10.0.0.11" },
    { "the_longest_ttl", "most.e.test A", .see = "NOERROR aa",
      .answer = "most.e.test. 2147483647 A 10.0.0.12" },

    /* Names of any octets: RFC 2181 11. */
    { "a_dot_within_a_label", "esc\\.ape.e.test A", .see = "NOERROR aa",
      .answer = "esc\\.ape.e.test. 3600 A 10.0.0.13" },
    { "the_same_with_two_labels", "esc.ape.e.test A", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "octets_0_and_255", "\\000\\255.e.test A", .see = "NOERROR aa",
      .answer = "\\000\\255.e.test. 3600 A 10.0.0.14" },
    { "an_underscore", "UNDER_SCORE.e.test A", .see = "NOERROR aa",
      .answer = "UNDER_SCORE.e.test. 3600 A 10.0.0.15" },
    { "a_record_written_twice", "twice.e.test A", .see = "NOERROR aa",
      .answer = "twice.e.test. 3600 A 10.0.0.16" },
    { "only_letters_fold", "UNDER\\127SCORE.e.test A", .see = "NXDOMAIN aa",
      .authority = SOA },

    /* ANY: RFC 8482 4.1. */
    { "any_is_the_smallest_rrset", "anys.e.test ANY", .see = "NOERROR aa",
      .answer = "anys.e.test. 3600 A 10.0.0.17" },
    { "any_at_a_wildcards_name", "k.w.e.test ANY", .see = "NOERROR aa",
      .answer = "k.w.e.test. 3600 A 10.0.0.3" },
    { "any_at_an_alias", "alias.e.test ANY", .see = "NOERROR aa",
      .answer = "alias.e.test. 3600 CNAME h.e.test." },
    { "any_at_an_empty_non_terminal", "ent2.e.test ANY", .see = "NOERROR aa",
      .authority = SOA },
    { "any_of_nothing", "none.e.test ANY", .see = "NXDOMAIN aa",
      .authority = SOA },
    { "any_in_any_class", "anys.e.test ANY +class=ANY", .see = "NOERROR",
      .answer = "anys.e.test. 3600 A 10.0.0.17" },
    { "any_of_nobody", "none.example ANY", .see = "REFUSED" },
};

const struct world world_extra = {
    .name = "what goes along",
    .zones = { { "e.zone", zone } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};
