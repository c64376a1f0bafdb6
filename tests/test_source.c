#include "zonefile/source.h"

#include "tests/shared/test.h"
#include "tests/shared/zone_text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static void assert_text(const struct source *s, const char *text, size_t n)
{
    assert_int_equal(s->len, n);
    assert_memory_equal(s->text, text, n);
}

static void a_file_is_read_whole(void **state)
{
    static const struct {
        const char *text;
        size_t n;
    } rows[] = {
        { "", 0 }, { "a", 1 }, { "a\0b\n", 4 }, { "com 1.2.3.4\n", 12 }
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        struct stat st;
        zone_write_bytes("a.zone", rows[i].text, rows[i].n);
        assert_int_equal(stat("a.zone", &st), 0);
        struct source *s = source_read("a.zone");
        assert_non_null(s);
        assert_string_equal(s->path, "a.zone");
        assert_text(s, rows[i].text, rows[i].n);
        assert_true(s->stamp == (uint64_t)ZONE_STAMP * 1000000000);
        assert_true(s->device == st.st_dev);
        assert_true(s->file == st.st_ino);
        source_free(s);
    }
}

static void the_stamp_has_nanoseconds(void **state)
{
    static const struct timespec stamp[] = { { 5, 0 }, { 12, 345678901 } };
    (void)state;
    zone_write("a.zone", "a");
    assert_int_equal(utimensat(AT_FDCWD, "a.zone", stamp, 0), 0);
    struct source *s = source_read("a.zone");
    assert_non_null(s);
    assert_true(s->stamp == 12345678901);
    source_free(s);
}

static void a_big_file_is_read_whole(void **state)
{
    enum { N = 3 << 20 };
    char *text = malloc(N);
    (void)state;
    assert_non_null(text);
    for (size_t i = 0; i < N; i++)
        text[i] = (char)(i * i >> 7);
    zone_write_bytes("a.zone", text, N);
    struct source *s = source_read("a.zone");
    assert_non_null(s);
    assert_text(s, text, N);
    source_free(s);
    free(text);
}

/* twigd <(make-zone): it comes in pieces, and has no length beforehand. */
static void what_comes_through_a_pipe_is_read_to_its_end(void **state)
{
    enum { PIECE = 40000, PIECES = 5 };
    static char text[PIECE * PIECES];
    char path[32];
    int fds[2];
    (void)state;
    for (size_t i = 0; i < sizeof text; i++)
        text[i] = (char)('a' + i % 23);
    assert_int_equal(pipe(fds), 0);
    pid_t child = fork();
    if (child == 0) {
        ssize_t n = 0;
        for (int i = 0; i < PIECES && n >= 0; i++)
            n = write(fds[1], text + i * PIECE, PIECE);
        _exit(n < 0);
    }
    close(fds[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", fds[0]);
    struct source *s = source_read(path);
    close(fds[0]);
    assert_int_equal(waitpid(child, NULL, 0), child);
    assert_non_null(s);
    assert_string_equal(s->path, path);
    assert_text(s, text, sizeof text);
    source_free(s);
}

/* Whoever should have written failed, or there was nobody. */
static void nothing_out_of_a_pipe_is_no_text(void **state)
{
    char path[32];
    int fds[2];
    (void)state;
    assert_int_equal(pipe(fds), 0);
    close(fds[1]);
    snprintf(path, sizeof path, "/dev/fd/%d", fds[0]);
    assert_null(source_read(path));
    assert_int_equal(errno, ENODATA);
    close(fds[0]);
    assert_int_equal(mkfifo("fifo", 0600), 0);
    assert_null(source_read("fifo"));
    assert_int_equal(errno, ENODATA);
    assert_int_equal(unlink("fifo"), 0);
}

static void why_is_told_in_words_of_files(void **state)
{
    (void)state;
    assert_string_equal(source_why(ENODATA), "a pipe that nothing came out of");
    assert_string_equal(source_why(ENODEV), "a device, not a file");
    assert_string_equal(source_why(EISDIR), "Is a directory");
}

static void what_cannot_be_read_says_why(void **state)
{
    static const struct {
        const char *path;
        int why;
    } rows[] = {
        { "nothing", ENOENT }, { "", ENOENT },          { ".", EISDIR },
        { "/", EISDIR },       { "a.zone/b", ENOTDIR }, { "/dev/zero", ENODEV },
    };
    (void)state;
    zone_write("a.zone", "a");
    for (size_t i = 0; i < ITEMS(rows); i++) {
        errno = 0;
        assert_null(source_read(rows[i].path));
        assert_int_equal(errno, rows[i].why);
    }
}

static void a_text_in_memory_is_no_file(void **state)
{
    static const char text[] = "com 1.2.3.4\n";
    char path[] = "(lesson)";
    (void)state;
    struct source *s = source_text(path, text, 11);
    assert_non_null(s);
    path[0] = '?'; /* the path was copied, the text was not */
    assert_string_equal(s->path, "(lesson)");
    assert_ptr_equal(s->text, text);
    assert_int_equal(s->len, 11);
    assert_true(s->stamp == 0);
    assert_false(s->mapped);
    source_free(s);
    source_free(NULL);
}

/* It is no character, so it takes no column; the file is given back whole. */
static void a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    static const struct {
        const char *octets;
        size_t n, skipped;
    } rows[] = {
        { "\xef\xbb\xbf"
          "a b\n",
          7, 3 },
        { "\xef\xbb\xbf", 3, 3 },
        { "\xef\xbb"
          "a",
          3, 0 },
        { "a\xef\xbb\xbf", 4, 0 },
    };
    (void)state;
    for (size_t i = 0; i < ITEMS(rows); i++) {
        zone_write_bytes("z", rows[i].octets, rows[i].n);
        struct source *s = source_read("z");
        assert_non_null(s);
        assert_text(s, rows[i].octets + rows[i].skipped,
                    rows[i].n - rows[i].skipped);
        source_free(s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_read_whole),
        cmocka_unit_test(the_stamp_has_nanoseconds),
        cmocka_unit_test(a_big_file_is_read_whole),
        cmocka_unit_test(what_comes_through_a_pipe_is_read_to_its_end),
        cmocka_unit_test(nothing_out_of_a_pipe_is_no_text),
        cmocka_unit_test(why_is_told_in_words_of_files),
        cmocka_unit_test(what_cannot_be_read_says_why),
        cmocka_unit_test(a_text_in_memory_is_no_file),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_text),
    };
    return cmocka_run_group_tests(tests, zone_enter, zone_leave);
}
