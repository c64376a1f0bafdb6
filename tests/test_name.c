#include "zonefile/name.h"

#include "tests/shared/guard.h"
#include "tests/shared/names.h"
#include "tests/shared/test.h"
#include "zonefile/nametext.h"

#include <stdlib.h>

/* ---- lower case ---- */

static uint8_t naive_lower(uint8_t c)
{
    return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 32) : c; /* RFC 4343 3 */
}

/* `n` octets Z but for `c` at `k`. */
static void assert_lower(uint8_t c, size_t k, size_t n)
{
    uint8_t in[20], out[21];
    memset(in, 'Z', sizeof in);
    in[k] = c;
    out[n] = 0xee;
    name_lower(out, in, n);
    for (size_t i = 0; i < n; i++)
        assert_int_equal(out[i], naive_lower(in[i]));
    assert_int_equal(out[n], 0xee);
}

static void lower_case_folds_only_letters(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++)
        for (size_t n = 1; n <= 20; n++)
            for (size_t k = 0; k < n; k++)
                assert_lower((uint8_t)c, k, n);
}

static void lower_case_reads_and_writes_what_it_was_told(void **state)
{
    (void)state;
    uint8_t any[64];
    for (size_t i = 0; i < sizeof any; i++)
        any[i] = (uint8_t)(i * 37 + 50);
    for (size_t n = 0; n <= sizeof any; n++) {
        const uint8_t *src = guarded(any, n);
        uint8_t *dst = guarded(NULL, n), *both = guarded(any, n);
        name_lower(dst, src, n);
        name_lower(both, both, n); /* in place */
        for (size_t i = 0; i < n; i++)
            assert_int_equal(dst[i], naive_lower(any[i]));
        assert_memory_equal(src, any, n);
        assert_memory_equal(both, dst, n);
        guard_reset(NULL);
    }
}

/* ---- hashes ---- */

static const char *const some_names[] = {
    "",
    "\3com",
    "\4cctv\3com",
    "\4news\4cctv\3com",
    "\1*\4wild\4cctv\3com",
    "\7in-addr\4arpa",
    "\1"
    "7\3"
    "113\1"
    "0\3"
    "203\7in-addr\4arpa",
    "\15xn--efvy88h-x\2cn",
    "\77"
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz0123456789a"
    "\5label",
    "\1a\2bb\3ccc\4dddd\5eeeee\6ffffff\7ggggggg\10hhhhhhhh\11iiiiiiiii",
};

/* hash[d] is the hash of the last d labels, made alone. */
static void assert_suffixes(const struct name *n)
{
    for (unsigned d = 0; d <= n->labels; d++) {
        struct name alone;
        uint8_t at = name_suffix(n, d);
        name_set(&alone, n->wire + at);
        assert_int_equal(alone.labels, d);
        assert_int_equal(alone.len, n->len - at);
        assert_true(alone.hash[d] == n->hash[d]);
    }
}

static void each_hash_is_that_of_the_suffix_made_alone(void **state)
{
    struct name n;
    uint8_t wire[LIMIT_ROOM];
    (void)state;
    for (size_t i = 0; i < ITEMS(some_names); i++) {
        name_set(&n, WIRE(some_names[i]));
        assert_suffixes(&n);
    }
    for (size_t i = 0; i < LIMITS_FINE; i++) {
        assert_int_equal(limit_wire(wire, limits[i].sizes), limits[i].len);
        name_set(&n, wire);
        assert_suffixes(&n);
    }
}

static void a_hash_knows_no_case(void **state)
{
    struct name a, b;
    (void)state;
    name_set(&a, WIRE("\4NeWs\4cCtV\3COM"));
    name_set(&b, WIRE("\4news\4cctv\3com"));
    for (unsigned d = 0; d <= 3; d++)
        assert_true(a.hash[d] == b.hash[d]);
    assert_memory_equal(a.wire, b.wire, 15);
}

