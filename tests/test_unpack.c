#include "zonefile/unpack.h"

#include "tests/shared/flat_text.h"
#include "tests/shared/test.h"

/* Names in data, compressed in the image or not, are whole and in the case in
 * which they were written. */
static void records_are_as_they_were_read(void **state)
{
    static const char zone[] =
        "$ZONE t\n$TTL 60\n"
        "t SOA Ns.T Host.x.t 7 2 3 4 5\n"
        "t NS Ns.T\nt NS a.b.Ns.T\nns.t 10.0.0.1\na.b.ns.t 10.0.0.1\n"
        "t 9 MX 10 Mail.t\nt MX 20 t\nt MX 30 .\n"
        "t TXT a b\nt SRV 1 2 3 Mail.T\n";
    static const struct {
        uint16_t type;
        size_t records;
        uint32_t ttl;
        struct {
            const char *data;
            size_t n;
        } of[3];
    } rows[] = {
        { TYPE_SOA,
          1,
          60,
          { { "\2Ns\1T\0\4Host\1x\1t\0\0\0\0\7\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5",
              36 } } },
        { TYPE_NS, 2, 60, { { "\2Ns\1T", 6 }, { "\1a\1b\2Ns\1T", 10 } } },
        { TYPE_MX,
          3,
          9,
          { { "\0\12\4Mail\1t", 10 }, { "\0\24\1t", 5 }, { "\0\36", 3 } } },
        { TYPE_TXT, 1, 60, { { "\1a\1b", 4 } } },
        { TYPE_SRV, 1, 60, { { "\0\1\0\2\0\3\4Mail\1T", 14 } } },
    };
    static struct unpack u;
    struct zone_load l = flat_load(zone);
    struct name apex;
    (void)state;
    name_set(&apex, (const uint8_t *)"\1t");
    const struct node *node = image_find(&l.image, &apex, 1);
    assert_non_null(node);
    for (size_t i = 0; i < ITEMS(rows); i++) {
        const struct rrset *set = node_rrset(node, rows[i].type);
        unpack_begin(&u, node, set);
        for (size_t k = 0; k < rows[i].records; k++) {
            assert_true(unpack_next(&u));
            assert_int_equal(u.ttl, rows[i].ttl);
            assert_int_equal(u.data.n, rows[i].of[k].n);
            assert_memory_equal(u.data.at, rows[i].of[k].data, u.data.n);
        }
        assert_false(unpack_next(&u));
    }
    zone_free(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_are_as_they_were_read),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
