#include "tests/shared/cases.h"

#include "tests/shared/test.h"

/* Messages as they should not be, and as they seldom are: headers, questions,
 * counts, EDNS. */

#define WWW "www.t.test. 3600 A 10.0.0.2"

/* A header of one question, and that question. */
#define ASK(an, ns, ar)                                                        \
    "raw 1234 0100 0001 " an " " ns " " ar " www.t.test. 0001 0001 "

#define OPT ". 0029 04d0 00000000 0000 "
#define RECORD "a.b. 0001 0001 00000000 0004 01020304 "

/* Letters in hex, as many. */
#define X8 "6161616161616161"
#define X62 X8 X8 X8 X8 X8 X8 X8 "616161616161"
#define X63 X62 "61"

static const struct exchange exchanges[] = {
    /* Opcodes: RFC 6895 2.2 has no others than 0 to 6. */
    { "opcode_1_was_the_inverse_query", "www.t.test A +opcode=1",
      .see = "NOTIMP" },
    { "opcode_3_is_unassigned", "www.t.test A +opcode=3", .see = "NOTIMP" },
    { "opcode_6_is_for_stateful_operations", "www.t.test A +opcode=6",
      .see = "NOTIMP" },
    { "opcode_7", "www.t.test A +opcode=7", .see = "NOTIMP" },
    { "opcode_8", "www.t.test A +opcode=8", .see = "NOTIMP" },
    { "opcode_9", "www.t.test A +opcode=9", .see = "NOTIMP" },
    { "opcode_10", "www.t.test A +opcode=10", .see = "NOTIMP" },
    { "opcode_11", "www.t.test A +opcode=11", .see = "NOTIMP" },
    { "opcode_12", "www.t.test A +opcode=12", .see = "NOTIMP" },
    { "opcode_13", "www.t.test A +opcode=13", .see = "NOTIMP" },
    { "opcode_14", "www.t.test A +opcode=14 +edns +do",
      .see = "NOTIMP ede=21" },
    { "opcode_2_without_a_question", "raw 1234 1100 0000 0000 0000 0000",
      .see = "NOTIMP" },
    { "notimp_comes_before_badvers", "www.t.test A +opcode=2 +version=1",
      .see = "NOTIMP ede=21" },
    { "an_update_with_its_records",
      "raw 1234 2800 0001 0000 0001 0000 t.test. 0006 0001 "
      "new.t.test. 0001 0001 00000e10 0004 0a000001",
      .see = "NOTIMP echo" },
    { "a_notify_with_its_soa",
      "raw 1234 2400 0001 0001 0000 0000 t.test. 0006 0001 "
      "t.test. 0006 0001 00000000 0016 0000 "
      "00000001 00000001 00000001 00000001 00000001",
      .see = "NOTIMP echo" },

    /* Flags that are not the client's to set change nothing. */
    { "aa_tc_and_ra_in_a_query",
      "raw 1234 0780 0001 0000 0000 0000 "
      "www.t.test. 0001 0001",
      .see = "NOERROR aa echo", .answer = WWW },
    { "an_rcode_in_a_query",
      "raw 1234 010f 0001 0000 0000 0000 www.t.test. 0001 0001",
      .see = "NOERROR aa echo", .answer = WWW },

    /* Classes: RFC 6895 3.2. */
    { "class_any_is_never_authoritative", "www.t.test A +class=ANY",
      .see = "NOERROR", .answer = WWW },
    { "class_any_in_no_zone", "foo.example. A +class=ANY", .see = "REFUSED" },
    { "class_none", "www.t.test A +class=NONE", .see = "REFUSED" },
    { "class_0", "raw 1234 0100 0001 0000 0000 0000 www.t.test. 0001 0000",
      .see = "REFUSED echo" },
    { "class_65535", "raw 1234 0100 0001 0000 0000 0000 www.t.test. 0001 ffff",
      .see = "REFUSED echo" },
    { "class_chaos_with_edns", "nobody.bind TXT +class=CH +edns",
      .see = "REFUSED ede=20" },
    { "class_hesiod_with_edns", "www.t.test A +class=HS +edns",
      .see = "REFUSED ede=20" },
    { "a_zone_transfer_with_edns", "t.test AXFR +edns",
      .see = "NOTIMP ede=21" },

    /* Types that are questions only, or none: RFC 6895 3.1. */
    { "type_0", "raw 1234 0100 0001 0000 0000 0000 www.t.test. 0000 0001",
      .see = "NOERROR aa echo", .authority = "any 1" },
    { "type_opt_is_no_type", "www.t.test OPT", .see = "NOERROR aa",
      .authority = "any 1" },
    { "type_65535", "www.t.test TYPE65535", .see = "NOERROR aa",
      .authority = "any 1" },
    { "a_zone_transfer_is_none_of_ours", "t.test AXFR", .see = "NOTIMP" },
    { "nor_is_an_incremental_one", "t.test IXFR", .see = "NOTIMP" },

    /* Questions. */
    { "a_compressed_question",
      "raw 1234 0100 0001 0000 0000 0000 c010 0001 0001", .see = "FORMERR" },
    { "a_question_with_a_pointer_inside",
      "raw 1234 0100 0001 0000 0000 0000 03777777c00c 0001 0001",
      .see = "FORMERR" },
    { "a_label_of_type_01", "raw 1234 0100 0001 0000 0000 0000 4100 0001 0001",
      .see = "FORMERR" },
    { "a_label_of_type_10", "raw 1234 0100 0001 0000 0000 0000 8100 0001 0001",
      .see = "FORMERR" },
    { "a_question_without_end", "raw 1234 0100 0001 0000 0000 0000 03777777",
      .see = "FORMERR" },
    { "a_question_without_its_class",
      "raw 1234 0100 0001 0000 0000 0000 www.t.test. 0001 00",
      .see = "FORMERR" },
    { "a_question_that_is_not_there", "raw 1234 0100 0001 0000 0000 0000",
      .see = "FORMERR" },
    { "a_name_of_256_octets",
      "raw 1234 0100 0001 0000 0000 0000 3f" X63 "3f" X63 "3f" X63 "3e" X62
      "00 0001 0001",
      .see = "FORMERR" },
    { "the_root_is_asked_for", ". SOA +edns", .see = "REFUSED ede=20" },
    { "two_questions_that_are_the_same",
      "raw 1234 0100 0002 0000 0000 0000 www.t.test. 0001 0001 "
      "www.t.test. 0001 0001",
      .see = "FORMERR" },
    { "65535_questions",
      "raw 1234 0100 ffff 0000 0000 0000 www.t.test. 0001 0001",
      .see = "FORMERR" },

    /* Counts that lie. */
    { "an_answer_that_is_not_there", ASK("0001", "0000", "0000"),
      .see = "FORMERR echo" },
    { "an_authority_that_is_not_there", ASK("0000", "0001", "0000"),
      .see = "FORMERR echo" },
    { "an_additional_that_is_not_there", ASK("0000", "0000", "0001"),
      .see = "FORMERR echo" },
    { "65535_of_everything", ASK("ffff", "ffff", "ffff"),
      .see = "FORMERR echo" },
    { "a_second_additional_that_is_not_there", ASK("0000", "0000", "0002") OPT,
      .see = "FORMERR echo" },
    { "a_record_cut_in_its_data",
      ASK("0000", "0000", "0001") "a.b. 0001 0001 00000000 0004 010203",
      .see = "FORMERR echo" },
    { "a_record_with_a_pointer_loop",
      ASK("0000", "0000", "0001") "c01c 0001 0001 00000000 0004 01020304",
      .see = "FORMERR echo" },
    { "records_in_all_sections_are_ignored",
      ASK("0001", "0001", "0001") RECORD RECORD RECORD,
      .see = "NOERROR aa echo", .answer = WWW },

    /* EDNS. */
    { "an_opt_cut_in_its_head", ASK("0000", "0000", "0001") ". 0029 04d0",
      .see = "FORMERR echo" },
    { "an_opt_longer_than_the_message",
      ASK("0000", "0000", "0001") ". 0029 04d0 00000000 0001",
      .see = "FORMERR echo" },
    { "an_option_cut_in_its_head",
      ASK("0000", "0000", "0001") ". 0029 04d0 00000000 0003 fde900",
      .see = "FORMERR echo opt" },
    { "an_option_longer_than_opt",
      ASK("0000", "0000", "0001") ". 0029 04d0 00000000 0005 fde9000261",
      .see = "FORMERR echo opt" },
    { "an_option_of_no_octets",
      "www.t.test A +option=65001:", .see = "NOERROR aa", .answer = WWW },
    { "the_root_compressed_as_owner_of_opt",
      ASK("0000", "0000", "0001") "c016 0029 04d0 00000000 0000",
      .see = "FORMERR echo" },
    { "three_opts", ASK("0000", "0000", "0003") OPT OPT OPT,
      .see = "FORMERR echo opt" },
    { "two_opts_apart", ASK("0000", "0000", "0003") OPT RECORD OPT,
      .see = "FORMERR echo opt" },
    { "a_bad_version_beside_another_record",
      ASK("0000", "0000", "0002") RECORD ". 0029 04d0 00010000 0000",
      .see = "BADVERS echo opt" },
    { "the_upper_rcode_bits_in_a_query",
      ASK("0000", "0000", "0001") ". 0029 04d0 ff000000 0000",
      .see = "NOERROR aa echo opt", .answer = WWW },
    { "an_opt_of_size_65535", "www.t.test A +size=65535 +do",
      .see = "NOERROR aa", .answer = WWW },
    { "do_comes_back_on_refused", "foo.example. A +do",
      .see = "REFUSED ede=20" },
    { "do_comes_back_on_notimp", "www.t.test A +do +opcode=9",
      .see = "NOTIMP ede=21" },
    { "many_options",
      ASK("0000", "0000", "0001") ". 0029 04d0 00000000 000c "
                                  "fde90000 fde90000 00640000",
      .see = "NOERROR aa echo opt", .answer = WWW },

    /* What stands behind. */
    { "trailing_octets", ASK("0000", "0000", "0000") "00",
      .see = "NOERROR aa echo", .answer = WWW },
    { "trailing_octets_behind_opt", ASK("0000", "0000", "0001") OPT "c0ffee",
      .see = "NOERROR aa echo opt", .answer = WWW },
    { "an_opt_in_the_answer_section", ASK("0001", "0000", "0000") OPT,
      .see = "FORMERR echo" },
    { "an_opt_in_the_authority_section", ASK("0000", "0001", "0000") OPT,
      .see = "FORMERR echo" },
    /* A pointer that does not lead back is none, wherever it stands. */
    { "an_owner_that_points_to_itself",
      "raw 1234 0100 0001 0000 0000 0001 www.t.test. 0001 0001 "
      "c01c 0001 0001 00000000 0004 01020304",
      .see = "FORMERR echo" },
    { "data_that_points_to_itself",
      "raw 1234 0100 0001 0000 0000 0001 www.t.test. 0001 0001 "
      "00 0002 0001 00000000 0002 c027",
      .see = "FORMERR echo" },
    { "many_records_that_are_not_there",
      "raw 1234 0100 0001 0000 0000 ffff www.t.test. 0001 0001",
      .see = "FORMERR echo" },
    { "an_update_that_points_to_itself",
      "raw 1234 2800 0001 0000 0001 0000 www.t.test. 0006 0001 "
      "00 0002 0001 00000000 0002 c027",
      .see = "NOTIMP echo" },
    { "a_tsig_is_unknown_yet",
      ASK("0000", "0000", "0001") "key. 00fa 00ff 00000000 001c hmac-md5.x. "
                                  "000000000000 012c 0000 1234 0000 0000",
      .see = "NOERROR aa echo", .answer = WWW },
};

const struct world world_wire = {
    .name = "messages as they should not be",
    .zones = { { "conformance.zone", NULL },
               { "conformance-other.zone", NULL } },
    .exchanges = exchanges,
    .n = ITEMS(exchanges),
};
