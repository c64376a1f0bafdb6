/* Signatures: made, checked, and every octet of a message under them. */
#include "tools/tsig.h"

#include <stdlib.h>

#include "tests/shared/test.h"
#include "tools/message.h"
#include "tools/tsigkey.h"

enum { NOW = 1700000000, ROOM = 512 };

static const char query[] = "\0\7\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1";

static struct tsig_key key_of(const char *text)
{
    struct tsig_key key;
    assert_null(tsigkey_text(&key, text));
    return key;
}

/* A signed message in `out`, and what was signed before it. */
static size_t sign(uint8_t *out, const struct tsig_key *key,
                   struct tsig_state *state)
{
    struct writer w = writer_over(out, ROOM);
    write_bytes(&w, query, sizeof query - 1);
    tsig_sign(&w, out, key, state, NOW);
    assert_false(w.bad);
    return (size_t)(w.at - out);
}

/* As a server would check it: nothing came before. */
static const char *check(const uint8_t *m, size_t n, const struct tsig_key *key,
                         uint64_t now)
{
    struct tsig_state state = { 0 };
    struct tsig_check c = { .key = key, .now = now, .at = sizeof query - 1 };
    const char *wrong = tsig_verify((struct bytes){ m, n }, &c, &state);
    tsig_end(&state);
    return wrong;
}

static void what_is_signed_can_be_checked(void **state)
{
    static const char *const keys[] = {
        "a:AAECAwQF",
        "hmac-md5:a:AAECAwQF",
        "hmac-sha1:a.b.:AAECAw==",
        "hmac-sha224:a:AAECAwQF",
        "hmac-sha256:a:AAECAwQF",
        "hmac-sha384:a:AAECAwQF",
        "hmac-sha512:A:AAECAwQF",
        "hmac-sha256-128:a:AAECAwQF",
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(keys); i++) {
        struct tsig_key key = key_of(keys[i]);
        struct tsig_state s = { 0 };
        uint8_t out[ROOM];
        size_t n = sign(out, &key, &s);
        struct message m;
        assert_true(message_read(&m, (struct bytes){ out, n }));
        assert_non_null(m.tsig);
        assert_int_equal(m.tsig->at, sizeof query - 1);
        message_free(&m);
        assert_null(check(out, n, &key, NOW));
        assert_null(check(out, n, &key, NOW + 300));
        assert_string_equal(check(out, n, &key, NOW + 301),
                            "clocks are unsynchronized");
        assert_string_equal(check(out, n, &key, NOW - 301),
                            "clocks are unsynchronized");
        tsig_end(&s);
    }
}

/* One bit anywhere, and it is good no longer; but the ID is signed as it was
 * sent first, and the case of a key's name does not count. */
static void a_changed_message_is_not_good(void **state)
{
    struct tsig_key key = key_of("hmac-sha256:1:AAECAwQF");
    struct tsig_state s = { 0 };
    uint8_t out[ROOM];
    size_t n = sign(out, &key, &s);
    (void)state;
    for (size_t i = 2; i < n; i++) {
        bool type_to_length = i >= sizeof query + 2 && i < sizeof query + 12;
        bool letter = i > sizeof query + 12 && i < sizeof query + 24;
        for (unsigned bit = 1; bit < 256 && !type_to_length; bit <<= 1) {
            if (letter && bit == 0x20)
                continue;
            out[i] ^= (uint8_t)bit;
            assert_non_null(check(out, n, &key, NOW));
            out[i] ^= (uint8_t)bit;
        }
    }
    assert_null(check(out, n, &key, NOW));
    struct tsig_key other = key_of("hmac-sha256:1:AAECAwQG");
    assert_string_equal(check(out, n, &other, NOW), "tsig verify failure");
    tsig_end(&s);
}

static void a_cut_record_is_not_read_too_far(void **state)
{
    struct tsig_key key = key_of("hmac-sha256:1:AAECAwQF");
    struct tsig_state s = { 0 };
    uint8_t out[ROOM];
    size_t n = sign(out, &key, &s);
    (void)state;
    for (size_t cut = sizeof query - 1; cut < n; cut++)
        assert_non_null(check(out, cut, &key, NOW));
    tsig_end(&s);
}

