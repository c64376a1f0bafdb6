/* The lines of a file, with their numbers. */
#include "tools/lines.h"

#include "tests/shared/test.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static void lines_are_counted(void **state)
{
    char path[] = "/tmp/twig-lines-XXXXXX";
    int fd = mkstemp(path);
    FILE *f = fdopen(fd, "w");
    struct lines l;
    (void)state;
    fprintf(f, "one\n\n%*s\nlast", 9000, "long");
    fclose(f);
    assert_int_equal(lines_open(&l, path), 0);
    assert_true(lines_next(&l));
    assert_string_equal(l.text, "one\n");
    assert_int_equal(l.place.line, 1);
    assert_string_equal(l.place.path, path);
    assert_true(lines_next(&l));
    assert_true(lines_next(&l));
    assert_int_equal(strlen(l.text), 9001);
    assert_true(lines_next(&l));
    assert_string_equal(l.text, "last");
    assert_int_equal(l.place.line, 4);
    assert_false(lines_next(&l));
    assert_int_equal(lines_close(&l), 0);
    unlink(path);
}

static void what_cannot_be_read_is_told(void **state)
{
    struct lines l;
    (void)state;
    assert_int_equal(lines_open(&l, "/no/such/file"), -1);
    assert_int_equal(errno, ENOENT);
    assert_int_equal(lines_open(&l, "/"), 0);
    assert_false(lines_next(&l));
    assert_int_equal(lines_close(&l), -1);
    assert_int_equal(errno, EISDIR);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_counted),
        cmocka_unit_test(what_cannot_be_read_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
