#include "resolver/answer.h"

#include "tests/shared/guard.h"
#include "tests/shared/options.h"
#include "tests/shared/serve.h"
#include "tests/shared/test.h"

/* Answers from names as long as names can be: what does not fit 512 octets is
 * not begun, and TC says so (RFC 2181 9); by TCP all is there. */

#define X9 "xxxxxxxxx"
#define X54 X9 X9 X9 X9 X9 X9
#define X63 X54 X9
#define LONG X63 "." X63 "." X63 "." /* 192 octets */
#define NIBBLES ".0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0"

static const char t_zone[] =
    "$ORIGIN t.test.\n$TTL 60\n"
    "@ SOA ns1 root 1 1 1 1 1\n@ NS ns1\n"
    "ns1 A 10.0.0.1\n" LONG X54 " CNAME " LONG X54 ".o.test.\n"
    "dn DNAME " LONG X54 ".o.test.\n";

static const struct world world = {
    .name = "long names",
    .zones = { { "t.zone", t_zone },
               { "flat", "$ZONE f.test\n$ZONE ip6.arpa\n" LONG X54
                         ".f.test 2001:db8::9\n" } },
};

static void what_does_not_fit_is_not_begun(void **state)
{
    static const struct {
        const char *ask, *options;
        unsigned rcode; /* by TCP; there is one record in the answer */
    } rows[] = {
        { LONG X54 ".t.test. A +size=512", "", NOERROR },
        { LONG X9 X9 X9 ".dn.t.test. A +size=512", "", YXDOMAIN },
        /* the options take the place: RFC 7873 wants the cookie */
        { "9.0" NIBBLES ".8.b.d.0.1.0.0.2.ip6.arpa. PTR +size=512",
          "3: 9: 10:0102030405060708 19:", NOERROR },
    };
    static const uint8_t nsid[NSID_MAX] = "n", address[] = { 192, 0, 2, 1 };
    struct zone_load l = world_load(&world);
    struct service self = serve_self;
    (void)state;
    self.nsid = (struct bytes){ nsid, sizeof nsid };
    for (size_t i = 0; i < 2 * ITEMS(rows); i++) {
        bool tcp = i % 2;
        struct client from = { .by = tcp ? BY_TCP : BY_UDP,
                               .address = { address, 4 } };
        size_t room = tcp ? DNS_MESSAGE_MAX : 512;
        struct question q;
        options_ask(&q, rows[i / 2].ask, rows[i / 2].options);
        uint8_t *reply = guarded(NULL, room);
        size_t n = answer(&l.image, &self, &from, (struct bytes){ q.wire, q.n },
                          reply);
        assert_true(n > DNS_HEADER && n <= room);
        assert_int_equal(reply[3] & 15, tcp ? rows[i / 2].rcode : NOERROR);
        assert_int_equal(reply[2] & HEAD_TC, tcp ? 0 : HEAD_TC);
        assert_int_equal(get_u16(reply + 6), tcp ? 1 : 0);
        guard_reset(NULL);
    }
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_does_not_fit_is_not_begun),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