/* Octets alike, labels not; labels alike, order not; zeros of each length. */
static void other_names_have_other_hashes(void **state)
{
    static const struct {
        const char *wire;
    } rows[] = {
        { "" },
        { "\2ab\1c" },
        { "\1a\2bc" },
        { "\1a\1b\1c" },
        { "\1c\1b\1a" },
        { "\3abc" },
        { "\1\0" },
        { "\2\0\0" },
        { "\3\0\0\0" },
        { "\7\0\0\0\0\0\0\0" },
        { "\10\0\0\0\0\0\0\0\0" },
        { "\11\0\0\0\0\0\0\0\0\0" },
        { "\1\0\1\0" },
        { "\10abcdefgh" },
        { "\11abcdefghi" },
        { "\10abcdefgh\1i" },
    };
    struct name a, b;
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++)
        for (size_t k = 0; k < i; k++) {
            name_set(&a, WIRE(rows[i].wire));
            name_set(&b, WIRE(rows[k].wire));
            assert_true(a.hash[a.labels] != b.hash[b.labels]);
        }
}

static int by_number(const void *a, const void *b)
{
    const uint64_t *p = a, *q = b;
    return (*p > *q) - (*p < *q);
}

/* Names as they are: w0.d0.test to w99.d99.test.  64 bits must not meet; of
 * the 32 in the table, 10,000 keep all but 0.01 pairs apart on average. */
static void hashes_of_like_names_spread(void **state)
{
    enum { N = 10000 };
    static uint64_t hash[N], key[N];
    unsigned pairs = 0;
    (void)state;
    for (int i = 0; i < N; i++) {
        char text[32];
        uint8_t wire[DNS_NAME_MAX];
        size_t len;
        struct name n;
        int size =
            snprintf(text, sizeof text, "w%d.d%d.test.", i % 100, i / 100);
        struct bytes in = { (const uint8_t *)text, (size_t)size };
        assert_int_equal(name_parse(wire, &len, in, NULL), NAME_FINE);
        name_set(&n, wire);
        hash[i] = n.hash[3];
        key[i] = name_key(n.hash[3]);
    }
    qsort(hash, N, sizeof *hash, by_number);
    qsort(key, N, sizeof *key, by_number);
    for (int i = 1; i < N; i++) {
        assert_true(hash[i] != hash[i - 1]);
        pairs += key[i] == key[i - 1];
    }
    assert_in_range(pairs, 0, 2);
}

static void octets_behind_a_label_do_not_matter(void **state)
{
    uint8_t label[DNS_LABEL_MAX + 1 + NAME_PAD];
    (void)state;
    for (uint8_t n = 1; n <= DNS_LABEL_MAX; n++) {
        memset(label, 0, sizeof label);
        label[0] = n;
        memset(label + 1, 'x', n);
        uint64_t hash = name_hash_label(1, label);
        memset(label + 1 + n, 0xff, NAME_PAD);
        assert_true(name_hash_label(1, label) == hash);
        assert_true(name_hash_label(2, label) != hash);
        label[n] = 'y'; /* the last octet of the label itself does */
        assert_true(name_hash_label(1, label) != hash);
        /* and eight octets behind it are all that is read */
        const uint8_t *edge = guarded(label, n + 1u + NAME_PAD);
        assert_true(name_hash_label(1, edge) == name_hash_label(1, label));
        guard_reset(NULL);
    }
}

/* ---- struct name ---- */

static void a_name_knows_its_labels(void **state)
{
    static const struct {
        const char *wire, *lower;
        uint8_t labels, len, at[5];
    } rows[] = {
        { "", "", 0, 1, { 0 } },
        { "\3com", "\3com", 1, 5, { 0, 4 } },
        { "\4NEWS\4cctv\3Com", "\4news\4cctv\3com", 3, 15, { 0, 5, 10, 14 } },
        { "\1a\1B\1c\1D", "\1a\1b\1c\1d", 4, 9, { 0, 2, 4, 6, 8 } },
        /* not letters: [ is behind Z, @ before A, 0xc1 is A with a bit more */
        { "\3[@\xc1", "\3[@\xc1", 1, 5, { 0, 4 } },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name n;
        const uint8_t *wire = guarded(rows[i].wire, rows[i].len);
        name_set(&n, wire);
        assert_int_equal(n.labels, rows[i].labels);
        assert_int_equal(n.len, rows[i].len);
        assert_memory_equal(n.wire, rows[i].lower, n.len);
        assert_memory_equal(n.at, rows[i].at, n.labels + 1u);
        for (unsigned d = 0; d <= n.labels; d++)
            assert_int_equal(name_suffix(&n, d), rows[i].at[n.labels - d]);
        assert_int_equal(name_len(wire), rows[i].len);
    }
}

