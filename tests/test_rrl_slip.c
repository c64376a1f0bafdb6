/*
 * What a reply is to the rate limits, and what is left of it when it is cut;
 * ldns reads that.
 */
#include "resolver/rrl.h"
#include "zonefile/dns.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

#include <ldns/ldns.h>

#define ID "\x12\x34"
#define ASKED "\4News\4cctv\3com\0\0\1\0\1" /* the question: A, IN */
#define A "\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\xc0\0\2\7"
#define SOA                                                                    \
    "\xc0\x11\0\6\0\1\0\0\0\5\0\x18\xc0\x11\xc0\x11\0\0\0\1\0\0\0\2\0\0\0\3"   \
    "\0\0\0\4\0\0\0\5"
#define NS "\xc0\x11\0\2\0\1\0\0\0\5\0\5\2ns\xc0\x11"
#define GLUE "\2ns\xc0\x11\0\1\0\1\0\0\0\5\0\4\xc0\0\2\x35"
#define OPT "\0\0\x29\4\xd0\0\0\0\0\0\0"
#define OPT_BADVERS "\0\0\x29\4\xd0\1\0\0\0\0\0"
#define OPT_COOKIE                                                             \
    "\0\0\x29\4\xd0\0\0\x80\0\0\x1c\0\x0a\0\x18"                               \
    "abcdefgh\1\0\0\0\0\0\0\0ABCDEFGH"
#define DATA(s)                                                                \
    {                                                                          \
        (const uint8_t *)(s), sizeof(s) - 1                                    \
    }

static const struct {
    const char *what;
    struct bytes reply;
    enum rrl_kind kind;
    struct bytes slip;
} replies[] = {
    { "an answer", DATA(ID "\x84\0\0\1\0\1\0\0\0\0" ASKED A), RRL_ANSWER,
      DATA(ID "\x86\0\0\1\0\0\0\0\0\0" ASKED) },
    { "an answer with OPT, RD and CD",
      DATA(ID "\x85\x10\0\1\0\2\0\0\0\1" ASKED A A OPT), RRL_ANSWER,
      DATA(ID "\x87\x10\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "one with a cookie", DATA(ID "\x84\0\0\1\0\1\0\0\0\1" ASKED A OPT_COOKIE),
      RRL_ANSWER, DATA(ID "\x86\0\0\1\0\0\0\0\0\1" ASKED OPT_COOKIE) },
    { "one with additional records",
      DATA(ID "\x84\0\0\1\0\1\0\1\0\2" ASKED A NS GLUE OPT), RRL_ANSWER,
      DATA(ID "\x86\0\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "one with OPT in front of the additional records",
      DATA(ID "\x84\0\0\1\0\1\0\1\0\2" ASKED A NS OPT GLUE), RRL_ANSWER,
      DATA(ID "\x86\0\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "one that was cut already", DATA(ID "\x86\0\0\1\0\0\0\0\0\1" ASKED OPT),
      RRL_ANSWER, DATA(ID "\x86\0\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "a referral that was cut", DATA(ID "\x82\0\0\1\0\0\0\1\0\0" ASKED NS),
      RRL_ANSWER, DATA(ID "\x82\0\0\1\0\0\0\0\0\0" ASKED) },
    { "YXDOMAIN has its DNAME", DATA(ID "\x84\6\0\1\0\1\0\0\0\0" ASKED A),
      RRL_ANSWER, DATA(ID "\x86\6\0\1\0\0\0\0\0\0" ASKED) },
    { "no data", DATA(ID "\x84\0\0\1\0\0\0\1\0\0" ASKED SOA), RRL_NODATA,
      DATA(ID "\x86\0\0\1\0\0\0\0\0\0" ASKED) },
    { "no such name", DATA(ID "\x84\3\0\1\0\0\0\1\0\1" ASKED SOA OPT),
      RRL_NXDOMAIN, DATA(ID "\x86\3\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "no such name behind an alias",
      DATA(ID "\x84\3\0\1\0\1\0\1\0\0" ASKED A SOA), RRL_NXDOMAIN,
      DATA(ID "\x86\3\0\1\0\0\0\0\0\0" ASKED) },
    { "a referral", DATA(ID "\x80\0\0\1\0\0\0\1\0\2" ASKED NS GLUE OPT),
      RRL_REFERRAL, DATA(ID "\x82\0\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "errors: refused", DATA(ID "\x80\5\0\1\0\0\0\0\0\1" ASKED OPT), RRL_ERROR,
      DATA(ID "\x80\5\0\1\0\0\0\0\0\1" ASKED OPT) },
    { "not implemented, without a question", DATA(ID "\xa0\4\0\0\0\0\0\0\0\0"),
      RRL_ERROR, DATA(ID "\xa0\4\0\0\0\0\0\0\0\0") },
    { "a bad version of EDNS",
      DATA(ID "\x80\0\0\1\0\0\0\0\0\1" ASKED OPT_BADVERS), RRL_ERROR,
      DATA(ID "\x80\0\0\1\0\0\0\0\0\1" ASKED OPT_BADVERS) },
    { "a cookie alone was asked for: RFC 7873 5.4",
      DATA(ID "\x84\0\0\0\0\0\0\0\0\1" OPT_COOKIE), RRL_NODATA,
      DATA(ID "\x86\0\0\0\0\0\0\0\0\1" OPT_COOKIE) },
};

static void a_reply_tells_its_kind(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++) {
        struct bytes header = { guarded(replies[i].reply.at, DNS_HEADER),
                                DNS_HEADER };
        if (rrl_kind(header) != replies[i].kind)
            fail_msg("%s: kind %d", replies[i].what, rrl_kind(header));
    }
}

static void a_slip_is_header_question_and_opt(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++) {
        struct bytes reply = replies[i].reply, slip = replies[i].slip;
        uint8_t *p = guarded(reply.at, reply.n);
        size_t n = rrl_slip(p, reply.n);
        if (n != slip.n || memcmp(p, slip.at, n) != 0)
            fail_msg("%s: it is cut wrongly", replies[i].what);
        ldns_pkt *pkt = NULL;
        assert_int_equal(ldns_wire2pkt(&pkt, p, n), LDNS_STATUS_OK);
        assert_int_equal(ldns_pkt_tc(pkt), replies[i].kind != RRL_ERROR);
        ldns_pkt_free(pkt);
        assert_int_equal(rrl_slip(p, n), slip.n); /* and no further */
        assert_memory_equal(p, slip.at, slip.n);
    }
}

static bool has_broken_opt(const uint8_t *reply, size_t n)
{
    ldns_pkt *pkt = NULL;
    ldns_status status = ldns_wire2pkt(&pkt, reply, n);
    ldns_pkt_free(pkt);
    return get_u16(reply + 10) != 0 && status != LDNS_STATUS_OK;
}

/* Octets that no reply of ours has: OPT stays when it is whole. */
static void a_slip_stays_within_the_reply(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(replies); i++)
        for (size_t n = DNS_HEADER;
             replies[i].kind != RRL_ERROR && n < replies[i].reply.n; n++) {
            uint8_t *p = guarded(replies[i].reply.at, n);
            size_t left = rrl_slip(p, n);
            assert_in_range(left, DNS_HEADER, n);
            assert_false(has_broken_opt(p, left));
            guard_free(p);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reply_tells_its_kind),
        cmocka_unit_test(a_slip_is_header_question_and_opt),
        cmocka_unit_test(a_slip_stays_within_the_reply),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
