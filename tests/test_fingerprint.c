#include "zonefile/fingerprint.h"

#include "tests/shared/guard.h"
#include "tests/shared/test.h"

enum { LONGEST = 200 };

static void nothing_is_read_behind_the_end(void **state)
{
    (void)state;
    for (size_t n = 0; n <= LONGEST; n++) {
        uint8_t *at = guarded(NULL, n);
        memset(at, 0x61, n);
        assert_true(fingerprint(0, at, n) != 0);
        guard_free(at);
    }
}

/* Zeros too, of which there may be one more or less. */
static void each_length_has_its_own(void **state)
{
    static const uint8_t zeros[LONGEST];
    uint64_t seen[LONGEST];
    (void)state;
    for (size_t n = 0; n < LONGEST; n++) {
        seen[n] = fingerprint(0, zeros, n);
        for (size_t i = 0; i < n; i++)
            assert_true(seen[i] != seen[n]);
    }
}

static unsigned bits_of(uint64_t v)
{
    return (unsigned)__builtin_popcountll(v);
}

/* And it turns a good part of the bits. */
static void each_bit_counts(void **state)
{
    uint8_t text[LONGEST];
    (void)state;
    memset(text, 'x', sizeof text);
    uint64_t same = fingerprint(0, text, sizeof text);
    for (unsigned i = 0; i < 8 * sizeof text; i++) {
        text[i / 8] ^= (uint8_t)(1 << i % 8);
        uint64_t other = fingerprint(0, text, sizeof text);
        text[i / 8] ^= (uint8_t)(1 << i % 8);
        assert_in_range(bits_of(same ^ other), 12, 52);
    }
    assert_true(fingerprint(0, text, sizeof text) == same);
}

/* Two octets that change places, at any distance. */
static void each_place_counts(void **state)
{
    uint8_t text[LONGEST];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (uint8_t)i;
    uint64_t same = fingerprint(0, text, sizeof text);
    for (size_t i = 1; i < sizeof text; i++) {
        text[0] = (uint8_t)i;
        text[i] = 0;
        assert_true(fingerprint(0, text, sizeof text) != same);
        text[0] = 0;
        text[i] = (uint8_t)i;
    }
}

static void texts_in_a_row_keep_their_borders_and_their_order(void **state)
{
    (void)state;
    uint64_t a_bc = fingerprint(fingerprint(0, "a", 1), "bc", 2);
    uint64_t ab_c = fingerprint(fingerprint(0, "ab", 2), "c", 1);
    uint64_t bc_a = fingerprint(fingerprint(0, "bc", 2), "a", 1);
    uint64_t abc = fingerprint(0, "abc", 3);
    uint64_t abc_ = fingerprint(abc, "", 0);
    uint64_t all[] = { a_bc, ab_c, bc_a, abc, abc_ };
    for (size_t i = 0; i < ITEMS(all); i++)
        for (size_t j = 0; j < i; j++)
            assert_true(all[i] != all[j]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_read_behind_the_end),
        cmocka_unit_test(each_length_has_its_own),
        cmocka_unit_test(each_bit_counts),
        cmocka_unit_test(each_place_counts),
        cmocka_unit_test(texts_in_a_row_keep_their_borders_and_their_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
