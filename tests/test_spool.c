#include "zonefile/spool.h"

#include "tests/shared/test.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t file_size(int fd)
{
    struct stat st;
    assert_int_equal(fstat(fd, &st), 0);
    return (size_t)st.st_size;
}

static int new_file(void)
{
    int fd = memfd_create("spool", MFD_CLOEXEC);
    assert_true(fd >= 0);
    return fd;
}

/* The first octet goes where the spool begins, the rest behind it. */
static void octets_reach_the_file_in_a_row(void **state)
{
    enum { FROM = 1000, N = 300, EACH = 3001 };
    struct spool s = { .fd = new_file(), .at = FROM };
    char *got = malloc(EACH);
    (void)state;
    for (int i = 0; i < N; i++) {
        assert_true(spool_end(&s) == FROM + (uint64_t)i * EACH);
        uint8_t *p = spool_take(&s, EACH);
        assert_non_null(p);
        memset(p, i % 251 + 1, EACH);
        assert_int_equal(spool_pause(&s), 0);
    }
    assert_true(file_size(s.fd) > FROM);  /* it did not wait for the end, */
    assert_true(s.buffer.cap < N * EACH); /* nor take memory for all */
    assert_int_equal(spool_flush(&s), 0);
    assert_int_equal(spool_flush(&s), 0); /* nothing left */
    assert_true(spool_end(&s) == FROM + N * EACH);
    assert_int_equal(file_size(s.fd), FROM + N * EACH);
    for (int i = 0; i < N; i++) {
        assert_int_equal(pread(s.fd, got, EACH, FROM + i * EACH), EACH);
        for (int k = 0; k < EACH; k++)
            assert_true((uint8_t)got[k] == i % 251 + 1);
    }
    free(got);
    close(s.fd);
    spool_free(&s);
}

/* Also where something else stood, and was written or given back. */
static void what_is_taken_is_zero(void **state)
{
    struct spool s = { .fd = new_file() };
    static const uint8_t zero[64];
    (void)state;
    for (int pass = 0; pass < 3; pass++) {
        uint64_t at = spool_end(&s);
        uint8_t *p = spool_take(&s, sizeof zero);
        assert_memory_equal(p, zero, sizeof zero);
        memset(p, 0xff, sizeof zero);
        spool_cut(&s, at + 10);
        assert_true(spool_end(&s) == at + 10);
        p = spool_take(&s, sizeof zero);
        assert_memory_equal(p, zero, sizeof zero);
        memset(p, 0xff, sizeof zero);
        assert_int_equal(spool_flush(&s), 0);
    }
    close(s.fd);
    spool_free(&s);
}

static void what_is_not_written_can_be_changed(void **state)
{
    struct spool s = { .fd = new_file(), .at = 7 };
    char got[4];
    (void)state;
    assert_non_null(spool_take(&s, 1));
    uint64_t at = spool_end(&s);
    memcpy(spool_take(&s, 4), "abcd", 4);
    assert_non_null(spool_take(&s, 1 << 20)); /* it may move now */
    memcpy(spool_get(&s, at), "xyz", 3);
    assert_int_equal(spool_flush(&s), 0);
    assert_int_equal(pread(s.fd, got, 4, (off_t)at), 4);
    assert_memory_equal(got, "xyzd", 4);
    close(s.fd);
    spool_free(&s);
}

static void a_file_that_takes_nothing_says_why(void **state)
{
    struct spool s = { .fd = -1 };
    (void)state;
    assert_int_equal(spool_flush(&s), 0); /* nothing to write */
    assert_non_null(spool_take(&s, 1));
    assert_int_equal(spool_pause(&s), 0); /* not yet */
    errno = 0;
    assert_int_equal(spool_flush(&s), -1);
    assert_int_equal(errno, EBADF);
    assert_true(spool_end(&s) == 1);
    assert_non_null(spool_take(&s, 1 << 20));
    assert_int_equal(spool_pause(&s), -1);
    spool_free(&s);
    spool_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(octets_reach_the_file_in_a_row),
        cmocka_unit_test(what_is_taken_is_zero),
        cmocka_unit_test(what_is_not_written_can_be_changed),
        cmocka_unit_test(a_file_that_takes_nothing_says_why),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
