#include "zonefile/rdata.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"
#include "zonefile/dns.h"

enum { TYPE_MINFO = 14, TYPE_RP = 17, TYPE_AFSDB = 18, TYPE_KX = 36 };

static struct bytes data_of(const char *data, size_t n)
{
    return (struct bytes){ guarded(data, n), n };
}

static void names_stand_where_the_rfcs_say(void **state)
{
    static const struct {
        uint16_t type;
        uint8_t skip, names;
        bool compress, addresses;
    } rows[] = {
        /* RFC 1035 3.3: may be compressed; RFC 3597 4: no others */
        { TYPE_NS, 0, 1, true, true },
        { TYPE_CNAME, 0, 1, true, false },
        { TYPE_SOA, 0, 2, true, false },
        { TYPE_PTR, 0, 1, true, false },
        { TYPE_MX, 2, 1, true, true },
        { TYPE_MINFO, 0, 2, true, false },
        { 3, 0, 1, true, false }, /* MD, MF, MB, MG, MR */
        { 4, 0, 1, true, false },
        { 7, 0, 1, true, false },
        { 8, 0, 1, true, false },
        { 9, 0, 1, true, false },
        { TYPE_RP, 0, 2, false, false },    /* RFC 1183 2.2 */
        { TYPE_AFSDB, 2, 1, false, true },  /* RFC 1183 1 */
        { 21, 2, 1, false, true },          /* RT, RFC 1183 3.3 */
        { TYPE_SRV, 6, 1, false, true },    /* RFC 2782 */
        { TYPE_KX, 2, 1, false, true },     /* RFC 2230 3.1 */
        { TYPE_DNAME, 0, 1, false, false }, /* RFC 6672 2.1, 2.5 */
        { TYPE_SVCB, 2, 1, false, true },   /* RFC 9460 2.2 */
        { TYPE_HTTPS, 2, 1, false, true },
        { TYPE_NAPTR, 0, 0, false, true }, /* it has one, but where? */
        /* no names, or none that matter */
        { TYPE_A, 0, 0, false, false },
        { TYPE_AAAA, 0, 0, false, false },
        { TYPE_TXT, 0, 0, false, false },
        { TYPE_DS, 0, 0, false, false },
        { 65280, 0, 0, false, false },
        { 0, 0, 0, false, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct rdata_shape s = rdata_shape(rows[i].type);
        assert_int_equal(s.type, rows[i].type);
        assert_int_equal(s.skip, rows[i].skip);
        assert_int_equal(s.names, rows[i].names);
        assert_int_equal(s.compress, rows[i].compress);
        assert_int_equal(s.addresses, rows[i].addresses);
        assert_int_equal(rdata_refers(rows[i].type), rows[i].addresses);
    }
}

static void targets_are_names_whose_addresses_go_along(void **state)
{
    static const struct {
        uint16_t type;
        const char *data;
        size_t n;
        int at; /* -1: there is none */
    } rows[] = {
        { TYPE_NS, "\2ns\0", 4, 0 },
        { TYPE_MX, "\0\12\4mail\0", 8, 2 },
        { TYPE_SRV, "\0\1\0\2\0\65\3sip\0", 11, 6 },
        { TYPE_AFSDB, "\0\1\1a\0", 5, 2 },
        { TYPE_SVCB, "\0\1\3svc\0\0\3\0\2\1\273", 13, 2 },
        { TYPE_HTTPS, "\0\0\0", 3, 2 },
        /* names, but of something else */
        { TYPE_CNAME, "\1a\0", 3, -1 },
        { TYPE_PTR, "\1a\0", 3, -1 },
        { TYPE_SOA, "\1a\0\1b\0\0\0\0\0", 10, -1 },
        { TYPE_DNAME, "\1a\0", 3, -1 },
        { TYPE_A, "\1\2\3\4", 4, -1 },
        { TYPE_TXT, "\1a", 2, -1 },
        /* NAPTR: behind two numbers and three strings, RFC 3403 4.1 */
        { TYPE_NAPTR, "\0\1\0\2\1s\7SIP+D2U\0\4_sip\0", 21, 15 },
        { TYPE_NAPTR, "\0\1\0\2\0\0\0\0", 8, 7 },
        /* it is the one type whose data was not looked through before */
        { TYPE_NAPTR, "", 0, -1 },
        { TYPE_NAPTR, "\0\1\0", 3, -1 },
        { TYPE_NAPTR, "\0\1\0\2\1s\1", 7, -1 },
        { TYPE_NAPTR, "\0\1\0\2\0\0\5", 7, -1 },
        { TYPE_NAPTR, "\0\1\0\2\0\0\0", 7, -1 },
        { TYPE_NAPTR, "\0\1\0\2\0\0\0\3ab", 10, -1 },
        { TYPE_NAPTR, "\0\1\0\2\0\0\0\300\14", 9, -1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct bytes data = data_of(rows[i].data, rows[i].n);
        const uint8_t *target = rdata_target(rows[i].type, data);
        if (rows[i].at < 0)
            assert_null(target);
        else
            assert_ptr_equal(target, data.at + rows[i].at);
        guard_reset(NULL);
    }
}

static int sign(int v)
{
    return (v > 0) - (v < 0);
}

static void data_are_the_same_but_for_the_case_of_names(void **state)
{
    static const struct {
        uint16_t type;
        const char *a;
        size_t a_n;
        const char *b;
        size_t b_n;
        bool same;
    } rows[] = {
        { TYPE_A, "\1\2\3\4", 4, "\1\2\3\4", 4, true },
        { TYPE_A, "\1\2\3\4", 4, "\1\2\3\5", 4, false },
        /* 0x41 and 0x61 are letters in a name, and numbers in an address */
        { TYPE_A, "\101\2\3\4", 4, "\141\2\3\4", 4, false },
        { TYPE_TXT, "\1a", 2, "\1A", 2, false },
        { TYPE_TXT, "\1a", 2, "\1a\0", 3, false },
        { TYPE_TXT, "", 0, "\0", 1, false },
        { TYPE_TXT, "", 0, "", 0, true },
        { 65280, "\1a\0", 3, "\1A\0", 3, false },
        { TYPE_NS, "\2ns\3com\0", 8, "\2NS\3Com\0", 8, true },
        { TYPE_NS, "\2ns\3com\0", 8, "\2ns\3net\0", 8, false },
        { TYPE_NS, "\2ns\3com\0", 8, "\2ns\0", 4, false },
        { TYPE_NS, "\0", 1, "\2ns\0", 4, false },
        { TYPE_DNAME, "\1a\0", 3, "\1A\0", 3, true },
        { TYPE_MX, "\0\12\1a\0", 5, "\0\12\1A\0", 5, true },
        { TYPE_MX, "\0\12\1a\0", 5, "\0\13\1a\0", 5, false },
        { TYPE_MX, "\0\101\1a\0", 5, "\0\141\1a\0", 5, false },
        { TYPE_SRV, "\0\1\0\1\0\65\1a\0", 9, "\0\1\0\1\0\65\1A\0", 9, true },
        { TYPE_SRV, "\0\1\0\1\0\65\1a\0", 9, "\0\1\0\1\0\66\1a\0", 9, false },
        /* both names of two, and what stands behind them */
        { TYPE_MINFO, "\1a\0\1b\0", 6, "\1A\0\1B\0", 6, true },
        { TYPE_MINFO, "\1a\0\1b\0", 6, "\1a\0\1c\0", 6, false },
        { TYPE_MINFO, "\1a\0\1b\0", 6, "\1b\0\1a\0", 6, false },
        { TYPE_SOA, "\1a\0\1b\0Zz", 8, "\1A\0\1B\0Zz", 8, true },
        { TYPE_SOA, "\1a\0\1b\0Zz", 8, "\1a\0\1b\0ZZ", 8, false },
        { 26 /* PX */, "\0\1\1a\0\1b\0", 8, "\0\1\1A\0\1B\0", 8, true },
        { TYPE_NAPTR, "\0\1\0\2\1s\0\0\1a\0", 11, "\0\1\0\2\1s\0\0\1A\0", 11,
          true },
        { TYPE_NAPTR, "\0\1\0\2\1s\0\0\1a\0", 11, "\0\1\0\2\1S\0\0\1a\0", 11,
          false },
        { TYPE_NAPTR, "\0\1\0\2\0\0\0\1a\0", 10, "\0\1\0\2\1s\0\0\1a\0", 11,
          false },
        { TYPE_SVCB, "\0\1\1a\0\0\1\0\3\2h2", 12, "\0\1\1A\0\0\1\0\3\2h2", 12,
          true },
        { TYPE_SVCB, "\0\1\1a\0\0\1\0\3\2h2", 12, "\0\1\1a\0\0\1\0\3\2H2", 12,
          false },
        { TYPE_SVCB, "\0\1\1a\0\0\1\0\3\2h2", 12, "\0\1\1a\0", 5, false },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct bytes a = data_of(rows[i].a, rows[i].a_n);
        struct bytes b = data_of(rows[i].b, rows[i].b_n);
        int ab = rdata_compare(rows[i].type, a, b);
        int ba = rdata_compare(rows[i].type, b, a);
        assert_int_equal(ab == 0, rows[i].same);
        assert_int_equal(sign(ab), -sign(ba)); /* it is an order */
        assert_int_equal(rdata_compare(rows[i].type, a, a), 0);
        guard_reset(NULL);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_stand_where_the_rfcs_say),
        cmocka_unit_test(targets_are_names_whose_addresses_go_along),
        cmocka_unit_test(data_are_the_same_but_for_the_case_of_names),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
