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

static void each_descriptor_comes_with_what_was_sent(void **state)
{
    int ends[2];
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    for (unsigned i = 0; i < 3; i++) {
        int fd = letter((char)('a' + i));
        struct news news = { 100 + i, { .at = { { (uint8_t)i } }, .n = 1 } };
        assert_int_equal(handover_send(ends[0], fd, &news), 0);
        close(fd); /* what is under way stays open */
    }
    for (unsigned i = 0; i < 3; i++) {
        struct news news = { 0, { .n = 0 } };
        char c = 0;
        int fd = handover_receive(ends[1], &news);
        assert_true(fd >= 0);
        assert_int_equal(news.generation, 100 + i);
        assert_int_equal(news.cookies.n, 1);
        assert_int_equal(news.cookies.at[0][0], i);
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
    struct news news;
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    assert_int_equal(handover_receive(ends[1], &news), -1);
    assert_int_equal(errno, EAGAIN);
    close(ends[0]);
    assert_int_equal(handover_receive(ends[1], &news), -1);
    close(ends[1]);
}

static void a_worker_that_does_not_listen_is_no_wait(void **state)
{
    int ends[2], sent = 0, fd = letter('x');
    struct news news = { 1, { .n = 0 } };
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    while (sent < 100000 && handover_send(ends[0], fd, &news) == 0)
        sent++;
    assert_true(sent > 0 && sent < 100000);
    close(ends[1]);
    assert_int_equal(handover_send(ends[0], fd, &news),
                     -1); /* and no SIGPIPE */
    close(ends[0]);
    close(fd);
}

static void a_message_without_a_descriptor_has_lost_it(void **state)
{
    int ends[2];
    struct news news = { 5, { .n = 0 } };
    (void)state;
    assert_int_equal(handover_pair(ends), 0);
    assert_int_equal(send(ends[0], &news, sizeof news, 0), sizeof news);
    assert_int_equal(handover_receive(ends[1], &news), HANDOVER_LOST);
    close(ends[0]);
    close(ends[1]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_descriptor_comes_with_what_was_sent),
        cmocka_unit_test(nothing_is_waited_for),
        cmocka_unit_test(a_worker_that_does_not_listen_is_no_wait),
        cmocka_unit_test(a_message_without_a_descriptor_has_lost_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
