/*
 * Files of secrets: what is read, and what is said of those that are wrong.
 */
#include "resolver/secrets.h"

#include "tests/shared/test.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define ONE "e5e973e5a6b2a43f48e7dc849e37bfcf"
#define TWO "445536bcd2513298075a5d379663c962"
#define THREE "DD3BDF9344B678B185A6F5CB60FCA715"
#define TEN "# 3456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN "..........\n"
#define THOUSAND                                                               \
    HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED HUNDRED    \
        HUNDRED
#define MEND "; make one with: openssl rand -hex 16"

static const uint8_t keys[3][COOKIE_SECRET] = {
    "\xe5\xe9\x73\xe5\xa6\xb2\xa4\x3f\x48\xe7\xdc\x84\x9e\x37\xbf\xcf",
    "\x44\x55\x36\xbc\xd2\x51\x32\x98\x07\x5a\x5d\x37\x96\x63\xc9\x62",
    "\xdd\x3b\xdf\x93\x44\xb6\x78\xb1\x85\xa6\xf5\xcb\x60\xfc\xa7\x15",
};

/* Into a directory of its own, as the file `secret`. */
static int enter(void **state)
{
    static char directory[] = "/tmp/test_secrets.XXXXXX";
    *state = mkdtemp(directory);
    return *state ? chdir(*state) : -1;
}

static int leave(void **state)
{
    unlink("secret");
    return chdir("/") < 0 || rmdir(*state) < 0 ? -1 : 0;
}

static void write_file(const char *text, size_t n, mode_t mode)
{
    unlink("secret");
    FILE *out = fopen("secret", "w");
    assert_non_null(out);
    assert_int_equal(fwrite(text, 1, n, out), n);
    assert_int_equal(fclose(out), 0);
    assert_int_equal(chmod("secret", mode), 0);
}

