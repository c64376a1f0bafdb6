#include "resolver/handover.h"

#include "tests/shared/test.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

/* A file that holds one letter. */
static int letter(char c)
{
    int fd = memfd_create("letter", MFD_CLOEXEC);
    assert_int_equal(write(fd, &c, 1), 1);
    return fd;
}

static void each_descriptor_comes_with_its_generation(void **state)
{
    int ends[2];
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    for (unsigned i = 0; i < 3; i++) {
        int fd = letter((char)('a' + i));
        assert_int_equal(handover_send(ends[0], fd, 100 + i), 0);
        close(fd); /* what is under way stays open */
    }
    for (unsigned i = 0; i < 3; i++) {
        unsigned generation = 0;
        char c = 0;
        int fd = handover_receive(ends[1], &generation);
        assert_true(fd >= 0);
        assert_int_equal(generation, 100 + i);
        assert_int_equal(pread(fd, &c, 1, 0), 1);
        assert_int_equal(c, 'a' + (int)i);
        assert_true(fcntl(fd, F_GETFD) & FD_CLOEXEC);
        close(fd);
    }
    close(ends[0]);
    close(ends[1]);
}

static void nothing_is_waited_for(void **state)
{
    int ends[2];
    unsigned generation = 7;
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    assert_int_equal(handover_receive(ends[1], &generation), -1);
    assert_int_equal(errno, EAGAIN);
    close(ends[0]);
    assert_int_equal(handover_receive(ends[1], &generation), -1);
    close(ends[1]);
}

static void a_worker_that_does_not_listen_is_no_wait(void **state)
{
    int ends[2], sent = 0, fd = letter('x');
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    while (sent < 100000 && handover_send(ends[0], fd, 1) == 0)
        sent++;
    assert_true(sent > 0 && sent < 100000);
    close(ends[1]);
    assert_int_equal(handover_send(ends[0], fd, 1), -1); /* and no SIGPIPE */
    close(ends[0]);
    close(fd);
}

static void a_message_without_a_descriptor_has_lost_it(void **state)
{
    int ends[2];
    unsigned generation = 5;
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    assert_int_equal(send(ends[0], &generation, sizeof generation, 0),
                     sizeof generation);
    assert_int_equal(handover_receive(ends[1], &generation), HANDOVER_LOST);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_descriptor_comes_with_its_generation),
        cmocka_unit_test(nothing_is_waited_for),
        cmocka_unit_test(a_worker_that_does_not_listen_is_no_wait),
        cmocka_unit_test(a_message_without_a_descriptor_has_lost_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