static void the_longest_names_fit(void **state)
{
    uint8_t wire[LIMIT_ROOM];
    struct name n;
    (void)state;
    for (size_t i = 0; i < LIMITS_FINE; i++) {
        assert_int_equal(limit_wire(wire, limits[i].sizes), limits[i].len);
        name_set(&n, guarded(wire, limits[i].len));
        assert_int_equal(n.len, limits[i].len);
        assert_int_equal(n.labels, strlen((const char *)limits[i].sizes));
        assert_int_equal(n.at[n.labels], n.len - 1);
        assert_memory_equal(n.wire, wire, n.len);
        assert_int_equal(name_len(n.wire), n.len);
    }
}

/* ---- one name behind another ---- */

static void appended_names_equal_those_made_whole(void **state)
{
    static const struct {
        const char *front, *end, *whole;
    } rows[] = {
        { "", "", "" },
        { "\3com", "", "\3com" },
        { "", "\3com", "\3com" },
        { "\4news", "\4cctv\3com", "\4news\4cctv\3com" },
        { "\3www\4news", "\4cctv\3com", "\3www\4news\4cctv\3com" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct name n, end, whole;
        name_set(&n, WIRE(rows[i].front));
        memset(n.hash, 0xee, sizeof n.hash); /* they need not be there */
        name_set(&end, WIRE(rows[i].end));
        name_set(&whole, WIRE(rows[i].whole));
        assert_true(name_append(&n, &end));
        assert_int_equal(n.len, whole.len);
        assert_int_equal(n.labels, whole.labels);
        assert_memory_equal(n.wire, whole.wire, n.len);
        assert_memory_equal(n.at, whole.at, n.labels + 1u);
        for (unsigned d = 0; d <= n.labels; d++)
            assert_true(n.hash[d] == whole.hash[d]);
    }
}

/* 254 octets of labels fit, however they are cut in two. */
static void appending_stops_at_255_octets(void **state)
{
    (void)state;
    for (size_t i = 0; i < LIMITS; i++) {
        size_t labels = strlen((const char *)limits[i].sizes);
        for (size_t cut = 1; cut < labels; cut++) {
            uint8_t front_sizes[130] = { 0 }, wire[LIMIT_ROOM];
            struct name n, end;
            memcpy(front_sizes, limits[i].sizes, cut);
            limit_wire(wire, front_sizes);
            name_set(&n, wire);
            limit_wire(wire, limits[i].sizes + cut);
            name_set(&end, wire);
            bool fits = limits[i].len <= DNS_NAME_MAX;
            assert_int_equal(name_append(&n, &end), fits);
            if (!fits)
                continue;
            assert_int_equal(n.len, limits[i].len);
            assert_int_equal(n.labels, labels);
            assert_suffixes(&n);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lower_case_folds_only_letters),
        cmocka_unit_test(lower_case_reads_and_writes_what_it_was_told),
        cmocka_unit_test(each_hash_is_that_of_the_suffix_made_alone),
        cmocka_unit_test(a_hash_knows_no_case),
        cmocka_unit_test(other_names_have_other_hashes),
        cmocka_unit_test(hashes_of_like_names_spread),
        cmocka_unit_test(octets_behind_a_label_do_not_matter),
        cmocka_unit_test(a_name_knows_its_labels),
        cmocka_unit_test(the_longest_names_fit),
        cmocka_unit_test(appended_names_equal_those_made_whole),
        cmocka_unit_test(appending_stops_at_255_octets),
    };
    return cmocka_run_group_tests(tests, NULL, guard_reset);
}