static void a_secret_a_line(void **state)
{
    static const struct {
        const char *text;
        unsigned n; /* of keys, in that order */
    } rows[] = {
        { ONE "\n", 1 },
        { ONE, 1 },
        { ONE "\n" TWO "\n", 2 },
        { ONE "\n" TWO "\n" THREE "\n", 3 },
        /* blank lines, comments, ends of lines from elsewhere */
        { "\n\n" ONE "\n\n \t \n" TWO "\n\n", 2 },
        { "# old\n  # and new\n" ONE " # June\n" TWO "# May\n#" THREE, 2 },
        { ONE "\r\n\r\n" TWO "\r\n", 2 },
        { "\t " ONE " \t\n", 1 },
        { THOUSAND THOUSAND THOUSAND THOUSAND ONE, 1 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = { .n = 77 };
        char why[SECRETS_WHY] = "?";
        write_file(rows[i].text, strlen(rows[i].text), 0600);
        assert_int_equal(secrets_read(&s, "secret", why, sizeof why), 0);
        assert_string_equal(why, "");
        assert_int_equal(s.n, rows[i].n);
        assert_memory_equal(s.at, keys, s.n * sizeof *keys);
    }
}

#define ROW(text, why)                                                         \
    {                                                                          \
        text, sizeof(text) - 1, why                                            \
    }

static void mistakes_are_told_with_their_line(void **state)
{
    static const struct {
        const char *text;
        size_t n;
        const char *why;
    } rows[] = {
        ROW("", "secret: there is no secret in it" MEND),
        ROW("\n# " ONE "\n", "secret: there is no secret in it" MEND),
        ROW("e5e973e5a6b2a43f48e7dc849e37bfc\n",
            "secret:1: 31 digits, and a secret has 32" MEND),
        ROW(ONE "\n\n" TWO "0",
            "secret:3: 33 digits, and a secret has 32" MEND),
        ROW(ONE TWO, "secret:1: 64 digits, and a secret has 32" MEND),
        ROW(ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE ONE,
            "secret:1: 512 digits, and a secret has 32" MEND),
        ROW("a", "secret:1: 1 digits, and a secret has 32" MEND),
        /* what is no digit: a blank, a sign, a NUL, the neighbours in ASCII */
        ROW(ONE " " TWO,
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("# \n0x445536bcd2513298075a5d379663c9\n",
            "secret:2: only hexadecimal digits make a secret" MEND),
        ROW("e5e973e5a6b2a43f48e7dc849e37bfc\0",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("/5e973e5a6b2a43f48e7dc849e37bfcf",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("e5e973e5a6b2a43f48e7dc849e37bfc:",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("e5e973e5@6b2a43f48e7dc849e37bfcf",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("G5e973e5a6b2a43f48e7dc849e37bfcf",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("e5e973e5`6b2a43f48e7dc849e37bfcf",
            "secret:1: only hexadecimal digits make a secret" MEND),
        ROW("g5e973e5a6b2a43f48e7dc849e37bfcf",
            "secret:1: only hexadecimal digits make a secret" MEND),
        /* too much */
        ROW(ONE "\n" TWO "\n#\n" THREE "\n" ONE "\n",
            "secret:5: secrets are at most 3: drop the oldest"),
        ROW(THOUSAND THOUSAND THOUSAND THOUSAND HUNDRED,
            "secret: longer than 4096 octets: is it the file of secrets?"),
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = { .at = { "untouched" }, .n = 1 };
        char why[SECRETS_WHY] = "?";
        write_file(rows[i].text, rows[i].n, 0600);
        assert_int_equal(secrets_read(&s, "secret", why, sizeof why), -1);
        assert_string_equal(why, rows[i].why);
        assert_int_equal(s.n, 1);
        assert_string_equal(s.at[0], "untouched");
    }
}

static void what_cannot_be_read_is_told(void **state)
{
    static const struct {
        const char *path, *why;
    } rows[] = {
        { "nowhere/secret", "nowhere/secret: No such file or directory" },
        { ".", ".: not a regular file" },
        { "/dev/null", "/dev/null: not a regular file" },
        { "/dev/zero", "/dev/zero: not a regular file" },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = { .n = 0 };
        char why[SECRETS_WHY] = "?", little[8];
        assert_int_equal(secrets_read(&s, rows[i].path, why, sizeof why), -1);
        assert_string_equal(why, rows[i].why);
        assert_int_equal(secrets_read(&s, rows[i].path, little, 8), -1);
        assert_memory_equal(little, why, 7);
        assert_int_equal(little[7], 0);
    }
}

static void others_who_may_read_are_a_warning(void **state)
{
    static const struct {
        mode_t mode;
        bool warned;
    } rows[] = {
        { 0600, false }, { 0400, false }, { 0700, false }, { 0640, true },
        { 0604, true },  { 0620, true },  { 0602, true },  { 0644, true },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s;
        char why[SECRETS_WHY] = "?";
        write_file(ONE, strlen(ONE), rows[i].mode);
        assert_int_equal(secrets_read(&s, "secret", why, sizeof why), 0);
        assert_int_equal(s.n, 1);
        assert_string_equal(why, rows[i].warned
                                     ? "secret: warning: others than its owner "
                                       "may use it; mend it with chmod 600"
                                     : "");
    }
}

/* Nobody would ever write to it, and the server would wait. */
static void a_pipe_is_refused_and_not_waited_for(void **state)
{
    struct cookie_secrets s = { .n = 0 };
    char why[SECRETS_WHY] = "?";
    (void)state;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    assert_int_equal(secrets_read(&s, "pipe", why, sizeof why), -1);
    assert_string_equal(why, "pipe: not a regular file");
    assert_int_equal(s.n, 0);
    assert_int_equal(unlink("pipe"), 0);
}

static void those_drawn_differ(void **state)
{
    uint8_t drawn[16][COOKIE_SECRET] = { { 0 } };
    (void)state;
    for (size_t i = 0; i < ITEMS(drawn); i++) {
        assert_int_equal(secrets_draw(drawn[i]), 0);
        for (size_t k = 0; k < i; k++)
            assert_memory_not_equal(drawn[i], drawn[k], COOKIE_SECRET);
    }
}

/* Which of keys there are, before and after keys[2] comes. */
static void rolling_keeps_the_last_one(void **state)
{
    static const struct {
        unsigned n, then;
    } rows[] = { { 0, 1 }, { 1, 2 }, { 2, 2 }, { 3, 2 } };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct cookie_secrets s = { .n = rows[i].n };
        memcpy(s.at, keys, rows[i].n * sizeof *keys);
        secrets_roll(&s, keys[2]);
        assert_int_equal(s.n, rows[i].then);
        assert_memory_equal(s.at[0], keys[2], COOKIE_SECRET);
        if (s.n > 1)
            assert_memory_equal(s.at[1], keys[0], COOKIE_SECRET);
    }
}

/* RFC 9018 5: what a client has stays good while the servers go through the
 * three steps, whatever step each of them is at. */
static void a_client_does_not_notice_the_roll(void **state)
{
    static const char *const steps[] = { ONE, ONE "\n" TWO, TWO "\n" ONE, TWO };
    struct cookie_secrets s[ITEMS(steps)];
    struct bytes from = { (const uint8_t *)"\xc0\0\2\1", 4 };
    uint8_t cookie[COOKIE_FULL];
    char why[SECRETS_WHY];
    (void)state;
    for (size_t i = 0; i < ITEMS(steps); i++) {
        write_file(steps[i], strlen(steps[i]), 0600);
        assert_int_equal(secrets_read(&s[i], "secret", why, sizeof why), 0);
    }
    for (size_t a = 0; a < ITEMS(steps); a++)
        for (size_t b = 0; b < ITEMS(steps); b++) {
            cookie_make(cookie, &s[a], keys[0], from, 1000);
            bool good = cookie_is_good(
                &s[b], (struct bytes){ cookie, COOKIE_FULL }, from, 1001);
            /* one step apart, or the hour of the last one waited for */
            bool far = (a <= 1 && b == 3) || (a >= 2 && b == 0);
            assert_int_equal(good, !far);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_secret_a_line),
        cmocka_unit_test(mistakes_are_told_with_their_line),
        cmocka_unit_test(what_cannot_be_read_is_told),
        cmocka_unit_test(others_who_may_read_are_a_warning),
        cmocka_unit_test(a_pipe_is_refused_and_not_waited_for),
        cmocka_unit_test(those_drawn_differ),
        cmocka_unit_test(rolling_keeps_the_last_one),
        cmocka_unit_test(a_client_does_not_notice_the_roll),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