/* Half of the MAC, 10 octets, and what we send ourselves. */
static void a_mac_may_be_cut_so_far(void **state)
{
    static const struct {
        const char *sent, *checked;
        bool good;
    } rows[] = {
        { "hmac-sha256-128:1:AAECAwQF", "hmac-sha256:1:AAECAwQF", true },
        { "hmac-sha256-120:1:AAECAwQF", "hmac-sha256:1:AAECAwQF", false },
        { "hmac-sha256-80:1:AAECAwQF", "hmac-sha256-80:1:AAECAwQF", false },
        { "hmac-sha256-160:1:AAECAwQF", "hmac-sha256-192:1:AAECAwQF", false },
        { "hmac-sha256-192:1:AAECAwQF", "hmac-sha256-160:1:AAECAwQF", true },
        { "hmac-md5-80:1:AAECAwQF", "hmac-md5:1:AAECAwQF", true },
        { "hmac-sha512-256:1:AAECAwQF", "hmac-sha512:1:AAECAwQF", true },
        { "hmac-sha256:1:AAECAwQF", "hmac-sha256-512:1:AAECAwQF", true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct tsig_key sent = key_of(rows[i].sent);
        struct tsig_key checked = key_of(rows[i].checked);
        struct tsig_state s = { 0 };
        uint8_t out[ROOM];
        size_t n = sign(out, &sent, &s);
        assert_int_equal(check(out, n, &checked, NOW) == NULL, rows[i].good);
        tsig_end(&s);
    }
}

/* Between two signed ones messages may go without, at the end none. */
static void what_comes_last_is_signed(void **state)
{
    struct tsig_key key = key_of("hmac-sha256:1:AAECAwQF");
    struct tsig_state s = { 0 }, reader = { 0 };
    uint8_t out[ROOM];
    size_t n = sign(out, &key, &s);
    struct tsig_check c = { .key = &key, .now = NOW, .at = sizeof query - 1 };
    (void)state;
    assert_true(tsig_is_whole(&reader));
    assert_null(tsig_verify((struct bytes){ out, n }, &c, &reader));
    assert_true(tsig_is_whole(&reader));
    c.at = 0;
    assert_null(tsig_verify((struct bytes){ out, n }, &c, &reader));
    assert_false(tsig_is_whole(&reader));
    tsig_end(&s);
    tsig_end(&reader);
}

#define NO_ALGORITHM                                                           \
    "the algorithm is none of hmac-md5, hmac-sha1, hmac-sha224, hmac-sha256, " \
    "hmac-sha384, hmac-sha512"

static const struct {
    const char *text, *wrong;
} refused[] = {
    { "x", "a key is [HMAC:]NAME:BASE64" },
    { "a:x", "the secret is not base 64" },
    { "a:", "the secret is not base 64" },
    { "a..b:AAECAwQF", "the key's name is no name" },
    { "hmac-sha3:a:AAECAwQF", NO_ALGORITHM },
    { "hmac-sha256-12:a:AAECAwQF", NO_ALGORITHM },
    { "hmac-sha256-:a:AAECAwQF", NO_ALGORITHM },
};

static void keys_that_are_none_are_refused(void **state)
{
    (void)state;
    for (size_t i = 0; i < ITEMS(refused); i++) {
        struct tsig_key key;
        const char *wrong = tsigkey_text(&key, refused[i].text);
        assert_non_null(wrong);
        assert_string_equal(wrong, refused[i].wrong);
    }
}

static void a_key_is_read_from_a_file(void **state)
{
    char path[] = "/tmp/twig-key-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "w");
    struct tsig_key key, want = key_of("hmac-sha512:tk:AAECAwQF");
    (void)state;
    assert_non_null(f);
    fputs(
        "key \"tk\" {\n\talgorithm hmac-sha512;\n\tsecret \"AAECAwQF\";\n};\n",
        f);
    fclose(f);
    assert_null(tsigkey_file(&key, path));
    assert_int_equal(key.algorithm, want.algorithm);
    assert_int_equal(key.secret_n, want.secret_n);
    assert_memory_equal(key.secret, want.secret, want.secret_n);
    assert_memory_equal(key.name, want.name, want.name_n);
    remove(path);
    assert_non_null(tsigkey_file(&key, path));
    assert_string_equal(tsigkey_file(&key, "/dev/null"),
                        "there is no key in it");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_signed_can_be_checked),
        cmocka_unit_test(a_changed_message_is_not_good),
        cmocka_unit_test(a_cut_record_is_not_read_too_far),
        cmocka_unit_test(a_mac_may_be_cut_so_far),
        cmocka_unit_test(what_comes_last_is_signed),
        cmocka_unit_test(keys_that_are_none_are_refused),
        cmocka_unit_test(a_key_is_read_from_a_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
